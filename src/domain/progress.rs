//! How far a batch is, how fast it goes and how long it will take, by the time that is handed in.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use super::decision::Status;

/// A batch under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    total: usize,
    began: Timestamp,
    ended: BTreeMap<Status, usize>,
}

impl Progress {
    /// So many decisions are to be sent from now on.
    pub fn new(total: usize, now: Timestamp) -> Self {
        Self {
            total,
            began: now,
            ended: BTreeMap::new(),
        }
    }

    /// One more has ended.
    pub fn count(&mut self, status: Status) {
        *self.ended.entry(status).or_default() += 1;
    }

    pub fn total(&self) -> usize {
        self.total
    }

    /// How many ended so.
    pub fn of(&self, status: Status) -> usize {
        self.ended.get(&status).copied().unwrap_or_default()
    }

    /// How many have ended, however.
    pub fn ended(&self) -> usize {
        self.ended.values().sum()
    }

    /// How many have not.
    pub fn left(&self) -> usize {
        self.total.saturating_sub(self.ended())
    }

    /// How many end in ten seconds: a number to be shown with one decimal. `None` until one has.
    pub fn in_ten_seconds(&self, now: Timestamp) -> Option<u64> {
        let (ended, passed) = (self.ended() as u64, self.passed_ms(now));
        (ended > 0 && passed > 0).then(|| ended * 10_000 / passed)
    }

    /// How long the rest takes at this speed. `None` until one has ended.
    pub fn time_left(&self, now: Timestamp) -> Option<Duration> {
        let (ended, left) = (self.ended() as u64, self.left() as u64);
        (ended > 0).then(|| Duration::from_millis(self.passed_ms(now) * left / ended))
    }

    fn passed_ms(&self, now: Timestamp) -> u64 {
        let ms = now.as_millisecond() - self.began.as_millisecond();
        u64::try_from(ms).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::{Progress, Status};

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + ms).unwrap_or_default()
    }

    #[test]
    fn speed_and_time_left_follow_from_what_has_ended() {
        let mut progress = Progress::new(40, at(0));
        assert_eq!(progress.time_left(at(500)), None);
        assert_eq!(progress.in_ten_seconds(at(500)), None);
        for status in [Status::Done, Status::Done, Status::Refused, Status::Done] {
            progress.count(status);
        }
        assert_eq!((progress.of(Status::Done), progress.left()), (3, 36));
        assert_eq!(progress.in_ten_seconds(at(2_000)), Some(20));
        let left = Duration::from_secs(18);
        assert_eq!(progress.time_left(at(2_000)), Some(left));
    }

    #[test]
    fn a_clock_that_was_set_back_breaks_nothing() {
        let mut progress = Progress::new(2, at(0));
        progress.count(Status::Done);
        assert_eq!(progress.in_ten_seconds(at(-5)), None);
        assert_eq!(progress.time_left(at(-5)), Some(Duration::ZERO));
    }
}
