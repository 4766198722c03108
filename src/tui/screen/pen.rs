//! Prints glyphs at positions in as few bytes as are safe. It knows where the terminal's cursor
//! is, or that it does not know; it never writes to the terminal itself.

use crossterm::cursor::{MoveTo, MoveToColumn};
use crossterm::terminal::{Clear, ClearType};
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar;

use super::diff::span;
use super::sgr::{self, Ink};
use crate::tui::terminal::push;

#[derive(Debug, Default)]
pub(super) struct Pen {
    bytes: String,
    row: Option<u16>,
    /// Unknown after a glyph on whose width terminals disagree.
    column: Option<u16>,
    ink: Ink,
}

impl Pen {
    /// Blanks the screen in the terminal's own colours.
    pub(super) fn clear(&mut self) {
        self.bytes.push_str(sgr::RESET);
        push(&mut self.bytes, Clear(ClearType::All));
    }

    pub(super) fn print(&mut self, position: Position, cell: &Cell) {
        let ink = Ink::of(cell);
        sgr::change(&mut self.bytes, self.ink, ink);
        self.ink = ink;

        let symbol = cell.symbol();
        let width = span(cell);
        let sure = has_agreed_width(symbol);
        if !sure && width > 1 {
            // A terminal that takes the glyph for a narrow one leaves its second column as it was.
            self.go(position);
            (0..width).for_each(|_| self.bytes.push(' '));
            self.column = Some(position.x + width);
        }
        self.go(position);
        self.bytes.push_str(symbol);
        self.column = sure.then_some(position.x + width);
    }

    fn go(&mut self, Position { x, y }: Position) {
        if self.row != Some(y) {
            push(&mut self.bytes, MoveTo(x, y));
        } else if self.column != Some(x) {
            push(&mut self.bytes, MoveToColumn(x));
        }
        self.row = Some(y);
        self.column = Some(x);
    }

    /// All that was printed, ending in the terminal's own colours.
    pub(super) fn finish(mut self) -> String {
        if self.ink != Ink::default() {
            self.bytes.push_str(sgr::RESET);
        }
        self.bytes
    }
}

/// Whether every terminal moves its cursor alike after this symbol: not after a cluster of several
/// characters, one of ambiguous width, or a wide one outside the East Asian planes (an emoji).
fn has_agreed_width(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(char), None) = (chars.next(), chars.next()) else {
        return false;
    };
    match char.width() {
        Some(1) => char.width_cjk() == Some(1),
        Some(2) => matches!(char, '\u{2E80}'..='\u{FFFF}' | '\u{20000}'..='\u{3FFFF}'),
        _ => false,
    }
}
