//! The answer of the token endpoint: flat, without `data`.

use serde::Deserialize;

use crate::provider::lenient;

/// A token and how many seconds it lives.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    #[serde(deserialize_with = "lenient::text")]
    pub tenant_access_token: Option<String>,
    #[serde(deserialize_with = "lenient::count")]
    pub expire: Option<u64>,
}
