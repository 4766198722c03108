//! The comment box: what is typed, ready phrases, people's names; and what is said for each item.

use crokey::crossterm::event::{KeyCode, KeyModifiers};

use super::decide;
use super::keys::info;
use super::overlay::{control, is, pick, plain};
use crate::domain::decision::COMMENT_LIMIT;
use crate::domain::phrase::{self, Gap};
use crate::domain::verb::{Comment, Verb};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::overlay::Picker;
use crate::tui::model::{Draft, Model, Overlay, Toast, Tone, Words};

/// A key in the box.
pub(super) fn press(
    model: &mut Model,
    draft: Draft,
    mut editor: Editor,
    key: Press,
    burst: bool,
) -> Vec<Effect> {
    let begun = std::mem::take(&mut model.pending);
    if plain(key, KeyCode::Esc) || control(key, 'c') {
        put_by(model, &draft, editor.text());
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) && !burst {
        return accept(model, draft, editor);
    }
    let mut effects = Vec::new();
    let mut above = None;
    if control(key, 'x') {
        model.pending.push(key);
    } else if !begun.is_empty() && control(key, 'e') {
        effects.push(Effect::Edit(editor.text()));
    } else if let Some(text) = numbered(model, draft.verb, key) {
        editor.paste(&text, true);
    } else if plain(key, KeyCode::Down)
        && editor.is_empty()
        && !model.settings.phrases_of(draft.verb).is_empty()
    {
        above = Some(Overlay::Phrases {
            verb: draft.verb,
            row: 0,
        });
    } else if plain(key, KeyCode::Char('@')) && !burst {
        let first = draft.items.first();
        let side = first.map_or(&model.sides.home, |item| model.sides.of(&item.key.account));
        above = Some(Overlay::Name(Picker::new(side, None)));
    } else if is_new_line(key, burst) {
        editor.new_line();
    } else {
        editor.press(key);
    }
    model.overlays.push(Overlay::Comment { draft, editor });
    model.overlays.extend(above);
    effects
}

/// Keeps what was said until the box is opened for the same item again.
pub(super) fn put_by(model: &mut Model, draft: &Draft, text: String) {
    if let Some(item) = draft.items.first().filter(|_| !text.is_empty()) {
        model.unsent.insert(item.key.clone(), text);
        model.toast = Some(info("toast-comment-kept"));
    }
}

fn is_new_line(key: Press, burst: bool) -> bool {
    is(key, KeyCode::Enter, KeyModifiers::ALT)
        || control(key, 'j')
        || (burst && plain(key, KeyCode::Enter))
}

/// Alt-1 to Alt-9.
fn numbered(model: &Model, verb: Verb, key: Press) -> Option<String> {
    let KeyCode::Char(c) = *key.codes.first() else {
        return None;
    };
    let number = c
        .to_digit(10)
        .filter(|_| key.modifiers == KeyModifiers::ALT)?;
    let row = usize::try_from(number).ok()?.checked_sub(1)?;
    model.settings.phrases_of(verb).get(row).cloned()
}

/// A key in the list of phrases below the box.
pub(super) fn choose(model: &mut Model, verb: Verb, row: usize, key: Press) -> Vec<Effect> {
    let count = model.settings.phrases_of(verb).len().max(1);
    if plain(key, KeyCode::Esc) || (plain(key, KeyCode::Up) && row == 0) {
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) {
        let text = model
            .settings
            .phrases_of(verb)
            .get(row)
            .cloned()
            .unwrap_or_default();
        insert(model, &text);
        return Vec::new();
    }
    let row = match *key.codes.first() {
        KeyCode::Down => (row + 1) % count,
        KeyCode::Up => row.saturating_sub(1),
        _ => row,
    };
    model.overlays.push(Overlay::Phrases { verb, row });
    Vec::new()
}

/// A key in the list of people whose name is to be written.
pub(super) fn name(model: &mut Model, mut picker: Picker, key: Press, burst: bool) -> Vec<Effect> {
    if plain(key, KeyCode::Esc) {
        insert(model, "@");
        return Vec::new();
    }
    if plain(key, KeyCode::Enter) && !burst {
        let people = &model.sides.of(&picker.account).people;
        let name = picker.here(people).map(|person| person.name.clone());
        insert(model, &format!("@{} ", name.unwrap_or_default()));
        return Vec::new();
    }
    pick(model, &mut picker, key, false);
    model.overlays.push(Overlay::Name(picker));
    Vec::new()
}

fn insert(model: &mut Model, text: &str) {
    if let Some(Overlay::Comment { editor, .. }) = model.overlays.last_mut() {
        editor.paste(text, true);
    }
}

/// Stages what the box is about, if what is said can be said of every item.
fn accept(model: &mut Model, draft: Draft, editor: Editor) -> Vec<Effect> {
    let text = editor.text().trim().to_owned();
    if let Some((words, effects)) = refusal(model, &draft, &text) {
        model.toast = Some(Toast {
            tone: Tone::Bad,
            words,
        });
        model.overlays.push(Overlay::Comment { draft, editor });
        return effects;
    }
    let comment = (!text.is_empty()).then_some(text);
    let draft = Draft { comment, ..draft };
    if draft.verb == Verb::Stop {
        let editor = Editor::default();
        model.overlays.push(Overlay::Number { draft, editor });
        return Vec::new();
    }
    decide::stage(model, draft)
}

/// Why the text cannot be said of every item, if it cannot, and what is to be read first.
fn refusal(model: &mut Model, draft: &Draft, text: &str) -> Option<(Words, Vec<Effect>)> {
    let plainly = |key| Some((Words::Message(key, Vec::new()), Vec::new()));
    if text.is_empty() && draft.verb.row().comment == Comment::Required {
        return plainly("toast-comment-required");
    }
    let mut unread = Vec::new();
    let mut missing = None;
    for item in &draft.items {
        match phrase::fill(text, item, model.sight.facts(&item.key)) {
            Ok(filled) if filled.chars().count() > COMMENT_LIMIT => {
                return plainly("toast-comment-too-long");
            }
            Ok(_) => {}
            Err(Gap::Unread(_)) => unread.push(item.clone()),
            Err(Gap::Unknown(name)) => {
                missing.get_or_insert((name, item.title.clone()));
            }
        }
    }
    if let Some((name, title)) = missing {
        let named = vec![("name", name), ("title", title)];
        return Some((Words::Message("toast-no-placeholder", named), Vec::new()));
    }
    if unread.is_empty() {
        return None;
    }
    let count = vec![("count", unread.len().to_string())];
    let mut effects = Vec::new();
    for item in unread {
        if model.sight.awaited.insert(item.key.clone()) {
            effects.push(Effect::Learn(Box::new(item)));
        }
    }
    Some((Words::Message("toast-placeholders-unread", count), effects))
}
