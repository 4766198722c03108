//! `list`: the items of a folder, in the server's order or one of ours.

mod columns;
mod sort;

use super::args::List;
use super::pages::PAGE;
use super::{ALL_DONE, Session, json};
use crate::domain::item::{Folder, Page, PageRequest, ServerSort};
use crate::error::Result;

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

/// The server sorts only by the start: every other order needs all pages first.
async fn read(session: &Session<'_>, args: &List, folder: Folder, limit: usize) -> Result<Page> {
    match args.sort.filter(|key| !sort::is_servers(*key)) {
        None if args.all => {
            let sort = ServerSort::Started;
            session.inbox.all(folder, sort, args.reverse).await
        }
        None => first(session, folder, args.reverse, limit).await,
        Some(key) => {
            let all = session.inbox.all(folder, ServerSort::Started, false);
            let mut page = all.await?;
            sort::by(key, args.reverse, &mut page.items);
            page.items.truncate(limit);
            Ok(page)
        }
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
