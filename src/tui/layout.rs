//! Where things are on a screen of a given size: pure, shared by update (scrolling) and view.

mod spot;

use ratatui::layout::Rect;

use crate::tui::model::{Focus, Model, Panes};

pub use spot::Spot;

/// The least that can be worked with.
pub const SMALLEST: (u16, u16) = (40, 12);

/// From this width on, list and detail stand side by side.
pub const WIDE: u16 = 100;

/// From this width on, inside its border, the list shows what forms say.
pub const COLUMNS: u16 = 58;

/// From this height on, the detail may stand below the list.
pub const TALL: u16 = 24;

/// The regions of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    pub header: Rect,
    pub folders: Rect,
    pub list: Option<Rect>,
    pub detail: Option<Rect>,
    pub status: Rect,
    pub hints: Rect,
}

impl Areas {
    /// Rows the list can show inside its border.
    pub fn list_rows(&self) -> usize {
        usize::from(self.list.map_or(0, |area| area.height.saturating_sub(2)))
    }

    /// Whether the list has room for what forms say.
    pub fn has_columns(&self) -> bool {
        self.list.is_some_and(|area| area.width >= COLUMNS + 2)
    }

    /// Lines the detail can show inside its border, below its tabs.
    pub fn detail_rows(&self) -> u16 {
        self.detail.map_or(0, |area| area.height.saturating_sub(4))
    }

    /// Columns and rows the detail has for a drawing.
    pub fn chart_room(&self) -> (u16, u16) {
        let columns = self.detail.map_or(0, |area| area.width.saturating_sub(4));
        (columns, self.detail_rows())
    }
}

/// Columns and rows for a drawing in a box over everything; none on a narrow screen.
pub fn picking_room(size: (u16, u16)) -> Option<(u16, u16)> {
    (size.0 >= WIDE).then(|| (size.0 - 6, size.1.saturating_sub(8)))
}

/// Whether a screen is too small to be used.
pub fn too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

/// Divides the screen.
pub fn layout(size: (u16, u16), model: &Model) -> Areas {
    let (width, height) = size;
    if too_small(size) {
        return Areas::default();
    }
    let line = |y| Rect::new(0, y, width, 1);
    let body = Rect::new(0, 2, width, height - 4);
    let (list, detail) = panes(body, model);
    Areas {
        header: line(0),
        folders: line(1),
        list,
        detail,
        status: line(height - 2),
        hints: line(height - 1),
    }
}

/// Whether list and detail have room on one screen, in either position.
pub fn fits_both(size: (u16, u16)) -> bool {
    size.0 >= WIDE || size.1 >= TALL
}

fn panes(body: Rect, model: &Model) -> (Option<Rect>, Option<Rect>) {
    let both = split(body, model);
    if model.panes == Panes::Detail || (both.is_none() && model.focus == Focus::Detail) {
        return (None, Some(body));
    }
    match both {
        Some((list, detail)) if model.panes == Panes::Both => (Some(list), Some(detail)),
        _ => (Some(body), None),
    }
}

/// List and detail on one screen, if there is room for both.
fn split(body: Rect, model: &Model) -> Option<(Rect, Rect)> {
    let (list, detail) = if model.below && model.size.1 >= TALL {
        let height = body.height * 2 / 5;
        let list = Rect { height, ..body };
        let detail = Rect {
            y: body.y + height,
            height: body.height - height,
            ..body
        };
        (list, detail)
    } else if model.size.0 >= WIDE {
        let width = body.width * 11 / 20;
        let list = Rect { width, ..body };
        let detail = Rect {
            x: body.x + width,
            width: body.width - width,
            ..body
        };
        (list, detail)
    } else {
        return None;
    };
    Some((list, detail))
}
