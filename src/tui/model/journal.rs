//! The journal as it is looked at: its latest records, and where the cursor stands in them.

use crate::domain::decision::Status;
use crate::domain::journal::Entry;
use crate::error::Error;
use crate::tui::event::Ticket;

/// Records that are read at once; `zhupi journal` prints all there are.
pub const LATEST: u32 = 1_000;

/// The journal on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Records {
    /// What was asked for them.
    pub asked: Ticket,
    /// The newest first, once they have been read.
    pub entries: Option<Result<Vec<Entry>, Error>>,
    pub row: usize,
    /// Whether only those are shown that were not carried out.
    pub undone: bool,
}

impl Records {
    pub fn new(asked: Ticket) -> Self {
        Self {
            asked,
            entries: None,
            row: 0,
            undone: false,
        }
    }

    /// The newest first.
    pub fn rows(&self) -> Vec<&Entry> {
        let is_done = |entry: &Entry| {
            let receipt = entry.receipt.as_ref();
            receipt.is_some_and(|receipt| receipt.status == Status::Done)
        };
        let entries = self.entries.iter().flatten().flatten();
        entries
            .filter(|entry| !self.undone || !is_done(entry))
            .collect()
    }
}
