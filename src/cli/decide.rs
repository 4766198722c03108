//! The deciding commands: find, check, take a baseline, ask, send, report.
//! What makes a decision safe is the inbox's work; nothing here talks to a server.

mod filling;
mod report;
mod rollback;
mod staging;
mod wording;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::pin::pin;

use futures_util::StreamExt;

use super::args::{Decide, Order};
use super::choose::Chosen;
use super::look::Look;
use super::{Session, choose, filter, stop};
use crate::domain::decision::{COMMENT_LIMIT, Decision, Note, Receipt, Status};
use crate::domain::id::Id;
use crate::domain::progress::Progress;
use crate::domain::verb::{Blocked, Comment, Verb};
use crate::error::{Error, Kind, Result};
use crate::inbox::Halt;
use crate::locale::Locale;
pub(super) use rollback::aim;
pub(super) use staging::Staged;
pub(super) use wording::{fill, word};

/// How one item of the command ended.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    /// The item's id, or what was given for one.
    id: String,
    /// What the decision was guarded by, as in `results[].guard`.
    guard: &'static str,
    receipt: Receipt,
    /// Why it could not even be found.
    error: Option<Error>,
}

/// What is wrong with an order before anything is read.
pub(super) fn check(order: &Order<'_>, at_terminal: bool) -> Result<()> {
    order.args.filter.as_deref().map_or(Ok(()), filter::check)?;
    check_comment(order.verb, order.comment)?;
    let sends = !order.args.dry_run && !order.lists;
    check_consent(sends, order.args.yes, at_terminal)
}

/// Without anybody to ask, what is to be sent needs a yes beforehand.
pub(super) fn check_consent(sends: bool, yes: bool, at_terminal: bool) -> Result<()> {
    if !at_terminal && sends && !yes {
        return Err(Error::new(Kind::Usage, "error-yes-required").hint("hint-yes"));
    }
    Ok(())
}

/// Whether a verb has the comment it needs, and no longer one than is taken.
pub(super) fn check_comment(verb: Verb, comment: Option<&str>) -> Result<()> {
    let comment = comment.unwrap_or_default();
    if verb.row().comment == Comment::Required && comment.trim().is_empty() {
        return Err(if verb == Verb::Stop {
            Error::new(Kind::Usage, "error-reason-required").hint("hint-reason")
        } else {
            Error::new(Kind::Usage, "error-comment-required").hint("hint-comment")
        });
    }
    let length = comment.chars().count();
    if length > COMMENT_LIMIT {
        return Err(Error::new(Kind::Usage, "error-comment-long")
            .with("length", length.to_string())
            .with("limit", COMMENT_LIMIT.to_string()));
    }
    Ok(())
}

pub(super) async fn run(session: &Session<'_>, order: &Order<'_>) -> Result<u8> {
    let look = session.look;
    if order.lists {
        return rollback::list(session, order).await;
    }
    if session.inbox.read_only() {
        return Err(read_only(session));
    }
    if !session.inbox.verbs().contains(&order.verb) {
        return Err(Error::new(Kind::Unsupported, Blocked::Provider.message()));
    }
    if order.verb.row().comment == Comment::None && order.comment.is_some() {
        let verb = look.word("verb", order.verb.name());
        Look::say(&look.locale.f("cli-no-comment", &[("verb", verb.into())]));
    }
    let chosen = Chosen::of(session, order.next).await?;
    let staged = staging::stage(session, order).await?;
    let Decide { yes, dry_run, .. } = order.args;
    carry_out(session, staged, *yes, *dry_run, chosen.as_ref()).await
}

/// Asks first where that is wanted, sends, and tells what became of each.
pub(super) async fn carry_out(
    session: &Session<'_>,
    staged: Vec<Staged>,
    yes: bool,
    dry_run: bool,
    chosen: Option<&Chosen>,
) -> Result<u8> {
    let look = session.look;
    if staged.is_empty() {
        Look::say(&look.locale.t("cli-filter-nothing"));
    }
    let sends =
        !dry_run && (yes || !staged.iter().any(Staged::is_ok) || agreed(session, &staged).await);
    let endings = if sends {
        send(session, staged, chosen).await
    } else {
        staged.into_iter().map(planned).collect()
    };
    report::print(&endings, look)?;
    if endings.iter().any(|ending| !ending.receipt.next.is_empty()) {
        Look::say(&look.locale.t("cli-choose-next"));
    }
    Ok(report::exit_code(&endings, dry_run))
}

/// Why nothing is sent for an account that only reads.
pub(super) fn read_only(session: &Session<'_>) -> Error {
    Error::new(Kind::Denied, "error-read-only")
        .with("account", session.inbox.account())
        .hint("hint-read-only")
}

/// What became of a choice by itself, in the document of the decisions.
pub(super) fn report_choice(id: &Id, receipt: Receipt, look: &Look) -> Result<u8> {
    let endings = [Ending::new(id.to_string(), "fresh", receipt)];
    report::print(&endings, look)?;
    Ok(report::exit_code(&endings, false))
}

/// Lists what would be sent and whose hand it is, and asks. Only a clear yes is one.
async fn agreed(session: &Session<'_>, staged: &[Staged]) -> bool {
    let look = session.look;
    let mut table = look.table();
    for decision in staged.iter().flatten() {
        let item = &decision.item;
        table.row([
            look.word("verb", decision.verb.name()),
            item.key.id.to_string(),
            item.title.clone(),
            item.applicant.label().to_owned(),
        ]);
    }
    let hand = session.inbox.hand().await;
    let count = staged.iter().flatten().count();
    let hand = [("hand", hand.label().into()), ("count", count.into())];
    Look::say(&look.locale.f("cli-hand", &hand));
    Look::say(table.lines(false).trim_end());
    Look::ask(&look.locale.t("cli-confirm"));
    let answer = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    let answer = answer.await.ok().and_then(std::io::Result::ok);
    let answer = answer.unwrap_or_default().trim().to_lowercase();
    matches!(answer.as_str(), "y" | "yes" | "是")
}

/// Sends what is staged, several at once, and reports in the order given. A wish to stop calls
/// off what has not been sent yet.
async fn send(session: &Session<'_>, staged: Vec<Staged>, chosen: Option<&Chosen>) -> Vec<Ending> {
    let halt = Halt::default();
    let listening = tokio::spawn({
        let halt = halt.clone();
        async move {
            stop::asked().await;
            halt.call();
        }
    });
    let (mut endings, mut decisions, mut places) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (place, staged) in staged.into_iter().enumerate() {
        match staged {
            Ok(decision) => {
                places.insert(decision.item.key.clone(), place);
                decisions.push(*decision);
                endings.push(None);
            }
            Err(ending) => endings.push(Some(*ending)),
        }
    }
    let mut progress = Progress::new(decisions.len(), (session.clock)());
    let mut ends = pin!(
        session
            .inbox
            .send_all(decisions, &halt)
            .map(|(decision, receipt)| async {
                let receipt = match chosen {
                    Some(chosen) => {
                        choose::follow(session, &decision.item.key, receipt, chosen).await
                    }
                    None => receipt,
                };
                (decision, receipt)
            })
            .buffer_unordered(session.config.file.concurrency.max(1))
    );
    while let Some((decision, receipt)) = ends.next().await {
        progress.count(receipt.status);
        session.look.tell_progress(&progress, (session.clock)());
        let place = places.get(&decision.item.key);
        if let Some(ending) = place.and_then(|place| endings.get_mut(*place)) {
            *ending = Some(Ending::of(&decision, receipt));
        }
    }
    listening.abort();
    endings.into_iter().flatten().collect()
}

/// What a decision would have been.
fn planned(staged: Staged) -> Ending {
    staged.map_or_else(
        |ending| *ending,
        |decision| {
            let receipt = Receipt::new(Status::Planned, decision.verb, Note::default());
            Ending::of(&decision, receipt)
        },
    )
}

impl Ending {
    pub(super) fn of(decision: &Decision, receipt: Receipt) -> Self {
        let id = decision.item.key.id.to_string();
        Self::new(id, decision.baseline.name(), receipt)
    }

    fn new(id: String, guard: &'static str, receipt: Receipt) -> Self {
        Self {
            id,
            guard,
            receipt,
            error: None,
        }
    }

    /// What an error kept from being sent.
    pub(super) fn failed(decision: &Decision, error: Error) -> Self {
        let mut receipt = Receipt::new(Status::Failed, decision.verb, Note::default());
        receipt.code.clone_from(&error.code);
        receipt.request_id.clone_from(&error.request_id);
        Self {
            error: Some(error),
            ..Self::of(decision, receipt)
        }
    }

    /// Why it ended so, in words: the server's, else ours.
    fn message(&self, locale: &Locale) -> Option<String> {
        match &self.error {
            Some(error) => Some(locale.error(error)),
            None => locale.note(&self.receipt.note),
        }
    }
}
