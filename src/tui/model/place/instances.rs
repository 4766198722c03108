//! All instances there are, whoever's, and the seats of those that were looked at.

use std::collections::BTreeMap;

use super::rows::{Row, Rows};
use crate::domain::find;
use crate::domain::flow::{FlowInstance, InstanceWords};
use crate::domain::id::Id;
use crate::domain::instance::Task;
use crate::error::Error;

/// The seats of one instance, as far as they have come.
#[derive(Clone, Debug, PartialEq)]
pub enum Seats {
    Loading,
    Ready(Vec<Task>),
    Failed(Error),
}

/// The open list of instances.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Instances {
    pub rows: Rows<FlowInstance>,
    pub words: InstanceWords,
    /// The words as they were typed.
    pub typed: String,
    pub seats: BTreeMap<Id, Seats>,
}

impl Instances {
    /// How many answers about seats are awaited.
    pub fn awaited(&self) -> usize {
        let loading = |seats: &&Seats| **seats == Seats::Loading;
        self.seats.values().filter(loading).count()
    }
}

impl Row for FlowInstance {
    fn id(&self) -> &str {
        self.instance_id.as_str()
    }

    fn matches(&self, wanted: &str) -> bool {
        let texts = [
            Some(self.title.as_str()),
            self.flow.name.as_deref(),
            self.applicant.name.as_deref(),
            Some(self.instance_id.as_str()),
        ];
        let mut words = wanted.split_whitespace();
        words.all(|word| {
            let mut texts = texts.iter().flatten();
            texts.any(|text| find::contains(text, word))
        })
    }
}
