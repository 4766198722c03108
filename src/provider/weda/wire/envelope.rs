//! The frame around every answer: error, request id, data, and keys put in order.
//! Never touches the keys of business data.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::lenient;
use crate::error::{Error, Kind, Result};
use crate::provider::http::Said;

/// Keys that the documents and the service spell in two ways; the second is ours.
const TYPOS: &[(&str, &str)] = &[
    ("ObejctListMap", "ObjectListMap"),
    ("CurrentApprove", "CurrentApprover"),
];

/// What lies below is the tenant's own data, whose keys are not WeDa's.
const BUSINESS_DATA: &[&str] = &["FieldValueMap", "FieldValueMapList"];

/// What a body says about how the request went: the workflow's own frame, the gateway's, or
/// OData's. Failure is a code that is not empty; an empty `Error` is success.
pub(crate) fn said(body: &Value) -> Said {
    let response = field(body, "Response");
    let error = response
        .and_then(|response| field(response, "Error"))
        .or_else(|| body.get("error"))
        .unwrap_or(body);
    let code = text(error, "Code").filter(|code| code != "0");
    let (kind, hint) = code.as_deref().map(meaning).unzip();
    Said {
        kind,
        hint: hint.flatten(),
        code,
        message: text(error, "Message"),
        request_id: text(response.unwrap_or(body), "RequestId"),
    }
}

/// A value by its key, whichever case the key's first letter has.
fn field<'a>(object: &'a Value, key: &str) -> Option<&'a Value> {
    let (_, value) = object
        .as_object()?
        .iter()
        .find(|(other, _)| mended(other) == key)?;
    Some(value)
}

fn text(object: &Value, key: &str) -> Option<String> {
    lenient::text(field(object, key)?).ok()?
}

/// What the codes prove that are public (those of the gateway), by how they begin in upper case
/// without underscores, and the way out where it is a special one. The workflow's own are not.
const CODES: &[(&str, Kind, Option<&str>)] = &[
    ("ACCESSTOKENEXPIRED", Kind::Auth, None),
    ("REFRESHTOKENEXPIRED", Kind::Auth, None),
    ("INVALIDCREDENTIALS", Kind::Auth, None),
    ("MISSINGCREDENTIALS", Kind::Auth, None),
    ("CHECKLOGINFAILED", Kind::Auth, None),
    ("EXCEEDRATELIMIT", Kind::Rate, None),
    ("REQUESTLIMITEXCEEDED", Kind::Rate, None),
    (
        "EXCEEDREQUESTSIZELIMIT",
        Kind::Refused,
        Some("hint-too-much"),
    ),
    ("INVALIDENV", Kind::Refused, Some("hint-env")),
    ("INVALIDPATH", Kind::NotFound, Some("hint-env")),
    ("RESOURCENOTFOUND", Kind::NotFound, Some("hint-gone")),
    (
        "UNAUTHORIZEDOPERATION",
        Kind::Refused,
        Some("hint-forbidden"),
    ),
    ("SYSERR", Kind::Interrupted, None),
];

/// What an error code proves, and the way out it names.
fn meaning(code: &str) -> (Kind, Option<&'static str>) {
    let folded: String = code
        .chars()
        .filter(|c| *c != '_')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if folded.contains("TIMEOUT") {
        return (Kind::Timeout, None);
    }
    if folded.contains("INTERNALERROR") {
        return (Kind::Interrupted, None);
    }
    let known = CODES.iter().find(|(begin, ..)| folded.starts_with(begin));
    known.map_or((Kind::Refused, None), |(_, kind, hint)| (*kind, *hint))
}

/// Decodes the `Data` of an answer; where it is absent, what is decoded has only defaults.
pub(crate) fn data<T: DeserializeOwned>(body: &Value, interface: &str) -> Result<T> {
    let response = field(body, "Response")
        .filter(|response| response.is_object())
        .ok_or_else(|| misshapen(interface, "Response"))?;
    let data = match field(response, "Data") {
        None | Some(Value::Null) => Value::Object(Map::new()),
        Some(data) => in_order(data),
    };
    decode(data, interface)
}

/// Decodes a value whose keys are as the structs name them.
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

/// Whether the workflow itself says that what was asked for is not there, rather than that
/// the address is wrong.
pub(crate) fn is_gone(error: &Error) -> bool {
    let code = error.code.as_deref().unwrap_or_default();
    error.kind == Kind::NotFound && code.starts_with("ResourceNotFound")
}

/// The same value with every key's first letter upper case and typos mended.
fn in_order(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(in_order).collect(),
        Value::Object(object) => {
            let mut ordered = Map::new();
            for (key, value) in object {
                let key = mended(key);
                let value = if BUSINESS_DATA.contains(&key.as_str()) {
                    value.clone()
                } else {
                    in_order(value)
                };
                // Quirk: a key may come in both spellings, one of them null.
                if ordered.get(&key).is_none_or(Value::is_null) {
                    ordered.insert(key, value);
                }
            }
            Value::Object(ordered)
        }
        other => other.clone(),
    }
}

fn mended(key: &str) -> String {
    let mut letters = key.chars();
    let upper: String = letters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(letters)
        .collect();
    TYPOS
        .iter()
        .find(|(typo, _)| *typo == upper)
        .map_or(upper, |(_, right)| (*right).to_owned())
}
