//! A drawn frame for terminals that know no signs but ASCII: the last thing done to it.

use ratatui::buffer::Buffer;

use super::text::width;
use crate::domain::ascii::sign;

/// Puts the ASCII twin in each sign's place; text stays.
pub(super) fn fold(buffer: &mut Buffer) {
    for at in 0..buffer.content.len() {
        let cell = &mut buffer.content[at];
        let Some(first) = cell.symbol().chars().next() else {
            continue;
        };
        let twin = sign(first);
        if twin == first {
            continue;
        }
        let (style, columns) = (cell.style(), width(cell.symbol()));
        cell.set_char(twin);
        // The second half of a wide sign comes into sight.
        if columns > 1
            && let Some(next) = buffer.content.get_mut(at + 1)
        {
            next.set_char(' ').set_style(style);
        }
    }
}
