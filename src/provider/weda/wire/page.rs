//! The approval page: form, permissions, outputs (document 003, interface 10).

use serde::Deserialize;
use serde_json::Value;

use super::lenient;

/// The page of one node.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Page {
    pub variable_infos: Option<Variables>,
    #[serde(deserialize_with = "lenient::flag")]
    pub show_submit_app: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    pub show_carbon_copy: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    pub show_turn_to_person: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    pub show_add_assignee: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    pub show_roll_back: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    pub show_revoke: Option<bool>,
    pub out_entity_codes: Option<Vec<Output>>,
    /// Labels by number: 1 agree, 2 reject, 3 submit; unlike the buttons of a list.
    pub buttons: Value,
}

/// `VariableInfo` of interface 10; interface 4 has another struct of that name.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Variables {
    pub object_map: Option<Vec<Object>>,
    pub object_list_map: Option<Vec<Object>>,
}

/// `ObjectResponse` and `ObjectListResponse`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Object {
    #[serde(deserialize_with = "lenient::text")]
    pub entity_code: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub output_key: Option<String>,
    pub field_value_map: Value,
    pub field_value_map_list: Value,
}

/// `OutputParamSign`: a variable an approver may fill.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Output {
    #[serde(deserialize_with = "lenient::text")]
    pub entity_code: Option<String>,
    #[serde(rename = "Type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub variable_key: Option<String>,
}
