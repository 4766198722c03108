//! What a field is compared with, as it was typed, and what it can mean. Knows no present.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::domain::date;
use crate::domain::find::fold;
use crate::domain::value::decimal;

/// Names of the units of time, and their seconds.
const UNITS: [(&[&str], i64); 5] = [
    (&["m", "min", "分", "分钟"], 60),
    (&["h", "时", "小时"], 3600),
    (&["d", "日", "天"], 86_400),
    (&["w", "周"], 604_800),
    (&["s", "秒"], 1),
];

/// Characters that multiply the number before them.
const SCALES: [(char, u32); 2] = [('万', 10_000), ('亿', 100_000_000)];

/// A text with the meanings that it can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    pub text: String,
    pub number: Option<Decimal>,
    pub lasting: Option<Lasting>,
    pub when: Option<When>,
    pub flag: Option<bool>,
}

/// So much time, in the unit it was typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    pub seconds: i64,
    /// Seconds of the unit.
    pub unit: i64,
}

/// A day or a moment, some of them relative to the present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Today,
    Day(Date),
    /// So many seconds ago.
    Ago(i64),
    At(Timestamp),
}

impl Literal {
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let folded = fold(text.trim());
        Self {
            number: number(&folded),
            lasting: Lasting::parse(&folded),
            when: When::parse(&folded),
            flag: match folded.as_str() {
                "true" | "yes" | "是" | "1" => Some(true),
                "false" | "no" | "否" | "0" => Some(false),
                _ => None,
            },
            text,
        }
    }
}

/// `500`, `1,820.00`, `¥500`, `1.2万元`; folded text.
fn number(text: &str) -> Option<Decimal> {
    let amount = text.trim().trim_start_matches(['¥', '$']);
    let amount = amount.strip_suffix('元').unwrap_or(amount).trim_end();
    let scaled = SCALES
        .iter()
        .find_map(|(name, times)| Some((amount.strip_suffix(*name)?, *times)));
    let (count, times) = scaled.unwrap_or((amount, 1));
    let count = decimal(&Value::String(count.trim().to_owned()))?;
    count.checked_mul(Decimal::from(times))
}

/// The number that a form's value means; money as people write it is one.
pub(super) fn form_number(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => number(&fold(text)),
        value => decimal(value),
    }
}

impl Literal {
    /// Whether there is a greater and a lesser for it: a number, a date or a duration.
    pub fn has_order(&self) -> bool {
        self.number.is_some() || self.when.is_some() || self.lasting.is_some()
    }
}

impl Lasting {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (count, name) = text.split_at_checked(digits)?;
        let (_, unit) = UNITS
            .iter()
            .find(|(names, _)| names.contains(&name.trim()))?;
        let seconds = count.parse::<i64>().ok()?.checked_mul(*unit)?;
        Some(Self {
            seconds,
            unit: *unit,
        })
    }
}

impl When {
    fn parse(text: &str) -> Option<Self> {
        if matches!(text, "today" | "今天") {
            return Some(Self::Today);
        }
        if let Some(ago) = text.strip_prefix('-') {
            return Lasting::parse(ago).map(|ago| Self::Ago(ago.seconds));
        }
        // Folding took the case that the standard writes it in.
        let moment = text.to_uppercase().parse().ok().map(Self::At);
        moment.or_else(|| text.parse().ok().filter(|_| is_day(text)).map(Self::Day))
    }

    /// From its first instant to the first one after it.
    pub fn range(self, now: Timestamp, zone: &TimeZone) -> Option<Range<Timestamp>> {
        let instant = |at: Timestamp| {
            let after = at.checked_add(SignedDuration::from_nanos(1)).ok()?;
            Some(at..after)
        };
        match self {
            Self::Today => day(now.to_zoned(zone.clone()).date(), zone),
            Self::Day(date) => day(date, zone),
            Self::Ago(seconds) => {
                instant(now.checked_sub(SignedDuration::from_secs(seconds)).ok()?)
            }
            Self::At(at) => instant(at),
        }
    }
}

fn is_day(text: &str) -> bool {
    text.len() == "2026-11-01".len()
}

fn day(date: Date, zone: &TimeZone) -> Option<Range<Timestamp>> {
    let first = |date: Date| Some(date.to_zoned(zone.clone()).ok()?.timestamp());
    Some(first(date)?..first(date.tomorrow().ok()?)?)
}

/// The moment that a form's value means: milliseconds or text. A day without a time is one where
/// the reader is, as it is shown.
pub(super) fn form_moment(value: &Value, zone: &TimeZone) -> Option<Timestamp> {
    let shown = match value {
        Value::String(text) => text.trim().replace('/', "-"),
        value => date::text(date::moment(value)?, zone),
    };
    if let Ok(at) = shown.parse() {
        return Some(at);
    }
    let local: DateTime = shown.parse().ok()?;
    Some(local.to_zoned(zone.clone()).ok()?.timestamp())
}
