//! Choosing from what the server offers: a node to go back to, the next approver; and naming a
//! command or the number of what is to be stopped.

use crokey::crossterm::event::KeyCode;

use super::overlay::{control, plain};
use super::place::instances;
use super::{decide, run};
use crate::domain::choice::{self, Choice};
use crate::domain::decision::{Receipt, Status, Target};
use crate::domain::id::Id;
use crate::domain::item::Key;
use crate::error::Error;
use crate::tui::command::Command;
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

/// A key in the list of nodes to go back to.
pub(super) fn target(
    model: &mut Model,
    draft: Draft,
    targets: Option<Vec<Target>>,
    row: usize,
    key: Press,
) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || plain(key, KeyCode::Char('q')) {
        return Vec::new();
    }
    let count = targets.as_ref().map_or(0, Vec::len);
    if plain(key, KeyCode::Enter)
        && let Some(target) = targets.as_ref().and_then(|all| all.get(row))
    {
        let target = Some(target.clone());
        return decide::stage(model, Draft { target, ..draft });
    }
    let row = step(row, count, key);
    model.overlays.push(Overlay::Targets {
        draft,
        targets,
        row,
    });
    Vec::new()
}

/// The nodes have come; the one before stands first in hand.
pub(super) fn targets(
    model: &mut Model,
    key: &Key,
    found: Result<Vec<Target>, Error>,
) -> Vec<Effect> {
    let waits = |overlay: &Overlay| {
        matches!(overlay, Overlay::Targets { draft, targets: None, .. }
            if draft.items.iter().any(|item| item.key == *key))
    };
    let Some(at) = model.overlays.iter().position(waits) else {
        return Vec::new();
    };
    let refusal = match found {
        Ok(all) if !all.is_empty() => {
            if let Some(Overlay::Targets { targets, row, .. }) = model.overlays.get_mut(at) {
                *row = all.iter().position(|target| target.last).unwrap_or(0);
                *targets = Some(all);
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
    if plain(key, KeyCode::Esc) {
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

/// A key in the command line.
pub(super) fn command(model: &mut Model, mut editor: Editor, key: Press) -> Vec<Effect> {
    let emptied = plain(key, KeyCode::Backspace) && editor.is_empty();
    if plain(key, KeyCode::Esc) || emptied {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) {
        let name = editor.text().trim().to_owned();
        if let Some(command) = Command::parse(&name) {
            return run::run(model, command);
        }
        if let Some((word, rest)) = name.split_once(' ')
            && Command::parse(word) == Some(Command::Instances)
        {
            return instances::open(model, rest);
        }
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words: Words::Message("toast-no-command", vec![("name", name)]),
        });
        return Vec::new();
    }
    editor.press(key);
    model.overlays.push(Overlay::Command { editor });
    Vec::new()
}
