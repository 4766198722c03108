//! Choosing the next approver from what the server offers; and naming a command, or the number of
//! what is to be stopped.

use crokey::crossterm::event::KeyCode;

use super::overlay::{control, plain};
use super::{commenting, decide};
use crate::domain::choice::{self, Choice};
use crate::domain::decision::{Receipt, Status};
use crate::domain::id::Id;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::overlay::Chooser;
use crate::tui::model::{Draft, Model, Overlay, Toast, Tone, Words};
use crate::tui::update::keys::info;

/// One step up or down among so many rows, round and round.
fn step(row: usize, count: usize, key: Press) -> usize {
    let count = count.max(1);
    if plain(key, KeyCode::Down) || plain(key, KeyCode::Char('j')) || control(key, 'n') {
        (row + 1) % count
    } else if plain(key, KeyCode::Up) || plain(key, KeyCode::Char('k')) || control(key, 'p') {
        (row + count - 1) % count
    } else {
        row
    }
}

/// `gn`: opens the first group of choices that one answer serves.
pub(super) fn next(model: &mut Model) -> Vec<Effect> {
    let Some(choices) = choice::groups(model.choices.clone()).into_iter().next() else {
        model.toast = Some(info("toast-no-choice"));
        return Vec::new();
    };
    model.overlays.push(Overlay::Choose {
        choices,
        chooser: Chooser::default(),
    });
    Vec::new()
}

/// A key among the candidates.
pub(super) fn choose(
    model: &mut Model,
    choices: Vec<Choice>,
    mut chooser: Chooser,
    key: Press,
) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || plain(key, KeyCode::Char('q')) {
        model.toast = Some(info("toast-choice-waits"));
        return Vec::new();
    }
    let people = choice::people(&choices);
    if plain(key, KeyCode::Enter) {
        let chosen: Vec<Id> = if chooser.marked.is_empty() {
            people.get(chooser.row).cloned().into_iter().collect()
        } else {
            chooser.marked.into_iter().collect()
        };
        return choices
            .into_iter()
            .map(|choice| {
                let tasks = chosen
                    .iter()
                    .flat_map(|user| choice.tasks_of(user))
                    .cloned();
                Effect::Choose {
                    tasks: tasks.collect(),
                    choice: Box::new(choice),
                }
            })
            .collect();
    }
    if plain(key, KeyCode::Tab)
        && let Some(user) = people.get(chooser.row)
        && !chooser.marked.remove(user)
    {
        chooser.marked.insert(user.clone());
    }
    chooser.row = step(chooser.row, people.len(), key);
    model.overlays.push(Overlay::Choose { choices, chooser });
    Vec::new()
}

/// What became of a choice.
pub(super) fn chosen(model: &mut Model, choice: Choice, receipt: Receipt) -> Vec<Effect> {
    let tone = if receipt.status == Status::Done {
        Tone::Good
    } else {
        Tone::Bad
    };
    model.toast = Some(Toast {
        tone,
        words: Words::Chosen(choice.title, receipt),
    });
    vec![Effect::Choices]
}

/// A key in the line that takes the last four characters of a number.
pub(super) fn number(
    model: &mut Model,
    draft: Draft,
    mut editor: Editor,
    key: Press,
) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || control(key, 'c') {
        let reason = draft.comment.clone().unwrap_or_default();
        commenting::put_by(model, &draft, reason);
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) {
        let ending = draft.items.first().map(|item| item.instance_id.ending());
        if ending == Some(editor.text().trim()) {
            return decide::stage(model, draft);
        }
        model.toast = Some(Toast {
            tone: Tone::Bad,
            ..info("toast-number-differs")
        });
    } else {
        editor.press(key);
    }
    model.overlays.push(Overlay::Number { draft, editor });
    Vec::new()
}
