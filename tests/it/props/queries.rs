//! Queries whose meaning is written down here a second time, in the three values of Kleene: what
//! the screen shows under one of them must be true by this reading.

use zhupi::domain::item::Item;
use zhupi::domain::query::Facts;

/// True, false, or nobody knows.
type Truth = Option<bool>;

/// What is known of a row: its own words, and the form where that was read.
pub struct Known<'a> {
    pub item: &'a Item,
    pub facts: Option<&'a Facts>,
}

type Reading = fn(&Known<'_>) -> Truth;

/// As they are typed, and as they are meant.
pub const QUERIES: &[(&str, Reading)] = &[
    ("amount<500", |row| row.field("amount", |x| x < 500.0)),
    ("-amount<500", |row| not(row.field("amount", |x| x < 500.0))),
    ("days>=3", |row| row.field("days", |x| x >= 3.0)),
    ("-days>=3", |row| not(row.field("days", |x| x >= 3.0))),
    ("from:张三", |row| Some(row.from("张三"))),
    ("-from:张三 -amount>=500", |row| {
        and(
            Some(!row.from("张三")),
            not(row.field("amount", |x| x >= 500.0)),
        )
    }),
    ("from:李四 | days>=3", |row| {
        or(Some(row.from("李四")), row.field("days", |x| x >= 3.0))
    }),
    ("-(from:李四 | days>=3)", |row| {
        not(or(Some(row.from("李四")), row.field("days", |x| x >= 3.0)))
    }),
    ("batch=no", |row| row.batch().map(|batch| !batch)),
    ("-batch=no", |row| row.batch()),
];

/// What a text means, if it is one of these.
pub fn reading(text: &str) -> Option<Reading> {
    let mut all = QUERIES.iter();
    all.find(|(known, _)| *known == text)
        .map(|(_, reading)| *reading)
}

fn not(one: Truth) -> Truth {
    one.map(|one| !one)
}

fn and(one: Truth, other: Truth) -> Truth {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(one: Truth, other: Truth) -> Truth {
    not(and(not(one), not(other)))
}

impl Known<'_> {
    /// A form that was read and has no such field says that there is none.
    fn field(&self, key: &str, holds: fn(f64) -> bool) -> Truth {
        let record = &self.facts?.form.parts[0].rows[0];
        let number = record.get(key).map(|value| match value {
            serde_json::Value::String(text) => text.parse().unwrap(),
            other => other.as_f64().unwrap(),
        });
        Some(number.is_some_and(holds))
    }

    fn from(&self, name: &str) -> bool {
        self.item.applicant.label() == name
    }

    fn batch(&self) -> Truth {
        self.item.batch.or(self.facts.and_then(|facts| facts.batch))
    }
}
