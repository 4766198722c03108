//! What earlier runs have left behind, in numbers: what of it waits, and what had become of the
//! rest.

use crate::domain::decision::Status;
use crate::domain::journal::Entry;

/// All that was found at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interruption {
    /// Decisions that are staged again.
    pub staged: usize,
    /// Carried out, of the batch that was interrupted.
    pub done: usize,
    /// Ended there in another way: refused, or no longer what was decided on.
    pub undone: usize,
    /// Not carried out, and still to be decided.
    pub open: usize,
    /// Nobody can say.
    pub unknown: usize,
}

impl Interruption {
    pub fn count(&mut self, entry: &Entry) {
        let status = entry.receipt.as_ref().map(|receipt| receipt.status);
        let counted = match status {
            Some(Status::Done) => &mut self.done,
            Some(Status::Refused | Status::Stale) => &mut self.undone,
            Some(Status::Failed | Status::Planned) => &mut self.open,
            Some(Status::Unknown) | None => &mut self.unknown,
        };
        *counted += 1;
    }

    /// Whether something had been sent.
    pub fn had_begun(&self) -> bool {
        self.done + self.undone + self.open + self.unknown > 0
    }
}
