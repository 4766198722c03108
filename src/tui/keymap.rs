//! Key sequences to commands: the default keys, changed by a preset, changed by the user's own.
//! A clash is an error that names both commands; what must never be bound is refused.

mod press;
mod rules;

use std::collections::BTreeMap;

use crate::config::not_among;
use crate::error::{Error, Kind, Result};
use crate::tui::command::Command;

pub use press::{Press, narrowed, parse_sequence, press, show};

/// What frees a key, where a command's name would stand.
const DISABLED: &str = "disabled";

/// The presets: name, and what each changes in the default keys.
const PRESETS: &[(&str, &str)] = &[
    ("default", ""),
    ("gh-dash", include_str!("../../assets/keymaps/gh-dash.toml")),
    ("mutt", include_str!("../../assets/keymaps/mutt.toml")),
    ("arrows", include_str!("../../assets/keymaps/arrows.toml")),
];

/// Changes as they are written: a key sequence and a command's name, or `disabled`.
pub type Changes = BTreeMap<String, String>;

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

    /// The names of all presets.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// The default keys, changed by a preset and then by the user.
    pub fn of(preset: &str, own: &Changes) -> Result<Self> {
        let Some((_, text)) = PRESETS.iter().find(|(name, _)| *name == preset) else {
            return Err(not_among("preset", preset, Self::presets()));
        };
        let theirs: Changes = toml::from_str(text).map_err(|error| wrong(error.message()))?;
        Self::standard()?.changed(&theirs)?.changed(own)
    }

    /// Reads `command = ["keys", …]` lines.
    pub fn parse(text: &str) -> Result<Self> {
        let lines: BTreeMap<String, Vec<String>> =
            toml::from_str(text).map_err(|error| wrong(error.message()))?;
        let mut keymap = Self::default();
        for (name, sequences) in &lines {
            let command = Command::parse(name).ok_or_else(|| wrong(name))?;
            for sequence in sequences {
                let keys = parse_sequence(sequence).ok_or_else(|| wrong(sequence))?;
                rules::check(&keys, command)?;
                keymap.bind(keys, command)?;
            }
        }
        Ok(keymap)
    }

    /// The same keys with changes: a changed sequence loses what it meant before. An error names
    /// the sequence as it is `written`.
    fn changed(mut self, changes: &Changes) -> Result<Self> {
        let mut news = Vec::new();
        for (sequence, name) in changes {
            let written = move |error: Error| error.with("written", sequence.as_str());
            let (keys, command) = change(sequence, name).map_err(written)?;
            self.bindings.retain(|(bound, _)| *bound != keys);
            news.extend(command.map(|command| (keys, command, written)));
        }
        for (keys, command, written) in news {
            self.bind(keys, command).map_err(written)?;
        }
        Ok(self)
    }

    fn bind(&mut self, keys: Vec<Press>, command: Command) -> Result<()> {
        let clash = self
            .bindings
            .iter()
            .find(|(other, _)| other.starts_with(&keys) || keys.starts_with(other));
        if let Some((other, with)) = clash {
            return Err(Error::new(Kind::Config, "error-keys-clash")
                .with("keys", show(&keys))
                .with("name", command.name())
                .with("other_keys", show(other))
                .with("other", with.name())
                .hint("hint-keys-clash"));
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

    /// What may follow the keys pressed so far, as it is shown, and what it does then.
    pub fn after(&self, keys: &[Press]) -> Vec<(String, Command)> {
        self.bindings
            .iter()
            .filter_map(|(sequence, command)| {
                let rest = sequence.strip_prefix(keys)?;
                (!rest.is_empty()).then(|| (show(rest), *command))
            })
            .collect()
    }
}

fn wrong(reason: &str) -> Error {
    Error::new(Kind::Config, "error-keys").with("reason", reason)
}

/// A change as it is written: the keys, and their command unless they are freed.
fn change(sequence: &str, name: &str) -> Result<(Vec<Press>, Option<Command>)> {
    let keys = parse_sequence(sequence)
        .ok_or_else(|| Error::new(Kind::Config, "error-keys-sequence").with("keys", sequence))?;
    if name == DISABLED {
        return Ok((keys, None));
    }
    let command = named(name, sequence)?;
    rules::check(&keys, command)?;
    Ok((keys, Some(command)))
}

/// The command of a name; else an error with the name most like it.
fn named(name: &str, sequence: &str) -> Result<Command> {
    Command::parse(name).ok_or_else(|| {
        let error = Error::new(Kind::Config, "error-keys-command")
            .with("keys", sequence)
            .with("name", name);
        match Command::nearest(name) {
            Some(nearest) => error.hint("hint-nearest").with("nearest", nearest),
            None => error.hint("hint-keys-command"),
        }
    })
}
