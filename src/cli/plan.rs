//! `plan` and `apply`: decisions as a file that is reviewed before anything is sent. `plan` only
//! reads; `apply` sends what is left of it, on exactly what the plan was made on.

mod file;
mod remark;

use std::io::Read;
use std::path::Path;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::args::{Apply, Plan};
use super::decide::{self, Ending, Staged};
use super::look::Look;
use super::{ALL_DONE, Session, choose, filter};
use crate::domain::decision::{Baseline, Decision, Note, Receipt, Status};
use crate::domain::item::{Folder, Item, ServerSort};
use crate::domain::plan::text::Line;
use crate::domain::verb::{Blocked, Needs, Verb};
use crate::error::{Error, Kind, Result};
use crate::inbox::Matching;
use file::{Ground, Head};

/// Prints the plan of a verb for what a query means in its folder, else for all there is.
pub(super) async fn plan(session: &Session<'_>, args: &Plan) -> Result<u8> {
    decide::check_comment(args.verb, args.comment.as_deref())?;
    let own = args.verb.row().folders.first().copied();
    let folder = args.folder.or(own).unwrap_or(Folder::Todo);
    let inbox = &session.inbox;
    let found = match &args.filter {
        Some(query) => filter::select(session, query, &[folder]).await?,
        None => Matching {
            items: inbox.all(folder, ServerSort::Started, false).await?.items,
            ..Matching::default()
        },
    };
    let (fitting, mut apart) = divide(session, args.verb, found.items);
    let unknown = session.look.locale.t("note-filter-unknown");
    apart.extend(
        found
            .unknown
            .into_iter()
            .map(|(item, _)| (item, unknown.clone())),
    );
    let grounds: Vec<Ground> = stream::iter(fitting)
        .map(|item| async move {
            let form = inbox.form(&item).await?;
            Ok::<_, Error>(Ground { item, form })
        })
        .buffered(session.config.file.concurrency.max(1))
        .try_collect()
        .await?;
    let (grounds, words) = said(session, grounds, args.comment.as_deref(), &mut apart);
    let head = Head {
        account: inbox.account().to_owned(),
        hand: inbox.hand().await,
        made: session.look.now,
    };
    let mut text = head.text();
    text.push_str(&remark::help(session.look));
    for (ground, comment) in grounds.iter().zip(words) {
        let line = Line {
            verb: args.verb.at(ground.item.kind),
            id: ground.item.key.id.clone(),
            people: Vec::new(),
            comment,
        };
        let about = remark::about(session.look, ground);
        text.extend([about, line.to_string(), "\n\n".to_owned()]);
    }
    text.push_str(&remark::apart(session.look, &apart));
    text.push_str(&remark::end(session.look));
    text.push_str(&file::end(&grounds)?);
    Look::print_text(&text)?;
    Ok(ALL_DONE)
}

/// What is said of each; of whom it cannot be said is set apart.
fn said(
    session: &Session<'_>,
    grounds: Vec<Ground>,
    comment: Option<&str>,
    apart: &mut Vec<(Item, String)>,
) -> (Vec<Ground>, Vec<Option<String>>) {
    let mut words = Vec::new();
    let mut about = Vec::new();
    for ground in grounds {
        let filled = comment.map(|text| decide::fill(text, &ground.item, Some(&ground.form)));
        match filled.transpose() {
            Ok(filled) => {
                words.push(filled);
                about.push(ground);
            }
            Err(note) => {
                let reason = session.look.locale.note(&note).unwrap_or_default();
                apart.push((ground.item, reason));
            }
        }
    }
    (about, words)
}

/// What can be planned, and what cannot with the reason.
fn divide(session: &Session<'_>, verb: Verb, items: Vec<Item>) -> (Vec<Item>, Vec<(Item, String)>) {
    let locale = &session.look.locale;
    let (mut fitting, mut apart) = (Vec::new(), Vec::new());
    for item in items {
        match verb.at(item.kind).blocked_by_row(&item) {
            Some(reason) => apart.push((item, locale.t(reason.message()))),
            None if item.batch == Some(false) => {
                apart.push((item, locale.t("note-not-in-batch")));
            }
            None => fitting.push(item),
        }
    }
    (fitting, apart)
}

/// Sends what stands in a plan file.
pub(super) async fn apply(session: &Session<'_>, args: &Apply) -> Result<u8> {
    let name = args.file.display().to_string();
    let plan = file::read(&name, &content(&args.file, &name)?)?;
    check_owner(session, &plan, &name)?;
    if session.inbox.read_only() {
        return Err(decide::read_only(session));
    }
    let mut grounds = plan.grounds;
    let wanted: Vec<_> = plan
        .lines
        .into_iter()
        .filter_map(|(_, line)| grounds.remove(&line.id).map(|ground| (line, ground)))
        .collect();
    let staged = stream::iter(wanted)
        .map(|(line, ground)| stage(session, line, ground))
        .buffered(session.config.file.concurrency.max(1))
        .collect()
        .await;
    decide::carry_out(session, staged, args.yes, false, None).await
}

/// The text of a file; `-` is standard input.
fn content(path: &Path, name: &str) -> Result<String> {
    let read = if name == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    read.map_err(|error| {
        Error::new(Kind::Usage, "error-plan-file")
            .with("file", name)
            .with("reason", error.to_string())
    })
}

/// A plan is for the account and the hand that it was made for.
fn check_owner(session: &Session<'_>, plan: &file::Plan, name: &str) -> Result<()> {
    let account = session.inbox.account();
    let strange = |ground: &Ground| &*ground.item.key.account != account;
    if plan.head.account != account || plan.grounds.values().any(strange) {
        return Err(Error::new(Kind::Usage, "error-plan-account")
            .with("file", name)
            .with("account", &plan.head.account)
            .with("present", account));
    }
    let hand = session.inbox.known_hand();
    if plan.head.hand.id != hand.id {
        return Err(Error::new(Kind::Denied, "error-plan-hand")
            .with("file", name)
            .with("hand", plan.head.hand.label())
            .with("present", hand.label()));
    }
    Ok(())
}

/// One line as a decision on what the plan was made on.
async fn stage(session: &Session<'_>, line: Line, ground: Ground) -> Staged {
    let verb = line.verb.at(ground.item.kind);
    let provided = session.inbox.verbs().contains(&verb);
    let blocked = (!provided).then_some(Blocked::Provider);
    let blocked = blocked.or_else(|| verb.blocked_by_row(&ground.item));
    let mut decision = Box::new(Decision {
        comment: line.comment,
        ..Decision::new(ground.item, verb, Baseline::Plan(ground.form))
    });
    if let Some(reason) = blocked {
        let receipt = Receipt::new(Status::Failed, verb, Note::ours(reason.message()));
        return Err(Box::new(Ending::of(&decision, receipt)));
    }
    match choose::people(session, &line.people).await {
        Ok(people) => decision.people = people,
        Err(error) => return Err(Box::new(Ending::failed(&decision, error))),
    }
    let decision = decide::word(Ok(decision))?;
    if verb.row().needs == Needs::Node {
        return decide::aim(session, None, decision).await;
    }
    Ok(decision)
}
