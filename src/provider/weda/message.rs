//! The message centre: pages of messages, and marking them (document 003, interfaces 20 and 22).

use std::collections::BTreeSet;

use super::api::Api;
use super::convert::message;
use super::wire::envelope;
use crate::domain::id::Id;
use crate::domain::message::{Message, MessageFilter, MessagePage, MessageRequest};
use crate::error::{Error, Kind, Result};

const NAME: &str = "DescribeWorkflowMessages";

/// Rows of a page where all are read: the most that the document allows.
const PAGE: u32 = 200;

/// One page, each message with its read state.
pub(super) async fn page(api: &Api, request: &MessageRequest) -> Result<MessagePage> {
    let (total, rows) = asked(api, request).await?;
    // Quirk: the table has no read state; then the filter tells it, or a second question does.
    let unread = match request.filter.read {
        None if rows.iter().any(|(_, read)| read.is_none()) => unread(api, &request.filter).await?,
        _ => BTreeSet::new(),
    };
    let items = rows.into_iter().map(|(mut message, read)| {
        let told = read.or(request.filter.read);
        message.read = told.unwrap_or_else(|| !unread.contains(&message.id));
        message
    });
    Ok(MessagePage {
        total,
        items: items.collect(),
    })
}

/// A page as it came, its messages with what they say of themselves.
async fn asked(api: &Api, request: &MessageRequest) -> Result<(u64, Vec<(Message, Option<bool>)>)> {
    let reply = api.describe_workflow_messages(request).await?;
    let misshapen = || envelope::misshapen(NAME, "MessageId").request(reply.request_id.clone());
    let rows = reply.data.response_list.unwrap_or_default();
    let rows = rows
        .into_iter()
        .map(|row| message::message(row).ok_or_else(misshapen))
        .collect::<Result<Vec<_>>>()?;
    Ok((reply.data.total_count.unwrap_or(rows.len() as u64), rows))
}

/// The unread messages that a filter admits, by a question of their own.
async fn unread(api: &Api, filter: &MessageFilter) -> Result<BTreeSet<Id>> {
    let mut found = BTreeSet::new();
    for number in 1.. {
        let filter = MessageFilter {
            read: Some(false),
            ..filter.clone()
        };
        let request = MessageRequest {
            filter,
            number,
            size: PAGE,
        };
        let (_, rows) = asked(api, &request).await?;
        let before = found.len();
        found.extend(rows.into_iter().map(|(message, _)| message.id));
        if found.len() == before {
            break;
        }
    }
    Ok(found)
}

/// Marks messages; a refusal is an error.
pub(super) async fn mark(api: &Api, ids: &[Id], read: bool) -> Result<()> {
    let reply = api.update_workflow_message_status(ids, read).await?;
    let error = match reply.data.result {
        Some(true) => return Ok(()),
        Some(false) => Error::new(Kind::Refused, "error-refused-no-reason"),
        None => envelope::misshapen("UpdateWorkflowMessageStatus", "Result"),
    };
    Err(error.request(reply.request_id))
}
