//! People as far as they are known here: the first of them, all of them once that was needed,
//! and those who were asked for since. In memory only.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::OnceCell;

use crate::domain::id::Id;
use crate::domain::people::Person;

/// See the file's header.
#[derive(Debug, Default)]
pub(super) struct Directory {
    pub(super) first: OnceCell<Crowd>,
    pub(super) everybody: OnceCell<Vec<Person>>,
    met: Mutex<BTreeMap<Id, Person>>,
}

/// The first people, and whether there are no others.
#[derive(Debug)]
pub(super) struct Crowd {
    pub(super) people: Vec<Person>,
    pub(super) whole: bool,
}

impl Directory {
    /// A person who is known already.
    pub(super) fn known(&self, id: &Id) -> Option<Person> {
        let read = self.everybody.get().map(Vec::as_slice);
        let read = read.or_else(|| Some(self.first.get()?.people.as_slice()));
        let found = read.into_iter().flatten().find(|person| person.id == *id);
        found.cloned().or_else(|| self.met().get(id).cloned())
    }

    /// Keeps people in mind.
    pub(super) fn meet(&self, people: &[Person]) {
        let named = people
            .iter()
            .map(|person| (person.id.clone(), person.clone()));
        self.met().extend(named);
    }

    fn met(&self) -> std::sync::MutexGuard<'_, BTreeMap<Id, Person>> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
