//! The plan on disk: kept while this process lives, taken over by the next one.

use std::collections::BTreeMap;

use crate::domain::decision::Decision;
use crate::domain::item::Key;
use crate::domain::journal::Entry;
use crate::domain::plan::Group;
use crate::error::Result;
use crate::inbox::{Inbox, Inboxes};

/// What processes now dead have left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The groups that they had staged, or handed over without sending them.
    pub groups: Vec<Vec<Decision>>,
    /// What had ended of the batches that were interrupted.
    pub ended: Vec<Entry>,
}

impl Inbox {
    /// Writes down what is staged now.
    pub async fn keep(&self, groups: Vec<Group>) -> Result<()> {
        let parts = &self.parts;
        parts
            .journal
            .keep(&parts.owner.name, &parts.account, groups)
            .await
    }

    /// Writes down that some of it is about to be sent. From here on it is kept apart from what is
    /// staged.
    pub async fn hand_out(&self, items: Vec<Key>) -> Result<()> {
        let parts = &self.parts;
        parts
            .journal
            .hand_out(&parts.owner.name, &parts.account, items)
            .await
    }

    /// Writes down that some of it has ended.
    pub async fn release(&self, items: Vec<Key>) -> Result<()> {
        let parts = &self.parts;
        parts
            .journal
            .release(&parts.owner.name, &parts.account, items)
            .await
    }

    /// What processes now dead have left of this account. It belongs to this process from here on,
    /// also where taking it over then fails.
    pub async fn kept(&self) -> (Kept, Result<()>) {
        let mut kept = Kept::default();
        let taken = self.take_over(&mut kept).await;
        (kept, taken)
    }

    async fn take_over(&self, kept: &mut Kept) -> Result<()> {
        let parts = &self.parts;
        let (journal, account) = (&parts.journal, &parts.account);
        let mut dead = journal.keepers(account).await?;
        dead.retain(|owner| *owner != parts.owner.name);
        for owner in dead {
            let Some(claim) = parts.owners.take_over(&owner) else {
                continue;
            };
            // Read under the lock: it may have changed hands in between.
            let mut theirs = journal.kept(account).await?;
            theirs.retain(|(of, _)| *of == owner);
            let ended = journal.ended_of(&owner, account).await?;
            journal
                .hand_over(&owner, &parts.owner.name, account)
                .await?;
            kept.ended.extend(ended);
            kept.groups
                .extend(theirs.into_iter().map(|(_, group)| group));
            drop(claim);
        }
        Ok(())
    }
}

impl Inboxes {
    /// The accounts that are not open here, with how many decisions wait there for whoever opens
    /// them; what another process is about to decide is that one's.
    pub async fn kept_elsewhere(&self) -> Result<Vec<(String, u32)>> {
        let parts = &self.home().parts;
        let mut waiting = BTreeMap::new();
        for (account, owner, count) in parts.journal.kept_everywhere().await? {
            if self.get(&account).is_none() && !parts.owners.is_alive(&owner) {
                *waiting.entry(account).or_default() += count;
            }
        }
        Ok(waiting.into_iter().collect())
    }
}
