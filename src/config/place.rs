//! Where in a file something stands: line, column, and the line itself with what is meant
//! underlined. Never reads a file.

use std::ops::Range;

use toml_edit::{Document, Item};

use crate::domain::text;
use crate::error::Error;

/// Longer lines are not quoted: the place would be off the screen.
const LONGEST: usize = 200;

/// Names the place of these bytes in an error.
pub(super) fn name(error: Error, text: &str, span: Option<Range<usize>>) -> Error {
    let span = span.unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count();
    let head = before.rsplit('\n').next().unwrap_or_default();
    let place = error
        .with("line", (line + 1).to_string())
        .with("column", (head.chars().count() + 1).to_string());
    let whole = text.lines().nth(line).unwrap_or_default();
    if whole.trim().is_empty() || whole.len() > LONGEST {
        return place;
    }
    let meant = text.get(span).unwrap_or_default();
    let meant = meant.lines().next().unwrap_or_default();
    let number = (line + 1).to_string();
    let gutter = " ".repeat(number.len());
    let indent = " ".repeat(text::columns(head));
    let carets = "^".repeat(text::columns(meant).max(1));
    place.with(
        "quote",
        format!("{number} | {whole}\n{gutter} | {indent}{carets}"),
    )
}

/// The bytes of the value at a path of keys; of the table, where that is what stands there.
pub(super) fn of_key(text: &str, path: &[&str]) -> Option<Range<usize>> {
    let document = Document::parse(text).ok()?;
    let mut item: &Item = document.as_item();
    for key in path {
        item = item.get(key)?;
    }
    item.span()
}

#[cfg(test)]
mod tests {
    use super::{name, of_key};
    use crate::error::{Error, Kind};

    #[test]
    fn what_is_meant_is_underlined_also_behind_wide_characters() {
        let text = "a = 1\n\"金额\" = 70000 # so much\n";
        let span = of_key(text, &["金额"]);
        let error = name(Error::new(Kind::Config, "error-config"), text, span);
        let quote = error.args.iter().find(|(name, _)| *name == "quote");
        assert_eq!(
            quote.map(|(_, quote)| quote.as_str()),
            Some("2 | \"金额\" = 70000 # so much\n  |          ^^^^^")
        );
        assert!(error.args.contains(&("line", "2".to_owned())));
        assert!(error.args.contains(&("column", "8".to_owned())));
    }
}
