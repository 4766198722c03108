//! Messages (interface 20), and the words in which they are asked for.

use url::form_urlencoded;

use crate::domain::id::Id;
use crate::domain::message::{Message, MessageKind};
use crate::provider::weda::wire::message as wire;

/// A message and whether it was read, where the server says; `None` where it lacks its id.
pub(crate) fn message(message: wire::Message) -> Option<(Message, Option<bool>)> {
    let read = match message.status.as_deref() {
        Some("READ_DONE") => Some(true),
        Some("READ_TODO") => Some(false),
        _ => None,
    };
    let link = message.message_page_link;
    let message = Message {
        id: message.message_id?,
        kind: kind(message.message_type),
        title: message.main_title.unwrap_or_default(),
        subtitle: message.sub_title.unwrap_or_default(),
        text: message.message_text.unwrap_or_default(),
        task_id: link.as_deref().and_then(task),
        link,
        read: read.unwrap_or_default(),
        created_at: message.create_time,
        updated_at: message.update_time,
    };
    Some((message, read))
}

/// Quirk: a reminder is of type 0, a task's, and not of type 2.
fn kind(code: Option<i64>) -> MessageKind {
    match code {
        Some(0) => MessageKind::Task,
        Some(2) | None => MessageKind::Notice,
        Some(other) => MessageKind::Other(other),
    }
}

/// WeDa's number of a kind.
pub(crate) fn kind_code(kind: MessageKind) -> i64 {
    match kind {
        MessageKind::Task => 0,
        MessageKind::Notice => 2,
        MessageKind::Other(code) => code,
    }
}

/// WeDa's word for read and unread.
pub(crate) fn status(read: bool) -> &'static str {
    if read { "READ_DONE" } else { "READ_TODO" }
}

/// The task that a page's address names. Quirk: its query stands inside the fragment.
fn task(link: &str) -> Option<Id> {
    let (_, fragment) = link.split_once('#')?;
    let (_, query) = fragment.split_once('?')?;
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, value)| key == "flowTaskId" && !value.is_empty())
        .map(|(_, value)| Id::new(value))
}
