//! After a crash: what processes now dead left in flight is looked up and reported.

use std::collections::BTreeSet;

use futures_util::future::join_all;

use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::journal::Entry;
use crate::error::Result;
use crate::inbox::Inbox;

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
        let mut open = self.parts.journal.unsettled(&self.parts.account).await?;
        let owners: BTreeSet<String> = open
            .iter()
            .map(|entry| entry.intent.owner.clone())
            .collect();
        let mut claims = Vec::new();
        for owner in owners {
            if owner == self.parts.owner.name {
                continue;
            }
            match self.parts.owners.take_over(&owner) {
                Some(claim) => claims.push(claim),
                None => open.retain(|entry| entry.intent.owner != owner),
            }
        }
        // Our own requests that are still under way are nobody's orphans.
        open.retain(|entry| entry.intent.owner != self.parts.owner.name || entry.receipt.is_some());
        if open.is_empty() {
            return Ok(Recovered::default());
        }
        let _ = self.people().await;
        let entries = join_all(open.into_iter().map(|entry| self.recover(entry))).await;
        let entries = entries.into_iter().collect::<Result<Vec<_>>>()?;
        drop(claims);
        self.parts.owners.sweep();
        Ok(Recovered { entries })
    }

    async fn recover(&self, entry: Entry) -> Result<Entry> {
        let unknown = entry.receipt.clone().unwrap_or_else(|| {
            let note = Note::ours("note-no-answer");
            Receipt::new(Status::Unknown, entry.intent.verb, note)
        });
        let _permit = self.gate.acquire().await;
        let receipt = self.look_up(&entry.intent, unknown).await;
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
}
