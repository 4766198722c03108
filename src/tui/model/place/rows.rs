//! Rows that come page by page as the cursor needs them.

use std::collections::BTreeSet;

use super::window::{Purpose, Window};

/// What a list beside the folders is made of.
pub trait Row {
    /// What tells it from the others.
    fn id(&self) -> &str;

    /// Whether all words stand in it.
    fn matches(&self, wanted: &str) -> bool;
}

/// One list, as far as it has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    pub items: Vec<T>,
    ids: BTreeSet<String>,
    pub window: Window,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            ids: BTreeSet::new(),
            window: Window::default(),
        }
    }
}

impl<T> Rows<T> {
    /// The row under the cursor.
    pub fn current(&self) -> Option<&T> {
        self.items.get(self.window.cursor)
    }

    /// The rows on screen, each with its number from 0.
    pub fn in_sight(&self) -> impl Iterator<Item = (usize, &T)> {
        self.items.iter().enumerate().skip(self.window.top)
    }
}

impl<T: Row> Rows<T> {
    /// Takes a page. The cursor stays on its row's content, or goes on to where it was sent.
    pub fn take(&mut self, purpose: Purpose, total: u64, page: Vec<T>, height: usize) {
        self.window.error = None;
        match purpose {
            Purpose::Look => {
                let new = |row: &&T| !self.ids.contains(row.id());
                self.window.arrived = page.iter().filter(new).count();
                return;
            }
            Purpose::Replace => self.replace(total, page),
            Purpose::Fill => self.append(total, page),
        }
        match self.window.wanted {
            Some(wanted) => self.window.go(wanted, height),
            None => self.window.keep_in_sight(height),
        }
    }

    fn append(&mut self, total: u64, page: Vec<T>) {
        let before = self.items.len();
        for row in page {
            if self.ids.insert(row.id().to_owned()) {
                self.items.push(row);
            }
        }
        let window = &mut self.window;
        window.len = self.items.len();
        window.pages += 1;
        window.total = total;
        window.known = true;
        // The total is not to be trusted where it says that there is more.
        window.ended = window.len == before || window.len as u64 >= total;
    }

    fn replace(&mut self, total: u64, page: Vec<T>) {
        let at = self.current().map(|row| row.id().to_owned());
        let (row, top) = (self.window.cursor, self.window.top);
        *self = Self::default();
        self.append(total, page);
        self.window.top = top;
        let same = at.and_then(|id| self.items.iter().position(|row| row.id() == id));
        // Where its content is gone, or comes with a later page, the row is what stays.
        self.window.go(same.unwrap_or(row), usize::MAX);
    }

    /// The next row, from the cursor on and around, that matches.
    pub fn find(&self, wanted: &str, backward: bool) -> Option<usize> {
        let (count, cursor) = (self.items.len(), self.window.cursor);
        (1..=count)
            .map(|step| {
                if backward {
                    (cursor + count - step % count) % count
                } else {
                    (cursor + step) % count
                }
            })
            .find(|row| self.items.get(*row).is_some_and(|row| row.matches(wanted)))
    }
}
