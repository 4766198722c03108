//! Reading a list through all its pages. Never trusts a page size or a total alone.

use std::future::Future;

use jiff::Timestamp;
use serde_json::Value;

use crate::error::Result;

/// No list of an instance or a tenant is longer; a server that never ends is stopped here.
const MOST_PAGES: u32 = 1000;

/// One page as it came.
pub(crate) struct Slice<T> {
    pub rows: Vec<T>,
    pub total: Option<u64>,
    pub raw: Value,
    pub server_at: Option<Timestamp>,
}

/// All pages.
pub(crate) struct Pages<T> {
    pub rows: Vec<T>,
    /// The answers, page by page.
    pub raw: Vec<Value>,
    /// The server's clock at the last page.
    pub server_at: Option<Timestamp>,
}

/// Reads until the total is reached, a page is empty, or a page repeats the one before.
///
/// `fetch` gets the page's number from 1 and how many rows are there already.
pub(crate) async fn all<T, F>(fetch: impl Fn(u32, usize) -> F) -> Result<Pages<T>>
where
    T: PartialEq,
    F: Future<Output = Result<Slice<T>>>,
{
    let mut pages = Pages {
        rows: Vec::new(),
        raw: Vec::new(),
        server_at: None,
    };
    for number in 1..=MOST_PAGES {
        let slice = fetch(number, pages.rows.len()).await?;
        // Quirk: past the end some servers answer with the last page again.
        if slice.rows.is_empty() && number > 1 || repeats(&pages.rows, &slice.rows) {
            break;
        }
        let over = slice.rows.is_empty();
        pages.rows.extend(slice.rows);
        pages.raw.push(slice.raw);
        pages.server_at = slice.server_at;
        let reached = |total| u64::try_from(pages.rows.len()).is_ok_and(|have| have >= total);
        if over || slice.total.is_some_and(reached) {
            break;
        }
    }
    Ok(pages)
}

fn repeats<T: PartialEq>(before: &[T], page: &[T]) -> bool {
    !page.is_empty() && before.ends_with(page)
}
