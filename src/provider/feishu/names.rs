//! Who is called what: lists name who sent a request, and the directory tells one person at a time
//! to those who may ask it. It cannot be searched. In memory only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::id::Id;
use crate::domain::people::{Named, PeoplePage, Person, Wanted};

/// The names that were met.
#[derive(Debug, Default)]
pub(crate) struct Names {
    known: Mutex<BTreeMap<Id, String>>,
    /// Who the directory has told of, or said that it tells nothing of.
    told: Mutex<BTreeSet<Id>>,
}

impl Names {
    pub(crate) fn meet(&self, id: &Id, name: &str) {
        self.known().insert(id.clone(), name.to_owned());
    }

    /// Those of some people who are to be asked for, each once: nobody knows them, and the
    /// directory has not answered yet.
    pub(crate) fn strangers(&self, ids: impl IntoIterator<Item = Id>) -> BTreeSet<Id> {
        let (told, known) = (self.told(), self.known());
        let strange = ids.into_iter().filter(|id| !known.contains_key(id));
        strange.filter(|id| !told.contains(id)).collect()
    }

    /// What the directory answered about a person; it is not asked again.
    pub(crate) fn answered(&self, id: &Id, name: Option<&str>) {
        self.told().insert(id.clone());
        if let Some(name) = name {
            self.meet(id, name);
        }
    }

    fn told(&self) -> MutexGuard<'_, BTreeSet<Id>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Id, String>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn of(&self, id: &Id) -> Option<String> {
        self.known().get(id).cloned()
    }

    /// The person with the name that is known, if one is.
    pub(crate) fn named(&self, id: Option<&Id>) -> Named {
        Named::new(id.cloned(), id.and_then(|id| self.of(id)))
    }

    /// Everybody who was met.
    pub(crate) fn people(&self) -> Vec<Person> {
        let known = self.known();
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
pub(crate) fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
    text.len() > 1 && text.chars().all(fits)
}
