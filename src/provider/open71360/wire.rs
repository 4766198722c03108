//! 71360's JSON as it comes: tolerant, with every key and value that may be missing or odd.
//! Never leaves this provider, never decides what anything means.

pub(crate) mod approval;
pub(crate) mod envelope;
pub(crate) mod list;
pub(crate) mod token;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A value of the right shape; any other is as good as none.
fn fitting<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(serde_json::from_value(Value::deserialize(from)?).ok())
}
