//! People, and things that a server names by id, by name, or by both.

use serde::{Deserialize, Serialize};

use super::id::Id;

/// Something with an id and a name, either of which the server may leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Named {
    pub id: Option<Id>,
    pub name: Option<String>,
}

impl Named {
    pub fn new(id: Option<Id>, name: Option<String>) -> Self {
        Self { id, name }
    }

    /// The name, else the id, else nothing.
    pub fn label(&self) -> &str {
        self.name
            .as_deref()
            .or(self.id.as_ref().map(Id::as_str))
            .unwrap_or_default()
    }
}

/// Somebody who can decide (document 003, `sys_user`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: Id,
    pub name: String,
    pub nick_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Where the person comes from; 4 is the tenant's own directory.
    pub kind: i64,
}

impl Person {
    /// A person known by id and name alone.
    pub fn named(id: impl Into<Id>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            nick_name: None,
            email: None,
            phone: None,
            kind: 4,
        }
    }

    pub fn as_named(&self) -> Named {
        Named::new(Some(self.id.clone()), Some(self.name.clone()))
    }
}
