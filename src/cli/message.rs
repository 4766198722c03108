//! `messages`: the message centre, and marking what it holds.

use super::args::{Mark, Messages};
use super::look::Look;
use super::pages;
use super::{ALL_DONE, Session, json};
use crate::domain::id::Id;
use crate::domain::message::{Message, MessageFilter, MessageKind, MessageRequest};
use crate::error::Result;

pub(super) async fn run(session: &Session<'_>, args: &Messages) -> Result<u8> {
    match &args.mark {
        None => list(session, args).await,
        Some(Mark::Read(marked)) => mark(session, &marked.message_ids, marked.all, true).await,
        Some(Mark::Unread(marked)) => mark(session, &marked.message_ids, marked.all, false).await,
    }
}

async fn list(session: &Session<'_>, args: &Messages) -> Result<u8> {
    let look = session.look;
    let filter = MessageFilter {
        search: args.search.clone(),
        kind: args.kind,
        read: args.unread.then_some(false),
    };
    let (total, found) = read(session, args, &filter).await?;
    let document = json::Messages {
        total,
        unread: session.inbox.counts().await?.unread,
        items: found.iter().map(Into::into).collect(),
    };
    look.print(&document, &document.items, || {
        let mut table = look.table();
        table.header(
            ["id", "read", "when", "kind", "title", "subtitle", "text"]
                .map(|key| look.locale.t(&format!("column-{key}"))),
        );
        for message in &found {
            table.row([
                message.id.to_string(),
                if message.read { "" } else { "●" }.to_owned(),
                look.time(message.created_at),
                kind(message.kind, look),
                message.title.clone(),
                message.subtitle.clone(),
                message.text.clone(),
            ]);
        }
        table.keep_whole(0);
        table.lines(look.color)
    })?;
    look.say_more(args.all, found.len(), total);
    Ok(ALL_DONE)
}

fn kind(kind: MessageKind, look: &Look) -> String {
    match kind {
        MessageKind::Task => look.locale.t("message-task"),
        MessageKind::Notice => look.locale.t("message-notice"),
        MessageKind::Other(_) => kind.name(),
    }
}

async fn read(
    session: &Session<'_>,
    args: &Messages,
    filter: &MessageFilter,
) -> Result<(u64, Vec<Message>)> {
    if args.all {
        let found = session.inbox.all_messages(filter).await?;
        return Ok((found.len() as u64, found));
    }
    let page = async |number, size| {
        let request = MessageRequest {
            filter: filter.clone(),
            number,
            size,
        };
        let page = session.inbox.messages(&request).await?;
        Ok((page.total, page.items))
    };
    let limit = args.limit.unwrap_or(pages::PAGE);
    let admits = |message: &Message| filter.admits(message);
    pages::first(limit, |message| &message.id, admits, page).await
}

async fn mark(session: &Session<'_>, ids: &[String], all: bool, read: bool) -> Result<u8> {
    let look = session.look;
    let count = if all {
        session.inbox.mark_all_messages(read).await?
    } else {
        let ids: Vec<_> = ids.iter().map(Id::new).collect();
        session.inbox.mark_messages(&ids, read).await?;
        ids.len()
    };
    let document = json::Marked { read, count };
    look.print(&document, std::slice::from_ref(&document), || {
        let words = if read {
            "cli-made-read"
        } else {
            "cli-made-unread"
        };
        look.locale.f(words, &[("count", count.into())]) + "\n"
    })?;
    Ok(ALL_DONE)
}
