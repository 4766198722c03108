//! Dates, ages, money and plain values as people read them.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

use crate::domain::date;
use crate::domain::form::{Field, FieldType};
use crate::domain::moment;

pub use crate::domain::value::{decimal, plain};

/// How long ago, in the largest unit that says enough: `20m`, `5h`, `3d`.
pub fn age(then: Timestamp, now: Timestamp) -> String {
    let minutes = (now.as_second() - then.as_second()).max(0) / 60;
    match minutes {
        0..60 => format!("{minutes}m"),
        60..1440 => format!("{}h", minutes / 60),
        _ => format!("{}d", minutes / 1440),
    }
}

/// Local date and time to the minute: `2026-11-22 14:02`.
pub fn date_time(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

/// Local time of day: `14:02`.
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

/// An amount with thousands and two decimals: `¥ 1,820.00`. `None` when it is no number.
pub fn money(value: &Value) -> Option<String> {
    let amount = decimal(value)?.round_dp(2);
    let digits = format!("{:.2}", amount.abs());
    let (whole, cents) = digits.split_once('.')?;
    let mut grouped = String::new();
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if amount.is_sign_negative() { "-" } else { "" };
    Some(format!("¥ {sign}{grouped}.{cents}"))
}

/// A form value in its field's words, or its type; a 13-digit number in this century reads as a date.
pub fn field_value(field: &Field, value: &Value, zone: &TimeZone) -> String {
    if let Some(word) = field.word(value) {
        return word.to_owned();
    }
    match field.kind {
        Some(FieldType::Money) => money(value).unwrap_or_else(|| plain(value)),
        Some(FieldType::Text | FieldType::Number) => plain(value),
        Some(FieldType::File) => files(value),
        Some(FieldType::Date) => match moment::parse(value) {
            Some(at) => date::text(at, zone),
            None => plain(value),
        },
        None => date_value(value, zone).unwrap_or_else(|| plain(value)),
    }
}

/// Files by their names; those that come as an id alone by that.
fn files(value: &Value) -> String {
    let name = |file: &Value| {
        let names = ["fileName", "name"].into_iter();
        let mut names = names.filter_map(|key| file.get(key)?.as_str());
        names.next().map_or_else(|| plain(file), str::to_owned)
    };
    match value {
        Value::Array(all) => all.iter().map(name).collect::<Vec<_>>().join(", "),
        one => name(one),
    }
}

fn date_value(value: &Value, zone: &TimeZone) -> Option<String> {
    Some(date::text(date::moment(value)?, zone))
}
