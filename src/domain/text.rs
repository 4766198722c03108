//! Text from outside, made harmless before it is drawn, logged to a terminal or printed; and how
//! wide it is there.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Replaces what could move a cursor, reorder or hide text: control characters, escape
/// sequences' starts, bidirectional controls, zero-width characters. Newlines and tabs become
/// spaces. Emoji joiners between two visible characters stay.
pub fn neutral(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(replacement).collect())
}

/// The same for text of several lines, whose line breaks are kept.
pub fn neutral_lines(text: &str) -> String {
    let lines: Vec<_> = text
        .split('\n')
        .map(|line| neutral(line.strip_suffix('\r').unwrap_or(line)))
        .collect();
    lines.join("\n")
}

/// JSON that means the same, with an escape for whatever `neutral` would not let through. Its
/// texts hold no bare line breaks: those there are stand between values, and stay.
pub fn escaped(json: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| is_unsafe(c) && c != '\n';
    if !json.contains(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_obeyed(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a text cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Columns a text takes on a terminal.
pub fn columns(text: &str) -> usize {
    neutral(text).width()
}

/// The text in at most so many columns, with `…` where something is missing. A wide character
/// is never cut in half.
pub fn fit(text: &str, columns: usize) -> String {
    let text = neutral(text);
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

/// The same with the beginning left out instead of the end.
pub fn fit_end(text: &str, columns: usize) -> String {
    let text = neutral(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let (mut used, mut begin) = (1, text.len());
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > columns {
            break;
        }
        begin = at;
    }
    format!("…{}", text.get(begin..).unwrap_or_default())
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn replacement(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\r' => None,
        c if c.is_control() => Some('\u{fffd}'),
        // Direction and invisibility are dropped, not shown: what is left is what is there.
        c if is_unsafe(c) => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, fit_end, neutral_lines};

    #[test]
    fn what_is_cut_at_its_beginning_keeps_whole_characters() {
        assert_eq!(fit_end("差旅报销", 8), "差旅报销");
        assert_eq!(fit_end("差旅报销", 6), "…报销");
        assert_eq!(fit_end("差旅报销", 5), "…报销");
    }

    #[test]
    fn escaped_json_means_the_same_and_holds_nothing_that_is_obeyed() {
        let text = "审\u{1b}[2J\u{9b}31m\u{202e}\u{7f}\u{e0041}👨\u{200d}👩".to_owned();
        let json = serde_json::to_string_pretty(&[&text]).unwrap();
        let escaped = escaped(&json);
        assert_eq!(neutral_lines(&escaped), escaped);
        assert!(
            escaped.contains(r"\u009b31m\u202e\u007f\udb40\udc41"),
            "{escaped}"
        );
        assert_eq!(
            serde_json::from_str::<[String; 1]>(&escaped).unwrap(),
            [text]
        );
    }
}
