//! Reading the list to its end while it changes: what is updated meanwhile moves to the front,
//! and pushes others from one page to the next.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::domain::id::Id;
use crate::error::Result;
use crate::provider::open71360::api::{Api, Window};
use crate::provider::open71360::wire::list::Row;

/// Pages of one window; a list that never ends is stopped here.
const PAGES: u32 = 100;

/// How often a list that changes under the reading is read.
const PASSES: u32 = 4;

/// The list as it was read.
pub(super) struct Sweep {
    /// All approvals of all windows, what was updated last first, each once.
    pub rows: Vec<Row>,
    /// When it was first asked for, by the clock of the service.
    pub begun: Option<Timestamp>,
}

/// Reads all windows, the latest first.
pub(super) async fn all(api: &Api, windows: &[Window]) -> Result<Sweep> {
    let (mut all, mut begun) = (Unique::default(), None);
    for window in windows {
        let of_window = of_window(api, *window).await?;
        begun = begun.or(of_window.begun);
        for row in of_window.rows {
            all.add(row);
        }
    }
    let rows = all.rows;
    Ok(Sweep { rows, begun })
}

/// Reads again until a pass was quiet: then nothing can have slipped through between its pages.
async fn of_window(api: &Api, window: Window) -> Result<Sweep> {
    let (mut met, mut begun) = (Unique::default(), None);
    for _ in 0..PASSES {
        let Pass { rows, at, quiet } = pass(api, window).await?;
        begun = begun.or(at);
        // The newest pass knows the order best; what only an earlier one saw follows.
        let mut newer = Unique::default();
        for row in rows.into_iter().chain(met.rows) {
            newer.add(row);
        }
        met = newer;
        if quiet {
            break;
        }
    }
    let rows = met.rows;
    Ok(Sweep { rows, begun })
}

/// One reading from the first page to the last.
struct Pass {
    rows: Vec<Row>,
    /// When its first page came.
    at: Option<Timestamp>,
    /// Whether the list stood still.
    quiet: bool,
}

async fn pass(api: &Api, window: Window) -> Result<Pass> {
    let (mut unique, mut at) = (Unique::default(), None);
    let mut total = None;
    let mut quiet = true;
    for number in 1..=PAGES {
        let (page, server_at) = api.query(window, number).await?;
        at = at.or(server_at);
        let rows = page.approvals.unwrap_or_default();
        let (came, before) = (rows.len(), unique.rows.len());
        for row in rows {
            unique.add(row);
        }
        quiet &= unique.rows.len() == before + came;
        quiet &= total.is_none_or(|total| total == page.total_count);
        total = Some(page.total_count);
        let there = |total| unique.rows.len() as u64 >= total;
        if came == 0 || unique.rows.len() == before || page.total_count.is_some_and(there) {
            break;
        }
    }
    let there = unique.rows.len() as u64;
    quiet &= total.flatten().is_none_or(|total| there == total);
    let rows = unique.rows;
    Ok(Pass { rows, at, quiet })
}

/// Rows by their ids.
#[derive(Default)]
struct Unique {
    rows: Vec<Row>,
    seen: BTreeSet<Id>,
}

impl Unique {
    fn add(&mut self, row: Row) {
        if row.id.clone().is_some_and(|id| self.seen.insert(id)) {
            self.rows.push(row);
        }
    }
}
