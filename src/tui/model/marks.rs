//! Marked items: by identity, so that neither a refresh nor a limit moves a mark to another item.
//! What cannot be seen stays marked and is never acted on; what is being decided counts as none.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::domain::item::{Item, Key};
use crate::domain::query::Query;
use crate::tui::model::Model;

/// The marks as they were set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    keys: BTreeSet<Key>,
    /// Those that were there before all were taken away.
    last: BTreeSet<Key>,
    /// Where a range began that ends at the cursor.
    pub anchor: Option<Key>,
    /// Whether a deciding key would act on something that has not been on the screen yet: an
    /// answer has changed the rows since the last picture.
    pub unseen: bool,
    /// What is to be marked, while details that tell are still on their way.
    pub asked: Option<Asked>,
}

/// A query by which is marked, as long as it is not known of every row whether it means that.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub query: Query,
    /// The rows that were shown when it was asked, and of which that is not known yet.
    pub among: BTreeSet<Key>,
    /// How many it has marked so far.
    pub count: usize,
}

/// How many marks there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Those that a key acts on.
    pub shown: usize,
    /// Those that a limit hides, or that have left the folder.
    pub hidden: usize,
}

impl Marks {
    pub fn has(&self, key: &Key) -> bool {
        self.keys.contains(key)
    }

    pub fn add(&mut self, keys: impl IntoIterator<Item = Key>) {
        self.keys.extend(keys);
    }

    pub fn remove(&mut self, key: &Key) {
        self.keys.remove(key);
    }

    pub fn toggle(&mut self, key: Key) {
        // What is marked by hand is no longer the query's.
        if let Some(asked) = &mut self.asked {
            asked.among.remove(&key);
        }
        if !self.keys.remove(&key) {
            self.keys.insert(key);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.anchor.is_none()
    }

    /// Takes all marks away; [`Self::again`] brings them back.
    pub fn clear(&mut self) {
        if !self.keys.is_empty() {
            self.last = std::mem::take(&mut self.keys);
        }
        self.anchor = None;
        self.asked = None;
    }

    /// The marks that were there last; whether there were any.
    pub fn again(&mut self) -> bool {
        self.keys.extend(self.last.iter().cloned());
        !self.last.is_empty()
    }
}

impl Model {
    /// The rows of the range that is open.
    pub fn range(&self) -> Option<RangeInclusive<usize>> {
        let from = self.list.row_of(self.marks.anchor.as_ref()?)?;
        let to = self.list.row();
        Some(from.min(to)..=from.max(to))
    }

    /// The marked items that a key acts on, in the order of their rows.
    pub fn marked(&self) -> Vec<&Item> {
        if self.marks.is_empty() || !self.place.is_folder() {
            return Vec::new();
        }
        let range = self.range();
        let in_range = |row| range.as_ref().is_some_and(|range| range.contains(&row));
        let rows = self.list.rows().enumerate();
        rows.filter(|(row, item)| self.marks.has(&item.key) || in_range(*row))
            .map(|(_, item)| item)
            .filter(|item| !self.is_busy(&item.key))
            .collect()
    }

    /// The items that a deciding key is for: those marked and in sight, else the one under the
    /// cursor.
    pub fn meant(&self) -> BTreeSet<Key> {
        let marked = self.marked();
        let here = marked.is_empty().then(|| self.current()).flatten();
        let items = marked.into_iter().chain(here);
        items.map(|item| item.key.clone()).collect()
    }

    /// How many marks there are. Takes time by the marks and the range, not by the rows.
    pub fn mark_counts(&self) -> Marked {
        if self.marks.is_empty() || !self.place.is_folder() {
            return Marked::default();
        }
        let free = self.marks.keys.iter().filter(|key| !self.is_busy(key));
        let (shown, hidden): (Vec<_>, Vec<_>) = free.partition(|key| self.list.shows(key));
        Marked {
            shown: shown.len() + self.ranged().count(),
            hidden: hidden.len(),
        }
    }

    /// The marked items that a key acts on, as they are found: who needs but a few takes them.
    pub fn hand(&self) -> impl Iterator<Item = &Item> {
        let folder = self.place.is_folder();
        let keys = self.marks.keys.iter().filter(move |_| folder);
        // Cheaper than to find them among the rows first: all may be staged.
        let free = keys.filter(|key| !self.is_busy(key));
        let marked = free.filter_map(|key| self.list.shown(key));
        marked.chain(self.ranged().filter(move |_| folder))
    }

    /// The items of the open range that bear no mark of their own.
    fn ranged(&self) -> impl Iterator<Item = &Item> {
        let rows = self.range().into_iter().flatten();
        let items = rows.filter_map(|row| self.list.get(row));
        items.filter(|item| !self.marks.has(&item.key) && !self.is_busy(&item.key))
    }
}
