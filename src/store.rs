//! What was decided (the journal, kept for ever) and what was seen (the cache, disposable).
//! Two `SQLite` files, one writer thread each. Knows no provider and no front end.

mod cache;
mod chain;
mod choice;
mod intent;
mod journal;
mod kept;
mod owner;
mod pushes;
mod row;
mod thread;

pub use cache::Cache;
pub use journal::{Begun, Journal};
pub use owner::{Owner, Owners};
pub use pushes::{Pushes, Waiting};
