//! The rows of the open folder, and the cursor that follows its item.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::domain::item::{Folder, Item, Key, Page};
use crate::error::Error;
use crate::tui::event::Ticket;
use crate::tui::model::wheel::rolled;

/// A folder as it is on screen. What arrives later waits until it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub folder: Folder,
    /// All that have come, in the server's order.
    pub items: Vec<Item>,
    /// Where each of them stands there.
    places: BTreeMap<Key, usize>,
    /// The rows: places of items that a limit lets through, in the order they are to stand in.
    shown: Vec<usize>,
    /// By place: whether an item is among the rows.
    in_sight: Vec<bool>,
    pub total: u64,
    cursor: usize,
    /// First row on screen.
    pub top: usize,
    /// The page that is on its way.
    pub loading: Option<Loading>,
    /// How many approvals are still to be read before it is known what belongs here.
    pub unread: usize,
    /// Items on the server that are not shown yet.
    pub arrived: usize,
    pub error: Option<Error>,
    /// Whether the first page has come.
    pub known: bool,
    /// Items that had been decided when the rows were asked for anew: the new rows tell how they
    /// are now.
    pub over: BTreeSet<Key>,
    /// When the rows were read, as long as they are what was seen last and not what is now.
    pub remembered: Option<Timestamp>,
}

/// What the next answer about this list is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Loading {
    pub ticket: Ticket,
    pub purpose: Purpose,
    /// Which page was asked for, from 1, and of what size.
    pub number: u32,
    pub size: u32,
}

/// Why a page was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// To show it, behind what is there.
    Fill,
    /// To replace what is there once all of it has come.
    Replace(Vec<Item>),
    /// To see whether there is anything new.
    Look,
}

impl List {
    pub fn new(folder: Folder) -> Self {
        Self {
            folder,
            items: Vec::new(),
            places: BTreeMap::new(),
            shown: Vec::new(),
            in_sight: Vec::new(),
            total: 0,
            cursor: 0,
            top: 0,
            loading: None,
            unread: 0,
            arrived: 0,
            error: None,
            known: false,
            over: BTreeSet::new(),
            remembered: None,
        }
    }

    /// The item of a row.
    pub fn get(&self, row: usize) -> Option<&Item> {
        self.items.get(*self.shown.get(row)?)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The items of all rows, from the first on.
    pub fn rows(&self) -> impl Iterator<Item = &Item> {
        self.shown.iter().filter_map(|place| self.items.get(*place))
    }

    pub fn current(&self) -> Option<&Item> {
        self.get(self.cursor)
    }

    /// The row of the cursor, from 0.
    pub fn row(&self) -> usize {
        self.cursor
    }

    pub fn contains(&self, key: &Key) -> bool {
        self.places.contains_key(key)
    }

    /// Whether an item is among the rows.
    pub fn shows(&self, key: &Key) -> bool {
        self.shown(key).is_some()
    }

    /// The item of a key, if it is among the rows.
    pub fn shown(&self, key: &Key) -> Option<&Item> {
        let place = *self.places.get(key)?;
        let in_sight = self.in_sight.get(place) == Some(&true);
        self.items.get(place).filter(|_| in_sight)
    }

    /// The row of an item.
    pub fn row_of(&self, key: &Key) -> Option<usize> {
        if !self.shows(key) {
            return None;
        }
        self.rows().position(|item| item.key == *key)
    }

    /// Takes other rows, places of items. The cursor stays on its item; where that is hidden,
    /// on its row.
    pub fn show(&mut self, shown: Vec<usize>) {
        let at = self.current().map(|item| item.key.clone());
        self.in_sight = vec![false; self.items.len()];
        for place in &shown {
            if let Some(seen) = self.in_sight.get_mut(*place) {
                *seen = true;
            }
        }
        self.shown = shown;
        self.follow(at.as_ref());
    }

    fn follow(&mut self, key: Option<&Key>) {
        let row = key.and_then(|key| self.row_of(key)).unwrap_or(self.cursor);
        self.cursor = row.min(self.len().saturating_sub(1));
    }

    /// Moves the cursor to a row, or the last one, and keeps it in a window of so many rows.
    pub fn go(&mut self, row: usize, height: usize) {
        self.cursor = row.min(self.len().saturating_sub(1));
        self.keep_in_sight(height);
    }

    /// Moves the cursor to a row that is on screen; what is on screen stays.
    pub fn point_at(&mut self, row: usize) {
        self.cursor = row.min(self.len().saturating_sub(1));
    }

    /// Moves the window by so many rows; a cursor that would leave it goes along.
    pub fn roll(&mut self, by: isize, height: usize) {
        (self.top, self.cursor) = rolled((self.top, self.cursor), self.len(), height, by);
    }

    /// The window follows the cursor, with a row of margin where there is one.
    pub fn keep_in_sight(&mut self, height: usize) {
        let height = height.max(1);
        let margin = usize::from(height > 4);
        self.top = self.top.min(self.cursor.saturating_sub(margin)).max(
            (self.cursor + margin + 1)
                .min(self.len())
                .saturating_sub(height),
        );
    }

    /// Adds items that are not there yet. Which of them are shown is said by [`Self::show`].
    pub fn append(&mut self, page: Page) {
        self.total = page.total;
        for item in page.items {
            if !self.contains(&item.key) {
                self.places.insert(item.key.clone(), self.items.len());
                self.items.push(item);
            }
        }
        self.known = true;
        self.remembered = None;
    }

    /// Takes the rows that were seen last, until the server has said how it is now.
    pub fn recall(&mut self, page: Page, at: Timestamp) {
        self.replace(page.items, page.total);
        self.remembered = Some(at);
    }

    /// Takes other items, all of them shown. The cursor stays on its item; where that is gone,
    /// on its row.
    pub fn replace(&mut self, items: Vec<Item>, total: u64) {
        let at = self.current().map(|item| item.key.clone());
        let keys = items.iter().map(|item| item.key.clone());
        self.places = keys.zip(0..).collect();
        self.shown = (0..items.len()).collect();
        self.in_sight = vec![true; items.len()];
        self.items = items;
        self.total = total;
        self.arrived = 0;
        self.known = true;
        self.remembered = None;
        self.follow(at.as_ref());
    }

    /// The next row, from the cursor on and around, that is looked for.
    pub fn find(
        &self,
        wanted: impl Fn(&Item) -> bool,
        backward: bool,
        include_here: bool,
    ) -> Option<usize> {
        let count = self.len();
        let skip = usize::from(!include_here);
        (skip..count + skip)
            .map(|step| {
                if backward {
                    (self.cursor + count - step % count) % count
                } else {
                    (self.cursor + step) % count
                }
            })
            .find(|row| self.get(*row).is_some_and(&wanted))
    }
}
