//! One key press: made comparable, read from text and shown. Knows no command.

use crokey::KeyCombination;
use crokey::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::find::narrow;

/// One key, as the terminal sent it, made comparable.
pub type Press = KeyCombination;

/// A key of the terminal, with needless modifiers folded away.
pub fn press(event: KeyEvent) -> Press {
    let mut modifiers = event.modifiers;
    if let KeyCode::Char(c) = event.code
        && !c.is_alphabetic()
    {
        modifiers.remove(KeyModifiers::SHIFT);
    }
    KeyCombination::one_key(event.code, modifiers).normalized()
}

/// The key that a full-width character was typed with. Not for text: there it stays as it is.
pub fn narrowed(key: Press) -> Press {
    match *key.codes.first() {
        KeyCode::Char(c) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => {
            press(KeyEvent::new(KeyCode::Char(narrow(c)), key.modifiers))
        }
        _ => key,
    }
}

/// `gg` is two keys, `ctrl-d`, `space` and `G` are one.
pub fn parse_sequence(text: &str) -> Option<Vec<Press>> {
    let single = |c: char| press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => None,
        (Some(c), None) => Some(vec![single(c)]),
        _ => match crokey::parse(text) {
            Ok(key) => Some(vec![key.normalized()]),
            Err(_) if text.contains('-') => None,
            Err(_) => Some(text.chars().map(single).collect()),
        },
    }
}

/// A sequence as it is shown: `gg`, `ctrl-d`, `Enter`.
pub fn show(keys: &[Press]) -> String {
    keys.iter().map(show_one).collect()
}

fn show_one(key: &Press) -> String {
    let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    match key.codes.first() {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) if plain => c.to_string(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::BackTab => "shift-Tab".to_owned(),
        _ => key
            .to_string()
            .to_lowercase()
            .replace("enter", "Enter")
            .replace("esc", "Esc"),
    }
}
