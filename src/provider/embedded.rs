//! JSON inside strings: strictly first, then leniently. Never used for the envelope.

use jsonc_parser::{ParseOptions, parse_to_serde_value};
use serde_json::Value;

/// The value inside a string; a value that is no string is itself. `None` when it is no JSON.
///
/// An object or a list is also read with bare keys, trailing commas and comments.
pub(crate) fn parse(value: &Value) -> Option<Value> {
    let Value::String(text) = value else {
        return Some(value.clone());
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    serde_json::from_str(text).ok().or_else(|| {
        if !text.starts_with(['{', '[']) {
            return None;
        }
        // Quirk: no-break spaces where JSON wants spaces.
        let spaced = text.replace('\u{a0}', " ");
        // Quirk: `opinionUserMap` has bare numeric keys, larger than a float can hold.
        parse_to_serde_value(&spaced, &ParseOptions::default()).ok()
    })
}
