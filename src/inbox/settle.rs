//! Finding out what became of a request whose answer never came. Reads only.

use std::time::Duration;

use jiff::Timestamp;

use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::instance::{Act, Action, Standing, Task, TaskStatus};
use crate::domain::item::{Folder, Item, Outcome};
use crate::domain::journal::{Entry, Intent};
use crate::domain::people::Named;
use crate::domain::verb::{Comment, Guard, Needs, TABLE, Verb};
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
        if !intent.verb.is_read_back() {
            return unknown;
        }
        let (mut left, believed) = match patience {
            Patience::Wait(until) => (until.saturating_sub(self.age(intent)), true),
            Patience::Until(age) => (Duration::ZERO, self.age(intent) >= age),
        };
        loop {
            let place = self.place().await;
            let Ok(found) = self.read_back(intent).await else {
                return unknown;
            };
            drop(place);
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
        let row = intent.verb.row();
        let standing = self.provider().standing(&item, intent.verb, false).await?;
        let untouched = self.untouched(intent, &standing);
        if untouched && row.closes {
            return Ok(None);
        }
        let history = self.provider().history(&item).await?;
        let since = acts_since(intent, &standing, &history);
        let stopped = intent.verb == Verb::Stop && standing.outcome == Some(Outcome::Stopped);
        let (status, note) = if self.is_done(intent, &since) {
            (Status::Done, Note::default())
        } else if untouched {
            return Ok(None);
        } else if let Some(note) = self.told(intent, &since) {
            (Status::Stale, note)
        } else if stopped {
            (Status::Done, Note::default())
        } else {
            (Status::Stale, self.closed(&standing))
        };
        Ok(Some(Receipt::new(status, intent.verb, note)))
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
            (Guard::Running, _) | (Guard::Revocable, Folder::Created) => {
                standing.running == Some(true)
            }
            (Guard::Revocable, _) => mine(|status| *status == TaskStatus::Done),
        }
    }

    /// Whether one of these acts is the intent: my hand, its verb, its words, its people.
    fn is_done(&self, intent: &Intent, acts: &[&Act]) -> bool {
        let row = intent.verb.row();
        // A flow is stopped once, whatever reason is told of it.
        let worded = row.comment != Comment::None && intent.verb != Verb::Stop;
        let words = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let its: Vec<_> = acts
            .iter()
            .filter(|act| act.operator.id == self.parts.user_id)
            .filter(|act| row.settled_by.contains(&act.action))
            .filter(|act| !worded || words(&act.comment) == words(&intent.comment))
            .collect();
        if row.needs != Needs::People {
            return !its.is_empty();
        }
        let is_named = |one: &Named| {
            its.iter()
                .flat_map(|act| &act.people)
                .any(|other| other.id == one.id)
        };
        !its.is_empty() && intent.people.iter().all(is_named)
    }

    /// What was done instead, if that is known: by me before by others, the last before earlier.
    fn told(&self, intent: &Intent, acts: &[&Act]) -> Option<Note> {
        if intent.verb == Verb::Revoke {
            return None;
        }
        let ends = |act: &&&Act| intent.verb != Verb::Stop || act.action == Action::Stop;
        let mine = |act: &&&Act| act.operator.id == self.parts.user_id;
        if let Some(act) = acts.iter().rev().filter(ends).find(mine) {
            return Some(Note::about("note-decided-otherwise", act.action.name()));
        }
        let act = acts.iter().rev().find(ends)?;
        Some(Note::about(
            "note-decided-by-other",
            self.name_of(&act.operator),
        ))
    }

    /// Who closed a task of mine and how, as far as the history tells.
    pub(super) async fn winner(&self, item: &Item, task: &Task) -> Option<Note> {
        let history = self.provider().history(item).await.ok()?;
        let closing = |act: &&Act| {
            let here = act.node.is_none() || act.node == task.node.name;
            let since = task
                .started_at
                .is_none_or(|start| act.at >= Some(whole_second(start)));
            let mut rows = TABLE.iter().filter(|row| row.closes);
            here && since && rows.any(|row| row.settled_by.contains(&act.action))
        };
        let mut acts = history.iter().rev().filter(closing);
        // My own act before anybody's: it was my task.
        let mine = acts
            .clone()
            .find(|act| act.operator.id == self.parts.user_id);
        if let Some(act) = mine {
            return Some(Note::about("note-decided-before", act.action.name()));
        }
        let act = acts.next()?;
        let who = self.name_of(&act.operator);
        Some(Note::about("note-decided-by-other", who))
    }

    /// How it stands, where the history does not tell why.
    fn closed(&self, standing: &Standing) -> Note {
        match (&standing.task, standing.running) {
            (_, Some(false)) => Note::ours("note-ended"),
            (None, _) => Note::ours("note-gone"),
            (Some(task), _) if task.assignee.id != self.parts.user_id => {
                Note::about("note-not-mine", self.name_of(&task.assignee))
            }
            (Some(_), _) => Note::ours("note-closed-otherwise"),
        }
    }
}

/// Servers tell the time of an act in whole seconds.
pub(super) fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// What was done from the intent on: at its node, or anywhere where it is about the whole
/// instance.
fn acts_since<'a>(intent: &Intent, standing: &Standing, history: &'a [Act]) -> Vec<&'a Act> {
    let node = standing
        .task
        .as_ref()
        .map_or(&intent.node, |task| &task.node);
    // By the server's clock where that is known, else since the task exists.
    let born = standing.task.as_ref().and_then(|task| task.started_at);
    let since = whole_second(intent.server_at.or(born).unwrap_or(intent.at));
    let anywhere = intent.verb.row().guard != Guard::OpenTask;
    history
        .iter()
        .filter(|act| act.at.is_some_and(|at| at >= since))
        .filter(|act| anywhere || act.node.is_none() || act.node == node.name)
        .collect()
}
