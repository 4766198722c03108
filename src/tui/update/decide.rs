//! Deciding: staging, taking back, sending. Nothing reaches the server on one key.

use std::collections::BTreeSet;

use super::{account, aiming, gathering, list, reviewing};
use crate::config::{Advance, Commit};
use crate::domain::decision::{Baseline, Decision, Receipt, Status};
use crate::domain::form::Form;
use crate::domain::item::{Folder, Item, Key};
use crate::domain::phrase;
use crate::domain::verb::{Blocked, Comment, Guard, Needs, Verb};
use crate::tui::command::Command;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::model::overlay::Picker;
use crate::tui::model::{Draft, Last, Model, Overlay, Run, Toast, Tone, Words};
use crate::tui::update::keys::info;

/// A deciding command: what it lacks is asked for, else it is staged.
pub(super) fn ask(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(verb) = command.verb() else {
        return Vec::new();
    };
    let Some(draft) = gathering::draft(model, verb) else {
        return Vec::new();
    };
    match verb.row().needs {
        Needs::Person | Needs::People => {
            let account = draft.account.clone();
            let side = model.sides.of(&account);
            let picker = Picker::new(side, side.hand.id.clone());
            let unknown = side.people.is_empty();
            model.overlays.push(Overlay::People { draft, picker });
            if unknown {
                return vec![model.sides.at(&account, Effect::Identify)];
            }
        }
        Needs::Node => return aiming::ask(model, draft),
        Needs::Nothing
            if verb.row().comment == Comment::Required || command == Command::ApproveWith =>
        {
            ask_comment(model, draft, None);
        }
        Needs::Nothing => return stage(model, draft),
    }
    Vec::new()
}

/// Opens the comment box; what was typed for the same item before is still there.
pub(super) fn ask_comment(model: &mut Model, draft: Draft, text: Option<String>) {
    let first = draft.items.first();
    let unsent = || model.unsent.remove(&first?.key);
    let text = text.or_else(unsent).unwrap_or_default();
    model.overlays.push(Overlay::Comment {
        draft,
        editor: Editor::new(&text),
    });
}

/// The last decision again, on the item under the cursor.
pub(super) fn repeat(model: &mut Model) -> Vec<Effect> {
    let Some(last) = model.last.clone() else {
        model.toast = Some(info("toast-nothing-to-repeat"));
        return Vec::new();
    };
    let Some(draft) = gathering::draft(model, last.verb) else {
        return Vec::new();
    };
    if !last.people.is_empty() && last.account != draft.account {
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words: Words::Blocked(last.verb, Blocked::OneAccount),
        });
        return Vec::new();
    }
    let draft = Draft {
        people: last.people,
        comment: last.comment.clone(),
        ..draft
    };
    let with_gaps = last
        .comment
        .as_deref()
        .is_some_and(phrase::has_placeholders);
    if with_gaps || last.verb.row().comment == Comment::Required {
        ask_comment(model, draft, last.comment);
        return Vec::new();
    }
    if last.verb.row().needs == Needs::Node {
        // Each item has places of its own to go back to.
        return aiming::ask(model, draft);
    }
    stage(model, draft)
}

/// Stages a complete draft as one group.
pub(super) fn stage(model: &mut Model, draft: Draft) -> Vec<Effect> {
    model.last = Some(Last {
        verb: draft.verb,
        comment: draft.comment.clone(),
        people: draft.people.clone(),
        account: draft.account.clone(),
    });
    let first = draft.items.first().map(|item| item.key.clone());
    let decisions: Vec<Decision> = draft
        .items
        .into_iter()
        .filter(|item| !model.is_busy(&item.key))
        .map(|item| {
            let verb = draft.verb.at(item.kind);
            let baseline = baseline(model, &item, draft.verb.row().guard);
            let filled = model.filled.get(&item.key).filter(|_| verb.takes_inputs());
            Decision {
                inputs: filled.cloned().unwrap_or_default(),
                comment: said(model, draft.comment.as_deref(), &item),
                people: draft.people.clone(),
                target: draft.target.clone(),
                ..Decision::new(item, verb, baseline)
            }
        })
        .collect();
    let keys: BTreeSet<Key> = decisions.iter().map(|one| one.item.key.clone()).collect();
    let left = full_countdown(model);
    if model.plan.stage(decisions, left).is_none() {
        if let Some((key, text)) = first.zip(draft.comment) {
            model.unsent.insert(key, text);
        }
        model.toast = Some(info("toast-decided-already"));
        return Vec::new();
    }
    model.counted_to.get_or_insert(model.now);
    if model.settings.advance == Advance::Next {
        advance(model, &keys);
    }
    keep(model).into_iter().collect()
}

/// What is said of one item. The box has seen to it that nothing is left to fill in.
fn said(model: &Model, text: Option<&str>, item: &Item) -> Option<String> {
    let text = text?;
    let facts = model.sight.facts(&item.key);
    Some(phrase::fill(text, item, facts).unwrap_or_else(|_| text.to_owned()))
}

/// Stages decisions as they are, as one group.
pub(super) fn stage_whole(model: &mut Model, decisions: Vec<Decision>) -> Vec<Effect> {
    let left = full_countdown(model);
    if model.plan.stage(decisions, left).is_none() {
        model.toast = Some(info("toast-nothing-to-retry"));
        return Vec::new();
    }
    model.counted_to.get_or_insert(model.now);
    keep(model).into_iter().collect()
}

/// Takes back what is staged for some items.
pub(super) fn unstage(model: &mut Model, keys: &[Key]) -> Vec<Effect> {
    model.plan.unstage(keys);
    keep(model).into_iter().collect()
}

pub(super) fn full_countdown(model: &Model) -> Option<i64> {
    (model.settings.commit == Commit::Auto).then_some(model.settings.undo_ms)
}

/// The form that was seen; one that was not is still to be read.
fn baseline(model: &Model, item: &Item, guard: Guard) -> Baseline {
    if !guard.compares_form() {
        return Baseline::Fresh(Form::default());
    }
    match model.details.seen(&item.key) {
        Some(form) => Baseline::Shown(form.clone()),
        None => Baseline::Pending,
    }
}

/// From an item just decided to the next one that is not.
fn advance(model: &mut Model, from: &BTreeSet<Key>) {
    let here = model.current().map(|item| &item.key);
    if !here.is_some_and(|key| from.contains(key)) || !model.place.is_folder() {
        return;
    }
    let row = model.list.row();
    let is_free = |key: &Key| !model.is_busy(key);
    let next = (row + 1..model.list.len())
        .find(|row| model.list.get(*row).is_some_and(|item| is_free(&item.key)));
    if let Some(next) = next {
        list::go(model, next);
    }
}

/// Takes the newest group back, or offers to revoke what was sent last.
pub(super) fn take_back(model: &mut Model) -> Vec<Effect> {
    if let Some(group) = model.plan.take_back() {
        let first = group
            .decisions
            .first()
            .map(|decision| decision.item.clone());
        let words = Words::Message(
            "toast-taken-back",
            vec![
                ("count", group.decisions.len().to_string()),
                (
                    "title",
                    first
                        .as_ref()
                        .map(|item| item.title.clone())
                        .unwrap_or_default(),
                ),
            ],
        );
        model.toast = Some(Toast {
            tone: Tone::Info,
            words,
        });
        list::go_to(model, first.map(|item| item.key).as_ref());
        return keep(model).into_iter().collect();
    }
    let done = model
        .sent
        .iter()
        .rev()
        .find(|item| {
            let receipt = model.receipts.get(&item.key);
            let is_done =
                |receipt: &Receipt| receipt.status == Status::Done && receipt.verb != Verb::Revoke;
            item.key.folder == Folder::Todo && receipt.is_some_and(is_done)
        })
        .cloned();
    let Some(mut item) = done else {
        model.toast = Some(info("toast-nothing-to-take-back"));
        return Vec::new();
    };
    item.key.folder = Folder::Done;
    let ticket = model.ticket();
    model.revoking = Some((ticket, item.clone()));
    model.toast = Some(info("toast-asking-to-revoke"));
    vec![Effect::Open {
        ticket,
        item: Box::new(item),
    }]
}

/// Stages again what was taken back.
pub(super) fn put_back(model: &mut Model) -> Vec<Effect> {
    let left = full_countdown(model);
    if model.plan.put_back(left).is_none() {
        model.toast = Some(info("toast-nothing-to-put-back"));
        return Vec::new();
    }
    model.counted_to = Some(model.now);
    keep(model).into_iter().collect()
}

/// `$`: everything staged goes out, unless that is so much that the plan is to be looked at first.
pub(super) fn send_now(model: &mut Model) -> Vec<Effect> {
    if model.plan.is_empty() {
        model.toast = Some(account::nothing_staged(model));
        return Vec::new();
    }
    if model.asks_for_review() {
        reviewing::open(model);
        return Vec::new();
    }
    send_all(model)
}

/// Everything staged goes out, but for what no line is there for; what lacks its form goes as soon
/// as that is read.
pub(super) fn send_all(model: &mut Model) -> Vec<Effect> {
    let sides = &model.sides;
    let mut effects = Vec::new();
    if model.plan.groups().iter().any(|group| sides.rests(group)) {
        model.toast = Some(Toast {
            tone: Tone::Bad,
            ..info("toast-offline")
        });
        effects.extend(sides.each(&Effect::Count));
    }
    model.plan.let_go(|group| !sides.rests(group));
    effects.extend(send_due(model));
    effects
}

/// Hands over what is to be sent now, to be carried out; nothing before it is known what earlier
/// runs have left.
pub(super) fn send_due(model: &mut Model) -> Vec<Effect> {
    if !model.inherited {
        return Vec::new();
    }
    let groups = model.plan.due().into_iter();
    let decisions: Vec<Decision> = groups.flat_map(|group| group.decisions).collect();
    if decisions.is_empty() {
        return Vec::new();
    }
    for decision in &decisions {
        model
            .in_flight
            .insert(decision.item.key.clone(), decision.without_form());
    }
    let now = model.now;
    let run = model.run.get_or_insert_with(|| Run::new(now));
    run.total += decisions.len();
    // What was called off before is another batch.
    run.halted = false;
    model.sent = decisions.iter().map(|one| one.item.clone()).collect();
    if model.plan.is_empty() {
        model.counted_to = None;
    }
    vec![Effect::Send(decisions)]
}

/// What is staged must outlive the program. Nothing is written before it is known what earlier
/// runs have left.
pub(super) fn keep(model: &Model) -> Option<Effect> {
    let groups = || model.plan.groups().to_vec();
    model.inherited.then(|| Effect::Keep(groups()))
}
