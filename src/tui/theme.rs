//! Meanings to styles, from `assets/themes`. A meaning never depends on its colour alone.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// What something on the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Title,
    Muted,
    Border,
    BorderFocused,
    Selected,
    SelectedIdle,
    Label,
    Key,
    Good,
    Bad,
    Waiting,
    Money,
    Tab,
    Done,
}

impl Role {
    pub const ALL: [Self; 14] = [
        Self::Title,
        Self::Muted,
        Self::Border,
        Self::BorderFocused,
        Self::Selected,
        Self::SelectedIdle,
        Self::Label,
        Self::Key,
        Self::Good,
        Self::Bad,
        Self::Waiting,
        Self::Money,
        Self::Tab,
        Self::Done,
    ];

    /// The name in theme files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Muted => "muted",
            Self::Border => "border",
            Self::BorderFocused => "border-focused",
            Self::Selected => "selected",
            Self::SelectedIdle => "selected-idle",
            Self::Label => "label",
            Self::Key => "key",
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Waiting => "waiting",
            Self::Money => "money",
            Self::Tab => "tab",
            Self::Done => "done",
        }
    }
}

/// The themes the program comes with: name and file.
const THEMES: &[(&str, &str)] = &[
    (
        "vermilion",
        include_str!("../../assets/themes/vermilion.toml"),
    ),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../assets/themes/high-contrast.toml"),
    ),
    ("plain", include_str!("../../assets/themes/plain.toml")),
];

/// One line of a theme file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the file")]
struct Line {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    reversed: bool,
    underlined: bool,
}

/// A style for each role.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    styles: BTreeMap<&'static str, Style>,
}

impl Theme {
    /// The names of all themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        THEMES.iter().map(|(name, _)| *name)
    }

    /// A theme by its name; `None` for one that does not exist.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = THEMES.iter().find(|(known, _)| *known == name)?;
        let lines: BTreeMap<String, Line> = toml::from_str(text).ok()?;
        let styles = Role::ALL
            .into_iter()
            .filter_map(|role| Some((role.name(), style(lines.get(role.name())?))))
            .collect();
        Some(Self { styles })
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role.name()).copied().unwrap_or_default()
    }

    /// Whether the theme says how each role looks.
    pub fn is_complete(&self) -> bool {
        Role::ALL
            .iter()
            .all(|role| self.styles.contains_key(role.name()))
    }
}

fn style(line: &Line) -> Style {
    let color = |name: &Option<String>| name.as_ref().and_then(|name| name.parse::<Color>().ok());
    let mut style = Style::new();
    style.fg = color(&line.fg);
    style.bg = color(&line.bg);
    for (set, modifier) in [
        (line.bold, Modifier::BOLD),
        (line.dim, Modifier::DIM),
        (line.reversed, Modifier::REVERSED),
        (line.underlined, Modifier::UNDERLINED),
    ] {
        if set {
            style = style.add_modifier(modifier);
        }
    }
    style
}
