//! What `doctor` found, and what the configuration says, as scripts see them.

use serde::Serialize;

#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::cli) struct Check {
    pub(in crate::cli) name: &'static str,
    /// `ok`, `warn`, `bad` or `skipped`.
    pub(in crate::cli) status: &'static str,
    pub(in crate::cli) message: String,
    pub(in crate::cli) hint: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Checks<'a> {
    pub(in crate::cli) checks: &'a [Check],
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Setting {
    pub(in crate::cli) key: String,
    pub(in crate::cli) value: serde_json::Value,
    /// `file`, `default`, `flag` or `environment`; of a secret, where it is.
    pub(in crate::cli) from: &'static str,
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Settings {
    pub(in crate::cli) path: String,
    pub(in crate::cli) values: Vec<Setting>,
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct ConfigFile {
    pub(in crate::cli) path: String,
    pub(in crate::cli) exists: bool,
}
