//! The deciding commands: find, check, take a baseline, ask, send, report.
//! What makes a decision safe is the inbox's work; nothing here talks to a server.

mod filling;
mod report;
mod rollback;
mod sending;
mod staging;
mod wording;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::Arc;

use super::args::{Decide, Order};
use super::choose::{ByAccount, Chosen};
use super::look::Look;
use super::sides::Sides;
use super::{ALL_DONE, Session, filter};
use crate::domain::decision::{COMMENT_LIMIT, Decision, Note, Receipt, Status};
use crate::domain::item::Key;
use crate::domain::verb::{Comment, Verb};
use crate::error::{Error, Kind, Result};
use crate::locale::Locale;
pub(super) use rollback::aim;
pub(super) use sending::addressed;
pub(super) use staging::{Staged, able};
pub(super) use wording::{fill, word};

/// How one item of the command ended.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    /// Whose item it is, where one has it.
    account: Option<Arc<str>>,
    /// The item's id, or what was given for one.
    id: String,
    /// The item's title, where it was found.
    title: String,
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
    check_consent(sends, order.args.yes, at_terminal).map_err(|error| error.hint("hint-yes"))
}

/// Without anybody to ask, what is to be sent needs a yes beforehand.
pub(super) fn check_consent(sends: bool, yes: bool, at_terminal: bool) -> Result<()> {
    if !at_terminal && sends && !yes {
        return Err(Error::new(Kind::Usage, "error-yes-required").hint("hint-yes-alone"));
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

pub(super) async fn run(sides: &Sides<'_>, order: &Order<'_>) -> Result<u8> {
    let look = sides.look;
    if order.lists {
        return rollback::list(sides, order).await;
    }
    if let Some(session) = sides.alone() {
        check_account(session, order.verb)?;
    }
    if order.verb.row().comment == Comment::None && order.comment.is_some() {
        let verb = look.word("verb", order.verb.name());
        Look::say(&look.locale.f("cli-no-comment", &[("verb", verb.into())]));
    }
    let (staged, failures) = staging::stage(sides, order).await?;
    let chosen = Chosen::of(sides, &staged, order.next).await?;
    let told = failures.tell(look);
    let Decide { yes, dry_run, .. } = order.args;
    match carry_out(sides, staged, *yes, *dry_run, &chosen).await? {
        ALL_DONE => Ok(told),
        code => Ok(code),
    }
}

/// Whether an account can do a thing at all.
fn check_account(session: &Session<'_>, verb: Verb) -> Result<()> {
    if session.inbox.read_only() {
        return Err(read_only(session));
    }
    check_provided(session, verb)
}

/// Whether its back-end has a verb.
pub(super) fn check_provided(session: &Session<'_>, verb: Verb) -> Result<()> {
    if !session.inbox.verbs().contains(&verb) {
        return Err(Error::new(Kind::Unsupported, "error-verb-provider")
            .with("account", session.inbox.account())
            .with("verb", verb.name()));
    }
    Ok(())
}

/// Asks first where that is wanted, sends, and tells what became of each.
pub(super) async fn carry_out(
    sides: &Sides<'_>,
    staged: Vec<Staged>,
    yes: bool,
    dry_run: bool,
    chosen: &ByAccount<Chosen>,
) -> Result<u8> {
    let look = sides.look;
    if staged.is_empty() {
        Look::say(&look.locale.t("cli-filter-nothing"));
    }
    let sends =
        !dry_run && (yes || !staged.iter().any(Staged::is_ok) || agreed(sides, &staged).await?);
    let endings = if sends {
        sending::send(sides, staged, chosen).await
    } else {
        staged.into_iter().map(planned).collect()
    };
    report::print(&endings, sides)?;
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
pub(super) fn report_choice(key: &Key, receipt: Receipt, sides: &Sides<'_>) -> Result<u8> {
    let ending = Ending::new(key.id.to_string(), "fresh", receipt);
    let endings = [ending.of_account(&key.account)];
    report::print(&endings, sides)?;
    Ok(report::exit_code(&endings, false))
}

/// Lists what would be sent and whose hand it is, and asks. Only a clear yes is one.
async fn agreed(sides: &Sides<'_>, staged: &[Staged]) -> Result<bool> {
    let look = sides.look;
    let mut table = sides.table();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for decision in staged.iter().flatten() {
        let item = &decision.item;
        *counts.entry(&item.key.account).or_default() += 1;
        let cells = [
            look.word("verb", decision.verb.name()),
            item.key.id.to_string(),
            item.title.clone(),
            item.applicant.label().to_owned(),
        ];
        table.row_of(&item.key.account, cells);
    }
    for (account, count) in counts {
        let hand = sides.of(account)?.inbox.hand().await;
        let words = [
            ("hand", hand.label().into()),
            ("count", count.into()),
            ("account", account.into()),
        ];
        let key = if sides.are_several() {
            "cli-hand-of"
        } else {
            "cli-hand"
        };
        Look::say(&look.locale.f(key, &words));
    }
    Look::say(table.lines(false).trim_end());
    Look::ask(&look.locale.t("cli-confirm"));
    let answer = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    let answer = answer.await.ok().and_then(std::io::Result::ok);
    let answer = answer.unwrap_or_default();
    if !answer.ends_with('\n') {
        // Whoever left without an answer is still behind the question.
        Look::say("");
    }
    let answer = answer.trim().to_lowercase();
    Ok(matches!(answer.as_str(), "y" | "yes" | "是"))
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
        let key = &decision.item.key;
        let guard = decision.baseline.name();
        Self {
            title: decision.item.title.clone(),
            ..Self::new(key.id.to_string(), guard, receipt).of_account(&key.account)
        }
    }

    fn new(id: String, guard: &'static str, receipt: Receipt) -> Self {
        Self {
            account: None,
            id,
            title: String::new(),
            guard,
            receipt,
            error: None,
        }
    }

    fn of_account(self, account: &Arc<str>) -> Self {
        Self {
            account: Some(Arc::clone(account)),
            ..self
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
