//! Scalars that arrive in several types: ids, codes, counts, times, texts and flags.
//! Never takes an id through a float; what means nothing is `None`.

use jiff::Timestamp;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::domain::id::Id;
use crate::domain::moment;

/// Those values of a list that have the right shape.
pub(crate) fn each<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Value::Array(values) = Value::deserialize(from)? else {
        return Ok(Vec::new());
    };
    let fitting = values.into_iter().map(serde_json::from_value);
    Ok(fitting.filter_map(Result::ok).collect())
}

/// An id from a string or an integer; empty and null are none, a float is an error.
pub(crate) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Id>, D::Error> {
    match Value::deserialize(from)? {
        Value::String(text) => Ok((!text.is_empty()).then(|| Id::from(text))),
        Value::Number(number) if number.is_f64() => {
            Err(D::Error::custom("an id arrived as a float"))
        }
        Value::Number(number) => Ok(Some(Id::from(number.to_string()))),
        _ => Ok(None),
    }
}

/// An integer, or the text of one.
pub(crate) fn code<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

/// A count, or the text of one.
pub(crate) fn count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Ok(code(from)?.and_then(|count| u64::try_from(count).ok()))
}

/// A text that says something; numbers become their digits.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) => (!text.is_empty()).then_some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// Yes or no, also as text or number.
pub(crate) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Bool(flag) => Some(flag),
        Value::Number(number) => number.as_i64().map(|number| number != 0),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    })
}

/// A moment in any of the ways of writing one.
pub(crate) fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(moment::parse(&Value::deserialize(from)?))
}
