//! Colours and attributes as one SGR sequence that says only what differs. It never looks at
//! `NO_COLOR` or at what the terminal can do: the theme has chosen.

use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Back to the terminal's own colours, without attributes.
pub(super) const RESET: &str = "\x1b[m";

/// How a cell is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl Ink {
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            underline: cell.underline_color,
            modifier: cell.modifier,
        }
    }
}

/// Attribute, the code that turns it on, the code that turns it off.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// What the codes of a colour are counted from.
const FOREGROUND: u8 = 30;
const BACKGROUND: u8 = 40;
const UNDERLINE: u8 = 50;

/// What has to be written to go from one ink to the other; nothing when they are equal.
pub(super) fn change(bytes: &mut String, from: Ink, to: Ink) {
    if from == to {
        return;
    }
    if to == Ink::default() {
        bytes.push_str(RESET);
        return;
    }
    let mut sequence = Sequence::begin(bytes);
    sequence.attributes(from.modifier, to.modifier);
    for (ground, from, to) in [
        (FOREGROUND, from.fg, to.fg),
        (BACKGROUND, from.bg, to.bg),
        (UNDERLINE, from.underline, to.underline),
    ] {
        if from != to {
            sequence.color(ground, to);
        }
    }
    sequence.end();
}

/// Codes of one sequence in the making, a semicolon after each.
struct Sequence<'a>(&'a mut String);

impl<'a> Sequence<'a> {
    fn begin(bytes: &'a mut String) -> Self {
        bytes.push_str("\x1b[");
        Self(bytes)
    }

    fn code(&mut self, code: u8) {
        // A string takes whatever is written to it.
        let _ = write!(self.0, "{code};");
    }

    /// Two attributes may share one code that turns both off, so what is on is kept track of.
    fn attributes(&mut self, from: Modifier, to: Modifier) {
        let mut on = from;
        for (attribute, _, off) in ATTRIBUTES {
            if on.contains(attribute) && !to.contains(attribute) {
                self.code(off);
                for (same, ..) in ATTRIBUTES.iter().filter(|row| row.2 == off) {
                    on.remove(*same);
                }
            }
        }
        for (attribute, code, _) in ATTRIBUTES {
            if to.contains(attribute) && !on.contains(attribute) {
                self.code(code);
            }
        }
    }

    fn color(&mut self, ground: u8, color: Color) {
        match color {
            Color::Reset => self.code(ground + 9),
            Color::Rgb(r, g, b) => {
                for code in [ground + 8, 2, r, g, b] {
                    self.code(code);
                }
            }
            color => self.indexed(ground, index(color)),
        }
    }

    /// The first sixteen have short codes, but not as colours of an underline.
    fn indexed(&mut self, ground: u8, index: u8) {
        match index {
            0..8 if ground != UNDERLINE => self.code(ground + index),
            8..16 if ground != UNDERLINE => self.code(ground + 60 + index - 8),
            _ => {
                for code in [ground + 8, 5, index] {
                    self.code(code);
                }
            }
        }
    }

    fn end(self) {
        self.0.pop();
        self.0.push('m');
    }
}

/// A colour's place in the palette of 256. The terminal's own colour and RGB have none and are
/// written otherwise.
fn index(color: Color) -> u8 {
    match color {
        Color::Black | Color::Reset | Color::Rgb(..) => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(index) => index,
    }
}
