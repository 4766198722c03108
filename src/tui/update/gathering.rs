//! Which items a deciding key is for: those that are marked and in sight, else the one under the
//! cursor. Those that cannot take the verb are named and left out before anything is staged.

use crate::domain::item::Item;
use crate::domain::verb::{Blocked, Verb};
use crate::tui::model::{Draft, Model, Toast, Tone, Words};

/// The items of a verb, as they are at the key press; `None` when there are none, which is told.
pub(super) fn draft(model: &mut Model, verb: Verb) -> Option<Draft> {
    let counts = model.mark_counts();
    if counts.shown > 0 {
        return group(model, verb);
    }
    if counts.hidden > 0 {
        let hidden = vec![("count", counts.hidden.to_string())];
        refuse(model, Words::Message("toast-marks-hidden", hidden));
        return None;
    }
    let item = model.current().cloned();
    let reason = match &item {
        Some(item) if model.is_busy(&item.key) => {
            refuse(model, Words::Message("toast-decided-already", Vec::new()));
            return None;
        }
        _ => model.blocked(verb),
    };
    if let Some(reason) = reason {
        refuse(model, Words::Blocked(verb, reason));
        return None;
    }
    Some(Draft::new(verb, item?))
}

/// The marked items that can take the verb.
fn group(model: &mut Model, verb: Verb) -> Option<Draft> {
    if let Some(reason) = model.blocked(verb) {
        refuse(model, Words::Blocked(verb, reason));
        return None;
    }
    let marked: Vec<Item> = model.marked().into_iter().cloned().collect();
    let many = marked.len() > 1;
    let mut out: Vec<(Blocked, Vec<String>)> = Vec::new();
    let mut items = Vec::new();
    for item in marked {
        let Some(reason) = model.blocked_among(verb, &item, many) else {
            items.push(item);
            continue;
        };
        match out.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, titles)) => titles.push(item.title),
            None => out.push((reason, vec![item.title])),
        }
    }
    if !out.is_empty() {
        refuse(model, Words::LeftOut(verb, out));
    }
    let first = items.first()?.clone();
    let apart = |item: &Item| item.key.account != first.key.account;
    if verb.names_people() && items.iter().any(apart) {
        refuse(model, Words::Blocked(verb, Blocked::OneAccount));
        return None;
    }
    super::marking::close_range(model);
    Some(Draft {
        items,
        ..Draft::new(verb, first)
    })
}

fn refuse(model: &mut Model, words: Words) {
    model.toast = Some(Toast {
        tone: Tone::Bad,
        words,
    });
}
