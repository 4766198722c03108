//! `plan` and `apply`: decisions as a file that is reviewed before anything is sent. `plan` only
//! reads; `apply` sends what is left of it, on exactly what the plan was made on.

mod file;
mod head;
mod remark;

use std::io::Read;
use std::path::Path;

use futures_util::stream::{self, StreamExt};

use super::args::{Apply, Plan};
use super::choose::ByAccount;
use super::decide::{self, Ending, Staged};
use super::look::Look;
use super::sides::Sides;
use super::{Session, choose, filter};
use crate::domain::decision::{Baseline, Decision, Note, Receipt, Status};
use crate::domain::item::{Folder, Item, ServerSort};
use crate::domain::plan::text::Line;
use crate::domain::verb::{Blocked, Needs, Verb};
use crate::error::{Error, Kind, Result};
use crate::inbox::{Learned, Matching};
use file::Ground;
use head::{Head, Owner};

/// What is planned in one account.
struct Draft {
    owner: Owner,
    grounds: Vec<Ground>,
    /// What was set apart, each with the reason.
    apart: Vec<(Item, String)>,
    /// What was read to find them.
    learned: Learned,
}

/// Prints the plan of a verb for what a query means in its folder, else for all there is.
pub(super) async fn plan(sides: &Sides<'_>, args: &Plan) -> Result<u8> {
    decide::check_comment(args.verb, args.comment.as_deref())?;
    if let Some(session) = sides.alone() {
        decide::check_provided(session, args.verb)?;
    }
    let look = sides.look;
    let (drafts, failures) = sides
        .ask(async |session| draft(session, args).await)
        .await?;
    let (mut owners, mut grounds, mut apart) = (Vec::new(), Vec::new(), Vec::new());
    let mut learned = Learned::default();
    for (_, draft) in drafts {
        learned.extend(draft.learned);
        owners.push(draft.owner);
        grounds.extend(draft.grounds);
        apart.extend(draft.apart);
    }
    if let Some(query) = &args.filter {
        filter::check_fields(sides, query, &learned)?;
    }
    if grounds.is_empty() {
        Look::say(&look.locale.t("cli-filter-nothing"));
    }
    let head = Head {
        owners,
        made: look.now,
    };
    let mut text = head.text();
    text.push_str(&remark::help(look));
    for ground in &grounds {
        let line = Line {
            verb: args.verb.at(ground.item.kind),
            id: head.name(&ground.item.key),
            people: Vec::new(),
            comment: ground.said.clone(),
        };
        let about = remark::about(look, ground);
        text.extend([about, line.to_string(), "\n\n".to_owned()]);
    }
    text.push_str(&remark::apart(look, &head, &apart));
    text.push_str(&remark::end(look));
    text.push_str(&file::end(&grounds)?);
    Look::print_text(&text)?;
    Ok(failures.tell(look))
}

/// Reads what a plan of one account is made of.
async fn draft(session: &Session<'_>, args: &Plan) -> Result<Draft> {
    let own = args.verb.row().folders.first().copied();
    let folder = args.folder.or(own).unwrap_or(Folder::Todo);
    let inbox = &session.inbox;
    let (found, learned) = if let Some(query) = &args.filter {
        filter::select(session, query, &[folder]).await?
    } else {
        let items = inbox.all(folder, ServerSort::Started, false).await?.items;
        let found = Matching {
            items,
            ..Matching::default()
        };
        (found, Learned::default())
    };
    let (fitting, mut apart) = divide(session, args.verb, found.items);
    let unknown = session.look.locale.t("note-filter-unknown");
    apart.extend(
        found
            .unknown
            .into_iter()
            .map(|(item, _)| (item, unknown.clone())),
    );
    let grounds = read(session, fitting, &mut apart).await?;
    let grounds = said(session, grounds, args.comment.as_deref(), &mut apart);
    let owner = Owner {
        account: inbox.account().to_owned(),
        hand: inbox.hand().await,
    };
    Ok(Draft {
        owner,
        grounds,
        apart,
        learned,
    })
}

/// Reads the form of each. What was decided meanwhile is set apart and takes nothing from the
/// others.
async fn read(
    session: &Session<'_>,
    items: Vec<Item>,
    apart: &mut Vec<(Item, String)>,
) -> Result<Vec<Ground>> {
    let inbox = &session.inbox;
    let read: Vec<_> = stream::iter(items)
        .map(|item| async move {
            let form = inbox.form(&item).await;
            (item, form)
        })
        .buffered(session.config.file.concurrency.max(1))
        .collect()
        .await;
    let mut grounds = Vec::new();
    for (item, form) in read {
        match form {
            Ok(form) => grounds.push(Ground {
                item,
                form,
                said: None,
            }),
            Err(error) if matches!(error.kind, Kind::NotFound | Kind::Refused) => {
                apart.push((item, session.look.locale.error(&error)));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(grounds)
}

/// Gives each what is said of it; of whom that cannot be said is set apart.
fn said(
    session: &Session<'_>,
    grounds: Vec<Ground>,
    comment: Option<&str>,
    apart: &mut Vec<(Item, String)>,
) -> Vec<Ground> {
    let mut about = Vec::new();
    for ground in grounds {
        let filled = comment.map(|text| decide::fill(text, &ground.item, Some(&ground.form)));
        match filled.transpose() {
            Ok(said) => about.push(Ground { said, ..ground }),
            Err(note) => {
                let reason = session.look.locale.note(&note).unwrap_or_default();
                apart.push((ground.item, reason));
            }
        }
    }
    about
}

/// What can be planned, and what cannot with the reason.
fn divide(session: &Session<'_>, verb: Verb, items: Vec<Item>) -> (Vec<Item>, Vec<(Item, String)>) {
    let (locale, provided) = (&session.look.locale, session.inbox.verbs());
    let (mut fitting, mut apart) = (Vec::new(), Vec::new());
    for item in items {
        let verb = verb.at(item.kind);
        let blocked = (!provided.contains(&verb)).then_some(Blocked::Provider);
        match blocked.or_else(|| verb.blocked_by_row(&item)) {
            Some(reason) => apart.push((item, locale.t(reason.message()))),
            None if item.batch == Some(false) => {
                apart.push((item, locale.t("note-not-in-batch")));
            }
            None => fitting.push(item),
        }
    }
    (fitting, apart)
}

/// What can be seen to be wrong before anything is read: a file that is not there, before nobody
/// to ask.
pub(super) fn check(args: &Apply, at_terminal: bool) -> Result<()> {
    let name = args.file.display().to_string();
    // Only looked for: what comes out of a pipe can be read but once.
    if name != "-" {
        std::fs::metadata(&args.file).map_err(|error| unreadable(&name, &error))?;
    }
    decide::check_consent(true, args.yes, at_terminal)
}

/// Sends what stands in a plan file.
pub(super) async fn apply(sides: &Sides<'_>, args: &Apply) -> Result<u8> {
    let name = args.file.display().to_string();
    let plan = file::read(&name, &content(&args.file, &name)?)?;
    check_owners(sides, &plan, &name)?;
    if let Some(session) = sides.alone()
        && session.inbox.read_only()
    {
        return Err(decide::read_only(session));
    }
    let mut grounds = plan.grounds;
    let wanted: Vec<_> = plan
        .lines
        .into_iter()
        .filter_map(|(_, line)| grounds.remove(&line.id).map(|ground| (line, ground)))
        .collect();
    let staged = stream::iter(wanted)
        .map(|(line, ground)| stage(sides, line, ground))
        .buffered(sides.at_once())
        .collect()
        .await;
    decide::carry_out(sides, staged, args.yes, false, &ByAccount::new()).await
}

/// The text of a file; `-` is standard input.
fn content(path: &Path, name: &str) -> Result<String> {
    let read = if name == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    read.map_err(|error| unreadable(name, &error))
}

fn unreadable(name: &str, error: &std::io::Error) -> Error {
    Error::new(Kind::Usage, "error-plan-file")
        .with("file", name)
        .with("reason", error.to_string())
}

/// A plan is for the accounts and the hands that it was made for.
fn check_owners(sides: &Sides<'_>, plan: &file::Plan, name: &str) -> Result<()> {
    let accounts: Vec<_> = plan.head.accounts().collect();
    let strange = |ground: &Ground| !accounts.contains(&&*ground.item.key.account);
    let absent = |account: &&str| sides.of(account).is_err();
    if accounts.iter().any(absent) || plan.grounds.values().any(strange) {
        let present: Vec<_> = sides.names().collect();
        return Err(Error::new(Kind::Usage, "error-plan-account")
            .with("file", name)
            .with("account", accounts.join(", "))
            .with("present", present.join(", "))
            .hint("hint-plan-account"));
    }
    for owner in &plan.head.owners {
        let hand = sides.of(&owner.account)?.inbox.known_hand();
        if owner.hand.id != hand.id {
            return Err(Error::new(Kind::Denied, "error-plan-hand")
                .with("file", name)
                .with("hand", owner.hand.label())
                .with("present", hand.label()));
        }
    }
    Ok(())
}

/// One line as a decision on what the plan was made on.
async fn stage(sides: &Sides<'_>, line: Line, ground: Ground) -> Staged {
    let verb = line.verb.at(ground.item.kind);
    let blocked = verb.blocked_by_row(&ground.item);
    let proposed = line.comment == ground.said;
    let decision = Box::new(Decision {
        comment: line.comment,
        ..Decision::new(ground.item, verb, Baseline::Plan(ground.form))
    });
    let decision = decide::able(sides, Ok(decision))?;
    if let Some(reason) = blocked {
        let receipt = Receipt::new(Status::Failed, verb, Note::ours(reason.message()));
        return Err(Box::new(Ending::of(&decision, receipt)));
    }
    let (session, mut decision) = decide::addressed(sides, decision)?;
    match choose::people(session, &line.people).await {
        Ok(people) => decision.people = people,
        Err(error) => return Err(Box::new(Ending::failed(&decision, error))),
    }
    let decision = if proposed {
        decision
    } else {
        decide::word(Ok(decision))?
    };
    if verb.row().needs == Needs::Node {
        return decide::aim(session, None, decision).await;
    }
    Ok(decision)
}
