//! Where in a file something stands: line, column, and the line itself with what is meant
//! underlined. Never reads a file, and never quotes a line that may hold a secret.

use std::ops::Range;

use toml::de::DeTable;

use super::Config;
use crate::domain::text;
use crate::error::Error;

/// Longer lines are not quoted: the place would be off the screen.
const LONGEST: usize = 200;

/// What a line names that may hold a secret, under a right key or a wrong one; `path` is where
/// pushes are taken.
const SECRETS: [&str; 5] = ["secret", "token", "password", "permanent_code", "path"];

/// The bytes of a key and of its value; of a table, its heading.
pub(super) struct Spot {
    pub key: Range<usize>,
    pub value: Range<usize>,
}

/// Names the place of these bytes in an error.
pub(super) fn name(error: Error, text: &str, span: Option<Range<usize>>) -> Error {
    let span = span.unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count();
    let head = before.rsplit('\n').next().unwrap_or_default();
    // A byte order mark is no column.
    let head = head.trim_start_matches('\u{feff}');
    let place = error
        .with("line", (line + 1).to_string())
        .with("column", (head.chars().count() + 1).to_string());
    let whole = text.lines().nth(line).unwrap_or_default();
    let whole = whole.trim_start_matches('\u{feff}');
    if whole.trim().is_empty() || whole.len() > LONGEST || is_secret(whole) {
        return place;
    }
    let meant = text.get(span).unwrap_or_default();
    let meant = meant.lines().next().unwrap_or_default();
    let (whole, number) = (text::neutral(whole), (line + 1).to_string());
    let gutter = " ".repeat(number.len());
    let indent = " ".repeat(text::columns(head));
    let carets = "^".repeat(text::columns(meant).max(1));
    place.with(
        "quote",
        format!("{number} | {whole}\n{gutter} | {indent}{carets}"),
    )
}

fn is_secret(line: &str) -> bool {
    let line = line.to_lowercase();
    SECRETS.iter().any(|name| line.contains(name))
}

/// Where a path of keys ends.
pub(super) fn of(text: &str, path: &[&str]) -> Option<Spot> {
    let (last, tables) = path.split_last()?;
    let file = DeTable::parse(text).ok()?.into_inner();
    let mut table = &file;
    for key in tables {
        table = table.get(*key)?.get_ref().as_table()?;
    }
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == last)?;
    Some(Spot {
        key: key.span(),
        value: value.span(),
    })
}

impl Config {
    /// An error about the value at a path of keys, with its place in the file if it stands there.
    pub fn at(&self, path: &[&str], error: Error) -> Error {
        self.placed(error, of(&self.read, path).map(|spot| spot.value))
    }

    /// The same about the last of the keys itself.
    pub fn at_key(&self, path: &[&str], error: Error) -> Error {
        self.placed(error, of(&self.read, path).map(|spot| spot.key))
    }

    /// An error about a `key` of an account: with the place of its value, or of the account that
    /// lacks it.
    pub fn at_account(&self, name: &str, error: Error) -> Error {
        let key = error.arg("key").unwrap_or_default();
        let value = of(&self.read, &["accounts", name, key]).map(|spot| spot.value);
        let account = || of(&self.read, &["accounts", name]).map(|spot| spot.key);
        match value.or_else(account) {
            Some(span) => self.placed(error, Some(span)).hint("hint-account-key-at"),
            None => error,
        }
    }

    fn placed(&self, error: Error, span: Option<Range<usize>>) -> Error {
        let error = error.with("file", self.path.display().to_string());
        match span {
            Some(span) => name(error, &self.read, Some(span)),
            None => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{name, of};
    use crate::config::secret::FIELDS;
    use crate::error::{Error, Kind};

    fn quote(text: &str, key: &str) -> Option<String> {
        let span = of(text, &[key]).map(|spot| spot.value);
        let error = name(Error::new(Kind::Config, "error-config"), text, span);
        error.arg("quote").map(str::to_owned)
    }

    #[test]
    fn what_is_meant_is_underlined_also_behind_wide_characters() {
        let text = "a = 1\n\"金额\" = 70000 # so much\n";
        let span = of(text, &["金额"]).map(|spot| spot.value);
        let error = name(Error::new(Kind::Config, "error-config"), text, span);
        assert_eq!(
            error.arg("quote"),
            Some("2 | \"金额\" = 70000 # so much\n  |          ^^^^^")
        );
        assert_eq!(error.arg("line"), Some("2"));
        assert_eq!(error.arg("column"), Some("8"));
    }

    #[test]
    fn a_line_that_may_hold_a_secret_is_not_quoted() {
        assert_eq!(quote("secret_key = 's3cr3t'", "secret_key"), None);
        assert_eq!(quote("SecretKey = 's3cr3t'", "SecretKey"), None);
        assert_eq!(quote("path = '/s3cr3t'", "path"), None);
        for field in FIELDS {
            assert_eq!(quote(&format!("{field} = 's3cr3t'"), field), None);
        }
        assert!(quote("theme = 'dark'", "theme").is_some());
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let text = "\u{feff}theme = 1";
        assert_eq!(
            quote(text, "theme").as_deref(),
            Some("1 | theme = 1\n  |         ^")
        );
    }
}
