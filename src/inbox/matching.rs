//! Filtering: which items a query means, reading the details that it takes to tell. What could
//! not be told is handed back as such, never guessed.

use std::collections::HashMap;

use futures_util::{StreamExt, stream};

use crate::domain::item::{Item, Key};
use crate::domain::query::{Facts, Known, Present, Query, Truth};
use crate::error::{Error, Result};
use crate::inbox::Inbox;

/// How far the reading is: so many of so many.
type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// The details that were read, and those that could not be.
#[derive(Debug, Default)]
pub struct Learned {
    facts: HashMap<Key, Facts>,
    failed: HashMap<Key, Error>,
}

/// How a query divides items; those that it does not mean are left out.
#[derive(Debug, Default)]
pub struct Matching {
    pub items: Vec<Item>,
    /// Nobody can say of these, and why where that is an error.
    pub unknown: Vec<(Item, Option<Error>)>,
}

impl Learned {
    /// Adds what was learned elsewhere.
    pub fn extend(&mut self, other: Self) {
        self.facts.extend(other.facts);
        self.failed.extend(other.failed);
    }

    /// An item with its detail, where that was read.
    pub fn known<'a>(&'a self, item: &'a Item) -> Known<'a> {
        Known {
            item,
            facts: self.facts.get(&item.key),
        }
    }

    fn is_read(&self, item: &Item) -> bool {
        self.facts.contains_key(&item.key) || self.failed.contains_key(&item.key)
    }

    fn has(&self, field: &str) -> bool {
        self.facts.values().any(|facts| facts.has(field))
    }

    /// What the fields of all forms are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.facts.values().flat_map(Facts::names)
    }

    /// Whether every form is here and none has the field: then it does not exist.
    pub fn lacks(&self, field: &str) -> bool {
        !self.facts.is_empty() && self.failed.is_empty() && !self.has(field)
    }
}

impl Inbox {
    /// Which of the items a query means. Details are read only of those whose rows do not tell,
    /// and of all while a field that it names stands in none.
    pub async fn matching(
        &self,
        query: &Query,
        items: Vec<Item>,
        present: &Present<'_>,
        learned: &mut Learned,
        progress: Progress<'_>,
    ) -> Matching {
        let open = |item: &&Item| query.truth(learned.known(item), present) == Truth::Unknown;
        let wanted: Vec<_> = items.iter().filter(open).collect();
        self.learn(wanted, learned, progress).await;
        if query.form_fields().any(|field| !self.knows(field, learned)) {
            self.learn(items.iter().collect(), learned, progress).await;
        }
        let mut matching = Matching::default();
        for item in items {
            match query.truth(learned.known(&item), present) {
                Truth::True => matching.items.push(item),
                Truth::False => {}
                Truth::Unknown => {
                    let why = learned.failed.get(&item.key).cloned();
                    matching.unknown.push((item, why));
                }
            }
        }
        matching
    }

    /// Whether the fields that a query names exist, as far as all that was read can tell: one may
    /// stand in a form that could not be.
    pub fn check_fields(&self, query: &Query, learned: &Learned) -> Result<()> {
        let mut fields = query.form_fields();
        match fields.find(|field| !self.knows(field, learned) && learned.lacks(field)) {
            Some(field) => Err(query.no_field(field, learned.names()).into()),
            None => Ok(()),
        }
    }

    fn knows(&self, field: &str, learned: &Learned) -> bool {
        learned.has(field) || self.is_named(field)
    }

    /// Whether the configuration names a field so.
    fn is_named(&self, field: &str) -> bool {
        let names = self.parts.names.values().flatten();
        names
            .into_iter()
            .any(|(key, name)| key == field || name.label.as_deref() == Some(field))
    }

    /// Reads the details that were not read yet, several at once.
    pub async fn learn(&self, items: Vec<&Item>, learned: &mut Learned, progress: Progress<'_>) {
        let items: Vec<_> = items
            .into_iter()
            .filter(|item| !learned.is_read(item))
            .collect();
        let total = items.len();
        let mut answers = stream::iter(items)
            .map(|item| async move { (item.key.clone(), self.open(item).await) })
            .buffer_unordered(self.parts.concurrency.max(1));
        let mut done = 0;
        while let Some((key, answer)) = answers.next().await {
            done += 1;
            progress(done, total);
            match answer {
                Ok(instance) => drop(learned.facts.insert(key, Facts::from(&instance))),
                Err(error) => drop(learned.failed.insert(key, error)),
            }
        }
    }
}
