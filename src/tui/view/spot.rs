//! What lies under a cell: the only way back from the picture to what it shows. Draws nothing.

use ratatui::layout::{Position, Rect};

use super::{detail, header};
use crate::locale::Locale;
use crate::tui::layout::{Spot, layout, too_small};
use crate::tui::model::Model;

/// What a cell of the model's picture belongs to; column and row count from 0.
pub fn spot(model: &Model, locale: &Locale, (x, y): (u16, u16)) -> Spot {
    if !model.overlays.is_empty() {
        return Spot::Overlay;
    }
    if too_small(model.size) {
        return Spot::Nothing;
    }
    let areas = layout(model.size, model);
    let at = Position::new(x, y);
    let holds = |area: &Rect| area.contains(at);
    if holds(&areas.folders) {
        return header::tab_at(model, locale, areas.folders, x).unwrap_or(Spot::Nothing);
    }
    if let Some(area) = areas.list.filter(holds) {
        return row_at(model, area, y).map_or(Spot::List, Spot::Row);
    }
    let Some(area) = areas.detail.filter(holds) else {
        return Spot::Nothing;
    };
    let tab = detail::tab_at(model, locale, area, at);
    tab.map_or(Spot::Detail, Spot::Tab)
}

/// The row of the list pane on a line of the screen.
fn row_at(model: &Model, area: Rect, y: u16) -> Option<usize> {
    let (top, len) = match model.place.window() {
        Some(window) => (window.top, window.len()),
        None => (model.list.top, model.list.len()),
    };
    let nth = y.checked_sub(area.y + 1)?;
    let row = top + usize::from(nth);
    (nth + 2 < area.height && row < len).then_some(row)
}
