//! The orders that only we can put items in. Pure.

use std::cmp::{Ordering, Reverse};

use jiff::Timestamp;

use crate::cli::args::SortKey;
use crate::domain::find;
use crate::domain::item::{Item, Outcome};

/// Whether the server itself lists in this order.
pub(super) fn is_servers(key: SortKey) -> bool {
    key == SortKey::Started
}

/// Sorts: times newest first, text from a to z, and the other way round if asked. What has no
/// value stands last either way, and equals keep the server's order.
pub(super) fn by(key: SortKey, reverse: bool, items: &mut [Item]) {
    match key {
        SortKey::Started => newest(items, reverse, |item| item.started_at),
        SortKey::Arrived => newest(items, reverse, |item| item.arrived_at),
        SortKey::Ended => newest(items, reverse, |item| item.ended_at),
        SortKey::Name => ordered(items, reverse, |item| words(&item.title)),
        SortKey::Flow => ordered(items, reverse, |item| words(item.flow_name())),
        SortKey::From => ordered(items, reverse, |item| words(item.applicant.label())),
        SortKey::Node => ordered(items, reverse, |item| words(item.node.label())),
        SortKey::Id => ordered(items, reverse, |item| {
            let id = item.key.id.as_str();
            Some((id.len(), id.to_owned()))
        }),
        SortKey::Status => ordered(items, reverse, |item| Some(status(item))),
    }
}

fn newest(items: &mut [Item], reverse: bool, time: impl Fn(&Item) -> Option<Timestamp>) {
    ordered(items, reverse, |item| time(item).map(Reverse));
}

fn ordered<K: Ord>(items: &mut [Item], reverse: bool, key: impl Fn(&Item) -> Option<K>) {
    items.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) if reverse => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
}

fn words(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| find::fold(text))
}

/// Running first, then by how it ended.
fn status(item: &Item) -> u8 {
    match (&item.outcome, item.completed) {
        (None, false) => 0,
        (None, true) => 1,
        (Some(Outcome::Approved), _) => 2,
        (Some(Outcome::Rejected), _) => 3,
        (Some(Outcome::Stopped), _) => 4,
        (Some(Outcome::Voided), _) => 5,
        (Some(Outcome::Other(_)), _) => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::by;
    use crate::cli::args::SortKey;
    use crate::domain::item::{Folder, Item, Key};

    fn items(titles: &[&str]) -> Vec<Item> {
        let item = |(nth, title): (usize, &&str)| {
            let key = Key {
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

    fn titles(items: &[Item]) -> Vec<&str> {
        items.iter().map(|item| item.title.as_str()).collect()
    }

    #[test]
    fn what_has_no_value_stands_last_in_both_directions() {
        let mut all = items(&["", "b", "A"]);
        by(SortKey::Name, false, &mut all);
        assert_eq!(titles(&all), ["A", "b", ""]);
        by(SortKey::Name, true, &mut all);
        assert_eq!(titles(&all), ["b", "A", ""]);
    }

    #[test]
    fn times_are_sorted_newest_first() {
        let mut all = items(&["old", "none", "new"]);
        all[0].arrived_at = "2026-11-20T00:00:00Z".parse().ok();
        all[2].arrived_at = "2026-11-22T00:00:00Z".parse().ok();
        by(SortKey::Arrived, false, &mut all);
        assert_eq!(titles(&all), ["new", "old", "none"]);
    }
}
