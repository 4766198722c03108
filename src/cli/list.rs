//! `list`: the items of a folder, in the server's order or one of ours.

mod columns;

use super::args::List;
use super::look::Look;
use super::pages::PAGE;
use super::{ALL_DONE, Session, filter, json};
use crate::domain::item::{Folder, Page, PageRequest, ServerSort};
use crate::domain::order;
use crate::error::Result;
use crate::inbox::Learned;

/// What can be seen to be wrong before anything is read.
pub(super) fn check(args: &List) -> Result<()> {
    args.filter.as_deref().map_or(Ok(()), filter::check)
}

/// What a list holds, and what was read to find and order it.
#[derive(Debug, Default)]
pub(super) struct Found {
    page: Page,
    learned: Learned,
}

pub(super) async fn run(session: &Session<'_>, args: &List) -> Result<u8> {
    let mut page = read(session, args).await?.page;
    page.items.truncate(limit(args));
    print(args, &page, false, session.look)?;
    Ok(ALL_DONE)
}

/// Prints rows, each with its account where there may be several.
pub(super) fn print(args: &List, page: &Page, of_several: bool, look: &Look) -> Result<()> {
    let folder = args.folder.unwrap_or(Folder::Todo);
    let document = json::List::new(folder, page);
    look.print(&document, &document.items, || {
        columns::table(folder, &page.items, of_several, look)
    })?;
    look.say_more(args.all, page.items.len(), page.total);
    Ok(())
}

/// How many rows are wanted.
fn limit(args: &List) -> usize {
    if args.all {
        return usize::MAX;
    }
    args.limit.unwrap_or(PAGE)
}

/// The server sorts only by the start: every other order, and every filter, needs all pages.
/// There may be more rows than are wanted.
pub(super) async fn read(session: &Session<'_>, args: &List) -> Result<Found> {
    let folder = args.folder.unwrap_or(Folder::Todo);
    let key = args.sort.as_ref().filter(|key| !key.is_servers());
    let mut learned = Learned::default();
    if key.is_none() && args.filter.is_none() && !args.all {
        let page = first(session, folder, args.reverse, limit(args)).await?;
        return Ok(Found { page, learned });
    }
    let ascending = args.reverse && key.is_none();
    let all = session.inbox.all(folder, ServerSort::Started, ascending);
    let mut page = all.await?;
    if let Some(query) = &args.filter {
        let found = filter::matching(session, query, page.items, &mut learned).await?;
        filter::say_unknown(session, found.unknown.len());
        page.items = found.items;
        page.total = page.items.len() as u64;
    }
    if let Some(key) = key {
        filter::learn_order(session, key, &page.items, &mut learned).await?;
        let items: Vec<_> = page.items.iter().collect();
        let sorted = order::sorted(items, key, args.reverse, |item| learned.known(item));
        page.items = sorted.into_iter().cloned().collect();
    }
    Ok(Found { page, learned })
}

/// The rows of several accounts as one list, in the order that is asked for, else the newest
/// first.
pub(super) fn merge(args: &List, found: Vec<Found>) -> Page {
    let (mut pages, mut learned) = (Vec::new(), Learned::default());
    for one in found {
        pages.push(one.page);
        learned.extend(one.learned);
    }
    let items: Vec<_> = pages.iter().flat_map(|page| &page.items).collect();
    let key = args.sort.as_ref().unwrap_or(&order::Key::Started);
    let sorted = order::sorted(items, key, args.reverse, |item| learned.known(item));
    Page {
        items: sorted.into_iter().take(limit(args)).cloned().collect(),
        total: pages.iter().map(|page| page.total).sum(),
        unread: pages.iter().map(|page| page.unread).sum(),
    }
}

/// The first items in the server's order, through as many pages as that takes.
async fn first(
    session: &Session<'_>,
    folder: Folder,
    ascending: bool,
    limit: usize,
) -> Result<Page> {
    let size = limit.clamp(1, PAGE);
    let mut request = PageRequest {
        folder,
        number: 1,
        size: u32::try_from(size).unwrap_or(u32::MAX),
        sort: ServerSort::Started,
        ascending,
    };
    let mut page = session.inbox.page(&request).await?;
    let mut last = page.items.len();
    while page.items.len() < limit && last >= size && (page.items.len() as u64) < page.total {
        request.number += 1;
        let next = session.inbox.page(&request).await?;
        last = next.items.len();
        page.items.extend(next.items);
    }
    page.items.truncate(limit);
    Ok(page)
}
