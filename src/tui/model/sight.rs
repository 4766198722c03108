//! What of the open folder is in sight, and in which order; and the details that it takes to tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::item::{Item, Key};
use crate::domain::order;
use crate::domain::query::{Facts, Known, Query};

/// A limit, an order, and what is known for both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// What a row must be to be shown.
    pub limit: Option<Query>,
    /// `None` is the server's order.
    pub order: Option<order::Key>,
    pub reverse: bool,
    /// The details that were read, by item.
    facts: BTreeMap<Key, Facts>,
    /// Those that could not be read.
    failed: BTreeSet<Key>,
    /// Those that are on their way.
    pub awaited: BTreeSet<Key>,
    /// Places of items whose details are still to be asked for, the last one first.
    pub missing: Vec<usize>,
    /// Of how many nobody knows whether the limit means them.
    pub unknown: usize,
}

impl Sight {
    /// An item with its detail, where that was read.
    pub fn known<'a>(&'a self, item: &'a Item) -> Known<'a> {
        Known {
            item,
            facts: self.facts(&item.key),
        }
    }

    pub fn facts(&self, key: &Key) -> Option<&Facts> {
        self.facts.get(key)
    }

    /// Every detail that was read.
    pub fn all(&self) -> impl Iterator<Item = &Facts> {
        self.facts.values()
    }

    /// Whether nothing more can be learned of an item by asking for it now.
    pub fn is_settled(&self, key: &Key) -> bool {
        self.facts.contains_key(key) || self.failed.contains(key) || self.awaited.contains(key)
    }

    /// A detail has been read, or cannot be.
    pub fn learn(&mut self, key: Key, facts: Option<Facts>) {
        self.awaited.remove(&key);
        if let Some(facts) = facts {
            self.failed.remove(&key);
            self.facts.insert(key, facts);
        } else {
            self.failed.insert(key);
        }
    }

    /// What was read of an item is no longer so.
    pub fn forget(&mut self, key: &Key) {
        self.facts.remove(key);
        self.failed.remove(key);
    }

    /// Forgets every detail.
    pub fn forget_all(&mut self) {
        self.facts.clear();
        self.failed.clear();
    }

    /// Forgets the failures, so that they are tried again.
    pub fn forget_failures(&mut self) {
        self.failed.clear();
    }

    /// Whether a form that was read has a field of this key or label.
    pub fn has_field(&self, name: &str) -> bool {
        self.facts.values().any(|facts| facts.has(name))
    }
}
