//! The folders of one person: the list names approvals alone, so each is read once and kept in
//! mind until it changes. Never keeps more than which rows they make.

mod learning;
mod memory;
mod sweep;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};
use tokio::time::Instant;

use self::learning::State;
use super::api::{Api, Window};
use super::convert::item::Reader;
use crate::domain::id::Id;
use crate::domain::item::{Counts, Folder, Item, Page, PageRequest, ServerSort};
use crate::error::Result;
use crate::provider::Memory;

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
        api: &Arc<Api>,
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
        api: &Arc<Api>,
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
        self.state.lock().await.of_task(task).cloned()
    }

    /// Goes on reading what is to be read, for a while; where there is nothing, looks for news.
    async fn read(
        &self,
        api: &Arc<Api>,
        reader: &Reader,
        windows: &[Window],
        look: bool,
    ) -> Result<MutexGuard<'_, State>> {
        let mut until = Instant::now() + PATIENCE;
        let seen = self.sweeps.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        // Somebody else has looked while this one waited.
        let looked = self.sweeps.load(Ordering::Acquire) != seen;
        let never = self.sweeps.load(Ordering::Acquire) == 0;
        if (look && !looked || never) && state.left() == 0 {
            if never {
                state.remember(memory::recall(&*self.memory, reader).await);
            }
            state.expect(sweep::all(api, windows).await?);
            self.sweeps.fetch_add(1, Ordering::Release);
            until = Instant::now() + PATIENCE;
        }
        let learnt = state.learn(api, reader, until).await;
        if let Some(known) = state.due_for_keeping() {
            memory::keep(&*self.memory, reader, known);
        }
        learnt.map(|()| state)
    }
}
