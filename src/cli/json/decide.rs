//! The documents of the deciding commands and of the journal.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::{Named, Rows, id};
use crate::domain::decision::{Candidate, Receipt};
use crate::domain::form::Change;
use crate::domain::journal::{Entry, Inspection};
use crate::locale::Locale;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Decided<'a> {
    pub(in crate::cli) results: Rows<'a, Outcome<'a>>,
    pub(in crate::cli) done: usize,
    pub(in crate::cli) refused: usize,
    pub(in crate::cli) failed: usize,
    pub(in crate::cli) stale: usize,
    pub(in crate::cli) unknown: usize,
}

/// What became of one item.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Outcome<'a> {
    id: &'a str,
    verb: &'static str,
    receipt: &'static str,
    message: Option<String>,
    hint: Option<String>,
    code: Option<&'a str>,
    request_id: Option<&'a str>,
    guard: &'static str,
    changed: Vec<Changed<'a>>,
    next: Vec<Next<'a>>,
}

impl<'a> Outcome<'a> {
    pub(in crate::cli) fn new(
        id: &'a str,
        guard: &'static str,
        receipt: &'a Receipt,
        message: Option<String>,
        locale: &Locale,
    ) -> Self {
        Self {
            id,
            verb: receipt.verb.name(),
            receipt: receipt.status.name(),
            message,
            hint: receipt.hint.map(|key| locale.t(key)),
            code: receipt.code.as_deref(),
            request_id: receipt.request_id.as_deref(),
            guard,
            changed: receipt.changed.iter().map(Into::into).collect(),
            next: receipt.next.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Changed<'a> {
    field: &'a str,
    was: &'a Value,
    is: &'a Value,
}

impl<'a> From<&'a Change> for Changed<'a> {
    fn from(change: &'a Change) -> Self {
        Self {
            field: &change.field,
            was: &change.was,
            is: &change.is,
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Next<'a> {
    wait_task_id: &'a str,
    user: Named<'a>,
}

impl<'a> From<&'a Candidate> for Next<'a> {
    fn from(candidate: &'a Candidate) -> Self {
        Self {
            wait_task_id: candidate.wait_task_id.as_str(),
            user: (&candidate.user).into(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Journal<'a> {
    pub(in crate::cli) items: Vec<Recorded<'a>>,
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Recorded<'a> {
    at: Timestamp,
    account: &'a str,
    hand: Named<'a>,
    id: &'a str,
    task_id: Option<&'a str>,
    instance_id: &'a str,
    verb: &'static str,
    comment: Option<&'a str>,
    receipt: Option<&'static str>,
    message: Option<String>,
    request_id: Option<&'a str>,
}

impl<'a> Recorded<'a> {
    pub(in crate::cli) fn new(entry: &'a Entry, locale: &Locale) -> Self {
        let intent = &entry.intent;
        let receipt = entry.receipt.as_ref();
        Self {
            at: intent.at,
            account: &intent.key.account,
            hand: (&intent.hand).into(),
            id: intent.key.id.as_str(),
            task_id: id(intent.task_id.as_ref()),
            instance_id: intent.instance_id.as_str(),
            verb: intent.verb.name(),
            comment: intent.comment.as_deref(),
            receipt: receipt.map(|receipt| receipt.status.name()),
            message: receipt.and_then(|receipt| locale.note(&receipt.note)),
            request_id: receipt.and_then(|receipt| receipt.request_id.as_deref()),
        }
    }
}

/// `journal --verify`: how the record stands against its seals.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Inspected<'a> {
    rows: u64,
    head: Option<&'a str>,
    flaw: Option<Flawed<'a>>,
}

/// The first row that is not as it was written.
#[derive(Debug, Serialize)]
struct Flawed<'a> {
    kind: &'static str,
    part: &'a str,
    row: i64,
}

impl<'a> Inspected<'a> {
    pub(in crate::cli) fn new(found: &'a Inspection) -> Self {
        Self {
            rows: found.rows,
            head: found.head.as_deref(),
            flaw: found.flaw.as_ref().map(|flaw| Flawed {
                kind: flaw.harm.name(),
                part: &flaw.part,
                row: flaw.row,
            }),
        }
    }
}
