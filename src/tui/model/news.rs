//! What pushes have said until the server has confirmed it, what became of rows meanwhile, and
//! what there is to be told aloud. Words of pushes are shown and never acted on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::claim::Claim;
use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::domain::item::{Item, Key};
use crate::domain::people::Named;

/// An approval: the account that was told of it, and its instance.
pub type Approval = (Arc<str>, Id);

/// Approvals that wait to be confirmed. Whoever floods the door gets no more of the memory.
const MOST: usize = 1000;

/// Questions under way at once.
const AT_ONCE: usize = 4;

/// What happens within so many milliseconds is one thing to be told aloud.
const BURST_MS: i64 = 5_000;

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// Before that everything is old.
    since: Timestamp,
    hints: BTreeMap<Approval, Hint>,
    /// What the last push said.
    pub told: Option<Told>,
    /// To-dos on the rows that wait no more, whoever has seen to that.
    gone: BTreeMap<Key, Gone>,
    /// Where something was done here: what comes of it is no news.
    pub own: BTreeSet<Arc<str>>,
    /// Where a new to-do is to be told aloud, with the next count.
    pub promised: BTreeSet<Arc<str>>,
    /// The to-dos that were counted last, by account.
    counted: BTreeMap<Arc<str>, u64>,
    rung_at: Option<Timestamp>,
}

/// What was said of one approval.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    pub claim: Claim,
    /// Whether it came while somebody was there to hear it.
    pub fresh: bool,
    stage: Stage,
}

/// How far confirming it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Asked,
    /// More was said meanwhile: the answer may be too old for that.
    AskedBefore,
    /// The line broke.
    Broken,
}

/// How far a claim can be relied upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Unverified,
    Confirmed,
    /// The server does not say so.
    Withdrawn,
}

/// A push in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub approval: Approval,
    pub claim: Claim,
    /// What the row of it says, where there is one.
    pub subject: Option<String>,
    pub standing: Standing,
}

/// Who has handled what waited, and how, as the server says.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    pub who: Named,
    pub action: Option<Action>,
}

impl News {
    pub fn since(since: Timestamp) -> Self {
        Self {
            since,
            hints: BTreeMap::new(),
            told: None,
            gone: BTreeMap::new(),
            own: BTreeSet::new(),
            promised: BTreeSet::new(),
            counted: BTreeMap::new(),
            rung_at: None,
        }
    }

    /// Takes what is said of an approval; false when there is no room for another one.
    pub fn take(&mut self, approval: Approval, claim: Claim, received_at: Timestamp) -> bool {
        let before = self.hints.get(&approval).map(|hint| hint.stage);
        if before.is_none() && self.hints.len() >= MOST {
            return false;
        }
        let stage = match before {
            Some(Stage::Asked | Stage::AskedBefore) => Stage::AskedBefore,
            _ => Stage::Waiting,
        };
        let fresh = received_at >= self.since;
        let hint = Hint {
            claim,
            fresh,
            stage,
        };
        self.hints.insert(approval, hint);
        true
    }

    /// The approvals to ask about now, which count as asked about.
    pub fn to_ask(&mut self) -> Vec<Approval> {
        let asked = |hint: &&Hint| matches!(hint.stage, Stage::Asked | Stage::AskedBefore);
        let room = AT_ONCE.saturating_sub(self.hints.values().filter(asked).count());
        let waiting = self.hints.iter_mut();
        let waiting = waiting.filter(|(_, hint)| hint.stage == Stage::Waiting);
        waiting
            .take(room)
            .map(|(approval, hint)| {
                hint.stage = Stage::Asked;
                approval.clone()
            })
            .collect()
    }

    /// The server was heard about an approval: what had been said of it, unless more was said
    /// since it was asked.
    pub fn answered(&mut self, approval: &Approval) -> Option<Hint> {
        let hint = self.hints.get_mut(approval)?;
        if hint.stage == Stage::AskedBefore {
            hint.stage = Stage::Waiting;
            return None;
        }
        self.hints.remove(approval)
    }

    /// The server was not heard.
    pub fn broke(&mut self, approval: &Approval) {
        if let Some(hint) = self.hints.get_mut(approval) {
            hint.stage = Stage::Broken;
        }
    }

    /// What an account's server was not heard about is to be asked again.
    pub fn mend(&mut self, account: &str) {
        for ((of, _), hint) in &mut self.hints {
            if **of == *account && hint.stage == Stage::Broken {
                hint.stage = Stage::Waiting;
            }
        }
    }

    /// What became of a claim, where it is the one that was told last.
    pub fn conclude(&mut self, approval: &Approval, holds: bool) {
        if let Some(told) = self.told.as_mut().filter(|told| told.approval == *approval) {
            told.standing = if holds {
                Standing::Confirmed
            } else {
                Standing::Withdrawn
            };
        }
    }

    /// The user has gone on: what has come to its end need not be said any longer.
    pub fn forget_told(&mut self) {
        self.told
            .take_if(|told| told.standing != Standing::Unverified);
    }

    /// Whether nothing is being confirmed, nor can be now.
    pub fn is_settled(&self) -> bool {
        let broken = |hint: &Hint| hint.stage == Stage::Broken;
        self.hints.values().all(broken)
    }

    /// How many approvals have something unconfirmed about them.
    pub fn unverified(&self) -> usize {
        self.hints.len()
    }

    /// Whether something unconfirmed is said of an item's approval.
    pub fn is_unverified(&self, item: &Item) -> bool {
        !self.hints.is_empty()
            && self
                .hints
                .contains_key(&(item.key.account.clone(), item.instance_id.clone()))
    }

    /// Notes that a to-do waits no more, or does so again.
    pub fn note(&mut self, key: &Key, gone: Option<Gone>) {
        match gone {
            Some(gone) => self.gone.insert(key.clone(), gone),
            None => self.gone.remove(key),
        };
    }

    /// What became of a to-do that waits no more.
    pub fn gone(&self, key: &Key) -> Option<&Gone> {
        self.gone.get(key)
    }

    /// The rows of an account are read anew; those that had gone.
    pub fn forget_gone(&mut self, account: &str) -> Vec<Key> {
        let of_it = |key: &Key, _: &mut Gone| *key.account == *account;
        let gone = self.gone.extract_if(.., of_it);
        gone.map(|(key, _)| key).collect()
    }

    /// Takes a count of an account's to-dos; whether there is a new one to be told that nobody here
    /// has made.
    pub fn counted(&mut self, account: &Arc<str>, todo: u64) -> bool {
        let before = self.counted.insert(account.clone(), todo);
        let own = self.own.remove(account);
        let promised = self.promised.remove(account);
        promised || !own && before.is_some_and(|before| todo > before)
    }

    /// Whether something new is to be told aloud now: once for all that comes together.
    pub fn rings(&mut self, now: Timestamp) -> bool {
        let passed = |at: Timestamp| now.as_millisecond() - at.as_millisecond();
        if self
            .rung_at
            .is_some_and(|at| (0..BURST_MS).contains(&passed(at)))
        {
            return false;
        }
        self.rung_at = Some(now);
        true
    }
}
