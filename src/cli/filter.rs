//! `--filter`: from the text of a query to the items it means, and the details an order needs.
//! Decides nothing.

use std::io::{IsTerminal, stderr};

use super::Session;
use super::look::Look;
use crate::domain::item::{Folder, Item, ServerSort};
use crate::domain::order;
use crate::domain::query::{Present, Query, Reason};
use crate::error::{Error, Kind, Result};
use crate::inbox::{Learned, Matching};

/// Whether a query can be taken at all.
pub(super) fn check(text: &str) -> Result<()> {
    Query::parse(text).map(|_| ()).map_err(Error::from)
}

/// Everything in the folders that a query means.
pub(super) async fn select(
    session: &Session<'_>,
    query: &str,
    folders: &[Folder],
) -> Result<Matching> {
    let mut items = Vec::new();
    for folder in folders {
        let all = session.inbox.all(*folder, ServerSort::Started, false);
        items.extend(all.await?.items);
    }
    matching(session, query, items, &mut Learned::default()).await
}

/// What of the items a query means.
pub(super) async fn matching(
    session: &Session<'_>,
    query: &str,
    items: Vec<Item>,
    learned: &mut Learned,
) -> Result<Matching> {
    let Session { inbox, look, .. } = session;
    let query = Query::parse(query)?;
    let nameless = |item: &Item| {
        let named = [&item.applicant, &item.node];
        named
            .iter()
            .any(|one| one.name.is_none() && one.id.is_some())
    };
    // Without the directory their ids have to do.
    let people = if items.iter().any(nameless) {
        inbox.people().await.unwrap_or_default()
    } else {
        &[]
    };
    let present = Present {
        now: look.now,
        zone: &look.zone,
        people,
    };
    let progress = |done, total| say_reading(look, done, total);
    inbox
        .matching(&query, items, &present, learned, &progress)
        .await
}

/// Reads the details that an order is made of. A column that no form has is wrong usage.
pub(super) async fn learn_order(
    session: &Session<'_>,
    key: &order::Key,
    items: &[Item],
    learned: &mut Learned,
) -> Result<()> {
    if !key.needs_facts() {
        return Ok(());
    }
    let progress = |done, total| say_reading(session.look, done, total);
    session
        .inbox
        .learn(items.iter().collect(), learned, &progress)
        .await;
    match key {
        order::Key::Column(name) if learned.lacks(name) => {
            let reason = Reason::no_field(name, learned.names());
            Err(Error::new(Kind::Usage, "error-sort")
                .with("text", name)
                .with("nearest", reason.nearest().unwrap_or("started"))
                .hint("hint-sort"))
        }
        _ => Ok(()),
    }
}

/// Says of how many nobody knows whether they are meant.
pub(super) fn say_unknown(session: &Session<'_>, count: usize) {
    if count > 0 {
        let count = [("count", count.into())];
        Look::say(&session.look.locale.f("cli-filter-unknown", &count));
    }
}

/// Tells people who wait how far the reading is; whoever reads a file does not wait.
fn say_reading(look: &Look, done: usize, total: usize) {
    if stderr().is_terminal() {
        let counts = [("done", done.into()), ("total", total.into())];
        Look::say_again(&look.locale.f("cli-filter-reading", &counts), done == total);
    }
}
