//! Ids like the service's: the creation time in the upper bits, a sequence below.
//! Never random: the same times in the same order give the same ids.

/// Where the service's ids begin to count, in epoch milliseconds.
const EPOCH: i64 = 1_288_834_974_657;
const SEQUENCE_BITS: u32 = 22;

/// Hands out ids.
#[derive(Debug, Default)]
pub(super) struct Snowflakes {
    sequence: i64,
}

impl Snowflakes {
    /// The next id for something made at `at`, in epoch milliseconds.
    pub(super) fn next(&mut self, at: i64) -> i64 {
        // One sequence for all times: the story goes back and forth, and no two of its ids may meet.
        self.sequence = (self.sequence + 1) & ((1 << SEQUENCE_BITS) - 1);
        ((at - EPOCH) << SEQUENCE_BITS) | self.sequence
    }
}

/// When the bearer of an id was made, in epoch milliseconds.
pub(super) fn made_at(id: i64) -> i64 {
    (id >> SEQUENCE_BITS) + EPOCH
}
