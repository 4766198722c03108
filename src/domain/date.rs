//! Dates as forms hold them: epoch milliseconds, where midnight at the server means the whole day.
//! Never reads a clock.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

/// 2000-01-01 and 2100-01-01 in epoch milliseconds: between them a 13-digit number is a date.
const DATES_MS: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;

/// Servers count days in China.
const SERVER_OFFSET: Offset = jiff::tz::offset(8);

/// The moment that a form value means, if it looks like one.
pub fn moment(value: &Value) -> Option<Timestamp> {
    let ms = value.as_i64().filter(|ms| DATES_MS.contains(ms))?;
    Timestamp::from_millisecond(ms).ok()
}

/// A moment of a form as people write it: the day alone where only the day was meant.
pub fn text(at: Timestamp, zone: &TimeZone) -> String {
    let there = at.to_zoned(TimeZone::fixed(SERVER_OFFSET));
    if there.time() == Time::midnight() {
        return there.strftime("%Y-%m-%d").to_string();
    }
    let here = at.to_zoned(zone.clone());
    here.strftime("%Y-%m-%d %H:%M").to_string()
}

/// What was meant by `2026-11-22`, by `2026-11-22 14:02` in a zone, or by plain milliseconds.
pub fn parse(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(ms) = text.parse::<i64>() {
        return moment(&Value::from(ms));
    }
    if let Ok(day) = Date::strptime("%Y-%m-%d", text) {
        let midnight = day.to_datetime(Time::midnight());
        return SERVER_OFFSET.to_timestamp(midnight).ok();
    }
    let written = DateTime::strptime("%Y-%m-%d %H:%M", text).ok()?;
    Some(written.to_zoned(zone.clone()).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use serde_json::json;

    use super::{moment, parse, text};

    #[test]
    fn what_is_shown_of_a_date_means_the_same_date_again() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        for ms in [1_772_294_400_000_i64, 1_772_328_300_000] {
            let at = moment(&json!(ms)).unwrap();
            let again = parse(&text(at, &zone), &zone).unwrap();
            assert_eq!(again.as_millisecond(), ms);
        }
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for wrong in [
            "",
            "明天",
            "2026-02-30",
            "2026-13-01",
            "5",
            "99999999999999",
        ] {
            assert_eq!(parse(wrong, &TimeZone::UTC), None, "{wrong}");
        }
    }
}
