//! `messages`: the message centre, and marking what it holds.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::args::{Mark, Messages};
use super::look::Look;
use super::pages;
use super::sides::{Sides, ambiguous};
use super::{ALL_DONE, Session, json};
use crate::domain::id::Id;
use crate::domain::message::{Message, MessageFilter, MessageKind, MessageRequest};
use crate::error::{Error, Kind, Result};

pub(super) async fn run(sides: &Sides<'_>, args: &Messages) -> Result<u8> {
    let (marked, read) = match &args.mark {
        None => return list(sides, args).await,
        Some(Mark::Read(marked)) => (marked, true),
        Some(Mark::Unread(marked)) => (marked, false),
    };
    if marked.all {
        let mark = async |session: &Session<'_>| session.inbox.mark_all_messages(read).await;
        let (each, failures) = sides.ask(mark).await?;
        let count = each.iter().map(|(_, count)| count).sum();
        report(sides, read, count)?;
        return Ok(failures.tell(sides.look));
    }
    let mut count = 0;
    for (account, ids) in owned(sides, &marked.message_ids).await? {
        sides.of(account)?.inbox.mark_messages(&ids, read).await?;
        count += ids.len();
    }
    report(sides, read, count)?;
    Ok(ALL_DONE)
}

async fn list(sides: &Sides<'_>, args: &Messages) -> Result<u8> {
    let look = sides.look;
    let filter = MessageFilter {
        search: args.search.clone(),
        kind: args.kind,
        read: args.unread.then_some(false),
    };
    let (each, failures) = sides
        .ask(async |session| read(session, args, &filter).await)
        .await?;
    let found = each.iter().flat_map(|(session, centre)| {
        let account = session.inbox.account();
        centre.found.iter().map(move |message| (account, message))
    });
    let mut found: Vec<_> = found.collect();
    if each.len() > 1 {
        found.sort_by_key(|(_, message)| Reverse(message.created_at));
    }
    if !args.all {
        found.truncate(args.limit.unwrap_or(pages::PAGE));
    }
    let rows = found.iter();
    let rows = rows.map(|(account, message)| (Some(*account), (*message).into()));
    let document = json::Messages {
        total: each.iter().map(|(_, centre)| centre.total).sum(),
        unread: each.iter().map(|(_, centre)| centre.unread).sum(),
        items: json::Rows::new(sides.are_several(), rows),
    };
    look.print_rows(&document, &document.items, || table(&found, sides))?;
    look.say_more(args.all, found.len(), document.total);
    Ok(failures.tell(look))
}

fn table(found: &[(&str, &Message)], sides: &Sides<'_>) -> String {
    let (mut table, look) = (sides.table(), sides.look);
    table.header(
        ["id", "read", "when", "kind", "title", "subtitle", "text"]
            .map(|key| look.locale.t(&format!("column-{key}"))),
    );
    for (account, message) in found {
        let cells = [
            message.id.to_string(),
            if message.read { "" } else { "●" }.to_owned(),
            look.time(message.created_at),
            kind(message.kind, look),
            message.title.clone(),
            message.subtitle.clone(),
            message.text.clone(),
        ];
        table.row_of(account, cells);
    }
    table.keep_whole(0);
    table.lines(look.color)
}

fn kind(kind: MessageKind, look: &Look) -> String {
    match kind {
        MessageKind::Task => look.locale.t("message-task"),
        MessageKind::Notice => look.locale.t("message-notice"),
        MessageKind::Other(_) => kind.name(),
    }
}

/// The messages of an account.
struct Centre {
    total: u64,
    unread: u64,
    found: Vec<Message>,
}

async fn read(session: &Session<'_>, args: &Messages, filter: &MessageFilter) -> Result<Centre> {
    let (total, found) = if args.all {
        let found = session.inbox.all_messages(filter).await?;
        (found.len() as u64, found)
    } else {
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
        pages::first(limit, |message| &message.id, admits, page).await?
    };
    Ok(Centre {
        total,
        unread: session.inbox.counts().await?.unread,
        found,
    })
}

/// The messages that are named, by the account that has them. Of one account they are taken as
/// they are.
async fn owned<'s>(sides: &'s Sides<'_>, named: &[String]) -> Result<BTreeMap<&'s str, Vec<Id>>> {
    if let Some(session) = sides.alone() {
        let ids = named.iter().map(Id::new).collect();
        return Ok([(session.inbox.account(), ids)].into());
    }
    let (each, failures) = sides
        .ask(async |session| session.inbox.all_messages(&MessageFilter::default()).await)
        .await?;
    let mut owned: BTreeMap<_, Vec<Id>> = BTreeMap::new();
    for id in named {
        let has = |messages: &[Message]| messages.iter().any(|one| one.id.as_str() == id);
        let mut having = each.iter().filter(|(_, messages)| has(messages));
        match (having.next(), having.next()) {
            (Some((one, _)), Some((other, _))) => {
                let (one, other) = (one.inbox.account(), other.inbox.account());
                return Err(ambiguous(id, one, other));
            }
            (Some((session, _)), None) => {
                let of_account = owned.entry(session.inbox.account()).or_default();
                of_account.push(Id::new(id));
            }
            (None, _) => {
                let unknown = Error::new(Kind::NotFound, "error-item-unknown").with("id", id);
                return Err(failures.first().cloned().unwrap_or(unknown));
            }
        }
    }
    Ok(owned)
}

fn report(sides: &Sides<'_>, read: bool, count: usize) -> Result<()> {
    let look = sides.look;
    let document = json::Marked { read, count };
    look.print(&document, std::slice::from_ref(&document), || {
        let words = if read {
            "cli-made-read"
        } else {
            "cli-made-unread"
        };
        look.locale.f(words, &[("count", count.into())]) + "\n"
    })
}
