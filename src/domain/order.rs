//! The orders of a list that only we can put it in: one function for every front end.

use std::cmp::{Ordering, Reverse};

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::Value;

use super::find;
use super::item::{Item, Outcome};
use super::query::{Facts, Field, Known};
use super::value::{decimal, plain};

/// What a list is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Started,
    Arrived,
    Ended,
    Waiting,
    Name,
    Flow,
    From,
    Node,
    Id,
    Status,
    /// The first money-typed field of the form.
    Money,
    /// A field of the form, by its key or its label.
    Column(String),
}

/// What places a row: quantities from the greatest down, texts from a to z.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Moment(Reverse<Timestamp>),
    /// Since when: who waits longest stands first.
    Since(Timestamp),
    Number(Reverse<Decimal>),
    Length(usize, String),
    Text(String),
    Stage(u8),
}

impl Key {
    const NAMES: [(&'static str, Self); 12] = [
        ("started", Self::Started),
        ("arrived", Self::Arrived),
        ("ended", Self::Ended),
        ("waiting", Self::Waiting),
        ("name", Self::Name),
        ("title", Self::Name),
        ("flow", Self::Flow),
        ("from", Self::From),
        ("node", Self::Node),
        ("id", Self::Id),
        ("status", Self::Status),
        ("money", Self::Money),
    ];

    /// The key of a name: an ordered field of items, else a column of the form.
    pub fn parse(name: &str) -> Self {
        let own = Self::NAMES.iter().find(|(own, _)| *own == name);
        own.map_or_else(
            || match Field::parse(name) {
                Field::Form(key) => Self::Column(key),
                _ => Self::Column(name.to_owned()),
            },
            |(_, key)| key.clone(),
        )
    }

    /// The name of an ordered field; of a column, the name that it was given.
    pub fn name(&self) -> &str {
        let own = Self::NAMES.iter().find(|(_, key)| key == self);
        match (self, own) {
            (Self::Column(name), _) => name,
            (_, Some((name, _))) => name,
            (_, None) => "",
        }
    }

    /// Whether the server itself lists in this order.
    pub fn is_servers(&self) -> bool {
        *self == Self::Started
    }

    /// Whether only details tell it.
    pub fn needs_facts(&self) -> bool {
        matches!(self, Self::Money | Self::Column(_))
    }

    fn rank(&self, known: Known<'_>) -> Option<Rank> {
        let Known { item, facts } = known;
        let moment = |at: Option<Timestamp>| at.map(|at| Rank::Moment(Reverse(at)));
        match self {
            Self::Started => moment(item.placed_at()),
            Self::Arrived => moment(item.arrived_at),
            Self::Ended => moment(item.ended_at),
            Self::Waiting => item.arrived_at.map(Rank::Since),
            Self::Name => words(&item.title),
            Self::Flow => {
                let told = facts.and_then(|facts| facts.flow.as_deref());
                words(told.unwrap_or(item.flow_name()))
            }
            Self::From => words(item.applicant.label()),
            Self::Node => words(item.node.label()),
            Self::Id => {
                let id = item.key.id.as_str();
                Some(Rank::Length(id.len(), id.to_owned()))
            }
            Self::Status => Some(Rank::Stage(stage(item))),
            Self::Money => {
                let amount = decimal(facts?.form.money()?.1)?;
                Some(Rank::Number(Reverse(amount)))
            }
            Self::Column(name) => column(name, facts?),
        }
    }
}

/// Sorts, or sorts the other way round. What has no value stands last either way, and equals
/// keep their order.
pub fn sorted<'a, T>(
    rows: Vec<T>,
    key: &Key,
    reverse: bool,
    known: impl Fn(&T) -> Known<'a>,
) -> Vec<T> {
    let mut ranked: Vec<(Option<Rank>, T)> = rows
        .into_iter()
        .map(|row| (key.rank(known(&row)), row))
        .collect();
    ranked.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if reverse => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    ranked.into_iter().map(|(_, row)| row).collect()
}

/// The first value of a column that says something, numbers before texts.
fn column(name: &str, facts: &Facts) -> Option<Rank> {
    let value: &Value = facts.values(name).first()?;
    match decimal(value) {
        Some(number) => Some(Rank::Number(Reverse(number))),
        None => words(&plain(value)),
    }
}

fn words(text: &str) -> Option<Rank> {
    (!text.is_empty()).then(|| Rank::Text(find::fold(text)))
}

/// Running first, then by how it ended.
fn stage(item: &Item) -> u8 {
    match (&item.outcome, item.completed) {
        (None, false) => 0,
        (None, true) => 1,
        (Some(Outcome::Approved), _) => 2,
        (Some(Outcome::Rejected), _) => 3,
        (Some(Outcome::Stopped), _) => 4,
        (Some(Outcome::Voided), _) => 5,
        (Some(Outcome::Failed), _) => 6,
        (Some(Outcome::Other(_) | Outcome::Word(_)), _) => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, sorted};
    use crate::domain::form::{Form, Part, Shape};
    use crate::domain::item::{self, Folder, Item};
    use crate::domain::query::{Facts, Known};

    fn items(titles: &[&str]) -> Vec<Item> {
        let item = |(nth, title): (usize, &&str)| {
            let key = item::Key {
                account: "work".into(),
                folder: Folder::Todo,
                id: format!("1{nth}").into(),
            };
            let mut item = Item::bare(key, None, "1".into());
            (*title).clone_into(&mut item.title);
            item
        };
        titles.iter().enumerate().map(item).collect()
    }

    fn titles(items: &[Item], key: &Key, reverse: bool) -> Vec<String> {
        let rows: Vec<usize> = (0..items.len()).collect();
        let sorted = sorted(rows, key, reverse, |row| Known {
            item: &items[*row],
            facts: None,
        });
        sorted.iter().map(|row| items[*row].title.clone()).collect()
    }

    #[test]
    fn what_has_no_value_stands_last_in_both_directions() {
        let all = items(&["", "b", "A"]);
        assert_eq!(titles(&all, &Key::Name, false), ["A", "b", ""]);
        assert_eq!(titles(&all, &Key::Name, true), ["b", "A", ""]);
    }

    #[test]
    fn times_are_sorted_newest_first_and_waiting_longest_first() {
        let mut all = items(&["old", "none", "new"]);
        all[0].arrived_at = "2026-11-20T00:00:00Z".parse().ok();
        all[2].arrived_at = "2026-11-22T00:00:00Z".parse().ok();
        let by = |key| titles(&all, &key, false);
        assert_eq!(by(Key::Arrived), ["new", "old", "none"]);
        assert_eq!(by(Key::Waiting), ["old", "new", "none"]);
    }

    #[test]
    fn a_column_is_sorted_by_what_its_values_are() {
        let facts = |amount: &str| {
            let row = serde_json::from_str(&format!("{{\"amount\":{amount}}}")).unwrap();
            let part = Part::from_rows(None, None, Shape::Object, vec![row]);
            let form = Form { parts: vec![part] };
            Facts {
                form,
                ..Facts::default()
            }
        };
        let all = items(&["a", "b", "c"]);
        let amounts = ["\"1,000\"", "99.5", "20"].map(facts);
        let rows: Vec<_> = all.iter().zip(&amounts).collect();
        let sorted = sorted(rows, &Key::parse("amount"), false, |(item, facts)| Known {
            item,
            facts: Some(facts),
        });
        let titles: Vec<_> = sorted.iter().map(|(item, _)| &item.title).collect();
        assert_eq!(titles, ["a", "b", "c"]);
    }
}
