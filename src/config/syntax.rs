//! What is said of a file that is no TOML, in words of our own. Never says what should stand
//! there instead: that depends on the key.

use super::place;
use crate::error::{Error, Kind};

/// How the parser's findings begin, and what is said of them.
const FINDINGS: &[(&str, &str)] = &[
    ("duplicate key", "error-toml-twice"),
    ("key with no value", "error-toml-equals"),
    ("missing assignment", "error-toml-equals"),
    ("missing value", "error-toml-value"),
    ("string values must be quoted", "error-toml-bare"),
    ("invalid basic string", "error-toml-quote"),
    ("invalid literal string", "error-toml-quote"),
    ("invalid multi-line", "error-toml-quote"),
    ("missing escaped value", "error-toml-escape"),
    ("too few unicode", "error-toml-escape"),
    ("unclosed", "error-toml-bracket"),
    ("missing comma", "error-toml-bracket"),
    ("unexpected leading zero", "error-toml-number"),
];

/// Where a text stops being TOML, and why. Without the cause, whose words repeat the line: it may
/// hold a secret.
pub(super) fn error(found: &toml::de::Error, text: &str) -> Error {
    let span = found.span().unwrap_or_default();
    let here = text.get(span.clone()).unwrap_or_default().trim();
    let known = FINDINGS
        .iter()
        .find(|(begins, _)| found.message().starts_with(begins));
    let message = match known.map_or("error-toml", |(_, message)| message) {
        "error-toml-bare" if here.is_empty() => "error-toml-value",
        message => message,
    };
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let error = Error::new(Kind::Config, message).with("key", key(line, here));
    place::name(error, text, Some(span))
}

/// The key that a line is about: before its `=`, else what stands at the place.
fn key(line: &str, here: &str) -> String {
    let key = line.split_once('=').map_or(here, |(key, _)| key);
    key.trim().trim_start_matches('\u{feff}').to_owned()
}
