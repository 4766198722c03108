//! The forms of items that were decided on unseen: read a few at a time, before anything that is
//! merely missing on the screen. What cannot be read leaves the plan; a broken line is waited for.

use super::answers::{fail, heard};
use super::decide;
use super::sight::AT_ONCE;
use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::form::Form;
use crate::domain::item::{Item, Key};
use crate::domain::plan::Group;
use crate::error::{Error, Kind};
use crate::tui::effect::Effect;
use crate::tui::model::Model;

/// Asks for forms that staged decisions wait for.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let on_their_way = model.basing.len() + model.sight.awaited.len();
    let free = AT_ONCE.saturating_sub(on_their_way);
    if free == 0 {
        return Vec::new();
    }
    let groups = model.plan.groups().iter();
    let unread = groups.flat_map(Group::unread).map(|one| &one.item);
    let waits = |item: &&Item| !(model.basing.contains(&item.key) || model.sides.misses(&item.key));
    let next = unread.filter(waits);
    let items: Vec<_> = next.take(free).cloned().collect();
    let ask = |item| Effect::Base(Box::new(item));
    model
        .basing
        .extend(items.iter().map(|item| item.key.clone()));
    items.into_iter().map(ask).collect()
}

/// A form has been read, or cannot be.
pub(super) fn answered(model: &mut Model, key: &Key, form: Result<Form, Error>) -> Vec<Effect> {
    model.basing.remove(key);
    let unready = model.plan.unready();
    let mut effects = Vec::new();
    match form {
        Ok(form) => model.plan.baseline(key, form),
        Err(error) if is_of_the_line(&error) => {
            // Nobody has said anything about the item: it is read once there is a line again.
            model.quitting = false;
            heard(model, &key.account, Some(&error));
        }
        Err(error) => {
            drop_item(model, key, error);
            effects.push(Effect::Release(key.clone()));
        }
    }
    if model.plan.unready() < unready {
        // What it is decided on is as much a part of a decision as its verb.
        effects = decide::keep(model).into_iter().collect();
    }
    effects.extend(decide::send_due(model));
    effects
}

/// What cannot be read is not decided.
fn drop_item(model: &mut Model, key: &Key, error: Error) {
    let Some(decision) = model.plan.drop_item(key) else {
        return;
    };
    let receipt = Receipt {
        code: error.code.clone(),
        request_id: error.request_id.clone(),
        ..Receipt::new(
            Status::Failed,
            decision.verb,
            Note::ours("note-no-baseline"),
        )
    };
    model.receipts.insert(key.clone(), receipt);
    model.marks.unseen |= model.marks.has(key);
    model.quitting = false;
    fail(model, error);
}

fn is_of_the_line(error: &Error) -> bool {
    matches!(
        error.kind,
        Kind::Unreachable | Kind::Interrupted | Kind::Rate
    )
}
