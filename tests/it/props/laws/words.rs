//! Words: what was typed for a decision goes with it, or waits for its box to be opened again.

use zhupi::domain::phrase;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Draft, Model, Overlay};

use super::Turn;

pub(super) fn nothing_typed_is_lost(turn: &Turn<'_>) {
    if matches!(turn.event, Event::Terminate) {
        return;
    }
    let open = boxes(turn.after);
    for (draft, text) in boxes(turn.before) {
        let still = open.iter().any(|(other, _)| other.items == draft.items);
        if text.trim().is_empty() || still {
            continue;
        }
        let first = &draft.items[0];
        let waits = turn
            .after
            .unsent
            .get(&first.key)
            .is_some_and(|kept| kept.contains(text.trim()));
        let staged = draft.items.iter().any(|item| {
            let said = phrase::fill(text.trim(), item, turn.before.sight.facts(&item.key)).ok();
            let staged = turn.after.plan.staged(&item.key);
            staged.is_some_and(|staged| staged.comment == said)
        });
        assert!(waits || staged, "lost: {text:?}");
    }
    for (key, text) in &turn.before.unsent {
        let kept = turn.after.unsent.get(key) == Some(text);
        let offered = open.iter().any(|(_, shown)| shown.contains(text));
        // A newer text for the same item takes the place of the older one, which was on offer.
        let newer = turn.after.unsent.contains_key(key);
        assert!(kept || offered || newer, "forgotten: {text:?}");
    }
}

/// The comments that are being written.
fn boxes(model: &Model) -> Vec<(&Draft, String)> {
    let each = model.overlays.iter().filter_map(|overlay| match overlay {
        Overlay::Comment { draft, editor } => Some((draft, editor.text())),
        Overlay::Number { draft, .. } => Some((draft, draft.comment.clone().unwrap_or_default())),
        _ => None,
    });
    each.collect()
}
