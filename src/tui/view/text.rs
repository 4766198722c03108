//! Text into cells: made harmless, cut to its width, wrapped as Chinese and English are.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use textwrap::{Options, WordSeparator};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::text::neutral;

/// Columns a text takes.
pub(super) fn width(text: &str) -> u16 {
    u16::try_from(neutral(text).width()).unwrap_or(u16::MAX)
}

/// The text in at most so many columns, with `…` where something is missing.
pub(super) fn fit(text: &str, columns: u16) -> String {
    let text = neutral(text);
    let columns = usize::from(columns);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        cut.push_str(grapheme);
    }
    if columns > 0 {
        cut.push('…');
    }
    cut
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
    crate::domain::text::neutral_lines(text)
        .split('\n')
        .flat_map(|line| textwrap::wrap(line, &options))
        .map(std::borrow::Cow::into_owned)
        .collect()
}
