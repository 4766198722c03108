//! The drawn flow of one item, and which part of it is on the screen.

use crate::domain::canvas::{Canvas, NodeKind};
use crate::domain::item::Key;
use crate::drawing::Drawing;

/// A drawing that is larger than its pane, and the window over it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub of: Key,
    /// What was drawn.
    pub canvas: Canvas,
    pub drawing: Drawing,
    /// Columns and rows of the window.
    pub room: (u16, u16),
    /// First column and row in the window.
    pub at: (i32, i32),
    /// Whether the window stands where a key has moved it.
    pub moved: bool,
}

impl Chart {
    /// Moves the window, within the drawing.
    pub fn pan(&mut self, columns: i32, rows: i32) {
        let last = |size: i32, room: u16| (size - i32::from(room)).max(0);
        let (right, bottom) = (
            last(self.drawing.width, self.room.0),
            last(self.drawing.height, self.room.1),
        );
        self.at = (
            self.at.0.saturating_add(columns).clamp(0, right),
            self.at.1.saturating_add(rows).clamp(0, bottom),
        );
    }

    /// Opens the window on a node, and where there is room for both, on the beginning of the flow.
    pub fn open_on(&mut self, node: usize) {
        let Some(here) = self.drawing.area(node) else {
            return;
        };
        let mut nodes = self.canvas.nodes.iter();
        let start = nodes.position(|node| node.kind == NodeKind::Start);
        let start = start.and_then(|start| self.drawing.area(start));
        let start = start.unwrap_or(here);
        self.at = (
            first(
                self.room.0,
                (here.x, here.x + here.width),
                (start.x, start.x + start.width),
            ),
            first(
                self.room.1,
                (here.y, here.y + here.height),
                (start.y, start.y + start.height),
            ),
        );
        self.pan(0, 0);
    }

    /// Brings a node to the middle of the window.
    pub fn centre_on(&mut self, node: usize) {
        if let Some(area) = self.drawing.area(node) {
            let (x, y) = area.middle();
            let (columns, rows) = self.room;
            self.at = (x - i32::from(columns / 2), y - i32::from(rows / 2));
            self.pan(0, 0);
        }
    }
}

/// The first cell of a window in one direction: a stretch in its middle, moved as little as brings
/// the other one in too; never beyond the beginning of a stretch that is too long.
fn first(room: u16, here: (i32, i32), other: (i32, i32)) -> i32 {
    let room = i32::from(room);
    let middle = (here.0 + here.1 - room) / 2;
    let both = (here.0.min(other.0), here.1.max(other.1));
    if both.1 - both.0 <= room {
        middle.clamp(both.1 - room, both.0)
    } else {
        middle.min(here.0)
    }
}
