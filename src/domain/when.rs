//! Moments as people write them. Reads no clock: the present and the zone are handed in.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// RFC 3339, a date, `today`, or so long ago (`-7d`, `-3h`); `None` for anything else.
pub fn parse(text: &str, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let now = now.to_zoned(zone.clone());
    let midnight = |date: Date| Some(date.to_zoned(zone.clone()).ok()?.timestamp());
    let ago = || {
        let span: Span = text.strip_prefix('-')?.parse().ok()?;
        Some(now.checked_sub(span).ok()?.timestamp())
    };
    if text == "today" {
        return midnight(now.date());
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let date = text.parse::<Date>().ok();
    date.and_then(midnight).or_else(ago)
}
