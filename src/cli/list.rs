//! `list`: the items of a folder, in the server's order or one of ours.

mod columns;

use super::args::List;
use super::pages::PAGE;
use super::sides::Sides;
use super::{Session, filter, json};
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
struct Found {
    page: Page,
    learned: Learned,
    /// Of how many nobody knows whether they are meant.
    unknown: usize,
}

pub(super) async fn run(sides: &Sides<'_>, args: &List) -> Result<u8> {
    let look = sides.look;
    let (found, failures) = sides.ask(async |session| read(session, args).await).await?;
    let page = merge(sides, args, found.into_iter().map(|(_, found)| found))?;
    let shown = page.items.len().min(limit(args));
    let page = Page {
        items: page.items.into_iter().take(shown).collect(),
        ..page
    };
    let folder = args.folder.unwrap_or(Folder::Todo);
    let document = json::List::new(folder, &page);
    look.print(&document, &document.items, || {
        columns::table(folder, &page.items, sides)
    })?;
    look.say_more(args.all, shown, page.total);
    Ok(failures.tell(look))
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
async fn read(session: &Session<'_>, args: &List) -> Result<Found> {
    let folder = args.folder.unwrap_or(Folder::Todo);
    let key = args.sort.as_ref().filter(|key| !key.is_servers());
    let (mut learned, mut unknown) = (Learned::default(), 0);
    if key.is_none() && args.filter.is_none() && !args.all {
        let page = first(session, folder, args.reverse, limit(args)).await?;
        return Ok(Found {
            page,
            ..Found::default()
        });
    }
    let ascending = args.reverse && key.is_none();
    let all = session.inbox.all(folder, ServerSort::Started, ascending);
    let mut page = all.await?;
    if let Some(query) = &args.filter {
        let found = filter::matching(session, query, page.items, &mut learned).await?;
        unknown = found.unknown.len();
        page.items = found.items;
        page.total = page.items.len() as u64;
    }
    if let Some(key) = key {
        filter::learn_order(session, key, &page.items, &mut learned).await;
    }
    Ok(Found {
        page,
        learned,
        unknown,
    })
}

/// The rows of all accounts as one list, in the order that is asked for; those of one account
/// keep its server's, those of several come the newest first.
fn merge(sides: &Sides<'_>, args: &List, found: impl Iterator<Item = Found>) -> Result<Page> {
    let (mut whole, mut learned) = (Page::default(), Learned::default());
    let mut unknown = 0;
    for Found {
        page,
        learned: of,
        unknown: more,
    } in found
    {
        learned.extend(of);
        unknown += more;
        whole.total += page.total;
        whole.unread += page.unread;
        whole.items.extend(page.items);
    }
    if let Some(query) = &args.filter {
        filter::check_fields(sides, query, &learned)?;
        filter::say_unknown(sides.look, unknown);
    }
    let key = args.sort.as_ref().unwrap_or(&order::Key::Started);
    filter::check_order(key, &learned)?;
    if sides.are_several() || !key.is_servers() {
        let items: Vec<_> = whole.items.iter().collect();
        let sorted = order::sorted(items, key, args.reverse, |item| learned.known(item));
        whole.items = sorted.into_iter().cloned().collect();
    }
    Ok(whole)
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
