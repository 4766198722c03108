//! `C`: people who are sent a copy with what is staged.

use crokey::crossterm::event::KeyCode;

use super::decide;
use super::overlay::{pick, plain};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::overlay::Picker;
use crate::tui::model::{Copies, Model, Overlay, Toast, Tone, Words};
use crate::tui::update::keys::info;

/// Asks whom; those who are named already are marked.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(blocked) = model.copy_blocked() {
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words: Words::Useless(Command::Copy, blocked),
        });
        return Vec::new();
    }
    let decisions = model.copied();
    let first = decisions.first().map(|one| one.item.key.account.clone());
    let account = first.unwrap_or_else(|| model.sides.home.account.clone());
    let side = model.sides.of(&account);
    let mut picker = Picker::new(side, side.hand.id.clone());
    let named = decisions.iter().flat_map(|decision| &decision.cc);
    picker.marked = named.map(|person| person.id.clone()).collect();
    let keys = decisions.iter().map(|one| one.item.key.clone()).collect();
    let copies = Copies { keys };
    model.overlays.push(Overlay::Copies { copies, picker });
    if model.sides.of(&account).people.is_empty() {
        return vec![model.sides.at(&account, Effect::Identify)];
    }
    Vec::new()
}

/// A key in the picker.
pub(super) fn press(
    model: &mut Model,
    copies: Copies,
    mut picker: Picker,
    key: Press,
    burst: bool,
) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) && !burst {
        let people = picker.chosen(&model.sides.of(&picker.account).people);
        if !people.is_empty() {
            let mut amended = false;
            for key in &copies.keys {
                amended |= model
                    .plan
                    .amend(key, |staged| staged.cc.clone_from(&people));
            }
            if !amended {
                // Sent while its form was awaited: too late for copies.
                model.toast = Some(info("toast-decided-already"));
            }
            return decide::keep(model).into_iter().collect();
        }
        model.toast = Some(info("toast-nobody"));
    } else {
        pick(model, &mut picker, key, true);
    }
    model.overlays.push(Overlay::Copies { copies, picker });
    Vec::new()
}
