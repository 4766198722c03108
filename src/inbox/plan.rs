//! The plan on disk: kept while this process lives, taken over by the next one.

use crate::domain::decision::Decision;
use crate::domain::item::Key;
use crate::domain::plan::Group;
use crate::error::Result;
use crate::inbox::Inbox;

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

    /// The groups that processes now dead had staged for this account, or handed over without
    /// sending them. They belong to this process from here on, also where it then fails.
    pub async fn kept(&self) -> (Vec<Vec<Decision>>, Result<()>) {
        let mut groups = Vec::new();
        let taken = self.take_over(&mut groups).await;
        (groups, taken)
    }

    async fn take_over(&self, groups: &mut Vec<Vec<Decision>>) -> Result<()> {
        let parts = &self.parts;
        let mut dead = parts.journal.keepers(&parts.account).await?;
        dead.retain(|owner| *owner != parts.owner.name);
        for owner in dead {
            let Some(claim) = parts.owners.take_over(&owner) else {
                continue;
            };
            // Read under the lock: it may have changed hands in between.
            let mut theirs = parts.journal.kept(&parts.account).await?;
            theirs.retain(|(of, _)| *of == owner);
            parts
                .journal
                .hand_over(&owner, &parts.owner.name, &parts.account)
                .await?;
            groups.extend(theirs.into_iter().map(|(_, group)| group));
            drop(claim);
        }
        Ok(())
    }
}
