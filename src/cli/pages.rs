//! As many rows as were asked for, through as many pages as that takes. Knows nothing of the rows.

use std::collections::HashSet;

use crate::domain::id::Id;
use crate::error::Result;

/// Rows of a list of which no length was asked, and of one request.
pub(super) const PAGE: usize = 50;

/// The first rows that are wanted, in the server's order, and the total. Ends where a page brings
/// nothing new: then what was found is the total, whatever the server counts.
pub(super) async fn first<T>(
    limit: usize,
    id: impl Fn(&T) -> &Id,
    wanted: impl Fn(&T) -> bool,
    page: impl AsyncFn(u32, u32) -> Result<(u64, Vec<T>)>,
) -> Result<(u64, Vec<T>)> {
    let size = u32::try_from(limit.clamp(1, PAGE)).unwrap_or(u32::MAX);
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut number = 1;
    loop {
        let (total, rows) = page(number, size).await?;
        let before = seen.len();
        let new = rows.into_iter().filter(|row| seen.insert(id(row).clone()));
        found.extend(new.filter(&wanted));
        if found.len() >= limit {
            found.truncate(limit);
            return Ok((total, found));
        }
        if seen.len() == before {
            return Ok((found.len() as u64, found));
        }
        number += 1;
    }
}
