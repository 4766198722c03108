//! From ids to decisions that can be sent: found, possible as far as their rows tell, and with
//! the form they are decided on. Sends nothing.

use std::collections::HashSet;

use futures_util::StreamExt;
use futures_util::stream;

use super::Ending;
use crate::cli::Session;
use crate::cli::args::Order;
use crate::domain::decision::{Baseline, Decision, Note, Receipt, Status};
use crate::domain::item::{Folder, Item};
use crate::domain::people::Person;
use crate::domain::verb::Verb;
use crate::error::{Error, Kind, Result};

/// A decision to send, or how its item ended before that.
pub(super) type Staged = std::result::Result<Box<Decision>, Ending>;

/// Everything an order names, each thing once, in the order given. When a single id is named
/// and cannot be found, that is the whole answer: an error.
pub(super) async fn stage(session: &Session<'_>, order: &Order<'_>) -> Result<Vec<Staged>> {
    let person = match order.to {
        Some(text) => Some(session.inbox.person(text).await?),
        None => None,
    };
    let mut given = HashSet::new();
    let ids = order.args.ids.iter().filter(|id| given.insert(*id));
    let found: Vec<_> = stream::iter(ids)
        .map(|id| async move { (id, find(session, order, id).await) })
        .buffered(session.config.file.concurrency.max(1))
        .collect()
        .await;
    if let [(_, Err(error))] = found.as_slice() {
        return Err(error.clone());
    }
    let mut seen = HashSet::new();
    let staged = found
        .into_iter()
        .filter(|(_, item)| {
            item.as_ref()
                .map_or(true, |item| seen.insert(item.key.clone()))
        })
        .map(|(id, item)| match item {
            Ok(item) => decide(item, order, person.as_ref()),
            Err(error) => Err(not_found(id, order, &error)),
        })
        .collect();
    if order.args.no_guard {
        return Ok(staged);
    }
    Ok(select(session, staged).await)
}

/// Looks where the verb can be done first; elsewhere only to say why it cannot.
async fn find(session: &Session<'_>, order: &Order<'_>, id: &str) -> Result<Item> {
    if order.folder.is_some() {
        return session.inbox.find(id, order.folder).await;
    }
    for folder in order.verb.row().folders {
        match session.inbox.find(id, Some(*folder)).await {
            Err(error) if error.kind == Kind::NotFound && !is_ambiguous(&error) => {}
            found => return found,
        }
    }
    session.inbox.find(id, None::<Folder>).await
}

/// An ending that several items share is not to be resolved by looking elsewhere.
fn is_ambiguous(error: &Error) -> bool {
    error.message.contains("ambiguous")
}

fn decide(item: Item, order: &Order<'_>, person: Option<&Person>) -> Staged {
    let verb = order.verb.at(item.kind);
    let comment = order.args.comment.clone();
    let baseline = if order.args.no_guard {
        Baseline::Off
    } else {
        Baseline::Pending
    };
    let blocked = verb.blocked_by_row(&item);
    let decision = Decision {
        item,
        verb,
        comment: comment.filter(|_| verb != Verb::Revoke),
        person: person.cloned(),
        baseline,
    };
    match blocked {
        Some(reason) => {
            let note = Note::ours(reason.message());
            let receipt = Receipt::new(Status::Failed, verb, note);
            Err(Ending::of(&decision, receipt))
        }
        None => Ok(Box::new(decision)),
    }
}

fn not_found(id: &str, order: &Order<'_>, error: &Error) -> Ending {
    let guard = if order.args.no_guard {
        Baseline::Off
    } else {
        Baseline::Pending
    };
    let mut receipt = Receipt::new(
        Status::Failed,
        order.verb,
        Note::about(error.message, error.said.clone().unwrap_or(id.to_owned())),
    );
    receipt.code.clone_from(&error.code);
    receipt.request_id.clone_from(&error.request_id);
    Ending {
        kind: Some(error.kind),
        ..Ending::new(id.to_owned(), guard.name(), receipt)
    }
}

/// Gives what can be sent its baseline; the others stand where they stood.
async fn select(session: &Session<'_>, staged: Vec<Staged>) -> Vec<Staged> {
    let open = staged.iter().flatten();
    let open = open.map(|decision| Decision::clone(decision)).collect();
    let mut selected = session.inbox.select(open).await.into_iter();
    let selection = |selected| match selected {
        Ok(decision) => Ok(Box::new(decision)),
        Err((decision, receipt)) => Err(Ending::of(&decision, receipt)),
    };
    staged
        .into_iter()
        .map(|one| match one {
            Ok(decision) => selected.next().map_or(Ok(decision), selection),
            ended => ended,
        })
        .collect()
}
