//! Commands by their names: whole ones, lines that begin with one, and those that come near.

use super::{Command, Row, TABLE};
use crate::domain::alike::nearest;

/// What typing finds each row of the table by: its name and its words.
pub fn search_texts(words: impl Fn(&str) -> String) -> Vec<String> {
    TABLE
        .iter()
        .map(|row| format!("{} {}", row.name, words(row.message)))
        .collect()
}

impl Command {
    pub fn parse(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.command)
    }

    /// The command that a line begins with, by its whole name, and what stands behind it.
    pub fn parse_line(line: &str) -> Option<(Self, &str)> {
        let line = line.trim();
        let rests = TABLE.iter().filter_map(|row| {
            let rest = line.strip_prefix(row.name)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some((row, rest.trim_start()))
        });
        let (row, rest) = rests.max_by_key(|(row, _)| row.name.len())?;
        Some((row.command, rest))
    }

    /// The name that is most like one that does not exist.
    pub fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, TABLE.iter().map(|row| row.name))
    }

    /// Its row in the table.
    pub fn row(self) -> &'static Row {
        TABLE
            .iter()
            .find(|row| row.command == self)
            .unwrap_or(&TABLE[0])
    }

    /// The name in key files and on the command line of the screen.
    pub fn name(self) -> &'static str {
        self.row().name
    }
}
