//! `list`: the items of a folder, in the server's order or one of ours.

mod columns;

use super::args::List;
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

pub(super) async fn run(session: &Session<'_>, args: &List) -> Result<u8> {
    let look = session.look;
    let folder = args.folder.unwrap_or(Folder::Todo);
    let limit = match (args.all, args.limit) {
        (true, _) => usize::MAX,
        (false, limit) => limit.unwrap_or(PAGE),
    };
    let page = read(session, args, folder, limit).await?;
    let document = json::List::new(folder, &page);
    look.print(&document, &document.items, || {
        columns::table(folder, &page.items, look)
    })?;
    look.say_more(args.all, page.items.len(), page.total);
    Ok(ALL_DONE)
}

/// The server sorts only by the start: every other order, and every filter, needs all pages.
async fn read(session: &Session<'_>, args: &List, folder: Folder, limit: usize) -> Result<Page> {
    let key = args.sort.as_ref().filter(|key| !key.is_servers());
    if key.is_none() && args.filter.is_none() && !args.all {
        return first(session, folder, args.reverse, limit).await;
    }
    let ascending = args.reverse && key.is_none();
    let all = session.inbox.all(folder, ServerSort::Started, ascending);
    let mut page = all.await?;
    let mut learned = Learned::default();
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
    page.items.truncate(limit);
    Ok(page)
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
