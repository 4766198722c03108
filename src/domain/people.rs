//! People, and things that a server names by id, by name, or by both.

use std::borrow::Cow;

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

    /// The name; of an id that nobody knows a name for, its end: ids of one kind begin alike.
    pub fn short(&self) -> Cow<'_, str> {
        match (&self.name, &self.id) {
            (Some(name), _) => name.into(),
            (None, Some(id)) => format!("…{}", id.ending()).into(),
            (None, None) => "".into(),
        }
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

/// Which people are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Everybody,
    /// Those with these ids.
    Ids(Vec<Id>),
    /// Those with this id or exactly this name.
    Called(String),
    /// Those of whom the name, the nick name, the e-mail address or the phone contains this.
    Like(String),
}

/// Some of the people who were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeoplePage {
    pub people: Vec<Person>,
    /// How many there are, where the server says so.
    pub total: Option<u64>,
}

impl Person {
    /// What tells a person from another of the same name: nick name or address, and the end of
    /// the phone, else of the id.
    pub fn told_by(&self) -> String {
        let said = [&self.nick_name, &self.email];
        let said = said.into_iter().flatten().find(|text| !text.is_empty());
        let digits: Vec<char> = self.phone.iter().flat_map(|phone| phone.chars()).collect();
        let tail = match digits.len().checked_sub(4) {
            Some(from) => format!("…{}", digits.iter().skip(from).collect::<String>()),
            None if said.is_none() => self.id.ending().to_owned(),
            None => String::new(),
        };
        let parts = [said.cloned().unwrap_or_default(), tail];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

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
