//! What is known of the listed approvals, what is still to be read of them, and the reading. What
//! is being read goes on while nobody waits for it. Never asks for the list.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, timeout_at};

use super::sweep::Sweep;
use crate::domain::id::Id;
use crate::domain::item::{Folder, Item};
use crate::error::{Error, Kind, Result};
use crate::provider::open71360::api::{Api, Detail};
use crate::provider::open71360::convert::item::Reader;
use crate::provider::open71360::wire::approval::Approval;
use crate::provider::open71360::wire::list::Row;

/// Details under way at once.
const AT_ONCE: usize = 8;

/// So many details are lost at most when the program is ended while it reads.
const KEPT_EVERY: usize = 25;

/// How far the clocks of the service may differ: that of its answers, and that of its approvals.
const SKEW: SignedDuration = SignedDuration::from_mins(1);

/// What is known of one approval.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Known {
    status: Option<i64>,
    updated: Option<Timestamp>,
    /// Whatever was updated before is in it; `None`: nobody knows.
    #[serde(default)]
    since: Option<Timestamp>,
    /// The rows that it makes, one for each folder that it is in.
    items: Vec<Item>,
}

type Answered = (Id, Result<Detail>);

#[derive(Debug, Default)]
pub(super) struct State {
    /// The list, what was updated last first.
    order: Vec<Row>,
    known: BTreeMap<Id, Known>,
    /// Never read, or surely changed since.
    missing: VecDeque<Id>,
    /// Read before and perhaps changed, in the order of the list.
    unsure: VecDeque<Id>,
    /// Those that the service would not show, the one that waits longest first.
    refused: VecDeque<Id>,
    under_way: JoinSet<Answered>,
    /// The one under way that was unsure.
    doubted: Option<Id>,
    /// When the list was asked for.
    begun: Option<Timestamp>,
    /// How many details were learnt that are not yet kept.
    unkept: usize,
}

impl State {
    /// How many details are still to be read.
    pub(super) fn left(&self) -> usize {
        self.missing.len() + self.unsure.len() + self.under_way.len()
    }

    pub(super) fn items(&self, folder: Folder) -> Vec<&Item> {
        let known = self
            .order
            .iter()
            .filter_map(|row| self.known.get(row.id.as_ref()?));
        let items = known.flat_map(|known| &known.items);
        items.filter(|item| item.key.folder == folder).collect()
    }

    /// The row of a step of mine.
    pub(super) fn of_task(&self, task: &Id) -> Option<&Item> {
        let mut items = self.known.values().flat_map(|known| &known.items);
        items.find(|item| item.key.id == *task)
    }

    /// Takes what was known before the start.
    pub(super) fn remember(&mut self, known: BTreeMap<Id, Known>) {
        self.known = known;
    }

    /// What is known, when it is time to keep it.
    pub(super) fn due_for_keeping(&mut self) -> Option<&BTreeMap<Id, Known>> {
        let enough = self.unkept >= KEPT_EVERY || (self.unkept > 0 && self.left() == 0);
        enough.then(|| {
            self.unkept = 0;
            &self.known
        })
    }

    /// Takes the list as it is now, and works out what is to be read of it.
    pub(super) fn expect(&mut self, Sweep { rows, begun }: Sweep) {
        // Without a clock of theirs: no sooner than the last update that had been seen.
        let updates = self.known.values().filter_map(|known| known.updated);
        self.begun = begun.or(updates.max());
        let listed: BTreeSet<&Id> = rows.iter().filter_map(|row| row.id.as_ref()).collect();
        self.known.retain(|id, _| listed.contains(id));
        self.refused.retain(|id| listed.contains(id));
        let refused: BTreeSet<&Id> = self.refused.iter().collect();
        for row in &rows {
            let Some(id) = &row.id else { continue };
            match self.known.get(id) {
                Some(known) if known.status == row.status => self.unsure.push_back(id.clone()),
                _ if refused.contains(id) => {}
                _ => self.missing.push_back(id.clone()),
            }
        }
        // A few each time: they may well be refused for ever.
        let again = AT_ONCE.min(self.refused.len());
        self.missing.extend(self.refused.drain(..again));
        self.order = rows;
    }

    /// Reads until nothing is left, something fails, or it is time to show what there is.
    pub(super) async fn learn(
        &mut self,
        api: &Arc<Api>,
        reader: &Reader,
        until: Instant,
    ) -> Result<()> {
        let mut learnt = Ok(());
        loop {
            if learnt.is_ok() {
                self.set_out(api);
            }
            let answered = timeout_at(until, self.under_way.join_next()).await;
            let Ok(Some(answered)) = answered else { break };
            learnt = learnt.and(self.take(answered, reader));
        }
        if learnt.is_ok() && self.left() == 0 {
            self.settle();
        }
        learnt
    }

    /// Asks for those that are missing, a few at once, then for the first that may have changed.
    fn set_out(&mut self, api: &Arc<Api>) {
        while self.under_way.len() < AT_ONCE
            && let Some(id) = self.missing.pop_front()
        {
            self.ask(api, id);
        }
        if self.under_way.is_empty()
            && let Some(id) = self.unsure.pop_front()
        {
            self.doubted = Some(id.clone());
            self.ask(api, id);
        }
    }

    fn ask(&mut self, api: &Arc<Api>, id: Id) {
        let api = Arc::clone(api);
        self.under_way.spawn(async move {
            let answer = api.get(&id).await;
            (id, answer)
        });
    }

    fn take(
        &mut self,
        answered: std::result::Result<Answered, JoinError>,
        reader: &Reader,
    ) -> Result<()> {
        let (id, answer) =
            answered.map_err(|error| Error::new(Kind::System, "error-system").because(error))?;
        let doubted = self.doubted.take_if(|doubted| *doubted == id).is_some();
        match answer {
            Ok(detail) => {
                let now = self.known_now(&id, &detail.approval, reader);
                let was = self.known.get(&id).and_then(|known| known.updated);
                if let Some(last) = now.updated.filter(|_| doubted && was == now.updated) {
                    self.trust(last);
                }
                self.unkept += 1;
                self.known.insert(id, now);
            }
            // What it was before, it surely is no more.
            Err(error) if is_its_own(&error) => {
                self.unkept += usize::from(self.known.remove(&id).is_some());
                self.refused.push_back(id);
            }
            Err(error) => {
                let waiting = if doubted {
                    &mut self.unsure
                } else {
                    &mut self.missing
                };
                waiting.push_front(id);
                return Err(error);
            }
        }
        Ok(())
    }

    fn known_now(&self, id: &Id, approval: &Approval, reader: &Reader) -> Known {
        let feed = approval.feed.as_ref();
        Known {
            status: approval.status,
            updated: feed.and_then(|feed| feed.last_update_time),
            since: self.begun,
            items: reader.items(id, approval),
        }
    }

    /// The list has what was updated last first: none behind was updated after `last`.
    fn trust(&mut self, last: Timestamp) {
        let Ok(last) = last.checked_add(SKEW) else {
            return;
        };
        let since = |id: &Id| self.known.get(id).and_then(|known| known.since);
        self.unsure
            .retain(|id| since(id).is_none_or(|since| since <= last));
    }

    /// Everything has been read, or needed no reading, since the list was asked for.
    fn settle(&mut self) {
        for known in self.known.values_mut() {
            known.since = known.since.max(self.begun);
        }
    }
}

/// Whether it says something of that approval alone: it is gone, or not for this person.
fn is_its_own(error: &Error) -> bool {
    matches!(error.kind, Kind::Refused | Kind::NotFound | Kind::Corrupt)
}
