//! Who is called what, as far as the lists have told it: the approval interfaces name nobody but
//! who sent a request, and offer no directory. In memory only.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::id::Id;
use crate::domain::people::{Named, PeoplePage, Person, Wanted};

/// The names that were met.
#[derive(Debug, Default)]
pub(crate) struct Names(Mutex<BTreeMap<Id, String>>);

impl Names {
    pub(crate) fn meet(&self, id: &Id, name: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(id.clone(), name.to_owned());
    }

    pub(crate) fn of(&self, id: &Id) -> Option<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(id).cloned()
    }

    /// The person with the name that is known, if one is.
    pub(crate) fn named(&self, id: Option<&Id>) -> Named {
        Named::new(id.cloned(), id.and_then(|id| self.of(id)))
    }

    /// Everybody who was met.
    pub(crate) fn people(&self) -> Vec<Person> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let people = known.iter();
        people
            .map(|(id, name)| Person::named(id.clone(), name))
            .collect()
    }

    /// Those of them who are wanted. An id that nobody was met by is taken at its word: there is
    /// no directory to look it up in.
    pub(crate) fn some(&self, wanted: &Wanted, skip: usize, top: u32) -> PeoplePage {
        let everybody = self.people();
        let met = everybody.len() as u64;
        let is = |person: &Person, text: &str| person.id.as_str() == text || person.name == text;
        let mut people: Vec<_> = everybody
            .into_iter()
            .filter(|person| match wanted {
                Wanted::Everybody => true,
                Wanted::Ids(ids) => ids.contains(&person.id),
                Wanted::Called(text) => is(person, text),
                Wanted::Like(text) => {
                    person.name.contains(text.as_str()) || person.id.as_str().contains(text)
                }
            })
            .collect();
        if let Wanted::Called(text) | Wanted::Like(text) = wanted
            && people.is_empty()
            && is_id(text)
        {
            people.push(Person::named(text.as_str(), text.as_str()));
        }
        let total = match wanted {
            // There are more than were met.
            Wanted::Everybody => met + 1,
            _ => people.len() as u64,
        };
        PeoplePage {
            people: people.into_iter().skip(skip).take(top as usize).collect(),
            total: Some(total),
        }
    }
}

/// Whether a text may be somebody's id.
fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
    text.len() > 1 && text.chars().all(fits)
}
