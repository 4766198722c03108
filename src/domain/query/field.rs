//! The fields a query can name: those of every item, and those of forms.

use crate::domain::find::fold;

/// What a comparison looks at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Title,
    From,
    Flow,
    Node,
    Status,
    Id,
    Started,
    Arrived,
    Ended,
    Waiting,
    Read,
    Batch,
    Verb,
    Account,
    Folder,
    /// A field of the form, by its key or its label.
    Form(String),
}

/// What a field holds, and so what it can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    Text,
    Moment,
    Duration,
    Flag,
    /// Whatever the form has there.
    Any,
}

impl Field {
    /// The fields of every item, in the order in which they are offered.
    pub const OWN: [(&'static str, Self, Holds); 15] = [
        ("title", Self::Title, Holds::Text),
        ("from", Self::From, Holds::Text),
        ("flow", Self::Flow, Holds::Text),
        ("node", Self::Node, Holds::Text),
        ("status", Self::Status, Holds::Text),
        ("id", Self::Id, Holds::Text),
        ("started", Self::Started, Holds::Moment),
        ("arrived", Self::Arrived, Holds::Moment),
        ("ended", Self::Ended, Holds::Moment),
        ("waiting", Self::Waiting, Holds::Duration),
        ("read", Self::Read, Holds::Flag),
        ("batch", Self::Batch, Holds::Flag),
        ("verb", Self::Verb, Holds::Text),
        ("account", Self::Account, Holds::Text),
        ("folder", Self::Folder, Holds::Text),
    ];

    /// What stands before a form's key that is also a word of ours.
    const FORM: &'static str = "form.";

    /// The field of a name: one of every item, else one of a form. `form.title` is the form's.
    pub fn parse(name: &str) -> Self {
        if let Some(key) = name.strip_prefix(Self::FORM) {
            return Self::Form(key.to_owned());
        }
        let folded = fold(name);
        let own = Self::OWN.iter().find(|(own, _, _)| *own == folded);
        own.map_or_else(
            || Self::Form(name.to_owned()),
            |(_, field, _)| field.clone(),
        )
    }

    pub fn holds(&self) -> Holds {
        let own = Self::OWN.iter().find(|(_, own, _)| own == self);
        own.map_or(Holds::Any, |(_, _, holds)| *holds)
    }

    /// The name that means it, for certain.
    pub fn name(&self) -> String {
        match self {
            Self::Form(key) if Self::parse(key) == *self => key.clone(),
            Self::Form(key) => format!("{}{key}", Self::FORM),
            own => {
                let named = Self::OWN.iter().find(|(_, field, _)| field == own);
                named.map_or_else(String::new, |(name, _, _)| (*name).to_owned())
            }
        }
    }
}
