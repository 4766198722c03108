//! Kinds of approvals, and pages of the list (document 002, interfaces 1 and 2).

use serde::Deserialize;

use super::fitting;
use crate::domain::id::Id;
use crate::provider::lenient;
use crate::provider::lenient::each;

/// The kinds that a company has.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Forms {
    #[serde(deserialize_with = "each")]
    pub approval_type_forms: Vec<Form>,
}

/// One kind.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Form {
    /// A GUID or 32 hexadecimal digits, whichever it was made with.
    #[serde(deserialize_with = "lenient::id")]
    pub id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::code")]
    pub approve_type: Option<i64>,
}

/// A page of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Page {
    #[serde(deserialize_with = "fitting")]
    pub approvals: Option<Vec<Row>>,
    #[serde(deserialize_with = "lenient::count")]
    pub total_count: Option<u64>,
}

/// All that the list says of an approval.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    #[serde(deserialize_with = "lenient::id")]
    pub id: Option<Id>,
    #[serde(deserialize_with = "lenient::code")]
    pub status: Option<i64>,
}
