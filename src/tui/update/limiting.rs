//! Typing a limit: the rows follow what is typed, Tab completes, Esc brings back what was.

use crokey::crossterm::event::KeyCode;

use super::overlay::plain;
use super::{overlay, sight};
use crate::domain::order;
use crate::domain::query::{Query, complete};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::overlay::Typing;
use crate::tui::model::{Model, Overlay};

/// Opens the line, with the limit that holds.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let before = model.sight.limit.clone();
    let text = before.as_ref().map(Query::text).unwrap_or_default();
    model.overlays.push(Overlay::Limit(Typing {
        editor: Editor::new(text),
        before,
        fault: None,
        completions: None,
    }));
    Vec::new()
}

pub(super) fn press(model: &mut Model, mut typing: Typing, key: Press, burst: bool) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) || overlay::control(key, 'c') {
        model.sight.limit = typing.before;
        sight::refresh(model);
        return Vec::new();
    }
    // What cannot be taken stays, with its fault under it.
    if plain(key, KeyCode::Enter) && !burst && typing.fault.is_none() {
        sight::refresh(model);
        sight::check_fields(model);
        return Vec::new();
    }
    if plain(key, KeyCode::Tab) {
        turn(model, &mut typing);
    } else if *key.codes.first() != KeyCode::Enter {
        typing.completions = None;
        typing.editor.press(key);
    }
    model.overlays.push(Overlay::Limit(typing));
    typed(model);
    Vec::new()
}

/// The rows follow what stands in the line as far as it can be taken.
pub(super) fn typed(model: &mut Model) {
    let Some(Overlay::Limit(typing)) = model.overlays.last() else {
        return;
    };
    let text = typing.editor.text();
    let parsed = if text.trim().is_empty() {
        Ok(None)
    } else {
        sight::understand(model, &text).map(Some)
    };
    let Some(Overlay::Limit(typing)) = model.overlays.last_mut() else {
        return;
    };
    match parsed {
        Ok(limit) => {
            typing.fault = None;
            if model.sight.limit != limit {
                model.sight.limit = limit;
                sight::refresh(model);
            }
        }
        Err(fault) => typing.fault = Some(fault),
    }
}

/// The next completion of what was typed.
pub(super) fn turn(model: &Model, typing: &mut Typing) {
    let (texts, at) = if let Some((texts, at)) = typing.completions.take() {
        let next = (at + 1) % texts.len().max(1);
        (texts, next)
    } else {
        let items = model.list.items.iter();
        let known = items.map(|item| model.sight.known(item));
        (complete(&typing.editor.text(), known), 0)
    };
    if let Some(text) = texts.get(at) {
        typing.editor = Editor::new(text);
        typing.completions = Some((texts, at));
    }
}

/// A key in the line that names the field to sort by.
pub(super) fn column(model: &mut Model, mut editor: Editor, key: Press) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) {
        let text = editor.text();
        let name = text.trim();
        let order = (!name.is_empty()).then(|| order::Key::parse(name));
        return order.map_or_else(Vec::new, |order| sight::sort(model, Some(order)));
    }
    editor.press(key);
    model.overlays.push(Overlay::Column { editor });
    Vec::new()
}
