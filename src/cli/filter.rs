//! `--filter`: from the text of a query to the items it means, and the details an order needs.
//! Decides nothing.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Session;
use super::look::Look;
use super::sides::Sides;
use crate::config::Config;
use crate::domain::item::{Folder, Item, ServerSort};
use crate::domain::order;
use crate::domain::query::{Present, Query, Reason};
use crate::error::{Error, Result};
use crate::inbox::{Learned, Matching};

/// Whether a query can be taken at all.
pub(super) fn check(text: &str) -> Result<()> {
    Query::parse(text).map(|_| ()).map_err(Error::from)
}

/// Whether there may be every account that a query names.
pub(super) fn check_accounts(config: &Config, query: &str) -> Result<()> {
    let names: Vec<_> = config.file.accounts.keys().collect();
    Ok(Query::parse(query)?.check_accounts(&names)?)
}

/// Everything in the folders that a query means, and what was read to tell.
pub(super) async fn select(
    session: &Session<'_>,
    query: &str,
    folders: &[Folder],
) -> Result<(Matching, Learned)> {
    let (mut items, mut learned) = (Vec::new(), Learned::default());
    for folder in folders {
        let all = session.inbox.all(*folder, ServerSort::Started, false);
        items.extend(all.await?.items);
    }
    let found = matching(session, query, items, &mut learned).await?;
    Ok((found, learned))
}

/// Whether what a query names exists anywhere: a field of one account's forms is none of
/// another's.
pub(super) fn check_fields(sides: &Sides<'_>, query: &str, learned: &Learned) -> Result<()> {
    let query = Query::parse(query)?;
    sides.any()?.inbox.check_fields(&query, learned)
}

/// Whether there is what a list is to be sorted by; a column that no form has is wrong usage.
pub(super) fn check_order(key: &order::Key, learned: &Learned) -> Result<()> {
    match key {
        order::Key::Column(name) if learned.lacks(name) => {
            Err(Error::no_order(&Reason::no_field(name, learned.names())))
        }
        _ => Ok(()),
    }
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
    let progress = |done, total| session.say_reading(done, total);
    let found = inbox.matching(&query, items, &present, learned, &progress);
    Ok(found.await)
}

/// Reads the details that an order is made of.
pub(super) async fn learn_order(
    session: &Session<'_>,
    key: &order::Key,
    items: &[Item],
    learned: &mut Learned,
) {
    if key.needs_facts() {
        let progress = |done, total| session.say_reading(done, total);
        let items = items.iter().collect();
        session.inbox.learn(items, learned, &progress).await;
    }
}

/// Says of how many nobody knows whether they are meant.
pub(super) fn say_unknown(look: &Look, count: usize) {
    if count > 0 {
        let count = [("count", count.into())];
        Look::say(&look.locale.f("cli-filter-unknown", &count));
    }
}

/// How far each account is with reading details, for people who wait; whoever reads a file does
/// not.
#[derive(Debug, Default)]
pub(super) struct Reading(Mutex<BTreeMap<String, (usize, usize)>>);

impl Session<'_> {
    fn say_reading(&self, done: usize, total: usize) {
        if self.look.watched {
            let counts = self.reading.count(self.inbox.account(), done, total);
            let words = [("done", counts.0.into()), ("total", counts.1.into())];
            let line = self.look.locale.f("cli-filter-reading", &words);
            Look::say_again(&line, counts.0 == counts.1);
        }
    }
}

impl Reading {
    /// Of all accounts: how much is read of how much.
    fn count(&self, account: &str, done: usize, total: usize) -> (usize, usize) {
        let mut each = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        each.insert(account.to_owned(), (done, total));
        let each = each.values();
        each.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// Takes the line away where something was left unread.
    pub(super) fn end(&self) {
        let each = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if each.values().any(|(done, total)| done < total) {
            Look::say_again("", true);
        }
    }
}
