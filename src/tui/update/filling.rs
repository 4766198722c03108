//! `e`: filling in what the flow leaves to the approver. It goes with the next decision on the
//! item, or changes the one that is staged; on a draft it can be kept without submitting.

use crokey::crossterm::event::{KeyCode, KeyModifiers};

use super::overlay::{control, plain};
use super::{decide, detail};
use crate::domain::decision::{Baseline, Decision, Receipt, Status};
use crate::domain::input::{Inputs, count};
use crate::domain::item::Key;
use crate::domain::verb::Verb;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::{Filling, Model, Overlay, Toast, Tone, Words};
use crate::tui::update::keys::info;

/// Opens the box over the item under the cursor.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(blocked) = model.fill_blocked() {
        model.toast = Some(refusal(Words::Useless(Command::Fill, blocked)));
        return Vec::new();
    }
    let Some(item) = model.current().cloned() else {
        return Vec::new();
    };
    let staged = model.plan.staged(&item.key);
    let decided = staged.is_some_and(|decision| !decision.verb.takes_inputs());
    if decided || model.is_over(&item.key) {
        model.toast = Some(bad("toast-decided-already"));
        return Vec::new();
    }
    let Some(instance) = model.details.ready(&item.key) else {
        model.toast = Some(info("toast-still-reading"));
        return Vec::new();
    };
    let (blanks, saves) = (instance.blanks(), instance.blocked(Verb::Submit).is_none());
    let begun = model
        .half_filled
        .take_if(|begun| begun.item.key == item.key && begun.blanks == blanks);
    let filling = begun.unwrap_or_else(|| {
        let nothing = Inputs::new();
        let filled = model.inputs_of(&item.key).unwrap_or(&nothing);
        Filling {
            saves,
            ..Filling::new(item, blanks, filled, &model.settings.zone)
        }
    });
    model.overlays.push(Overlay::Fill(Box::new(filling)));
    Vec::new()
}

/// A key in the box.
pub(super) fn press(
    model: &mut Model,
    mut filling: Box<Filling>,
    key: Press,
    burst: bool,
) -> Vec<Effect> {
    let enter = *key.codes.first() == KeyCode::Enter;
    if plain(key, KeyCode::Esc) || control(key, 'c') {
        model.half_filled = Some(*filling);
        model.toast = Some(info("toast-filling-kept"));
        return Vec::new();
    }
    if enter && !burst {
        return match filling.inputs(&model.settings.zone) {
            Ok(inputs) if key.modifiers.contains(KeyModifiers::ALT) => save(model, filling, inputs),
            Ok(inputs) => attach(model, &filling.item.key, inputs),
            Err(wrong) => {
                filling.row = wrong.first().copied().unwrap_or_default();
                filling.wrong = wrong;
                model.overlays.push(Overlay::Fill(filling));
                model.toast = Some(bad("toast-filling-wrong"));
                Vec::new()
            }
        };
    }
    if plain(key, KeyCode::Down) || plain(key, KeyCode::Tab) || control(key, 'n') {
        filling.step(true);
    } else if plain(key, KeyCode::Up) || *key.codes.first() == KeyCode::BackTab || control(key, 'p')
    {
        filling.step(false);
    } else if let Some(editor) = filling.editor().filter(|_| !enter) {
        editor.press(key);
    }
    model.overlays.push(Overlay::Fill(filling));
    Vec::new()
}

/// What was filled in goes with the decision on the item, staged already or not.
fn attach(model: &mut Model, key: &Key, inputs: Inputs) -> Vec<Effect> {
    let words = match count(&inputs) {
        0 => Words::Message("toast-filled-nothing", Vec::new()),
        fields => Words::Message("toast-filled", vec![("count", fields.to_string())]),
    };
    let staged = model
        .plan
        .amend(key, |decision| decision.inputs.clone_from(&inputs));
    put(model, key, inputs);
    model.toast = Some(Toast {
        tone: Tone::Info,
        words,
    });
    let keep = staged.then(|| decide::keep(model)).flatten();
    keep.into_iter().collect()
}

fn put(model: &mut Model, key: &Key, inputs: Inputs) {
    if inputs.is_empty() {
        model.filled.remove(key);
    } else {
        model.filled.insert(key.clone(), inputs);
    }
}

/// Keeps a draft; nothing is submitted.
fn save(model: &mut Model, filling: Box<Filling>, inputs: Inputs) -> Vec<Effect> {
    let key = &filling.item.key;
    let refused = if !filling.saves {
        Some(bad("toast-no-draft"))
    } else if model.plan.has(key) {
        Some(bad("toast-decided-already"))
    } else {
        model.sides.misses(key).then(|| bad("toast-offline"))
    };
    if refused.is_some() {
        model.toast = refused;
        model.overlays.push(Overlay::Fill(filling));
        return Vec::new();
    }
    // Until it is kept it must not get lost.
    put(model, key, inputs.clone());
    model.saving.insert(key.clone());
    vec![Effect::Save(Box::new(Decision {
        inputs,
        ..Decision::new(filling.item, Verb::Submit, Baseline::Off)
    }))]
}

/// What became of keeping a draft. What was seen of it before is no longer so.
pub(super) fn saved(model: &mut Model, decision: Decision, receipt: Receipt) -> Vec<Effect> {
    let item = decision.item;
    model.saving.remove(&item.key);
    model.marks.unseen |= model.marks.has(&item.key);
    let done = receipt.status == Status::Done;
    let tone = if done { Tone::Good } else { Tone::Bad };
    model.toast = Some(Toast {
        tone,
        words: Words::Saved(item.title.clone(), receipt),
    });
    if done {
        model.filled.remove(&item.key);
        model.details.forget_seen(&item.key);
    } else {
        // Whoever leaves is to see what was not kept.
        model.quitting = false;
    }
    vec![detail::ask(model, item), Effect::Count]
}

fn bad(message: &'static str) -> Toast {
    refusal(Words::Message(message, Vec::new()))
}

fn refusal(words: Words) -> Toast {
    Toast {
        tone: Tone::Bad,
        words,
    }
}
