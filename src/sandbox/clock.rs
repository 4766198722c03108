//! The server's clock in epoch milliseconds: it follows the machine's clock and never goes backwards.
//! The only file of the sandbox that reads the machine's time.

use std::time::Duration;

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep_until};

/// By so much a timer may be late.
const TIMER_STEP: Duration = Duration::from_millis(2);

/// Asia/Shanghai: a fixed offset since 1991, so no time zone database is needed.
const SHANGHAI: Offset = Offset::constant(8);

/// A clock that stands at its floor until the machine's time has passed it.
#[derive(Debug)]
pub(super) struct Clock {
    last: i64,
}

impl Clock {
    /// A clock that never shows a time before `floor`.
    pub(super) fn not_before(floor: i64) -> Self {
        Self { last: floor }
    }

    /// The present.
    pub(super) fn now(&mut self) -> i64 {
        self.last = self.last.max(machine().as_millisecond());
        self.last
    }
}

/// Waits for a moment, not longer: a timer counts in whole milliseconds and rounds up, a thread
/// does not.
pub(super) async fn wait_until(moment: Instant) {
    sleep_until(moment.checked_sub(TIMER_STEP).unwrap_or(moment)).await;
    let left = moment.saturating_duration_since(Instant::now());
    if !left.is_zero() {
        // Nobody minds where the wait ends early: the runtime is about to end.
        let _ = spawn_blocking(move || std::thread::sleep(left)).await;
    }
}

/// Today's date in Asia/Shanghai by the machine's clock.
pub(super) fn today() -> Date {
    machine().to_zoned(TimeZone::fixed(SHANGHAI)).date()
}

/// 00:00 of a day in Asia/Shanghai; a day beyond what can be told counts as the epoch.
pub(super) fn midnight(day: Date) -> i64 {
    SHANGHAI
        .to_timestamp(day.at(0, 0, 0, 0))
        .map_or(0, Timestamp::as_millisecond)
}

/// The day in Asia/Shanghai that a time falls on, counted from the epoch.
pub(super) fn day(at: i64) -> i64 {
    (at + i64::from(SHANGHAI.seconds()) * 1000).div_euclid(86_400_000)
}

/// Text such as `Sun, 02 Aug 2026 06:17:15 GMT`, as HTTP writes it.
pub(super) fn http_date(at: i64) -> String {
    Timestamp::from_millisecond(at)
        .unwrap_or_default()
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

/// Text such as `2026-08-02T14:17:15.000+0800`, as the task and operation interfaces write it.
pub(super) fn text(at: i64) -> String {
    Timestamp::from_millisecond(at)
        .unwrap_or_default()
        .to_zoned(TimeZone::fixed(SHANGHAI))
        .strftime("%Y-%m-%dT%H:%M:%S%.3f%z")
        .to_string()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the sandbox is a server of its own: this is its clock's home"
)]
fn machine() -> Timestamp {
    Timestamp::now()
}
