//! The whole contract with scripts: every document that `-o json` prints, in the order of its
//! keys. It only grows; no other type of the program is ever printed as JSON.

mod account;
mod canvas;
mod choose;
mod decide;
mod doctor;
mod flow;
mod message;
mod push;
mod rows;
mod show;

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::id::Id;
use crate::domain::item;
use crate::domain::item::{Beyond, Folder, Kind};
use crate::domain::people;
use crate::error;
use crate::locale::Locale;

pub(super) use account::{Account, Accounts, LoggedIn, LoggedOut};
pub(super) use canvas::Canvas;
pub(super) use choose::{Choices, Target, Targets};
pub(super) use decide::{Decided, Inspected, Journal, Outcome, Recorded};
pub(super) use doctor::{Check, Checks, ConfigFile, Setting, Settings};
pub(super) use flow::{Flows, Instances, Started, Tasks};
pub(super) use message::{Marked, Messages};
pub(super) use push::line as push_line;
pub(super) use rows::Rows;
pub(super) use show::Show;

#[derive(Debug, Default, Serialize)]
pub(super) struct Counts {
    todo: u64,
    done: u64,
    cc: u64,
    created: u64,
    draft: u64,
    unread: u64,
    /// The counts beyond which there is more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    at_least: Vec<&'static str>,
}

impl From<&item::Counts> for Counts {
    fn from(counts: &item::Counts) -> Self {
        let item::Counts {
            todo,
            done,
            cc,
            created,
            draft,
            unread,
            beyond,
        } = *counts;
        let folders = Folder::ALL.into_iter();
        let folders = folders.filter(|folder| beyond.has(Beyond::folder(*folder)));
        let messages = beyond.has(Beyond::UNREAD).then_some("unread");
        Self {
            todo,
            done,
            cc,
            created,
            draft,
            unread,
            at_least: folders.map(Folder::name).chain(messages).collect(),
        }
    }
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Named<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
}

impl<'a> From<&'a people::Named> for Named<'a> {
    fn from(named: &'a people::Named) -> Self {
        Self {
            id: id(named.id.as_ref()),
            name: named.name.as_deref(),
        }
    }
}

fn id(id: Option<&Id>) -> Option<&str> {
    id.map(Id::as_str)
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Flow<'a> {
    code: Option<&'a str>,
    version: Option<&'a str>,
    name: Option<&'a str>,
}

impl<'a> From<&'a item::Flow> for Flow<'a> {
    fn from(flow: &'a item::Flow) -> Self {
        Self {
            code: id(flow.code.as_ref()),
            version: flow.version.as_deref(),
            name: flow.name.as_deref(),
        }
    }
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Item<'a> {
    account: &'a str,
    folder: &'static str,
    id: &'a str,
    task_id: Option<&'a str>,
    instance_id: &'a str,
    cc_id: Option<&'a str>,
    title: &'a str,
    description: &'a str,
    kind: &'static str,
    flow: Flow<'a>,
    node: Named<'a>,
    applicant: Named<'a>,
    approver: Named<'a>,
    started_at: Option<Timestamp>,
    arrived_at: Option<Timestamp>,
    handled_at: Option<Timestamp>,
    handled_as: Option<&'a str>,
    ended_at: Option<Timestamp>,
    cc_at: Option<Timestamp>,
    completed: bool,
    outcome: Option<Cow<'static, str>>,
    read: Option<bool>,
    batch: Option<bool>,
    can_revoke: Option<bool>,
    verbs: Vec<&'static str>,
}

impl<'a> From<&'a item::Item> for Item<'a> {
    fn from(item: &'a item::Item) -> Self {
        Self {
            account: &item.key.account,
            folder: item.key.folder.name(),
            id: item.key.id.as_str(),
            task_id: id(item.task_id.as_ref()),
            instance_id: item.instance_id.as_str(),
            cc_id: id(item.cc_id.as_ref()),
            title: &item.title,
            description: &item.description,
            kind: kind(item.kind),
            flow: Flow {
                // Lists carry no flow name; the description stands for it.
                name: Some(item.flow_name()).filter(|name| !name.is_empty()),
                ..(&item.flow).into()
            },
            node: (&item.node).into(),
            applicant: (&item.applicant).into(),
            approver: (&item.approver).into(),
            started_at: item.started_at,
            arrived_at: item.arrived_at,
            handled_at: item.handled_at,
            handled_as: item.handled_as.as_deref(),
            ended_at: item.ended_at,
            cc_at: item.cc_at,
            completed: item.completed,
            outcome: item.outcome.as_ref().map(outcome),
            read: item.read,
            batch: item.batch,
            can_revoke: item.can_revoke,
            verbs: item.verbs.iter().map(|verb| verb.name()).collect(),
        }
    }
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Approval => "approval",
        Kind::Handle => "handle",
        Kind::Submit => "submit",
    }
}

/// The word for how an instance ended; unknown codes are kept as `other:N`.
pub(super) fn outcome(outcome: &item::Outcome) -> Cow<'static, str> {
    match outcome {
        item::Outcome::Approved => "approved".into(),
        item::Outcome::Rejected => "rejected".into(),
        item::Outcome::Stopped => "stopped".into(),
        item::Outcome::Voided => "voided".into(),
        item::Outcome::Failed => "failed".into(),
        item::Outcome::Other(code) => format!("other:{code}").into(),
        item::Outcome::Word(word) => format!("other:{word}").into(),
    }
}

#[derive(Debug, Serialize)]
pub(super) struct List<'a> {
    folder: &'static str,
    total: u64,
    pub(super) items: Vec<Item<'a>>,
}

impl<'a> List<'a> {
    pub(super) fn new(folder: Folder, page: &'a item::Page) -> Self {
        Self {
            folder: folder.name(),
            total: page.total,
            items: page.items.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Users<'a> {
    pub(super) items: Rows<'a, User<'a>>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct User<'a> {
    id: &'a str,
    name: &'a str,
    nick_name: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    r#type: i64,
}

impl<'a> From<&'a people::Person> for User<'a> {
    fn from(person: &'a people::Person) -> Self {
        Self {
            id: person.id.as_str(),
            name: &person.name,
            nick_name: person.nick_name.as_deref(),
            email: person.email.as_deref(),
            phone: person.phone.as_deref(),
            r#type: person.kind,
        }
    }
}

/// Where the sandbox listens.
#[derive(Debug, Default, Serialize)]
pub(super) struct Listening<'a> {
    pub(super) base_url: &'a str,
    pub(super) config: Option<Cow<'a, str>>,
}

/// How the dead letters fared.
#[derive(Debug, Serialize)]
pub(super) struct Retried {
    pub(super) retried: u64,
    /// How many there are still.
    pub(super) dead: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct Failure<'a> {
    error: Reason<'a>,
}

#[derive(Debug, Serialize)]
struct Reason<'a> {
    kind: &'static str,
    message: String,
    hint: Option<String>,
    code: Option<&'a str>,
    request_id: Option<&'a str>,
}

impl<'a> Failure<'a> {
    pub(super) fn new(error: &'a error::Error, locale: &Locale) -> Self {
        Self {
            error: Reason {
                kind: error.kind.name(),
                message: locale.error(error),
                hint: locale.hint(error),
                code: error.code.as_deref(),
                request_id: error.request_id.as_deref(),
            },
        }
    }
}
