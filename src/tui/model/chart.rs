//! The drawn flow of one item, and which part of it is on the screen.

use crate::domain::canvas::Canvas;
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
