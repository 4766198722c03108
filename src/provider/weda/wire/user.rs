//! The people of a tenant (document 003, `sys_user`). Never reads `user_desc`: passwords were
//! seen there.

use serde::Deserialize;

use super::lenient;
use crate::domain::id::Id;

/// A page of people, in OData's frame.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Users {
    pub value: Option<Vec<User>>,
    #[serde(rename = "@odata.count", deserialize_with = "lenient::count")]
    pub count: Option<u64>,
}

/// One person. The record's `type` and `source` are not what a `UserInfo` wants.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct User {
    #[serde(rename = "_id", deserialize_with = "lenient::id")]
    pub id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub nick_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub email: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub phone: Option<String>,
}
