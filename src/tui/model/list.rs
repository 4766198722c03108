//! The rows of the open folder, and the cursor that follows its item.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::item::{Folder, Item, Key, Page};
use crate::error::Error;
use crate::tui::event::Ticket;
use crate::tui::model::wheel::rolled;

/// A folder as it is on screen. What arrives later waits until it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub folder: Folder,
    /// All that have come, in the server's order; of several accounts, the newest first.
    pub items: Vec<Item>,
    /// Where each of them stands there.
    places: BTreeMap<Key, usize>,
    /// The rows: places of items that a limit lets through, in the order they are to stand in.
    shown: Vec<usize>,
    /// By place: whether an item is among the rows.
    in_sight: Vec<bool>,
    cursor: usize,
    /// First row on screen.
    pub top: usize,
    /// Whether anybody has pressed a key since it was opened: of several accounts the rows of one
    /// come before those of the other, and until then the cursor waits on the first row.
    pub touched: bool,
    /// Items that had been decided when the rows were asked for anew: the new rows tell how they
    /// are now.
    pub over: BTreeSet<Key>,
    /// How far the rows of each account have come.
    parts: BTreeMap<Arc<str>, Part>,
}

/// The rows of one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// How many the server has.
    pub total: u64,
    /// The page that is on its way.
    pub loading: Option<Loading>,
    /// How many approvals are still to be read before it is known what belongs here.
    pub unread: usize,
    /// Items on the server that are not shown yet.
    pub arrived: usize,
    pub error: Option<Error>,
    /// Whether the first page has come.
    pub known: bool,
    /// When the rows were read, as long as they are what was seen last and not what is now.
    pub remembered: Option<Timestamp>,
    /// Another look is due as soon as the one under way has ended.
    pub look_again: bool,
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
            cursor: 0,
            top: 0,
            touched: false,
            over: BTreeSet::new(),
            parts: BTreeMap::new(),
        }
    }

    /// How far the rows of an account have come.
    pub fn part(&mut self, account: &Arc<str>) -> &mut Part {
        self.parts.entry(account.clone()).or_default()
    }

    /// The account whose page answers a question.
    pub fn asked_by(&self, ticket: Ticket) -> Option<Arc<str>> {
        let waits = |part: &Part| {
            let loading = part.loading.as_ref();
            loading.is_some_and(|loading| loading.ticket == ticket)
        };
        let mut parts = self.parts.iter();
        let (account, _) = parts.find(|(_, part)| waits(part))?;
        Some(account.clone())
    }

    /// What has been asked and not been answered.
    pub fn loading(&self) -> impl Iterator<Item = &Loading> {
        self.parts.values().filter_map(|part| part.loading.as_ref())
    }

    /// How many there are on the servers.
    pub fn total(&self) -> u64 {
        self.parts.values().map(|part| part.total).sum()
    }

    /// How many approvals are still to be read before it is known what belongs here.
    pub fn unread(&self) -> usize {
        self.parts.values().map(|part| part.unread).sum()
    }

    /// Items on the servers that are not shown yet.
    pub fn arrived(&self) -> usize {
        self.parts.values().map(|part| part.arrived).sum()
    }

    /// What kept an account's rows from coming.
    pub fn error(&self) -> Option<&Error> {
        self.parts.values().find_map(|part| part.error.as_ref())
    }

    /// Whether any account's first page has come.
    pub fn is_known(&self) -> bool {
        self.parts.values().any(|part| part.known)
    }

    /// Whether every account's first page has come.
    pub fn is_all_known(&self) -> bool {
        self.is_known() && self.parts.values().all(|part| part.known)
    }

    /// Since when the oldest rows are here, as long as they are what was seen last.
    pub fn remembered(&self) -> Option<Timestamp> {
        self.parts.values().filter_map(|part| part.remembered).min()
    }

    /// How many rows of an account have come.
    pub fn count_of(&self, account: &Arc<str>) -> u64 {
        let of_it = |item: &&Item| item.key.account == *account;
        self.items.iter().filter(of_it).count() as u64
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
        let key = key.filter(|_| self.touched || self.parts.len() == 1);
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

    /// Adds items of an account that are not there yet. Which of them are shown is said by
    /// [`Self::show`].
    pub fn append(&mut self, account: &Arc<str>, page: Page) {
        for item in page.items {
            if !self.contains(&item.key) {
                self.places.insert(item.key.clone(), self.items.len());
                self.items.push(item);
            }
        }
        let part = self.part(account);
        (part.total, part.known, part.remembered) = (page.total, true, None);
        if self.parts.len() > 1 {
            self.arrange();
        }
    }

    /// The newest first; the rows stand as they stood until [`Self::show`].
    fn arrange(&mut self) {
        let shown: Vec<Key> = self.rows().map(|item| item.key.clone()).collect();
        self.sort();
        let place = |key: &Key| self.places.get(key).copied();
        self.shown = shown.iter().filter_map(place).collect();
        self.in_sight = vec![false; self.items.len()];
        for place in &self.shown {
            if let Some(seen) = self.in_sight.get_mut(*place) {
                *seen = true;
            }
        }
    }

    /// One account's rows stand as its server has put them.
    fn sort(&mut self) {
        if self.parts.len() > 1 {
            self.items.sort_by_key(|item| Reverse(item.placed_at()));
        }
        let keys = self.items.iter().map(|item| item.key.clone());
        self.places = keys.zip(0..).collect();
    }

    /// Takes the rows of an account that were seen last, until the server has said how it is now.
    pub fn recall(&mut self, account: &Arc<str>, page: Page, at: Timestamp) {
        self.replace(account, page.items, page.total);
        self.part(account).remembered = Some(at);
    }

    /// Takes other items of an account, all of them shown. The cursor stays on its item; where
    /// that is gone, on its row.
    pub fn replace(&mut self, account: &Arc<str>, items: Vec<Item>, total: u64) {
        let at = self.current().map(|item| item.key.clone());
        self.items.retain(|item| item.key.account != *account);
        self.items.extend(items);
        let part = self.part(account);
        (part.total, part.arrived) = (total, 0);
        (part.known, part.remembered) = (true, None);
        self.sort();
        self.shown = (0..self.items.len()).collect();
        self.in_sight = vec![true; self.items.len()];
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
