//! Whether an item can be decided: whether that is under way already, and why a verb is not
//! possible for it.

use crate::domain::decision::Status;
use crate::domain::item::{Item, Key};
use crate::domain::verb::{Blocked, Verb};
use crate::tui::model::Model;

/// So many marked items are asked whether one of them can take a verb.
const ASKED: usize = 100;

impl Model {
    /// Whether a decision on the item is staged, under way, or carried out.
    pub fn is_busy(&self, key: &Key) -> bool {
        self.plan.has(key) || self.is_over(key)
    }

    /// Whether a decision on the item is under way or carried out.
    pub fn is_over(&self, key: &Key) -> bool {
        let settled = self.receipts.get(key);
        self.in_flight.contains_key(key)
            || self.saving.contains(key)
            || settled.is_some_and(|receipt| match receipt.status {
                // Whoever was added or reminded leaves the task as it was.
                Status::Done => receipt.verb.row().closes || receipt.verb == Verb::Revoke,
                status => status == Status::Unknown,
            })
    }

    /// Why a verb cannot be asked of the items that its key would act on.
    pub fn blocked(&self, verb: Verb) -> Option<Blocked> {
        let hand: Vec<&Item> = self.hand().take(ASKED).collect();
        if hand.len() > 1 && !verb.takes_many() {
            return Some(Blocked::OneAtATime);
        }
        if hand.is_empty() {
            return match self.current() {
                None => Some(Blocked::NoItem),
                Some(item) => self.blocked_for(verb, item),
            };
        }
        let many = hand.len() > 1;
        let blocked = |item: &Item| self.blocked_among(verb, item, many);
        let mut fitting = (hand.iter()).filter(|item| blocked(item).is_none());
        let Some(first) = fitting.next() else {
            // Of those behind, one may yet take it.
            let reason = hand.first().and_then(|item| blocked(item));
            return reason.filter(|_| hand.len() < ASKED);
        };
        let apart = |item: &&Item| item.key.account != first.key.account;
        let scattered = verb.names_people() && fitting.any(apart);
        scattered.then_some(Blocked::OneAccount)
    }

    /// Why a verb cannot be asked of an item, by itself or among many.
    pub fn blocked_among(&self, verb: Verb, item: &Item, many: bool) -> Option<Blocked> {
        let facts = || self.sight.facts(&item.key);
        let alone = || item.batch.or(facts().and_then(|facts| facts.batch)) == Some(false);
        let blocked = self.blocked_for(verb, item);
        blocked.or_else(|| (many && alone()).then_some(Blocked::NotInBatch))
    }

    /// Why a verb cannot be asked of an item, as far as is known.
    pub fn blocked_for(&self, verb: Verb, item: &Item) -> Option<Blocked> {
        if let Some(blocked) = self.blocked_at(verb, &item.key.account) {
            return Some(blocked);
        }
        let verb = verb.at(item.kind);
        if let Some(blocked) = verb.blocked_by_row(item) {
            return Some(blocked);
        }
        if let Some(instance) = self.details.ready(&item.key) {
            return instance.blocked(verb);
        }
        let facts = self.sight.facts(&item.key)?;
        (!facts.verbs.contains(&verb)).then_some(Blocked::Flow)
    }

    fn blocked_at(&self, verb: Verb, account: &str) -> Option<Blocked> {
        let side = self.sides.of(account);
        if !side.verbs.contains(&verb) {
            return Some(Blocked::Provider);
        }
        side.read_only.then_some(Blocked::ReadOnly)
    }
}
