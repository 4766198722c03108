//! Finding a command by typing: what is typed, what it finds, and the row that Enter would run.

use crate::domain::find;
use crate::tui::command::{Command, Group, TABLE};
use crate::tui::editor::Editor;
use crate::tui::model::Settings;

/// The commands that match what is typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finder {
    pub editor: Editor,
    pub matches: Vec<Command>,
    pub row: usize,
}

impl Finder {
    /// Ranks the commands by how well they match: one whose whole name begins the line, those that
    /// contain what is typed or its pinyin, those that have its letters in this order.
    pub fn rank(&mut self, settings: &Settings) {
        let (line, texts) = (self.editor.text(), &settings.command_texts);
        let has = |place: &usize| {
            texts
                .get(*place)
                .is_some_and(|text| find::contains(text, &line))
        };
        let (mut best, rest): (Vec<_>, Vec<_>) = find::rank(texts.iter().cloned(), &line)
            .into_iter()
            .partition(has);
        let spelt = (0..texts.len()).filter(has);
        let spelt: Vec<_> = spelt.filter(|place| !best.contains(place)).collect();
        best.extend(spelt);
        best.extend(rest);
        self.matches = best
            .into_iter()
            .filter_map(|place| TABLE.get(place))
            .map(|row| row.command)
            .collect();
        if let Some((named, _)) = Command::parse_line(&line) {
            self.matches.retain(|command| *command != named);
            self.matches.insert(0, named);
        }
        self.row = 0;
    }

    /// Keeps the commands that contain what is typed in name, words or keys, under their headings.
    pub fn filter(&mut self, settings: &Settings) {
        let typed = self.editor.text();
        let rows = || TABLE.iter().zip(&settings.command_texts);
        self.matches = Group::ALL
            .into_iter()
            .flat_map(|group| rows().filter(move |(row, _)| row.group == group))
            .filter(|(row, text)| {
                let keys = settings.keymap.keys_of(row.command);
                find::contains(text, &typed) || keys.iter().any(|key| key.contains(&typed))
            })
            .map(|(row, _)| row.command)
            .collect();
        self.row = 0;
    }

    /// Goes so many rows down or, below zero, up: a step goes round, a leap ends at the edge.
    pub fn step(&mut self, by: isize) {
        let count = self.matches.len().max(1);
        self.row = if by.unsigned_abs() == 1 {
            (self.row + count).saturating_add_signed(by) % count
        } else {
            self.row.saturating_add_signed(by).min(count - 1)
        };
    }

    /// The command on the row, and what is typed behind its name.
    pub fn chosen(&self) -> Option<(Command, String)> {
        let command = *self.matches.get(self.row)?;
        let line = self.editor.text();
        let rest = Command::parse_line(&line)
            .filter(|(named, _)| *named == command)
            .map_or("", |(_, rest)| rest);
        Some((command, rest.to_owned()))
    }
}
