//! Key sequences to commands, from `assets/keymap.toml`. A clash is an error that names both.

use std::collections::BTreeMap;

use crokey::KeyCombination;
use crokey::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::find::narrow;
use crate::error::{Error, Kind, Result};
use crate::tui::command::Command;

/// One key, as the terminal sent it, made comparable.
pub type Press = KeyCombination;

/// What a sequence of keys means so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Command(Command),
    /// The beginning of something longer.
    Prefix,
    Nothing,
}

/// All bindings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Vec<Press>, Command)>,
}

impl Keymap {
    /// The keys the program comes with.
    pub fn standard() -> Result<Self> {
        Self::parse(include_str!("../../assets/keymap.toml"))
    }

    /// Reads `command = ["keys", …]` lines.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |reason: String| Error::new(Kind::Config, "error-keys").with("reason", reason);
        let lines: BTreeMap<String, Vec<String>> =
            toml::from_str(text).map_err(|error| wrong(error.message().to_owned()))?;
        let mut keymap = Self::default();
        for (name, sequences) in &lines {
            let command = Command::parse(name).ok_or_else(|| wrong(name.clone()))?;
            for sequence in sequences {
                let keys = parse_sequence(sequence).ok_or_else(|| wrong(sequence.clone()))?;
                keymap.bind(keys, command, name)?;
            }
        }
        Ok(keymap)
    }

    fn bind(&mut self, keys: Vec<Press>, command: Command, name: &str) -> Result<()> {
        let clash = self
            .bindings
            .iter()
            .find(|(other, _)| other.starts_with(&keys) || keys.starts_with(other));
        if let Some((other, with)) = clash {
            return Err(Error::new(Kind::Config, "error-keys-clash")
                .with("keys", show(&keys))
                .with("name", name)
                .with("other_keys", show(other))
                .with("other", format!("{with:?}")));
        }
        self.bindings.push((keys, command));
        Ok(())
    }

    /// What the keys pressed so far mean.
    pub fn meaning(&self, keys: &[Press]) -> Meaning {
        for (sequence, command) in &self.bindings {
            if sequence == keys {
                return Meaning::Command(*command);
            }
            if sequence.starts_with(keys) {
                return Meaning::Prefix;
            }
        }
        Meaning::Nothing
    }

    /// The sequences of a command, as they are shown.
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|(_, bound)| *bound == command)
            .map(|(keys, _)| show(keys))
            .collect()
    }
}

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
