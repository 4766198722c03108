//! Keys to commands: sequences, bursts, held keys, and keys that an input method produced.

use crokey::crossterm::event::{KeyCode, KeyModifiers};

use super::{overlay, run};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Meaning, Press, narrowed};
use crate::tui::model::{Held, Model, Toast, Tone, Words};

/// So many different keys at once are no typing: they are a paste that the terminal did not mark.
const BURST: usize = 5;

/// A second press sooner than this is the keyboard's own.
const REPEAT_MS: i64 = 150;

/// A held key's first repetition comes later than the others, but not later than this.
const FIRST_REPEAT_MS: i64 = 700;

/// Takes the keys that arrived together.
pub(super) fn pressed(model: &mut Model, keys: &[Press]) -> Vec<Effect> {
    model.toast = None;
    model.list.touched = true;
    model.news.forget_told();
    model.mouse.forget_click();
    let burst = is_burst(keys);
    let mut effects = Vec::new();
    for key in keys {
        // A keyboard repeats the key that went down last: another one ends the holding.
        model.held.take_if(|held| held.key != narrowed(*key));
        if model.overlays.is_empty() {
            effects.extend(in_the_panes(model, narrowed(*key), burst));
        } else if !is_held_on(model, narrowed(*key)) {
            effects.extend(overlay::press(model, *key, burst));
        }
    }
    effects
}

/// Several different keys at once; a line's end among them makes fewer suffice.
fn is_burst(keys: &[Press]) -> bool {
    let differ = keys.iter().any(|key| Some(key) != keys.first());
    let lines = keys.iter().any(|key| *key.codes.first() == KeyCode::Enter);
    differ && (keys.len() >= BURST || lines && keys.len() > 2)
}

/// A key that the terminal itself says is held down: it may move, never decide.
pub(super) fn repeated(model: &mut Model, key: Press) -> Vec<Effect> {
    if !model.overlays.is_empty() {
        let opened = model.held.as_ref().is_some_and(|held| held.key == key);
        return if opened || !overlay::may_repeat(model, key) {
            Vec::new()
        } else {
            overlay::press(model, key, false)
        };
    }
    match model.settings.keymap.meaning(&[key]) {
        Meaning::Command(command) if command.moves() => run::run(model, command),
        _ => Vec::new(),
    }
}

fn in_the_panes(model: &mut Model, key: Press, burst: bool) -> Vec<Effect> {
    model.pending.push(key);
    match model.settings.keymap.meaning(&model.pending) {
        Meaning::Prefix => Vec::new(),
        Meaning::Command(command) => {
            model.pending.clear();
            if burst && !command.moves() {
                model.toast = Some(info("toast-burst"));
                return Vec::new();
            }
            carry_out(model, key, command)
        }
        Meaning::Nothing => {
            model.pending.clear();
            if let Some(c) = key.as_letter().filter(|c| !c.is_ascii()) {
                model.toast = Some(Toast {
                    tone: Tone::Info,
                    words: Words::Message("toast-input-method", vec![("char", c.to_string())]),
                });
            }
            Vec::new()
        }
    }
}

/// Runs a command that a key has asked for.
pub(super) fn carry_out(model: &mut Model, key: Press, command: Command) -> Vec<Effect> {
    if command.decides() {
        once(model, key, command)
    } else {
        run::run(model, command)
    }
}

/// Runs a command that must not be repeated by holding its key down.
fn once(model: &mut Model, key: Press, command: Command) -> Vec<Effect> {
    let gap = model
        .held
        .as_ref()
        .filter(|held| held.key == key)
        .map(|held| model.now.as_millisecond() - held.at.as_millisecond());
    if gap.is_some_and(|gap| gap < REPEAT_MS) {
        return held_down(model);
    }
    if model.marks.unseen {
        model.toast = Some(info("toast-unseen"));
        return Vec::new();
    }
    let (before, cursor) = (
        last_group(model),
        model.current().map(|item| item.key.clone()),
    );
    let effects = run::run(model, command);
    model.held = Some(Held {
        key,
        at: model.now,
        gap_ms: gap,
        typed: false,
        group: last_group(model).filter(|group| Some(*group) != before),
        cursor,
    });
    effects
}

/// The key is known to be held now. The press before this one may have been its first
/// repetition, which alone comes late: then it is undone.
fn held_down(model: &mut Model) -> Vec<Effect> {
    let Some(held) = &mut model.held else {
        return Vec::new();
    };
    held.at = model.now;
    let late = held.gap_ms.take().is_some_and(|gap| gap <= FIRST_REPEAT_MS);
    let Some(group) = held.group.take().filter(|_| late) else {
        return Vec::new();
    };
    let cursor = held.cursor.take();
    if model.plan.forget(group).is_none() {
        return Vec::new();
    }
    super::list::go_to(model, cursor.as_ref());
    super::decide::keep(model).into_iter().collect()
}

fn last_group(model: &Model) -> Option<u64> {
    model.plan.groups().last().map(|group| group.number)
}

/// Whether the key that opened what lies on top is still held down. Its first repetition comes
/// late and looks like typing: it is taken out again when the next one tells.
fn is_held_on(model: &mut Model, key: Press) -> bool {
    let now = model.now;
    let Some(held) = model.held.as_mut().filter(|held| held.key == key) else {
        return false;
    };
    let gap = now.as_millisecond() - held.at.as_millisecond();
    let repeats = gap < REPEAT_MS;
    if repeats || (!held.typed && gap <= FIRST_REPEAT_MS) {
        held.at = now;
    }
    let typed = std::mem::replace(&mut held.typed, !repeats && gap <= FIRST_REPEAT_MS);
    if repeats && typed {
        let back = Press::one_key(KeyCode::Backspace, KeyModifiers::NONE);
        overlay::press(model, back, false);
    }
    repeats
}

pub(super) fn info(message: &'static str) -> Toast {
    Toast {
        tone: Tone::Info,
        words: Words::Message(message, Vec::new()),
    }
}
