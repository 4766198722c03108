//! Marking: one row, a range, all that is shown, all that a query means. Never acts on anything.

use std::collections::BTreeSet;

use crokey::crossterm::event::KeyCode;

use super::keys::info;
use super::overlay::{control, plain};
use super::{limiting, list, sight};
use crate::domain::item::Key;
use crate::domain::query::Truth;
use crate::tui::command::Command;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::marks::Asked;
use crate::tui::model::overlay::Typing;
use crate::tui::model::{Model, Overlay, Toast, Tone, Words};

/// Carries out a marking command; `None` for all others.
pub(super) fn run(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Mark => {
            toggle(model);
            list::go(model, model.list.row().saturating_add(1));
        }
        Command::MarkHere => toggle(model),
        Command::MarkRange => range(model),
        Command::MarkAll => all(model),
        Command::MarkAgain if !model.marks.again() => {
            model.toast = Some(info("toast-no-marks-before"));
        }
        Command::MarkAgain => {}
        Command::Unmark => model.marks.clear(),
        Command::MarkQuery => model.overlays.push(Overlay::MarkBy(Typing {
            editor: Editor::default(),
            before: None,
            fault: None,
            completions: None,
        })),
        _ => return None,
    }
    Some(Vec::new())
}

fn toggle(model: &mut Model) {
    close_range(model);
    if let Some(key) = model.list.current().map(|item| item.key.clone()) {
        model.marks.toggle(key);
    }
}

/// Begins a range at the cursor, or marks the one that is open.
fn range(model: &mut Model) {
    if model.marks.anchor.is_some() {
        close_range(model);
    } else {
        model.marks.anchor = model.list.current().map(|item| item.key.clone());
    }
}

/// What the range spans becomes marks like any others.
pub(super) fn close_range(model: &mut Model) {
    let rows = model.range().into_iter().flatten();
    let keys = rows.filter_map(|row| model.list.get(row).map(|item| item.key.clone()));
    let keys: Vec<Key> = keys.collect();
    model.marks.anchor = None;
    model.marks.add(keys);
}

/// Marks all that is shown; where all of it is marked, none.
fn all(model: &mut Model) {
    close_range(model);
    let keys: Vec<Key> = model.list.rows().map(|item| item.key.clone()).collect();
    if keys.iter().all(|key| model.marks.has(key)) {
        model.marks.clear();
    } else {
        model.marks.add(keys);
    }
}

/// A key in the line that says what is to be marked.
pub(super) fn press(model: &mut Model, mut typing: Typing, key: Press, burst: bool) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || control(key, 'c') {
        return Vec::new();
    }
    let text = typing.editor.text();
    if plain(key, KeyCode::Enter) && !burst {
        return match sight::understand(model, &text) {
            _ if text.trim().is_empty() => Vec::new(),
            Ok(query) => {
                let among = model.list.rows().map(|item| item.key.clone()).collect();
                model.marks.asked = Some(Asked {
                    query,
                    among,
                    count: 0,
                });
                sight::refresh(model);
                Vec::new()
            }
            Err(fault) => {
                typing.fault = Some(fault);
                model.overlays.push(Overlay::MarkBy(typing));
                Vec::new()
            }
        };
    }
    if plain(key, KeyCode::Tab) {
        limiting::turn(model, &mut typing);
    } else if *key.codes.first() != KeyCode::Enter {
        typing.completions = None;
        typing.editor.press(key);
    }
    let text = typing.editor.text();
    let parsed = (!text.trim().is_empty()).then(|| sight::understand(model, &text));
    typing.fault = parsed.and_then(Result::err);
    model.overlays.push(Overlay::MarkBy(typing));
    Vec::new()
}

/// Marks those of the rows that were asked about, and are still shown, that the query means. Those of which nobody knows
/// are asked for; once nothing more can be learned, what remains unknown is told and left alone.
pub(super) fn settle_query(model: &mut Model) {
    let Some(mut asked) = model.marks.asked.take() else {
        return;
    };
    let (mut meant, mut unknown, mut open) = (Vec::new(), BTreeSet::new(), false);
    let rows = model.list.rows();
    for item in rows.filter(|item| asked.among.contains(&item.key)) {
        let present = sight::present(model, item);
        match asked.query.truth(model.sight.known(item), &present) {
            Truth::True => meant.push(item.key.clone()),
            Truth::Unknown => {
                unknown.insert(item.key.clone());
                let failed = model.sight.is_settled(&item.key);
                open |= !failed || model.sight.awaited.contains(&item.key);
            }
            Truth::False => {}
        }
    }
    asked.count += meant.len();
    let counts = vec![
        ("count", asked.count.to_string()),
        ("unknown", unknown.len().to_string()),
    ];
    model.marks.add(meant);
    let message = match (open, unknown.len()) {
        (true, _) => "toast-marking",
        (false, 0) => "toast-marked",
        (false, _) => "toast-marked-unknown",
    };
    model.toast = Some(Toast {
        tone: Tone::Info,
        words: Words::Message(message, counts),
    });
    asked.among = unknown;
    model.marks.asked = open.then_some(asked);
}
