//! The answer of the token endpoint: flat, without the workflow's frame.

use serde::Deserialize;

use super::lenient;

/// A token and how many seconds it lives.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    #[serde(deserialize_with = "lenient::text")]
    pub access_token: Option<String>,
    #[serde(deserialize_with = "lenient::count")]
    pub expires_in: Option<u64>,
}
