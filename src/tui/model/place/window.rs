//! Where a list stands that comes page by page: how much of it is here, the cursor, what is on
//! screen, and which page is needed next. Knows nothing of what its rows are.

use crate::error::Error;
use crate::tui::event::Ticket;
use crate::tui::model::wheel::rolled;

/// Why a page was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To put it behind what is there.
    Fill,
    /// To put it in place of what is there.
    Replace,
    /// To see whether there is anything new.
    Look,
}

/// The page that is on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub ticket: Ticket,
    pub purpose: Purpose,
}

/// One list's place on screen and at the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// Rows that are here.
    pub(super) len: usize,
    /// Rows that the server has.
    pub total: u64,
    pub(super) cursor: usize,
    /// The row that the cursor was sent to and that has not come yet.
    pub(super) wanted: Option<usize>,
    /// First row on screen.
    pub top: usize,
    pub asked: Option<Asked>,
    /// How many pages have come.
    pub(super) pages: u32,
    /// Whether the last one has.
    pub(super) ended: bool,
    /// Rows on the server that are not shown yet.
    pub arrived: usize,
    pub error: Option<Error>,
    /// Whether the first page has come.
    pub known: bool,
}

impl Window {
    /// The row of the cursor, from 0.
    pub fn row(&self) -> usize {
        self.cursor
    }

    /// How many rows are here.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Sends the cursor to a row; to one that has not come yet, as far as there is one.
    pub fn go(&mut self, row: usize, height: usize) {
        let last = self.len.saturating_sub(1);
        let whole = usize::try_from(self.total).unwrap_or(usize::MAX);
        self.cursor = row.min(last);
        self.wanted = (row > last && !self.ended).then(|| row.min(whole.saturating_sub(1)));
        self.keep_in_sight(height);
    }

    /// Moves the cursor to a row that is on screen; what is on screen stays.
    pub fn point_at(&mut self, row: usize) {
        self.cursor = row.min(self.len.saturating_sub(1));
        self.wanted = None;
    }

    /// Moves what is on screen by so many rows; a cursor that would leave it goes along.
    pub fn roll(&mut self, by: isize, height: usize) {
        (self.top, self.cursor) = rolled((self.top, self.cursor), self.len, height, by);
        self.wanted = None;
    }

    /// What is on screen follows the cursor, with a row of margin where there is one.
    pub fn keep_in_sight(&mut self, height: usize) {
        let height = height.max(1);
        let margin = usize::from(height > 4);
        self.top = self.top.min(self.cursor.saturating_sub(margin)).max(
            (self.cursor + margin + 1)
                .min(self.len)
                .saturating_sub(height),
        );
    }

    /// The number of the page that the cursor needs, with so many rows in sight; `None` while it
    /// needs none, and after a failure until somebody asks again.
    pub fn needs(&self, height: usize) -> Option<u32> {
        let near = self.wanted.is_some() || self.cursor + height >= self.len;
        let idle = self.asked.is_none() && self.error.is_none();
        (self.known && idle && near && !self.ended).then_some(self.pages + 1)
    }

    /// What an answer was asked for, unless nobody waits for it any more.
    pub fn takes(&mut self, ticket: Ticket) -> Option<Purpose> {
        let asked = self.asked.take_if(|asked| asked.ticket == ticket)?;
        Some(asked.purpose)
    }
}
