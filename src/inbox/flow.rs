//! Flows: what can be started, starting it, and following every instance there is.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::canvas::Canvas;
use crate::domain::decision::Target;
use crate::domain::flow::{
    DeployedFlow, FlowKind, InstancePage, InstanceQuery, InstanceWords, Started,
};
use crate::domain::given;
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

    /// Starts the flow that a key, a code or a name means, once. Its code changes with every save, so it
    /// is read just before; an error of a kind that may have run leaves open whether it did.
    pub async fn start(&self, flow: &str, inputs: &Inputs) -> Result<Started> {
        self.may_write()?;
        let flows = self.flows(FlowKind::Approval).await?;
        let is_it = |one: &&DeployedFlow| one.key == flow || one.code.as_str() == flow;
        let by_key = flows.iter().find(is_it);
        let mut named = flows.iter().filter(|one| one.name == flow);
        let by_name = named.next().filter(|_| named.next().is_none());
        let found = by_key.or(by_name).ok_or_else(|| unknown(flow))?;
        let started = self.provider().start_flow(found, inputs).await?;
        let account = self.parts.account.clone();
        let places = given::places(inputs);
        // It has started: a memory that fails is no reason to say otherwise.
        let _ = self
            .parts
            .cache
            .remember_places(account, found.key.clone(), places)
            .await;
        Ok(started)
    }

    /// Where values were put before when a flow was started from here, by flow, in the words that
    /// a line of input begins with; never the values.
    pub async fn places_used(&self) -> Result<BTreeMap<String, Vec<String>>> {
        self.parts.cache.places(self.parts.account.clone()).await
    }

    /// What people's words for a flow and a person mean. What no flow is called may be the code
    /// of an earlier version.
    pub async fn instance_query(&self, words: &InstanceWords) -> Result<InstanceQuery> {
        let starter = match &words.starter {
            Some(text) => Some(self.person(text).await?.id),
            None => None,
        };
        let (flow_key, flow_code) = match &words.flow {
            Some(text) => {
                let flows = self.flows(FlowKind::Approval).await?;
                match flows.into_iter().find(|one| one.is_called(text)) {
                    Some(found) => (Some(found.key), None),
                    None => (None, Some(Id::new(text))),
                }
            }
            None => (None, None),
        };
        Ok(InstanceQuery {
            flow_code,
            flow_key,
            version: words.version.clone(),
            starter,
            since: words.since,
            until: words.until,
            state: words.state,
            sort: words.sort,
            ascending: words.ascending,
        })
    }

    /// One page of the instances that words mean, from 1.
    pub async fn instances_meant(
        &self,
        words: &InstanceWords,
        number: u32,
        size: u32,
    ) -> Result<InstancePage> {
        let query = self.instance_query(words).await?;
        self.instances(&query, number, size).await
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

fn unknown(flow: &str) -> Error {
    Error::new(Kind::NotFound, "error-flow-unknown")
        .with("name", flow)
        .hint("hint-flow")
}
