//! Text into cells: made harmless, cut to its width, wrapped as Chinese and English are.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use textwrap::{Options, WordSeparator};

use crate::domain::text;

/// Columns a text takes.
pub(super) fn width(text: &str) -> u16 {
    u16::try_from(text::columns(text)).unwrap_or(u16::MAX)
}

/// The text in at most so many columns, with `…` where something is missing.
pub(super) fn fit(text: &str, columns: u16) -> String {
    text::fit(text, usize::from(columns))
}

/// Writes text at a place, cut to so many columns; returns the column after it.
pub(super) fn put(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    text: &str,
    columns: u16,
    style: Style,
) -> u16 {
    let (end, _) = buffer.set_stringn(x, y, fit(text, columns), usize::from(columns), style);
    end
}

/// The same, ending at column `right` (exclusive).
pub(super) fn put_right(
    buffer: &mut Buffer,
    right: u16,
    y: u16,
    text: &str,
    columns: u16,
    style: Style,
) {
    let text = fit(text, columns);
    let start = right.saturating_sub(width(&text));
    buffer.set_stringn(start, y, text, usize::from(columns), style);
}

/// Lines of at most so many columns, broken where either language breaks them.
pub(super) fn wrap(text: &str, columns: u16) -> Vec<String> {
    let options = Options::new(usize::from(columns.max(2)))
        .word_separator(WordSeparator::UnicodeBreakProperties);
    text::neutral_lines(text)
        .split('\n')
        .flat_map(|line| textwrap::wrap(line, &options))
        .map(std::borrow::Cow::into_owned)
        .collect()
}
