//! The frame around every answer: a code that is 0 when all went well, and words. The status of
//! the line says nothing.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, Kind, Result};
use crate::provider::http::Said;
use crate::provider::lenient;

/// What the known codes prove, and the way out where it is a special one.
const CODES: &[(i64, Kind, Option<&str>)] = &[
    (-1, Kind::Server, None),
    (-2, Kind::Server, None),
    (10006, Kind::Auth, None),
    (14001, Kind::Rate, None),
    (15003, Kind::Denied, Some("hint-not-enabled")),
    (20016, Kind::Auth, None),
    (20017, Kind::Auth, None),
    (30002, Kind::Denied, Some("hint-quota")),
    (30003, Kind::Denied, Some("hint-quota")),
    (30004, Kind::Rate, None),
    (50009, Kind::Timeout, None),
];

/// What a body says about how the request went.
pub(crate) fn said(body: &Value) -> Said {
    let text = |key: &str| lenient::text(body.get(key)?).ok()?;
    let code = text("errorCode").filter(|code| code != "0");
    let number = code.as_deref().and_then(|code| code.parse::<i64>().ok());
    let known = CODES.iter().find(|(known, ..)| Some(*known) == number);
    let (kind, hint) = known.map_or((Kind::Refused, None), |(_, kind, hint)| (*kind, *hint));
    Said {
        kind: code.is_some().then_some(kind),
        hint,
        // Quirk: the words of a success are "success", or "0".
        message: text("errorMessage").filter(|_| code.is_some()),
        code,
        request_id: None,
    }
}

/// Decodes a value; keys that are not known are left alone.
pub(crate) fn decode<T: DeserializeOwned>(value: Value, interface: &str) -> Result<T> {
    // The path says where; the parser's own words would quote the value.
    serde_path_to_error::deserialize(value)
        .map_err(|error| misshapen(interface, &error.path().to_string()))
}

/// An answer that lacks what it must have, or has it in another shape.
pub(crate) fn misshapen(interface: &str, place: &str) -> Error {
    Error::new(Kind::Corrupt, "error-answer-shape")
        .with("interface", interface)
        .with("place", place)
        .hint("hint-answer")
}
