//! Flows: what can be started, starting it, and following every instance there is.

use std::collections::BTreeSet;

use crate::domain::canvas::Canvas;
use crate::domain::decision::Target;
use crate::domain::flow::{DeployedFlow, FlowKind, InstancePage, InstanceQuery, Started};
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::instance::Task;
use crate::domain::item::Item;
use crate::error::{Error, Kind, Result};
use crate::inbox::Inbox;

/// Rows asked for at once when all are wanted.
const PAGE: u32 = 100;

impl Inbox {
    /// What can be started.
    pub async fn flows(&self, kind: FlowKind) -> Result<Vec<DeployedFlow>> {
        self.provider().flows(kind).await
    }

    /// Starts the flow that a key or a name means, once. Its code changes with every save, so it
    /// is read just before; an error of a kind that may have run leaves open whether it did.
    pub async fn start(&self, flow: &str, inputs: &Inputs) -> Result<Started> {
        self.may_write()?;
        let flows = self.flows(FlowKind::Approval).await?;
        let by_key = flows.iter().find(|one| one.key == flow);
        let mut named = flows.iter().filter(|one| one.name == flow);
        let by_name = named.next().filter(|_| named.next().is_none());
        let found = by_key
            .or(by_name)
            .ok_or_else(|| Error::new(Kind::NotFound, "error-flow-unknown").with("name", flow))?;
        self.provider().start_flow(found, inputs).await
    }

    /// One page of all instances, from 1, in the server's order.
    pub async fn instances(
        &self,
        query: &InstanceQuery,
        number: u32,
        size: u32,
    ) -> Result<InstancePage> {
        self.provider().instances(query, number, size).await
    }

    /// All instances that a query means. Ends at the total, or when a page brings nothing new.
    pub async fn all_instances(&self, query: &InstanceQuery) -> Result<InstancePage> {
        let mut whole = InstancePage::default();
        let mut seen = BTreeSet::new();
        for number in 1.. {
            let page = self.instances(query, number, PAGE).await?;
            whole.total = page.total;
            let before = whole.items.len();
            let rows = page.items.into_iter();
            whole
                .items
                .extend(rows.filter(|row| seen.insert(row.instance_id.clone())));
            if whole.items.len() == before || whole.items.len() as u64 >= whole.total {
                break;
            }
        }
        Ok(whole)
    }

    /// Every seat of an instance, in the order in which they began.
    pub async fn tasks(&self, instance: &Id) -> Result<Vec<Task>> {
        self.provider().tasks(instance).await
    }

    /// The drawing of an instance's flow.
    pub async fn canvas(&self, instance: &Id) -> Result<Canvas> {
        self.provider().canvas(instance).await
    }

    /// The nodes that an item can be rolled back to, the one just before first.
    pub async fn rollback_targets(&self, item: &Item) -> Result<Vec<Target>> {
        let mut targets = self.provider().rollback_targets(item).await?;
        targets.sort_by_key(|target| !target.last);
        Ok(targets)
    }
}
