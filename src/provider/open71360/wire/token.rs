//! The answer to `corpAccessToken/get/V2`.

use serde::Deserialize;

use crate::provider::lenient;

/// A token and how many seconds it lives.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Token {
    #[serde(deserialize_with = "lenient::text")]
    pub corp_access_token: Option<String>,
    #[serde(deserialize_with = "lenient::count")]
    pub expires_in: Option<u64>,
}
