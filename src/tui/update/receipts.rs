//! The receipts: what became of every decision since the start, and trying again what surely did
//! not run.

use std::collections::BTreeSet;

use crokey::crossterm::event::KeyCode;

use super::keys::info;
use super::overlay::{letter, plain};
use super::reviewing::moved;
use super::{decide, list, place};
use crate::domain::decision::Decision;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::plan::Receipts;
use crate::tui::model::{Model, Overlay, Toast, Tone};

/// `gr`
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.settled.is_empty() {
        model.toast = Some(info("toast-no-receipts"));
    } else {
        model.overlays.push(Overlay::Receipts(Receipts::default()));
    }
    Vec::new()
}

/// A key among them.
pub(super) fn press(
    model: &mut Model,
    mut shown: Receipts,
    key: Press,
    burst: bool,
) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || letter(key) == Some('q') {
        return Vec::new();
    }
    let rows = shown.rows(&model.settled);
    shown.row = moved(shown.row, rows.len(), key);
    let here = rows.get(shown.row).map(|one| one.decision.item.key.clone());
    match letter(key) {
        _ if burst => {}
        Some('f') => {
            shown.undone = !shown.undone;
            shown.row = 0;
        }
        Some('r') => {
            let again = retried(model);
            return decide::stage_whole(model, again);
        }
        _ if plain(key, KeyCode::Enter) => {
            if let Some(item) = here.filter(|item| model.list.shows(item)) {
                list::go_to(model, Some(&item));
                return place::show_detail(model);
            }
            model.toast = Some(Toast {
                tone: Tone::Bad,
                ..info("toast-not-in-sight")
            });
        }
        _ => {}
    }
    model.overlays.push(Overlay::Receipts(shown));
    Vec::new()
}

/// The decisions that may be tried again, by the latest end of each item.
fn retried(model: &Model) -> Vec<Decision> {
    let mut seen = BTreeSet::new();
    let newest = model.settled.iter().rev();
    let latest = newest.filter(|one| seen.insert(&one.decision.item.key));
    latest
        .filter(|one| one.may_be_retried() && !model.is_busy(&one.decision.item.key))
        .map(|one| one.decision.clone())
        .collect()
}
