//! Messages: reading them page by page or all, and marking them. Decides nothing.

use std::collections::BTreeSet;

use crate::domain::id::Id;
use crate::domain::message::{Message, MessageFilter, MessagePage, MessageRequest};
use crate::error::Result;
use crate::inbox::Inbox;

/// Messages of one page where all are read, and of one request that marks them.
const PAGE: u32 = 200;

impl Inbox {
    /// One page of messages, in the server's order. Its total may count more than the filter
    /// admits, and so may the page where the server does not filter.
    pub async fn messages(&self, request: &MessageRequest) -> Result<MessagePage> {
        self.provider().messages(request).await
    }

    /// All messages that a filter admits. Ends at an empty page, or when a page brings nothing
    /// new: the total is not to be trusted.
    pub async fn all_messages(&self, filter: &MessageFilter) -> Result<Vec<Message>> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for number in 1.. {
            let request = MessageRequest {
                filter: filter.clone(),
                number,
                size: PAGE,
            };
            let before = seen.len();
            for message in self.messages(&request).await?.items {
                if seen.insert(message.id.clone()) && filter.admits(&message) {
                    found.push(message);
                }
            }
            if seen.len() == before {
                break;
            }
        }
        Ok(found)
    }

    /// Makes messages read, or unread again.
    pub async fn mark_messages(&self, ids: &[Id], read: bool) -> Result<()> {
        self.may_write()?;
        for part in ids.chunks(PAGE as usize) {
            self.provider().mark_messages(part, read).await?;
        }
        Ok(())
    }

    /// Makes every message read, or unread; says how many that were.
    pub async fn mark_all_messages(&self, read: bool) -> Result<usize> {
        let filter = MessageFilter {
            read: Some(!read),
            ..MessageFilter::default()
        };
        let messages = self.all_messages(&filter).await?;
        let ids: Vec<_> = messages.into_iter().map(|message| message.id).collect();
        self.mark_messages(&ids, read).await?;
        Ok(ids.len())
    }
}
