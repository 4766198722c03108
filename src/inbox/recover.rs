//! After a crash: what processes now dead left in flight is looked up and reported.

use std::collections::BTreeSet;

use futures_util::future::join_all;

use crate::domain::decision::Status;
use crate::domain::journal::Entry;
use crate::error::Result;
use crate::inbox::Inbox;
use crate::inbox::select::ended;
use crate::store::Owner;

/// What was found in the journal, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Each with the receipt it has now.
    pub entries: Vec<Entry>,
}

impl Inbox {
    /// Settles what is open in the journal and belongs to nobody alive, and what this process
    /// could not settle before. Sends nothing.
    pub async fn resume(&self) -> Result<Recovered> {
        let claims = self.orphans().await?;
        // Read under the locks: what another process has settled in between is not ours to settle.
        let mut open = self.parts.journal.unsettled(&self.parts.account).await?;
        open.retain(
            |Entry {
                 intent, receipt, ..
             }| {
                let ours = intent.owner == self.parts.owner.name;
                // Our own requests that are still under way are nobody's orphans.
                ours && receipt.is_some() || claims.iter().any(|claim| claim.name == intent.owner)
            },
        );
        if !open.is_empty() {
            let _ = self.people().await;
        }
        let entries = join_all(open.into_iter().map(|entry| self.recover(entry))).await;
        drop(claims);
        self.parts.owners.sweep();
        Ok(Recovered { entries })
    }

    /// The dead among those who left something open, taken over.
    async fn orphans(&self) -> Result<Vec<Owner>> {
        let open = self.parts.journal.unsettled(&self.parts.account).await?;
        let owners: BTreeSet<_> = open.into_iter().map(|entry| entry.intent.owner).collect();
        Ok(owners
            .into_iter()
            .filter(|owner| *owner != self.parts.owner.name)
            .filter_map(|owner| self.parts.owners.take_over(&owner))
            .collect())
    }

    /// The entry with what became of it; one that fails does not hide the others.
    async fn recover(&self, entry: Entry) -> Entry {
        let verb = entry.intent.verb;
        match self.settled(entry.clone()).await {
            Ok(settled) => settled,
            Err(error) => Entry {
                receipt: Some(ended(verb, Status::Unknown, &error)),
                ..entry
            },
        }
    }
}
