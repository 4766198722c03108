//! `b`: picking the node to go back to. The node in hand, never its neighbour, is what is staged.

use crokey::crossterm::event::KeyCode;

use super::decide;
use super::overlay::{control, plain};
use crate::domain::decision::Target;
use crate::domain::item::Key;
use crate::error::Error;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::{Aim, Draft, Model, Overlay, Toast, Tone, Words};

/// Asks the server where the item can go back to.
pub(super) fn ask(model: &mut Model, draft: Draft) -> Vec<Effect> {
    let Some(item) = draft.items.first().cloned() else {
        return Vec::new();
    };
    let aim = Box::default();
    model.overlays.push(Overlay::Targets { draft, aim });
    vec![Effect::Targets(Box::new(item))]
}

/// A key on the drawing, or in the list of names.
pub(super) fn press(model: &mut Model, draft: Draft, mut aim: Box<Aim>, key: Press) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || plain(key, KeyCode::Char('q')) {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter)
        && let Some(target) = aim.target()
    {
        let target = Some(target.clone());
        return decide::stage(model, Draft { target, ..draft });
    }
    if plain(key, KeyCode::Tab) && aim.chart.is_some() {
        aim.by_name = Some(aim.drawn().is_some());
    } else if let Some(forward) = direction(key) {
        aim.step(forward);
    }
    model.overlays.push(Overlay::Targets { draft, aim });
    Vec::new()
}

fn direction(key: Press) -> Option<bool> {
    let is = |codes: [KeyCode; 4]| codes.into_iter().any(|code| plain(key, code));
    let letter = KeyCode::Char;
    if is([KeyCode::Down, KeyCode::Right, letter('j'), letter('l')]) || control(key, 'n') {
        Some(true)
    } else if is([KeyCode::Up, KeyCode::Left, letter('k'), letter('h')]) || control(key, 'p') {
        Some(false)
    } else {
        None
    }
}

/// The nodes have come; the one before stands first in hand.
pub(super) fn answered(
    model: &mut Model,
    key: &Key,
    found: Result<Vec<Target>, Error>,
) -> Vec<Effect> {
    let waits = |overlay: &Overlay| {
        matches!(overlay, Overlay::Targets { draft, aim } if aim.targets.is_none()
            && draft.items.iter().any(|item| item.key == *key))
    };
    let Some(at) = model.overlays.iter().position(waits) else {
        return Vec::new();
    };
    let refusal = match found {
        Ok(all) if !all.is_empty() => {
            if let Some(Overlay::Targets { aim, .. }) = model.overlays.get_mut(at) {
                aim.row = all.iter().position(|target| target.last).unwrap_or(0);
                aim.targets = Some(all);
            }
            return Vec::new();
        }
        Ok(_) => Words::Message("toast-no-target", Vec::new()),
        Err(error) => Words::Error(error),
    };
    model.overlays.remove(at);
    model.toast = Some(Toast {
        tone: Tone::Bad,
        words: refusal,
    });
    Vec::new()
}
