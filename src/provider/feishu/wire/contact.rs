//! A person of the directory (contact/v3), of whom only the name is wanted.

use serde::Deserialize;

use crate::provider::lenient;

/// The frame around the person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Contact {
    pub user: User,
}

/// The person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct User {
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
}
