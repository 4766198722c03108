//! The flows that can be started, and what is about to be given to one of them.

use std::collections::BTreeMap;

use super::rows::{Row, Rows};
use crate::domain::find;
use crate::domain::flow::{DeployedFlow, FlowKind};

/// The open list of flows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows {
    pub rows: Rows<DeployedFlow>,
    pub kind: FlowKind,
    /// Where values were put before, by flow: what a line of input begins with.
    pub used: BTreeMap<String, Vec<String>>,
}

impl Flows {
    /// The lines that are offered for a flow.
    pub fn offered(&self, flow: &DeployedFlow) -> String {
        let used = self.used.get(&flow.key);
        used.map(|places| places.join("\n")).unwrap_or_default()
    }
}

impl Row for DeployedFlow {
    fn id(&self) -> &str {
        &self.key
    }

    fn matches(&self, wanted: &str) -> bool {
        let description = self.description.as_deref().unwrap_or_default();
        let texts = [self.name.as_str(), self.key.as_str(), description];
        let mut words = wanted.split_whitespace();
        words.all(|word| texts.iter().any(|text| find::contains(text, word)))
    }
}
