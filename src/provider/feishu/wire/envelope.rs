//! The frame around every answer: a code that is 0 when all went well, words, and the data. The
//! first set of interfaces answers with status 200, the fourth with 400 where something is wrong.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::{Error, Kind, Result};
use crate::provider::http::Said;
use crate::provider::lenient;

/// What a rejected token is told by: no such token, not this kind, ended, not one at all.
const ENDED: [&str; 4] = ["99991661", "99991663", "99991664", "99991671"];

/// What the known codes prove, and the way out where it is a special one.
const CODES: &[(&str, Kind, Option<&str>)] = &[
    ("99991400", Kind::Rate, None),
    ("99991543", Kind::Auth, Some("hint-app")),
    ("99991661", Kind::Auth, Some("hint-app")),
    ("99991662", Kind::Denied, Some("hint-app-disabled")),
    ("99991663", Kind::Auth, Some("hint-app")),
    ("99991664", Kind::Auth, Some("hint-app")),
    ("99991671", Kind::Auth, Some("hint-app")),
    ("99991672", Kind::Denied, Some("hint-scope")),
    ("99991673", Kind::Denied, Some("hint-app-disabled")),
    ("99991676", Kind::Denied, Some("hint-scope")),
    ("99991679", Kind::Denied, Some("hint-scope")),
    ("10003", Kind::Auth, Some("hint-app")),
    ("10014", Kind::Auth, Some("hint-app")),
    ("60003", Kind::NotFound, Some("hint-gone")),
    ("60009", Kind::Denied, Some("hint-scope")),
    ("60010", Kind::NotFound, Some("hint-gone")),
    ("1390003", Kind::NotFound, Some("hint-gone")),
    ("1390010", Kind::Refused, Some("hint-gone")),
    // The same instance once more within too short a time.
    ("1390014", Kind::Rate, None),
    ("1390018", Kind::Refused, Some("hint-signature")),
    // "Try again", without saying what became of the first.
    ("1395001", Kind::Interrupted, None),
];

/// What a body says about how the request went.
pub(crate) fn said(body: &Value) -> Said {
    let text = |value: Option<&Value>| lenient::text(value?).ok()?;
    let code = text(body.get("code")).filter(|code| code != "0");
    let known = CODES
        .iter()
        .find(|(known, ..)| Some(*known) == code.as_deref());
    let (kind, hint) = known.map_or((Kind::Refused, None), |(_, kind, hint)| (*kind, *hint));
    Said {
        kind: code.is_some().then_some(kind),
        hint,
        // Quirk: the words of a success are "success", "ok" or "".
        message: text(body.get("msg")).filter(|_| code.is_some()),
        request_id: text(body.get("error").and_then(|error| error.get("log_id"))),
        code,
    }
}

/// Whether a body says that it went well; one that says nothing does not.
pub(crate) fn is_success(body: &Value) -> bool {
    let code = body.get("code").and_then(|code| lenient::text(code).ok()?);
    code.as_deref() == Some("0")
}

/// Whether the token was rejected: then nothing ran. A gateway that failed may say so too, and
/// knows nothing of it.
pub(crate) fn is_ended(error: &Error) -> bool {
    let code = error.code.as_deref();
    error.kind == Kind::Auth && code.is_some_and(|code| ENDED.contains(&code))
}

/// Whether the service says that there is no such instance, rather than that the address is wrong.
pub(crate) fn is_gone(error: &Error) -> bool {
    error.kind == Kind::NotFound && error.code.is_some()
}

/// Decodes the `data` of an answer; where it is absent, what is decoded has only defaults.
pub(crate) fn data<T: DeserializeOwned>(body: &Value, interface: &str) -> Result<T> {
    let data = match body.get("data") {
        None | Some(Value::Null) => Value::Object(Map::new()),
        Some(data) => data.clone(),
    };
    decode(data, interface)
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
