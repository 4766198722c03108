//! A saved view: a query with a name. Where it is written down is not its concern.

use super::item::Folder;
use super::query::Query;

/// A query with a name, for the rows of one folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub name: String,
    pub folder: Folder,
    pub query: Query,
}
