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

/// JSON that means the same, with an escape for whatever `neutral` would not let through.
pub fn escaped(json: &str) -> Cow<'_, str> {
    if json.chars().all(|c| !is_unsafe(c)) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unsafe(c) {
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
    use super::escaped;

    #[test]
    fn escaped_json_means_the_same_and_holds_nothing_that_is_obeyed() {
        let text = "审\u{1b}[2J\u{9b}31m\u{202e}\u{7f}\u{e0041}👨\u{200d}👩".to_owned();
        let json = serde_json::to_string(&text).unwrap();
        let escaped = escaped(&json);
        assert!(
            escaped.contains(r"\u009b31m\u202e\u007f\udb40\udc41"),
            "{escaped}"
        );
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
