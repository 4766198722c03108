//! Feishu's JSON as it comes: tolerant, with every key and value that may be missing or odd.
//! Never leaves this provider, never decides what anything means.

pub(crate) mod contact;
pub(crate) mod envelope;
pub(crate) mod instance;
pub(crate) mod task;
pub(crate) mod token;
pub(crate) mod widget;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Those values of a list that have the right shape.
fn each<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
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
