//! Many decisions under way: how far they have come, and what became of each since the start.

use jiff::Timestamp;

use crate::domain::decision::{CALLED_OFF, Decision, Receipt, Status};

/// What was handed over since nothing was under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub since: Timestamp,
    pub total: usize,
    pub done: usize,
    /// Those that ended in another way.
    pub others: usize,
    /// Those that were called off before anything of them was sent.
    pub called_off: usize,
    /// Whether the rest has been called off.
    pub halted: bool,
    /// Whether one of them waits for its next approver to be chosen.
    pub asks: bool,
}

/// How fast it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Decisions that end in a second, in tenths.
    pub tenths: usize,
    /// Seconds until the last one.
    pub left_s: usize,
}

impl Run {
    pub fn new(since: Timestamp) -> Self {
        Self {
            since,
            total: 0,
            done: 0,
            others: 0,
            called_off: 0,
            halted: false,
            asks: false,
        }
    }

    pub fn count(&mut self, receipt: &Receipt) {
        self.asks |= !receipt.next.is_empty();
        if receipt.status == Status::Done {
            self.done += 1;
        } else if receipt.note.key.as_deref() == Some(CALLED_OFF) {
            self.called_off += 1;
        } else {
            self.others += 1;
        }
    }

    pub fn left(&self) -> usize {
        let ended = self.done + self.others + self.called_off;
        self.total.saturating_sub(ended)
    }

    /// `None` until one has ended.
    pub fn pace(&self, now: Timestamp) -> Option<Pace> {
        let ms = now.as_millisecond() - self.since.as_millisecond();
        let ms = usize::try_from(ms).ok().filter(|ms| *ms > 0)?;
        let ended = self.done + self.others;
        (ended > 0).then(|| Pace {
            tenths: ended * 10_000 / ms,
            left_s: (self.left() * ms).div_ceil(ended * 1000),
        })
    }
}

/// A decision and its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    pub at: Timestamp,
    pub decision: Decision,
    pub receipt: Receipt,
}

impl Settled {
    /// Whether sending it again can only do what was meant: it surely did not run.
    pub fn may_be_retried(&self) -> bool {
        self.receipt.status == Status::Failed
    }
}
