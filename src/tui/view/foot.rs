//! The two lines at the bottom: what is under way, and what the keys do. Words that a line cannot
//! hold take as many as they need, over the panes, until the next key.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::{Paint, hints, status, toast};
use crate::tui::layout::Areas;

/// The most lines that a toast gets, and what went wrong above it.
const TOAST: usize = 4;
const PROBLEM: usize = 4;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, areas: &Areas) {
    let (hints, status) = grown(paint, areas);
    let above = Rect {
        height: areas.status.y - status.y,
        ..status
    };
    Clear.render(above, frame.buffer_mut());
    Clear.render(areas.status, frame.buffer_mut());
    status::draw(frame, paint, status);
    hints::draw(frame, paint, hints);
}

/// Whether the words reach into the panes, and so into what lies over them.
pub(super) fn reaches_up(paint: Paint<'_>, areas: &Areas) -> bool {
    grown(paint, areas).1.y < areas.status.y
}

/// Both with the lines that they need, growing upwards.
fn grown(paint: Paint<'_>, areas: &Areas) -> (Rect, Rect) {
    let tall = |lines: usize, most: usize| u16::try_from(lines.clamp(1, most)).unwrap_or(1);
    let columns = areas.hints.width.saturating_sub(2);
    let said = tall(toast::lines(paint, columns).len(), TOAST);
    let hints = Rect {
        y: areas.hints.bottom() - said,
        height: said,
        ..areas.hints
    };
    let wrong = tall(status::lines(paint, areas.status), PROBLEM);
    let status = Rect {
        y: hints.y - wrong,
        height: wrong,
        ..areas.status
    };
    (hints, status)
}
