//! The plan on disk: kept while this process lives, taken over by the next one.

use std::collections::BTreeSet;

use crate::domain::decision::Decision;
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

    /// The groups that processes now dead had staged for this account. They belong to this
    /// process from here on.
    pub async fn kept(&self) -> Result<Vec<Vec<Decision>>> {
        let parts = &self.parts;
        let all = parts.journal.kept(&parts.account).await?;
        let dead: BTreeSet<_> = all
            .iter()
            .map(|(owner, _)| owner.clone())
            .filter(|owner| *owner != parts.owner.name)
            .collect();
        let mut groups = Vec::new();
        for owner in dead {
            let Some(claim) = parts.owners.take_over(&owner) else {
                continue;
            };
            // Read again under the lock: the plan may have changed hands in between.
            let theirs = parts.journal.kept(&parts.account).await?;
            groups.extend(
                theirs
                    .into_iter()
                    .filter(|(of, _)| *of == owner)
                    .map(|(_, group)| group),
            );
            parts
                .journal
                .hand_over(&owner, &parts.owner.name, &parts.account)
                .await?;
            drop(claim);
        }
        Ok(groups)
    }
}
