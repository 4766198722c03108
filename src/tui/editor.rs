//! The text a person types: ratatui's text area, with what the program adds to it.

use ratatui_textarea::{CursorMove, Input, Key, TextArea, WrapMode};

use crokey::KeyCombination;
use crokey::crossterm::event::{KeyCode, KeyModifiers};

/// What is taken of a pasted text, in characters: far more than anything that is read here, and
/// little enough to be drawn and searched for at every key.
const MOST_OF_LINES: usize = 20_000;
const MOST_OF_A_LINE: usize = 2_000;

/// A text of one or several lines, with its cursor.
#[derive(Clone, Debug)]
pub struct Editor {
    area: TextArea<'static>,
}

impl Default for Editor {
    fn default() -> Self {
        Self::new("")
    }
}

impl Editor {
    /// The cursor stands at the end.
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(ratatui::style::Style::default());
        // The terminal's own cursor shows the place: input methods draw beside it.
        area.set_cursor_style(ratatui::style::Style::default());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// The same for a field of one line: what does not fit is scrolled to, never wrapped.
    pub fn line(text: &str) -> Self {
        let mut editor = Self::new(text);
        editor.area.set_wrap_mode(WrapMode::None);
        editor
    }

    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Characters, as servers count them.
    pub fn length(&self) -> usize {
        self.text().chars().count()
    }

    /// One key of editing.
    pub fn press(&mut self, key: KeyCombination) {
        if key == crokey::key!(ctrl - u) {
            // As in a shell: what was typed goes.
            self.area.delete_line_by_head();
            return;
        }
        self.area.input(input(key));
    }

    pub fn new_line(&mut self) {
        self.area.insert_newline();
    }

    /// Pasted text; of several lines only where there is room for them. Whether all of it was
    /// taken.
    pub fn paste(&mut self, text: &str, lines: bool) -> bool {
        let most = if lines { MOST_OF_LINES } else { MOST_OF_A_LINE };
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut text = text
            .chars()
            .map(|c| if c == '\n' && !lines { ' ' } else { c })
            .filter(|c| *c == '\n' || !c.is_control());
        let room = most.saturating_sub(self.length());
        let taken: String = text.by_ref().take(room).collect();
        self.area.insert_str(taken);
        text.next().is_none()
    }

    /// What draws it.
    pub fn area(&self) -> &TextArea<'static> {
        &self.area
    }
}

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        self.area.lines() == other.area.lines() && self.area.cursor() == other.area.cursor()
    }
}

fn input(key: KeyCombination) -> Input {
    let code = match *key.codes.first() {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Enter => Key::Enter,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Delete => Key::Delete,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => Key::Null,
    };
    Input {
        key: code,
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.contains(KeyModifiers::ALT),
        shift: key.modifiers.contains(KeyModifiers::SHIFT),
    }
}
