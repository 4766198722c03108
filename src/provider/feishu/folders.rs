//! Folders out of the topics of v4 tasks/query, whose pages are named by tokens: pages by their
//! number, and totals. Never reads an instance.

use std::collections::HashMap;
use std::ops::Add;

use futures_util::future::try_join_all;
use tokio::sync::Mutex;

use super::api::{Api, MOST_ROWS};
use super::wire::task::{Row, Rows};
use crate::domain::item::{Beyond, Counts, Folder};
use crate::error::Result;

/// Copies that were not read yet.
pub(crate) const UNREAD: u32 = 17;

/// Copies that were read.
const READ: u32 = 18;

/// The topics that make a folder, in their order.
fn topics(folder: Folder) -> &'static [u32] {
    match folder {
        Folder::Todo => &[1],
        Folder::Done => &[2],
        Folder::Created => &[3],
        // Read and unread copies are two lists.
        Folder::Cc => &[UNREAD, READ],
        // The interface knows no drafts.
        Folder::Draft => &[],
    }
}

/// Where a page begins: which of the folder's topics, and the token there.
#[derive(Clone, Debug, Default)]
struct Place {
    topic: usize,
    token: Option<String>,
}

/// What is known of a folder that is being read page by page.
#[derive(Debug, Default)]
struct Chain {
    /// Where each page begins, as far as they were read; the last may be beyond the end.
    places: Vec<Option<Place>>,
    total: u64,
}

/// A page of a folder, each row with its topic.
pub(crate) struct Page {
    pub total: u64,
    pub rows: Vec<(u32, Row)>,
}

/// The folders that were read, each with the size of its pages.
#[derive(Debug, Default)]
pub(crate) struct Folders(Mutex<HashMap<(Folder, u32), Chain>>);

impl Folders {
    /// A page by its number, from 1; pages before it are read where their tokens are not known.
    pub(crate) async fn page(
        &self,
        api: &Api,
        folder: Folder,
        number: u32,
        size: u32,
    ) -> Result<Page> {
        let number = usize::try_from(number).unwrap_or(1).max(1);
        let size = size.clamp(1, MOST_ROWS);
        let mut chains = self.0.lock().await;
        let chain = chains.entry((folder, size)).or_default();
        if number == 1 || chain.places.is_empty() {
            let begin = (!topics(folder).is_empty()).then(Place::default);
            // The first page counts its own topic.
            let others = topics(folder).get(1..).unwrap_or_default();
            *chain = Chain {
                places: vec![begin],
                total: totals(api, others).await?.total,
            };
        }
        let mut rows = Vec::new();
        for nth in chain.places.len().min(number)..=number {
            let Some(Some(place)) = chain.places.get(nth - 1).cloned() else {
                break;
            };
            let Filled {
                rows: page,
                next,
                counted,
            } = fill(api, topics(folder), place, size).await?;
            if nth == 1 {
                chain.total += counted;
            }
            // Quirk: totals end at a limit; there is at least one more where a page follows.
            let read = (nth as u64) * u64::from(size);
            if next.is_some() {
                chain.total = chain.total.max(read + 1);
            }
            chain.places.truncate(nth);
            chain.places.push(next);
            rows = if nth == number { page } else { Vec::new() };
        }
        Ok(Page {
            total: chain.total,
            rows,
        })
    }
}

/// Rows, where the next begin, and the total of the first topic that was asked.
struct Filled {
    rows: Vec<(u32, Row)>,
    next: Option<Place>,
    counted: u64,
}

/// At least a page's worth of rows from a place on, while there are any.
async fn fill(api: &Api, topics: &[u32], from: Place, size: u32) -> Result<Filled> {
    let mut place = from;
    let mut rows = Vec::new();
    let mut counted = None;
    while let Some(topic) = topics.get(place.topic) {
        let token = place.token.take();
        let answer = api.tasks_query(*topic, size, token.as_deref()).await?;
        let next = next_token(&answer);
        counted.get_or_insert(count(&answer).total);
        rows.extend(answer.tasks.into_iter().map(|row| (*topic, row)));
        match next {
            Some(token) => place.token = Some(token),
            None => place.topic += 1,
        }
        if rows.len() >= size as usize {
            break;
        }
    }
    let more = place.topic < topics.len();
    Ok(Filled {
        rows,
        next: more.then_some(place),
        counted: counted.unwrap_or_default(),
    })
}

fn next_token(rows: &Rows) -> Option<String> {
    let more = rows.has_more == Some(true) && !rows.tasks.is_empty();
    rows.page_token.clone().filter(|_| more)
}

/// How many rows there are, as far as the service counts.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    total: u64,
    /// Whether there are more.
    beyond: bool,
}

impl Add for Counted {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            total: self.total + other.total,
            beyond: self.beyond || other.beyond,
        }
    }
}

/// How many rows some topics have together.
async fn totals(api: &Api, topics: &[u32]) -> Result<Counted> {
    let asked = topics.iter().map(|topic| total(api, *topic));
    let each = try_join_all(asked).await?.into_iter();
    Ok(each.fold(Counted::default(), Counted::add))
}

async fn total(api: &Api, topic: u32) -> Result<Counted> {
    Ok(count(&api.tasks_query(topic, 1, None).await?))
}

/// What a first page says of the whole list; without that, as many as it holds.
fn count(rows: &Rows) -> Counted {
    let told = rows.count.unwrap_or_default();
    let more = told.total.map_or(rows.has_more, |_| told.has_more);
    Counted {
        total: told.total.unwrap_or(rows.tasks.len() as u64),
        beyond: more == Some(true),
    }
}

/// Totals of all folders. What counts as unread are copies: there are no messages.
pub(crate) async fn counts(api: &Api) -> Result<Counts> {
    let of = |folder| totals(api, topics(folder));
    let (todo, done, created, read, unread) = tokio::try_join!(
        of(Folder::Todo),
        of(Folder::Done),
        of(Folder::Created),
        total(api, READ),
        total(api, UNREAD),
    )?;
    let cc = read + unread;
    let beyond = |folder, counted: Counted| Beyond::folder(folder).when(counted.beyond);
    Ok(Counts {
        todo: todo.total,
        done: done.total,
        cc: cc.total,
        created: created.total,
        draft: 0,
        unread: unread.total,
        beyond: beyond(Folder::Todo, todo)
            | beyond(Folder::Done, done)
            | beyond(Folder::Cc, cc)
            | beyond(Folder::Created, created)
            | Beyond::UNREAD.when(unread.beyond),
    })
}
