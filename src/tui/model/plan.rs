//! The plan and the receipts as they are looked at: where the cursor stands in them.

use jiff::Timestamp;

use crate::domain::item::Key;
use crate::domain::plan::Group;
use crate::domain::plan::review::{self, Line};
use crate::tui::model::{Model, Settled};

/// The plan on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Where the cursor stood last.
    pub row: usize,
    /// What it stands on: rows change places while forms arrive.
    pub here: Option<PlanRow>,
    /// When it was opened, or the key that sends was pressed last: one that is held sends nothing.
    pub since: Timestamp,
}

/// What a row of the plan is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRow {
    /// A group, by its number, with its items.
    Group(u64, Vec<Key>),
    Item(Key),
}

impl Review {
    /// The row that the cursor is on now: that of what it stands on, as long as that is there.
    pub fn row_among(&self, rows: &[PlanRow]) -> usize {
        let same = |row: &PlanRow| match (row, &self.here) {
            (PlanRow::Group(number, _), Some(PlanRow::Group(here, _))) => number == here,
            (PlanRow::Item(key), Some(PlanRow::Item(here))) => key == here,
            _ => false,
        };
        let found = rows.iter().position(same);
        found.unwrap_or(self.row).min(rows.len().saturating_sub(1))
    }
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
    /// How many decisions are staged in accounts that are not on the screen.
    pub fn staged_elsewhere(&self) -> u32 {
        self.elsewhere.iter().map(|(_, count)| count).sum()
    }

    /// The rows of the plan: each group, and under it its decisions.
    pub fn plan_rows(&self) -> Vec<PlanRow> {
        rows(&review::lines(&self.plan))
    }
}

/// The rows of a plan that has been looked through.
pub fn rows(groups: &[(&Group, Vec<Line<'_>>)]) -> Vec<PlanRow> {
    let mut rows = Vec::new();
    for (group, lines) in groups {
        let keys: Vec<Key> = (lines.iter())
            .map(|line| line.decision.item.key.clone())
            .collect();
        rows.push(PlanRow::Group(group.number, keys.clone()));
        rows.extend(keys.into_iter().map(PlanRow::Item));
    }
    rows
}
