//! From ids to decisions that can be sent: found, possible as far as their rows tell, and with
//! the form they are decided on. Sends nothing.

use std::collections::HashSet;

use futures_util::StreamExt;
use futures_util::stream;

use super::{Ending, addressed, filling, wording};
use crate::cli::args::Order;
use crate::cli::choose::ByAccount;
use crate::cli::look::Look;
use crate::cli::sides::{Failures, Sides, Wish};
use crate::cli::{Session, choose, filter};
use crate::domain::decision::{Baseline, Cause, Decision, Note, Receipt, Status};
use crate::domain::item::{Folder, Item};
use crate::domain::people::Person;
use crate::domain::verb::{Blocked, Comment, Guard};
use crate::error::{Error, Kind, Result};
use crate::inbox::Learned;

/// A decision to send, or how its item ended before that.
pub(in crate::cli) type Staged = std::result::Result<Box<Decision>, Box<Ending>>;

/// Everything an order names, each thing once, in the order given, and the accounts that could
/// not be asked. When a single id is named and cannot be found, that is the whole answer: an error.
pub(super) async fn stage(sides: &Sides<'_>, order: &Order<'_>) -> Result<(Vec<Staged>, Failures)> {
    let (staged, failures) = match &order.args.filter {
        Some(query) => matching(sides, order, query).await?,
        None => (named(sides, order).await?, Failures::default()),
    };
    let staged = staged.into_iter().map(|staged| able(sides, staged));
    let staged = one_by_one(sides.look, staged.collect());
    let staged = with_people(sides, order, staged).await?;
    let staged = if order.args.no_guard {
        staged
    } else {
        select(sides, staged).await
    };
    let staged = staged.into_iter().map(wording::word).collect();
    Ok((filling::fill(sides, order, staged).await?, failures))
}

/// What its account cannot do at all is set apart.
pub(in crate::cli) fn able(sides: &Sides<'_>, staged: Staged) -> Staged {
    let (session, decision) = addressed(sides, staged?)?;
    let blocked = if session.inbox.read_only() {
        Some(Blocked::ReadOnly)
    } else {
        let provided = session.inbox.verbs().contains(&decision.verb);
        (!provided).then_some(Blocked::Provider)
    };
    match blocked {
        None => Ok(decision),
        Some(blocked) => {
            let receipt = Receipt {
                cause: Some(Cause::NotAllowed),
                ..Receipt::new(Status::Failed, decision.verb, Note::ours(blocked.message()))
            };
            Err(Box::new(Ending::of(&decision, receipt)))
        }
    }
}

/// Gives each the people whom its account knows by the names on the line.
async fn with_people(
    sides: &Sides<'_>,
    order: &Order<'_>,
    mut staged: Vec<Staged>,
) -> Result<Vec<Staged>> {
    let people = choose::known(sides, &staged, order.people).await?;
    let cc = choose::known(sides, &staged, order.cc).await?;
    for decision in staged.iter_mut().flatten() {
        let account = &decision.item.key.account;
        let known = |by: &ByAccount<Vec<Person>>| by.get(account).cloned().unwrap_or_default();
        (decision.people, decision.cc) = (known(&people), known(&cc));
    }
    Ok(staged)
}

/// Of several, those that the server wants decided by themselves are set apart, and named before
/// anything is sent.
fn one_by_one(look: &Look, staged: Vec<Staged>) -> Vec<Staged> {
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
        Look::say(&look.locale.f("cli-set-apart", &names));
        let note = Note::ours("note-not-in-batch");
        let receipt = Receipt::new(Status::Failed, *verb, note);
        Err(Box::new(Ending::of(&decision, receipt)))
    });
    apart.collect()
}

/// What the ids name, each item once; a single one that names nothing is an error.
async fn named(sides: &Sides<'_>, order: &Order<'_>) -> Result<Vec<Staged>> {
    let mut found = items(sides, order).await?;
    if let [(_, Err(_))] = found.as_slice()
        && let Some((_, Err(error))) = found.pop()
    {
        return Err(error);
    }
    let mut seen = HashSet::new();
    found.retain(|(_, item)| {
        let key = item.as_ref().map(|item| item.key.clone());
        key.map_or(true, |key| seen.insert(key))
    });
    let staged = found.into_iter().map(|(id, item)| match item {
        Ok(item) => decide(item, order),
        Err(error) => Err(Box::new(not_found(id, order, error))),
    });
    Ok(staged.collect())
}

/// The item of each id, in the account that has it.
pub(super) async fn items<'a>(
    sides: &Sides<'_>,
    order: &Order<'a>,
) -> Result<Vec<(&'a str, Result<Item>)>> {
    let mut given = HashSet::new();
    let ids = order.args.ids.iter().map(String::as_str);
    let ids: Vec<_> = ids.filter(|id| given.insert(*id)).collect();
    let find = async |session: &Session<'_>, id: &str| find(session, order, id).await;
    let folders = order.verb.row().folders;
    let found = sides.find(&ids, Wish::Decide(folders), find).await?;
    Ok(ids.into_iter().zip(found).collect())
}

/// What the query means. While of some items nobody can say whether it means them, none is
/// decided: those it surely means are only planned.
async fn matching(
    sides: &Sides<'_>,
    order: &Order<'_>,
    query: &str,
) -> Result<(Vec<Staged>, Failures)> {
    let folders = folders(order);
    let (each, failures) = sides
        .ask(async |session| filter::select(session, query, &folders).await)
        .await?;
    let (mut items, mut unknown, mut learned) = (Vec::new(), Vec::new(), Learned::default());
    for (_, (found, of)) in each {
        items.extend(found.items);
        unknown.extend(found.unknown);
        learned.extend(of);
    }
    filter::check_fields(sides, query, &learned)?;
    let waits = !unknown.is_empty();
    let meant = items.into_iter().map(|item| match decide(item, order) {
        Ok(decision) if waits => {
            let receipt = Receipt::new(Status::Planned, decision.verb, Note::default());
            Err(Box::new(Ending::of(&decision, receipt)))
        }
        staged => staged,
    });
    let unknown = unknown.into_iter().map(|(item, why)| {
        let note = Note::ours("note-filter-unknown");
        let verb = order.verb.at(item.kind);
        let mut receipt = Receipt::new(Status::Failed, verb, note);
        if let Some(error) = why {
            receipt.code = error.code;
            receipt.request_id = error.request_id;
        }
        let decision = Decision::new(item, verb, unread(order));
        Err(Box::new(Ending::of(&decision, receipt)))
    });
    Ok((meant.chain(unknown).collect(), failures))
}

/// Where a query looks: where the verb can be done, unless the line says where.
pub(super) fn folders(order: &Order<'_>) -> Vec<Folder> {
    order
        .folder
        .map_or_else(|| order.verb.row().folders.to_vec(), |one| vec![one])
}

/// Looks where the verb can be done first; elsewhere only to say why it cannot.
async fn find(session: &Session<'_>, order: &Order<'_>, id: &str) -> Result<Item> {
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

fn decide(item: Item, order: &Order<'_>) -> Staged {
    let verb = order.verb.at(item.kind);
    let taken = verb.row().comment != Comment::None;
    let blocked = verb.blocked_by_row(&item);
    let decision = Decision {
        comment: order.comment.filter(|_| taken).map(str::to_owned),
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
    let ending = Ending::new(id.to_owned(), unread(order).name(), receipt);
    Ending {
        error: Some(error),
        ..ending
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
async fn select(sides: &Sides<'_>, staged: Vec<Staged>) -> Vec<Staged> {
    stream::iter(staged)
        .map(|staged| async {
            let (session, decision) = addressed(sides, staged?)?;
            let selected = session.inbox.select(*decision).await;
            selected.map(Box::new).map_err(|unread| {
                let (decision, receipt) = *unread;
                Box::new(Ending::of(&decision, receipt))
            })
        })
        .buffered(sides.at_once())
        .collect()
        .await
}
