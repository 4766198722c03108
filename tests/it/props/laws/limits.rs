//! What is shown and marked under a query: only what is known to be meant.

use zhupi::domain::item::{Item, Key};
use zhupi::tui::model::{Model, Overlay};

use super::{Laws, Turn};
use crate::props::queries::{Known, reading};

impl Laws {
    pub(super) fn limits(turn: &Turn<'_>) {
        let (before, after) = (turn.before, turn.after);
        let rows = |model: &Model| -> Vec<Key> {
            model.list.rows().map(|item| item.key.clone()).collect()
        };
        let changed = rows(before) != rows(after) || before.sight.limit != after.sight.limit;
        let limit = after.sight.limit.as_ref().filter(|_| changed);
        if let Some(meant) = limit.and_then(|limit| reading(limit.text())) {
            for item in after.list.rows() {
                assert_eq!(meant(&known(after, item)), Some(true), "shown: {item:?}");
            }
            let unknown = after.list.items.iter();
            let unknown = unknown.filter(|item| meant(&known(after, item)).is_none());
            assert_eq!(after.sight.unknown, unknown.count());
        }
        marked_by_query(turn);
    }
}

fn marked_by_query(turn: &Turn<'_>) {
    let (before, after) = (turn.before, turn.after);
    let typed = match before.overlays.last() {
        Some(Overlay::MarkBy(typing)) if after.overlays.is_empty() => Some(typing.editor.text()),
        _ => None,
    };
    let going_on = before
        .marks
        .query
        .as_ref()
        .filter(|_| !turn.is_of_the_user());
    let text = typed.or(going_on.map(|query| query.text().to_owned()));
    let Some(meant) = text.and_then(|text| reading(&text)) else {
        return;
    };
    let new = |item: &&Item| after.marks.has(&item.key) && !before.marks.has(&item.key);
    for item in after.list.items.iter().filter(new) {
        assert_eq!(meant(&known(after, item)), Some(true), "marked: {item:?}");
        assert!(after.list.shows(&item.key), "marked unseen: {item:?}");
    }
}

fn known<'a>(model: &'a Model, item: &'a Item) -> Known<'a> {
    Known {
        item,
        facts: model.sight.facts(&item.key),
    }
}
