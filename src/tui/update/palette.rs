//! The palette and the help: typing finds a command, Enter runs the one on the row.

use crokey::crossterm::event::KeyCode;

use super::account;
use super::keys::carry_out;
use super::overlay::{control, plain};
use super::place::instances;
use crate::tui::command::Command;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::{Finder, Model, Overlay, Toast, Tone, Words};

/// Rows that a page goes.
const PAGE: isize = 10;

/// `:`
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let mut finder = Finder::default();
    finder.rank(&model.settings);
    model.overlays.push(Overlay::Palette(finder));
    Vec::new()
}

/// `?`
pub(super) fn open_help(model: &mut Model) -> Vec<Effect> {
    let mut finder = Finder::default();
    finder.filter(&model.settings);
    model.overlays.push(Overlay::Help(finder));
    Vec::new()
}

/// A key in the palette.
pub(super) fn press(model: &mut Model, mut finder: Finder, key: Press, burst: bool) -> Vec<Effect> {
    let emptied = plain(key, KeyCode::Backspace) && finder.editor.is_empty();
    if plain(key, KeyCode::Esc) || emptied {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) && !burst {
        return run(model, &finder, key);
    }
    if plain(key, KeyCode::Tab) {
        if let Some((command, rest)) = finder.chosen()
            && rest.is_empty()
        {
            finder.editor = Editor::new(command.name());
            finder.rank(&model.settings);
        }
    } else if !moved(&mut finder, key) && typed(&mut finder, key) {
        finder.rank(&model.settings);
    }
    model.overlays.push(Overlay::Palette(finder));
    Vec::new()
}

/// A key in the help.
pub(super) fn press_in_help(
    model: &mut Model,
    mut finder: Finder,
    key: Press,
    burst: bool,
) -> Vec<Effect> {
    let empty = finder.editor.is_empty();
    let opener = plain(key, KeyCode::F(1)) || (empty && key.as_letter() == Some('?'));
    if plain(key, KeyCode::Esc) || opener {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) && !burst {
        return run(model, &finder, key);
    }
    if !moved(&mut finder, key) && typed(&mut finder, key) {
        finder.filter(&model.settings);
    }
    model.overlays.push(Overlay::Help(finder));
    Vec::new()
}

fn moved(finder: &mut Finder, key: Press) -> bool {
    let by = if plain(key, KeyCode::Down) || control(key, 'n') {
        1
    } else if plain(key, KeyCode::Up) || control(key, 'p') {
        -1
    } else if plain(key, KeyCode::PageDown) {
        PAGE
    } else if plain(key, KeyCode::PageUp) {
        -PAGE
    } else {
        return false;
    };
    finder.step(by);
    true
}

/// Whether the key has changed the text. A line's end is no text.
fn typed(finder: &mut Finder, key: Press) -> bool {
    let before = finder.editor.text();
    if *key.codes.first() != KeyCode::Enter {
        finder.editor.press(key);
    }
    finder.editor.text() != before
}

fn run(model: &mut Model, finder: &Finder, key: Press) -> Vec<Effect> {
    let refusal = match finder.chosen() {
        Some((command, rest)) if rest.is_empty() => return carry_out(model, key, command),
        Some((Command::Account, rest)) => return account::go(model, &rest),
        Some((Command::Instances, rest)) => return instances::open(model, &rest),
        Some((command, _)) => ("toast-no-arguments", command.name().to_owned()),
        None => ("toast-no-command", finder.editor.text().trim().to_owned()),
    };
    model.toast = Some(Toast {
        tone: Tone::Bad,
        words: Words::Message(refusal.0, vec![("name", refusal.1)]),
    });
    Vec::new()
}
