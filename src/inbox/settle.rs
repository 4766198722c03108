//! Finding out what became of a request whose answer never came. Reads only.

use std::time::Duration;

use jiff::Timestamp;

use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::instance::{Act, Standing, TaskStatus};
use crate::domain::item::{Folder, Item};
use crate::domain::journal::{Entry, Intent};
use crate::domain::verb::{Guard, Verb};
use crate::error::{Kind, Result};
use crate::inbox::Inbox;

/// How long a request may still be on its way after its sender has died or given up. An item
/// that stands untouched is believed to be so only after that.
const ON_ITS_WAY: Duration = Duration::from_secs(1);

/// How long a server that did not answer in time may still carry a request out.
const STILL_RUNNING: Duration = Duration::from_mins(2);

/// How often it is looked at meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// When an item that stands untouched is believed to stay so.
enum Patience {
    /// Once the intent is so old; that is waited for.
    Wait(Duration),
    /// Once the intent is so old; before that nothing is known, and nobody waits.
    Until(Duration),
}

/// What became of an earlier, unfinished decision about the same task.
pub(super) enum Earlier {
    /// There is none, or it has just been settled by somebody else.
    Gone,
    /// Looked up now; its receipt may still be unknown.
    Settled(Box<Entry>),
    /// Its owner is alive and at it.
    UnderWay,
}

impl Inbox {
    /// Settles what an earlier attempt at an item left open, if its owner is gone or is this
    /// process.
    pub(super) async fn earlier(&self, item: &Item) -> Result<Earlier> {
        let Some(found) = self.parts.journal.pending(item).await? else {
            return Ok(Earlier::Gone);
        };
        if found.intent.owner == self.parts.owner.name {
            return Ok(if found.receipt.is_some() {
                Earlier::Settled(Box::new(self.settled(found).await?))
            } else {
                Earlier::UnderWay
            });
        }
        // Held until the receipt is written, so that no two settle the same.
        let Some(_claim) = self.parts.owners.take_over(&found.intent.owner) else {
            return Ok(Earlier::UnderWay);
        };
        // Read again under the lock: somebody else may have been at it in between.
        match self.parts.journal.pending(item).await? {
            None => Ok(Earlier::Gone),
            Some(still) if still.number == found.number => {
                Ok(Earlier::Settled(Box::new(self.settled(still).await?)))
            }
            Some(_) => Ok(Earlier::UnderWay),
        }
    }

    /// An entry with the receipt that its look-up brings, written down.
    pub(super) async fn settled(&self, entry: Entry) -> Result<Entry> {
        let unknown = entry.receipt.clone().unwrap_or_else(|| {
            let note = Note::ours("note-no-answer");
            Receipt::new(Status::Unknown, entry.intent.verb, note)
        });
        let patience = if entry.receipt.is_some() {
            Patience::Until(STILL_RUNNING)
        } else {
            Patience::Wait(ON_ITS_WAY)
        };
        let receipt = self.look_up(&entry.intent, unknown, patience).await;
        if entry.receipt.as_ref() != Some(&receipt) {
            self.parts
                .journal
                .settle(entry.number, receipt.clone(), self.now())
                .await?;
        }
        Ok(Entry {
            receipt: Some(receipt),
            ..entry
        })
    }

    /// What became of a request of this process that was not answered.
    pub(super) async fn look_up_lost(&self, intent: &Intent, kind: Kind, lost: Receipt) -> Receipt {
        let patience = match kind {
            Kind::Timeout => Patience::Until(STILL_RUNNING),
            _ => Patience::Wait(ON_ITS_WAY + self.age(intent)),
        };
        self.look_up(intent, lost, patience).await
    }

    /// What the server's records say became of an intent; `unknown` if they cannot be read, or
    /// may yet change.
    async fn look_up(&self, intent: &Intent, unknown: Receipt, patience: Patience) -> Receipt {
        let (mut left, believed) = match patience {
            Patience::Wait(until) => (until.saturating_sub(self.age(intent)), true),
            Patience::Until(age) => (Duration::ZERO, self.age(intent) >= age),
        };
        loop {
            let Ok(found) = self.read_back(intent).await else {
                return unknown;
            };
            if let Some(receipt) = found {
                return Receipt {
                    request_id: unknown.request_id,
                    ..receipt
                };
            }
            if left.is_zero() && !believed {
                return unknown;
            }
            if left.is_zero() {
                return Receipt {
                    status: Status::Failed,
                    note: Note::ours("note-still-open"),
                    ..unknown
                };
            }
            let pause = left.min(LOOK_AGAIN);
            tokio::time::sleep(pause).await;
            left -= pause;
        }
    }

    /// How long ago an intent was written. A clock that was set back makes it young, and
    /// nobody waits for longer than a young one needs.
    fn age(&self, intent: &Intent) -> Duration {
        let age = self.now().duration_since(intent.at);
        Duration::try_from(age).unwrap_or_default()
    }

    /// One look. `None` when the item stands as it stood before the request.
    async fn read_back(&self, intent: &Intent) -> Result<Option<Receipt>> {
        let mut item = Item::bare(
            intent.key.clone(),
            intent.task_id.clone(),
            intent.instance_id.clone(),
        );
        item.node = intent.node.clone();
        let standing = self.provider().standing(&item, intent.verb, false).await?;
        if self.untouched(intent, &standing) && intent.verb.row().guard == Guard::OpenTask {
            return Ok(None);
        }
        let history = self.provider().history(&item).await?;
        if let Some(receipt) = self.by_history(intent, &standing, &history) {
            return Ok(Some(receipt));
        }
        if self.untouched(intent, &standing) {
            return Ok(None);
        }
        let note = match &standing.task {
            None => Note::ours("note-gone"),
            Some(task) if task.assignee.id != self.parts.user_id => {
                Note::about("note-not-mine", self.name_of(&task.assignee))
            }
            Some(_) => Note::ours("note-closed-otherwise"),
        };
        Ok(Some(Receipt::new(Status::Stale, intent.verb, note)))
    }

    /// Whether the decision could still be made.
    fn untouched(&self, intent: &Intent, standing: &Standing) -> bool {
        let mine = |status: fn(&TaskStatus) -> bool| {
            standing
                .task
                .as_ref()
                .is_some_and(|task| task.assignee.id == self.parts.user_id && status(&task.status))
        };
        match (intent.verb.row().guard, intent.key.folder) {
            (Guard::OpenTask, _) => mine(TaskStatus::is_open),
            (Guard::Revocable, Folder::Created) => standing.running == Some(true),
            (Guard::Revocable, _) => mine(|status| *status == TaskStatus::Done),
        }
    }

    /// From when on the history speaks of an intent: by the server's clock where that is known,
    /// else since the task exists.
    fn since(intent: &Intent, standing: &Standing) -> Timestamp {
        let born = standing.task.as_ref().and_then(|task| task.started_at);
        whole_second(intent.server_at.or(born).unwrap_or(intent.at))
    }

    /// What the history says, from the intent on.
    fn by_history(&self, intent: &Intent, standing: &Standing, history: &[Act]) -> Option<Receipt> {
        let node = standing
            .task
            .as_ref()
            .map_or(&intent.node, |task| &task.node);
        let since = Self::since(intent, standing);
        let here = |act: &&Act| {
            act.at.is_some_and(|at| at >= since)
                && (is_revoke(intent.verb) || act.node.is_none() || act.node == node.name)
        };
        let mine = |act: &&Act| act.operator.id == self.parts.user_id;
        let is_it = |act: &&Act| {
            let comment = act.comment.as_deref().unwrap_or_default().trim();
            intent.verb.row().settled_by.contains(&act.action)
                && (is_revoke(intent.verb)
                    || comment == intent.comment.as_deref().unwrap_or_default().trim())
        };
        if history
            .iter()
            .filter(here)
            .filter(mine)
            .any(|act| is_it(&act))
        {
            return Some(Receipt::new(Status::Done, intent.verb, Note::default()));
        }
        if is_revoke(intent.verb) {
            return None;
        }
        if let Some(act) = history.iter().rev().filter(here).find(mine) {
            let words = Note::about("note-decided-otherwise", act.action.name());
            return Some(Receipt::new(Status::Stale, intent.verb, words));
        }
        let act = history.iter().rev().find(here)?;
        let words = Note::about("note-decided-by-other", self.name_of(&act.operator));
        Some(Receipt::new(Status::Stale, intent.verb, words))
    }
}

fn is_revoke(verb: Verb) -> bool {
    verb == Verb::Revoke
}

/// Servers tell the time of an act in whole seconds.
fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}
