//! From ids to decisions that can be sent: found, possible as far as their rows tell, and with
//! the form they are decided on. Sends nothing.

use std::collections::HashSet;

use futures_util::StreamExt;
use futures_util::stream;

use super::{Ending, filling, wording};
use crate::cli::args::Order;
use crate::cli::look::Look;
use crate::cli::{Session, choose, filter};
use crate::domain::decision::{Baseline, Decision, Note, Receipt, Status};
use crate::domain::item::{Folder, Item};
use crate::domain::people::Person;
use crate::domain::verb::{Comment, Guard};
use crate::error::{Error, Kind, Result};

/// A decision to send, or how its item ended before that.
pub(in crate::cli) type Staged = std::result::Result<Box<Decision>, Box<Ending>>;

/// Everything an order names, each thing once, in the order given. When a single id is named
/// and cannot be found, that is the whole answer: an error.
pub(super) async fn stage(session: &Session<'_>, order: &Order<'_>) -> Result<Vec<Staged>> {
    let people = choose::people(session, order.people).await?;
    let cc = choose::people(session, order.cc).await?;
    let decide = |item| decide(item, order, &people, &cc);
    let staged = if let Some(query) = &order.args.filter {
        matching(session, order, query, decide).await?
    } else {
        let found = named(session, order).await?.into_iter();
        found
            .map(|(id, item)| match item {
                Ok(item) => decide(item),
                Err(error) => Err(Box::new(not_found(id, order, error))),
            })
            .collect()
    };
    let staged = one_by_one(session, staged);
    let staged = if order.args.no_guard {
        staged
    } else {
        select(session, staged).await
    };
    let staged = staged.into_iter().map(wording::word).collect();
    filling::fill(session, order, staged).await
}

/// Of several, those that the server wants decided by themselves are set apart, and named before
/// anything is sent.
fn one_by_one(session: &Session<'_>, staged: Vec<Staged>) -> Vec<Staged> {
    if staged.iter().flatten().count() < 2 {
        return staged;
    }
    let apart = staged.into_iter().map(|staged| {
        let decision = staged?;
        let Decision { item, verb, .. } = &*decision;
        if item.batch != Some(false) {
            return Ok(decision);
        }
        let names = [
            ("id", item.key.id.as_str().into()),
            ("title", item.title.as_str().into()),
        ];
        Look::say(&session.look.locale.f("cli-set-apart", &names));
        let note = Note::ours("note-not-in-batch");
        let receipt = Receipt::new(Status::Failed, *verb, note);
        Err(Box::new(Ending::of(&decision, receipt)))
    });
    apart.collect()
}

/// What the ids name, each item once; a single one that names nothing is an error.
async fn named<'a>(
    session: &Session<'_>,
    order: &Order<'a>,
) -> Result<Vec<(&'a String, Result<Item>)>> {
    let mut given = HashSet::new();
    let ids = order.args.ids.iter().filter(|id| given.insert(*id));
    let mut found: Vec<_> = stream::iter(ids)
        .map(|id| async move { (id, find(session, order, id).await) })
        .buffered(session.config.file.concurrency.max(1))
        .collect()
        .await;
    if let [(_, Err(error))] = found.as_slice() {
        return Err(error.clone());
    }
    let mut seen = HashSet::new();
    found.retain(|(_, item)| {
        let key = item.as_ref().map(|item| item.key.clone());
        key.map_or(true, |key| seen.insert(key))
    });
    Ok(found)
}

/// What the query means. While of some items nobody can say whether it means them, none is
/// decided: those it surely means are only planned.
async fn matching(
    session: &Session<'_>,
    order: &Order<'_>,
    query: &str,
    decide: impl Fn(Item) -> Staged,
) -> Result<Vec<Staged>> {
    let found = filter::select(session, query, &folders(order)).await?;
    let waits = !found.unknown.is_empty();
    let meant = found.items.into_iter().map(|item| match decide(item) {
        Ok(decision) if waits => {
            let receipt = Receipt::new(Status::Planned, decision.verb, Note::default());
            Err(Box::new(Ending::of(&decision, receipt)))
        }
        staged => staged,
    });
    let unknown = found.unknown.into_iter().map(|(item, why)| {
        let note = Note::ours("note-filter-unknown");
        let mut receipt = Receipt::new(Status::Failed, order.verb.at(item.kind), note);
        if let Some(error) = why {
            receipt.code = error.code;
            receipt.request_id = error.request_id;
        }
        let id = item.key.id.to_string();
        Err(Box::new(Ending::new(id, unread(order).name(), receipt)))
    });
    Ok(meant.chain(unknown).collect())
}

/// Where a query looks: where the verb can be done, unless the line says where.
pub(super) fn folders(order: &Order<'_>) -> Vec<Folder> {
    order
        .folder
        .map_or_else(|| order.verb.row().folders.to_vec(), |one| vec![one])
}

/// Looks where the verb can be done first; elsewhere only to say why it cannot.
pub(super) async fn find(session: &Session<'_>, order: &Order<'_>, id: &str) -> Result<Item> {
    if order.folder.is_some() {
        return session.inbox.find(id, order.folder).await;
    }
    let mut found: Vec<Item> = Vec::new();
    for folder in order.verb.row().folders {
        match session.inbox.find(id, Some(*folder)).await {
            Ok(item) if item.key.id.as_str() == id => return Ok(item),
            Ok(item) => found.push(item),
            Err(error) if error.message == "error-item-unknown" => {}
            Err(error) => return Err(error),
        }
    }
    match found.as_slice() {
        [] => session.inbox.find(id, None).await,
        [item] => Ok(item.clone()),
        // An ending that fits in two folders means neither.
        [one, other, ..] => Err(Error::new(Kind::NotFound, "error-item-ambiguous")
            .with("id", id)
            .with("one", one.key.id.as_str())
            .with("other", other.key.id.as_str())
            .hint("hint-item-id")),
    }
}

fn decide(item: Item, order: &Order<'_>, people: &[Person], cc: &[Person]) -> Staged {
    let verb = order.verb.at(item.kind);
    let taken = verb.row().comment != Comment::None;
    let blocked = verb.blocked_by_row(&item);
    let decision = Decision {
        comment: order.comment.filter(|_| taken).map(str::to_owned),
        people: people.to_vec(),
        cc: cc.to_vec(),
        ..Decision::new(item, verb, unread(order))
    };
    match blocked {
        Some(reason) => {
            let receipt = if is_past(&decision) {
                Receipt::new(Status::Stale, verb, Note::ours("note-decided-already"))
            } else {
                Receipt::new(Status::Failed, verb, Note::ours(reason.message()))
            };
            Err(Box::new(Ending::of(&decision, receipt)))
        }
        None => Ok(Box::new(decision)),
    }
}

/// Whether a to-do was to be decided that has been decided already.
fn is_past(decision: &Decision) -> bool {
    decision.item.key.folder == Folder::Done && decision.verb.row().guard == Guard::OpenTask
}

fn not_found(id: &str, order: &Order<'_>, error: Error) -> Ending {
    let mut receipt = Receipt::new(Status::Failed, order.verb, Note::default());
    receipt.code.clone_from(&error.code);
    receipt.request_id.clone_from(&error.request_id);
    Ending {
        id: id.to_owned(),
        guard: unread(order).name(),
        receipt,
        error: Some(error),
    }
}

/// The baseline of what has not been read yet.
fn unread(order: &Order<'_>) -> Baseline {
    if order.args.no_guard {
        Baseline::Off
    } else {
        Baseline::Pending
    }
}

/// Gives what can be sent its baseline; the others stand where they stood.
async fn select(session: &Session<'_>, staged: Vec<Staged>) -> Vec<Staged> {
    stream::iter(staged)
        .map(|staged| async {
            let selected = session.inbox.select(*staged?).await;
            selected.map(Box::new).map_err(|unread| {
                let (decision, receipt) = *unread;
                Box::new(Ending::of(&decision, receipt))
            })
        })
        .buffered(session.config.file.concurrency.max(1))
        .collect()
        .await
}
