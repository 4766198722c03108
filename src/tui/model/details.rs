//! The details of a few items: the one under the cursor and its neighbours.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::form::Form;
use crate::domain::instance::Instance;
use crate::domain::item::{Item, Key};
use crate::error::{Error, Kind};
use crate::tui::event::Ticket;

/// How many are kept; the oldest make room.
const KEPT: usize = 64;

/// One item's detail, as far as it has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    Loading(Ticket),
    Ready(Box<Instance>),
    Failed(Error),
}

/// Details by item, and which of them have been seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    by_key: BTreeMap<Key, (u64, Detail)>,
    /// Refreshed while the old one stays on screen.
    refreshing: BTreeMap<Key, Ticket>,
    /// What was seen last and has not been asked for again.
    remembered: BTreeSet<Key>,
    uses: u64,
    /// The forms that were on the screen, never merely loaded, and which reading they came from.
    seen: BTreeMap<Key, (u64, Form)>,
}

impl Details {
    pub fn get(&self, key: &Key) -> Option<&Detail> {
        self.by_key.get(key).map(|(_, detail)| detail)
    }

    pub fn ready(&self, key: &Key) -> Option<&Instance> {
        match self.get(key)? {
            Detail::Ready(instance) => Some(instance),
            Detail::Loading(_) | Detail::Failed(_) => None,
        }
    }

    /// An item's page on the web: as its detail says, else as its row does.
    pub fn link<'a>(&'a self, item: &'a Item) -> Option<&'a str> {
        let told = self.ready(&item.key).map(|told| &told.link);
        told.unwrap_or(&item.link).as_deref()
    }

    /// Whether it is still to be asked for.
    pub fn is_wanted(&self, key: &Key) -> bool {
        self.get(key).is_none() || self.remembered.contains(key)
    }

    /// Takes a detail that was seen last, unless it is known better.
    pub fn recall(&mut self, instance: Instance) {
        let key = instance.item.key.clone();
        if self.get(&key).is_none() {
            self.remembered.insert(key.clone());
            self.put(key, Detail::Ready(Box::new(instance)));
        }
    }

    /// How many answers are awaited.
    pub fn awaited(&self) -> usize {
        let loading = |(_, detail): &&(u64, Detail)| matches!(detail, Detail::Loading(_));
        self.by_key.values().filter(loading).count() + self.refreshing.len()
    }

    /// An answer is on its way; what is on screen stays until it comes.
    pub fn ask(&mut self, key: &Key, ticket: Ticket) {
        self.remembered.remove(key);
        if self.ready(key).is_some() {
            self.refreshing.insert(key.clone(), ticket);
        } else {
            self.put(key.clone(), Detail::Loading(ticket));
        }
    }

    pub fn is_refreshing(&self, key: &Key) -> bool {
        self.refreshing.contains_key(key)
    }

    /// Takes an answer, unless a newer one is awaited; whether it was taken. A broken line
    /// leaves what was read before.
    pub fn answer(&mut self, key: &Key, ticket: Ticket, result: Result<Instance, Error>) -> bool {
        let awaited = match self.get(key) {
            Some(Detail::Loading(awaited)) => Some(*awaited),
            _ => self.refreshing.get(key).copied(),
        };
        if awaited != Some(ticket) {
            return false;
        }
        let refreshed = self.refreshing.remove(key).is_some();
        let detail = match result {
            Ok(instance) => Detail::Ready(Box::new(instance)),
            // What was read before the line broke is better than nothing.
            Err(error) if refreshed && is_of_the_line(&error) => return true,
            Err(error) => Detail::Failed(error),
        };
        self.put(key.clone(), detail);
        true
    }

    /// Forgets an item's detail, so that it is asked for again when it is needed.
    pub fn forget(&mut self, key: &Key) {
        self.by_key.remove(key);
        self.refreshing.remove(key);
    }

    /// Forgets every detail, so that each is asked for again; what was seen stays known.
    pub fn forget_all(&mut self) {
        self.by_key.clear();
        self.refreshing.clear();
    }

    /// Forgets the failures, so that they are tried again.
    pub fn forget_failures(&mut self) {
        self.by_key
            .retain(|_, (_, detail)| !matches!(detail, Detail::Failed(_)));
    }

    /// The item's form, as it is here, is on the screen.
    pub fn see(&mut self, key: &Key) {
        let Some((reading, Detail::Ready(instance))) = self.by_key.get(key) else {
            return;
        };
        if self.seen.get(key).map(|(seen, _)| seen) != Some(reading) {
            self.seen
                .insert(key.clone(), (*reading, instance.form.clone()));
        }
    }

    /// What was on the screen is known to be out of date.
    pub fn forget_seen(&mut self, key: &Key) {
        self.seen.remove(key);
    }

    /// The form that was on the screen last.
    pub fn seen(&self, key: &Key) -> Option<&Form> {
        self.seen.get(key).map(|(_, form)| form)
    }

    fn put(&mut self, key: Key, detail: Detail) {
        self.uses += 1;
        self.by_key.insert(key, (self.uses, detail));
        while self.by_key.len() > KEPT {
            let oldest = self
                .by_key
                .iter()
                .min_by_key(|(_, (used, _))| *used)
                .map(|(key, _)| key.clone());
            if let Some(key) = oldest {
                self.by_key.remove(&key);
            }
        }
    }
}

/// Whether the server was not heard, and so has not said anything about the item.
fn is_of_the_line(error: &Error) -> bool {
    matches!(
        error.kind,
        Kind::Unreachable | Kind::Interrupted | Kind::Rate | Kind::Server
    )
}
