//! The folders of one person: the list names approvals alone, so each is read once and kept in
//! mind until it changes. Never keeps more than which rows they make.

mod memory;
mod sweep;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::api::{Api, Window};
use super::convert::item::Reader;
use super::wire::approval::Approval;
use super::wire::list::Row;
use crate::domain::id::Id;
use crate::domain::item::{Counts, Folder, Item, Page, PageRequest, ServerSort};
use crate::error::{Error, Kind, Result};
use crate::provider::Memory;

/// Details under way at once.
const AT_ONCE: usize = 8;

/// How long a page is waited for while there are details to be read: then it comes as it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is known of all approvals.
#[derive(Debug)]
pub(super) struct Folders {
    memory: Box<dyn Memory>,
    /// How often the list was read to its end.
    sweeps: AtomicU64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The list, what was updated last first.
    order: Vec<Row>,
    known: BTreeMap<Id, Known>,
    /// Never read, or surely changed since.
    missing: VecDeque<Id>,
    /// Read before, in the order of the list: they are as they were from the first on that is.
    unsure: VecDeque<Id>,
    /// Whether something is known that is not yet kept.
    changed: bool,
}

/// What is known of one approval.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Known {
    status: Option<i64>,
    updated: Option<Timestamp>,
    /// The rows that it makes, one for each folder that it is in.
    items: Vec<Item>,
}

impl Folders {
    pub(super) fn new(memory: Box<dyn Memory>) -> Self {
        Self {
            memory,
            sweeps: AtomicU64::default(),
            state: Mutex::default(),
        }
    }

    /// A page of a folder; the first page looks for news.
    pub(super) async fn page(
        &self,
        api: &Api,
        reader: &Reader,
        windows: &[Window],
        request: &PageRequest,
    ) -> Result<Page> {
        let state = &mut *self.read(api, reader, windows, request.number <= 1).await?;
        let mut items = state.items(request.folder);
        if request.sort == ServerSort::Started {
            items.sort_by_key(|item| std::cmp::Reverse(item.started_at));
        }
        if request.ascending {
            items.reverse();
        }
        let size = usize::try_from(request.size.max(1)).unwrap_or(usize::MAX);
        let before = size.saturating_mul(request.number.saturating_sub(1) as usize);
        Ok(Page {
            total: items.len() as u64,
            items: items.into_iter().skip(before).take(size).cloned().collect(),
            unread: state.left(),
        })
    }

    /// Totals, once everything has been read.
    pub(super) async fn counts(
        &self,
        api: &Api,
        reader: &Reader,
        windows: &[Window],
    ) -> Result<Counts> {
        let mut look = true;
        loop {
            let state = self.read(api, reader, windows, look).await?;
            let count = |folder| state.items(folder).len() as u64;
            if state.left() == 0 {
                return Ok(Counts {
                    todo: count(Folder::Todo),
                    done: count(Folder::Done),
                    cc: count(Folder::Cc),
                    created: count(Folder::Created),
                    ..Counts::default()
                });
            }
            look = false;
        }
    }

    /// The row of a step of mine.
    pub(super) async fn of_task(&self, task: &Id) -> Option<Item> {
        let state = self.state.lock().await;
        let mut items = state.known.values().flat_map(|known| &known.items);
        items.find(|item| item.key.id == *task).cloned()
    }

    /// Goes on reading what is to be read, for a while; where there is nothing, looks for news.
    async fn read(
        &self,
        api: &Api,
        reader: &Reader,
        windows: &[Window],
        look: bool,
    ) -> Result<tokio::sync::MutexGuard<'_, State>> {
        let seen = self.sweeps.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        // Somebody else has looked while this one waited.
        let looked = self.sweeps.load(Ordering::Acquire) != seen;
        let never = self.sweeps.load(Ordering::Acquire) == 0;
        if (look && !looked || never) && state.left() == 0 {
            if never {
                state.known = memory::recall(&*self.memory, reader).await;
            }
            let rows = sweep::all(api, windows).await?;
            state.expect(rows);
            self.sweeps.fetch_add(1, Ordering::Release);
        }
        let until = Instant::now() + PATIENCE;
        while state.left() > 0 && Instant::now() < until {
            state.learn(api, reader).await?;
        }
        if state.left() == 0 && std::mem::take(&mut state.changed) {
            memory::keep(&*self.memory, reader, &state.known);
        }
        Ok(state)
    }
}

impl State {
    /// How many details are still to be read.
    fn left(&self) -> usize {
        self.missing.len() + self.unsure.len()
    }

    fn items(&self, folder: Folder) -> Vec<&Item> {
        let known = self
            .order
            .iter()
            .filter_map(|row| self.known.get(row.id.as_ref()?));
        let items = known.flat_map(|known| &known.items);
        items.filter(|item| item.key.folder == folder).collect()
    }

    /// Takes the list as it is now, and works out what is to be read of it.
    fn expect(&mut self, rows: Vec<Row>) {
        let listed: BTreeSet<&Id> = rows.iter().filter_map(|row| row.id.as_ref()).collect();
        self.known.retain(|id, _| listed.contains(id));
        for row in &rows {
            let Some(id) = &row.id else { continue };
            match self.known.get(id) {
                Some(known) if known.status == row.status => self.unsure.push_back(id.clone()),
                _ => self.missing.push_back(id.clone()),
            }
        }
        self.order = rows;
    }

    /// Reads some details: those that are missing, else the first that may have changed.
    async fn learn(&mut self, api: &Api, reader: &Reader) -> Result<()> {
        let count = AT_ONCE.min(self.missing.len());
        let missing: Vec<Id> = self.missing.drain(..count).collect();
        if missing.is_empty() {
            let first = self.unsure.pop_front();
            return self.look_at(api, reader, first).await;
        }
        let mut answers = stream::iter(missing)
            .map(|id| async move { (api.get(&id).await, id) })
            .buffer_unordered(AT_ONCE);
        let mut failed = None;
        while let Some((answer, id)) = answers.next().await {
            match answer {
                Ok(detail) => {
                    let now = known(&id, &detail.approval, reader);
                    self.know(id, now);
                }
                Err(error) if is_its_own(&error) => {}
                Err(error) => {
                    self.missing.push_front(id);
                    failed = Some(error);
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }

    fn know(&mut self, id: Id, now: Known) {
        if self.known.get(&id) != Some(&now) {
            self.known.insert(id, now);
            self.changed = true;
        }
    }

    /// The list has what was updated last first: behind one that is as it was, all are.
    async fn look_at(&mut self, api: &Api, reader: &Reader, id: Option<Id>) -> Result<()> {
        let Some(id) = id else { return Ok(()) };
        let detail = match api.get(&id).await {
            Err(error) if is_its_own(&error) => return Ok(()),
            Err(error) => {
                self.unsure.push_front(id);
                return Err(error);
            }
            Ok(detail) => detail,
        };
        let now = known(&id, &detail.approval, reader);
        let is = now.updated;
        if is.is_some() && self.known.get(&id).is_some_and(|known| known.updated == is) {
            self.unsure.clear();
        }
        self.know(id, now);
        Ok(())
    }
}

fn known(id: &Id, approval: &Approval, reader: &Reader) -> Known {
    Known {
        status: approval.status,
        updated: approval
            .feed
            .as_ref()
            .and_then(|feed| feed.last_update_time),
        items: reader.items(id, approval),
    }
}

/// Whether it says something of that approval alone: it is gone, or not for this person.
fn is_its_own(error: &Error) -> bool {
    matches!(error.kind, Kind::Refused | Kind::NotFound | Kind::Corrupt)
}
