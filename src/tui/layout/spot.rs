//! What a place on the screen means to whoever points at it. Knows no cells.

use crate::domain::item::Folder;
use crate::tui::model::Tab;

/// What lies under a cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A folder's tab.
    Folder(Folder),
    /// The tab of the messages.
    Messages,
    /// A row of whatever the list pane shows, from 0.
    Row(usize),
    /// The list pane beside its rows.
    List,
    /// A tab of the detail.
    Tab(Tab),
    /// The detail beside its tabs.
    Detail,
    /// Whatever is on the screen while something lies over the panes.
    Overlay,
    Nothing,
}
