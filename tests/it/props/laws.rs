//! The laws. Each compares the screen before and after one event with what the laws themselves
//! remember of what was drawn, staged, sent and told.

mod limits;
mod rows;
mod sending;
mod staging;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use zhupi::domain::decision::Decision;
use zhupi::domain::form::Form;
use zhupi::domain::id::Id;
use zhupi::domain::item::{Item, Key};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::layout::layout;
use zhupi::tui::model::{Model, Tab};

use super::world::Disk;

/// One event and what it has done.
pub struct Turn<'a> {
    pub before: &'a Model,
    pub event: &'a Event,
    pub after: &'a Model,
    pub effects: &'a [Effect],
    pub disk: &'a Disk,
}

/// What the laws remember.
#[derive(Default)]
pub struct Laws {
    /// The forms that were on the screen last.
    seen: BTreeMap<Key, Form>,
    /// What was sent and is not answered, by what the server knows it as.
    in_flight: BTreeMap<(Arc<str>, Id), Decision>,
    /// What was told to be decided.
    over: BTreeSet<Key>,
    /// Everything that was ever staged.
    staged: Vec<Decision>,
    /// Every item that was ever in a list.
    met: BTreeSet<Key>,
    /// Whether an answer has changed what a key acts on since the last picture.
    slipped: bool,
}

impl Laws {
    pub fn hold(&mut self, turn: &Turn<'_>) {
        let items = turn.after.list.items.iter();
        self.met.extend(items.map(|item| item.key.clone()));
        self.rows(turn);
        Self::limits(turn);
        self.staging(turn);
        self.sending(turn);
        words::nothing_typed_is_lost(turn);
        if turn.is_of_the_user() {
            self.slipped &= aimed(turn.before) == aimed(turn.after);
        } else {
            let before = aimed(turn.before);
            let is_new = |key| !before.contains(&key);
            self.slipped |= aimed(turn.after).into_iter().any(is_new);
        }
    }

    /// The model is on the screen: nothing but what is remembered of the picture may change.
    pub fn drawn(&mut self, before: &Model, after: &Model) {
        self.slipped = false;
        assert_eq!(before.plan, after.plan);
        assert_eq!(before.overlays, after.overlays);
        let on_screen = layout(after.size, after).detail.is_some() && after.tab == Tab::Form;
        let current = after.current().filter(|_| on_screen);
        if let Some(instance) = current.and_then(|item| after.details.ready(&item.key)) {
            self.seen
                .insert(instance.item.key.clone(), instance.form.clone());
        }
    }
}

impl Turn<'_> {
    /// Whether a person did it, and not the line or time.
    fn is_of_the_user(&self) -> bool {
        matches!(
            self.event,
            Event::Keys(_)
                | Event::Repeated(_)
                | Event::Paste(_)
                | Event::Mouse(..)
                | Event::Edited(_)
        )
    }
}

/// The items that a deciding key is for, worked out from the rows themselves.
fn aimed(model: &Model) -> Vec<Key> {
    let free = |item: &&Item| !model.is_busy(&item.key);
    if !model.place.is_folder() {
        return model
            .current()
            .map(|item| item.key.clone())
            .into_iter()
            .collect();
    }
    let anchor = model.marks.anchor.as_ref();
    let anchor = anchor.and_then(|key| model.list.rows().position(|item| item.key == *key));
    let range = anchor.map(|row| row.min(model.list.row())..=row.max(model.list.row()));
    let marked = model.list.rows().enumerate().filter(|(row, item)| {
        model.marks.has(&item.key) || range.as_ref().is_some_and(|range| range.contains(row))
    });
    let marked: Vec<&Item> = marked.map(|(_, item)| item).filter(free).collect();
    let here = model.current().into_iter();
    let aimed = if marked.is_empty() {
        here.collect()
    } else {
        marked
    };
    aimed.into_iter().map(|item| item.key.clone()).collect()
}
