//! Moments as servers write them: milliseconds as number or text, ISO text with or without a zone,
//! ids in their place. Never reads a clock.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

use super::id::Id;

/// The years 2000 to 2100 in milliseconds; anything else is no date of an approval.
const PLAUSIBLE_MS: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;

/// A moment, or nothing where there is none: null, 0, empty, or no date at all.
pub fn parse(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => from_number(number.as_i64()?),
        Value::String(text) => {
            let text = text.trim();
            text.parse().map_or_else(|_| from_text(text), from_number)
        }
        _ => None,
    }
}

fn from_number(number: i64) -> Option<Timestamp> {
    let ms = match number {
        // Ten digits are seconds.
        1_000_000_000..=9_999_999_999 => number * 1000,
        _ => number,
    };
    if PLAUSIBLE_MS.contains(&ms) {
        return Timestamp::from_millisecond(ms).ok();
    }
    // Quirk: some times are the id of what happened then.
    Id::from(number.to_string()).born()
}

fn from_text(text: &str) -> Option<Timestamp> {
    // Quirk: `+0800` without a colon; text without a zone is China's.
    let moment = text.parse::<Timestamp>().ok().or_else(|| {
        let local = text
            .parse::<DateTime>()
            .or_else(|_| text.parse::<Date>().map(DateTime::from))
            .ok()?;
        Some(local.to_zoned(china()).ok()?.timestamp())
    })?;
    PLAUSIBLE_MS
        .contains(&moment.as_millisecond())
        .then_some(moment)
}

fn china() -> TimeZone {
    TimeZone::fixed(const { Offset::constant(8) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    fn shown(value: &serde_json::Value) -> Option<String> {
        parse(value).map(|moment| moment.to_string())
    }

    #[test]
    fn every_way_of_writing_one_moment_means_that_moment() {
        let moment = Some("2026-11-02T06:17:15Z".to_owned());
        for same in [
            json!(1_793_600_235_000_i64),
            json!("1793600235000"),
            json!(1_793_600_235),
            json!("2026-11-02T14:17:15.000+0800"),
            json!("2026-11-02T14:17:15+08:00"),
            json!("2026-11-02T14:17:15"),
            json!("2026-11-02 14:17:15"),
            json!("2026-11-02T06:17:15Z"),
        ] {
            assert_eq!(shown(&same), moment, "{same}");
        }
        assert_eq!(
            shown(&json!("2026-11-02")),
            Some("2026-11-01T16:00:00Z".to_owned())
        );
    }

    #[test]
    fn zero_null_empty_and_nonsense_are_no_time() {
        for none in [json!(0), json!("0"), json!(null), json!(""), json!("soon")] {
            assert_eq!(shown(&none), None, "{none}");
        }
        assert_eq!(shown(&json!(142_790_180_449_i64)), None);
    }

    #[test]
    fn an_id_in_the_place_of_a_time_tells_when_it_was_made() {
        assert_eq!(
            shown(&json!(1_554_430_936_495_865_858_i64)),
            Some("2022-08-02T11:36:29.847Z".to_owned())
        );
    }
}
