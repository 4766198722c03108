//! All of what is under the cursor, below a list in a box whose lines are too short for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Paint;
use super::text::{put, wrap};
use crate::tui::theme::Role;

/// The least lines for it, with the rule above it.
const LEAST: usize = 5;

/// Divides a box into the list and what stands below it; that gets what it needs, so long as some
/// of the list is left.
pub(super) fn split(inner: Rect, told: &[(String, Style)]) -> (Rect, Rect) {
    let lines: usize = (told.iter())
        .map(|(text, _)| wrap(text, inner.width).len())
        .sum();
    let needed = u16::try_from((lines + 1).max(LEAST)).unwrap_or(u16::MAX);
    let height = needed.min(inner.height * 2 / 3);
    let list = Rect {
        height: inner.height - height,
        ..inner
    };
    let below = Rect {
        y: list.bottom(),
        height,
        ..inner
    };
    (list, below)
}

/// Writes paragraphs under a rule, each in lines of its own.
pub(super) fn draw(buffer: &mut Buffer, paint: Paint<'_>, area: Rect, told: &[(String, Style)]) {
    if told.is_empty() {
        return;
    }
    let rule = "─".repeat(usize::from(area.width));
    let border = paint.theme.style(Role::Border);
    put(buffer, area.x, area.y, &rule, area.width, border);
    let lines = told.iter().flat_map(|(text, style)| {
        let lines = wrap(text, area.width).into_iter();
        lines.map(|line| (line, *style))
    });
    for (y, (line, style)) in (area.y + 1..area.bottom()).zip(lines) {
        put(buffer, area.x, y, &line, area.width, style);
    }
}
