//! The server itself: credentials, clock, whose hand, and each interface that only reads.

use jiff::Timestamp;

use super::report::{Report, Words};
use crate::domain::flow::{FlowKind, InstanceQuery};
use crate::domain::id::Id;
use crate::domain::item::{Folder, Item, PageRequest, ServerSort};
use crate::domain::message::{MessageFilter, MessageRequest};
use crate::error::{Error, Kind, Result};
use crate::inbox::{Clock, Inbox};

/// Further apart, certificates and records begin to be misread (seconds).
const TOLERANCE: i64 = 300;

/// What errors say of a line that could not be encrypted, or to somebody else.
const FLAWS: [&str; 4] = [
    "error-issuer",
    "error-certificate-time",
    "error-certificate-name",
    "error-handshake",
];

/// `None` when the credentials are of no use.
pub(super) async fn examine(inbox: &Inbox, clock: Clock, report: &mut Report<'_>) -> Option<()> {
    let answered = match inbox.server_time().await {
        // Who is known and may not ask that may ask other things.
        Err(error) if error.kind == Kind::Denied => Ok(None),
        answered => answered,
    };
    encryption(inbox, &answered, report)?;
    let at = report.tell("token", answered, |_| plain("doctor-token-works"))?;
    if let Some(at) = at {
        report.tell("clock", skew(clock(), at), |seconds| {
            ("doctor-skew", vec![("seconds", seconds.to_string())])
        });
    }
    let hand = inbox.known_hand();
    let user = hand.id.as_ref().map_or("", Id::as_str);
    let person = inbox.person(user).await.map_err(|error| match error.kind {
        Kind::NotFound => error.hint("hint-doctor-user"),
        _ => error,
    });
    let nobody = matches!(&person, Err(error) if error.kind == Kind::NotFound);
    report.tell("identity", person, |person| {
        ("doctor-hand", vec![("name", person.name.clone())])
    });
    if nobody {
        // All that is left to ask is asked in the name of this person.
        return None;
    }
    report.tell("counts", inbox.counts().await, |counts| total(&counts.todo));
    let item = folders(inbox, report).await;
    if let Some(item) = item {
        about(inbox, &item, report).await;
    }
    others(inbox, report).await;
    Some(())
}

/// Certificates are looked at by the first request; `None` where one is not good.
fn encryption<T>(inbox: &Inbox, answered: &Result<T>, report: &mut Report<'_>) -> Option<()> {
    match answered {
        Err(error) if FLAWS.contains(&error.message) => {
            report.bad("tls", error);
            return None;
        }
        _ if inbox.server().is_some_and(|server| server.https) => {
            report.good("tls", plain("doctor-encrypted"));
        }
        _ => report.good("tls", plain("doctor-not-encrypted")),
    }
    Some(())
}

/// How far this machine's clock is ahead, in seconds.
pub(in crate::cli) fn skew(here: Timestamp, there: Timestamp) -> Result<i64> {
    let seconds = here.as_second() - there.as_second();
    if seconds.abs() <= TOLERANCE {
        return Ok(seconds);
    }
    let message = if seconds > 0 {
        "error-clock-fast"
    } else {
        "error-clock-slow"
    };
    Err(Error::new(Kind::System, message)
        .with("minutes", (seconds.abs() / 60).to_string())
        .hint("hint-clock-off"))
}

/// Reads the beginning of each folder; returns an item to look at.
async fn folders(inbox: &Inbox, report: &mut Report<'_>) -> Option<Item> {
    let mut first = None;
    for folder in Folder::ALL {
        let request = PageRequest {
            folder,
            number: 1,
            size: 10,
            sort: ServerSort::Started,
            ascending: false,
        };
        let page = report.tell(folder.name(), inbox.page(&request).await, |page| {
            total(&page.total)
        });
        first = first.or_else(|| page?.items.into_iter().next());
    }
    first
}

async fn about(inbox: &Inbox, item: &Item, report: &mut Report<'_>) {
    let opened = report.tell("detail", inbox.open(item).await, |instance| {
        ("doctor-read", vec![("title", instance.item.title.clone())])
    });
    if let Some(instance) = opened {
        report.good("history", total(&instance.history.len()));
    }
    let id = &item.instance_id;
    report.tell("canvas", inbox.canvas(id).await, |canvas| {
        total(&canvas.nodes.len())
    });
    report.tell("tasks", inbox.tasks(id).await, |tasks| total(&tasks.len()));
}

async fn others(inbox: &Inbox, report: &mut Report<'_>) {
    let request = MessageRequest {
        filter: MessageFilter::default(),
        number: 1,
        size: 10,
    };
    report.tell("messages", inbox.messages(&request).await, |page| {
        total(&page.total)
    });
    report.tell("flows", inbox.flows(FlowKind::Approval).await, |flows| {
        total(&flows.len())
    });
    let instances = inbox.instances(&InstanceQuery::default(), 1, 10).await;
    report.tell("instances", instances, |page| total(&page.total));
}

fn total(count: &impl ToString) -> Words {
    ("doctor-total", vec![("count", count.to_string())])
}

fn plain(key: &'static str) -> Words {
    (key, Vec::new())
}
