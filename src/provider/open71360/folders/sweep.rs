//! Reading the list to its end while it changes: what is updated meanwhile moves to the front,
//! and pushes others from one page to the next.

use std::collections::BTreeSet;

use crate::domain::id::Id;
use crate::error::Result;
use crate::provider::open71360::api::{Api, Window};
use crate::provider::open71360::wire::list::Row;

/// Pages of one window; a list that never ends is stopped here.
const PAGES: u32 = 100;

/// How often a list that changes under the reading is read.
const PASSES: u32 = 4;

/// All approvals of all windows, what was updated last first, each once.
pub(super) async fn all(api: &Api, windows: &[Window]) -> Result<Vec<Row>> {
    let mut all = Unique::default();
    for window in windows {
        for row in of_window(api, *window).await? {
            all.add(row);
        }
    }
    Ok(all.rows)
}

/// Reads again until a pass was quiet: then nothing can have slipped through between its pages.
async fn of_window(api: &Api, window: Window) -> Result<Vec<Row>> {
    let mut met = Unique::default();
    for _ in 0..PASSES {
        let (rows, quiet) = pass(api, window).await?;
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
    Ok(met.rows)
}

/// One reading from the first page to the last, and whether the list stood still.
async fn pass(api: &Api, window: Window) -> Result<(Vec<Row>, bool)> {
    let mut unique = Unique::default();
    let mut total = None;
    let mut quiet = true;
    for number in 1..=PAGES {
        let page = api.query(window, number).await?;
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
    Ok((unique.rows, quiet))
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
