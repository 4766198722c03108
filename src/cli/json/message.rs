//! The documents of the message centre.

use jiff::Timestamp;
use serde::Serialize;

use super::{Rows, id};
use crate::domain::message;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Messages<'a> {
    pub(in crate::cli) total: u64,
    pub(in crate::cli) unread: u64,
    pub(in crate::cli) items: Rows<'a, Message<'a>>,
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Message<'a> {
    id: &'a str,
    kind: String,
    title: &'a str,
    subtitle: &'a str,
    text: &'a str,
    link: Option<&'a str>,
    task_id: Option<&'a str>,
    read: bool,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
}

impl<'a> From<&'a message::Message> for Message<'a> {
    fn from(message: &'a message::Message) -> Self {
        Self {
            id: message.id.as_str(),
            kind: message.kind.name(),
            title: &message.title,
            subtitle: &message.subtitle,
            text: &message.text,
            link: message.link.as_deref(),
            task_id: id(message.task_id.as_ref()),
            read: message.read,
            created_at: message.created_at,
            updated_at: message.updated_at,
        }
    }
}

/// How many messages were made read, or unread again.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Marked {
    pub(in crate::cli) read: bool,
    pub(in crate::cli) count: usize,
}
