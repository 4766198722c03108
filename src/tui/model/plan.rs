//! The plan and the receipts as they are looked at: where the cursor stands in them.

use jiff::Timestamp;

use crate::domain::item::Key;
use crate::domain::plan::review;
use crate::tui::model::{Model, Settled};

/// The plan on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub row: usize,
    /// When it was opened, or the key that sends was pressed last: one that is held sends nothing.
    pub since: Timestamp,
    /// What was written in the editor and could not be taken, so that nothing is lost.
    pub text: Option<String>,
}

/// What a row of the plan is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRow {
    /// A group, by its items.
    Group(Vec<Key>),
    Item(Key),
}

/// The receipts on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipts {
    pub row: usize,
    /// Whether only those are shown that were not carried out.
    pub undone: bool,
}

impl Receipts {
    /// The newest first.
    pub fn rows<'a>(&self, settled: &'a [Settled]) -> Vec<&'a Settled> {
        let undone = self.undone;
        let is_done = |one: &Settled| one.receipt.status == crate::domain::decision::Status::Done;
        let rows = settled.iter().rev();
        rows.filter(|one| !undone || !is_done(one)).collect()
    }
}

impl Model {
    /// The rows of the plan: each group, and under it its decisions.
    pub fn plan_rows(&self) -> Vec<PlanRow> {
        let mut rows = Vec::new();
        for (_, lines) in review::lines(&self.plan) {
            let keys: Vec<Key> = (lines.iter())
                .map(|line| line.decision.item.key.clone())
                .collect();
            rows.push(PlanRow::Group(keys.clone()));
            rows.extend(keys.into_iter().map(PlanRow::Item));
        }
        rows
    }
}
