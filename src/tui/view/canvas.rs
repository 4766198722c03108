//! The canvas tab: the window over the drawing of the flow.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Paint;
use crate::domain::canvas::Progress;
use crate::drawing::Ink;
use crate::tui::model::Chart;
use crate::tui::theme::{Role, Theme};

/// Draws the window; a drawing that is narrower stands in the middle.
pub(super) fn draw(buffer: &mut Buffer, paint: Paint<'_>, chart: &Chart, area: Rect) {
    let spare = spare(chart, area);
    let (left, top) = chart.at;
    for row in 0..i32::from(area.height) {
        for (x, cell) in chart.drawing.row(top + row, left) {
            let column = x - left + spare;
            // Half of a wide character is not shown.
            if column + cell.columns > i32::from(area.width) {
                break;
            }
            let (Ok(column), Ok(row)) = (u16::try_from(column), u16::try_from(row)) else {
                continue;
            };
            let (x, y) = (area.x + column, area.y + row);
            buffer.set_string(x, y, &cell.symbol, style(paint.theme, cell.ink));
        }
    }
}

/// Where on the screen the first cell of the drawing is, or would be.
pub(super) fn origin(chart: &Chart, area: Rect) -> (i32, i32) {
    let (left, top) = chart.at;
    (
        i32::from(area.x) + spare(chart, area) - left,
        i32::from(area.y) - top,
    )
}

/// Columns that are left beside a drawing in the middle.
fn spare(chart: &Chart, area: Rect) -> i32 {
    (i32::from(area.width) - chart.drawing.width).max(0) / 2
}

fn style(theme: &Theme, ink: Ink) -> Style {
    let role = match ink {
        Ink::Border(Progress::Current) | Ink::Name(Progress::Current) => Role::Title,
        Ink::Border(Progress::Waiting | Progress::Other(_))
        | Ink::Name(Progress::Waiting | Progress::Other(_))
        | Ink::Line(Progress::Waiting | Progress::Other(_))
        | Ink::Muted => Role::Muted,
        Ink::Label(_) => Role::Label,
        Ink::Line(Progress::Current) | Ink::Pending => Role::Waiting,
        Ink::Good => Role::Good,
        Ink::Bad => Role::Bad,
        Ink::Border(Progress::Done)
        | Ink::Name(Progress::Done)
        | Ink::Line(Progress::Done)
        | Ink::Comment => return Style::new(),
    };
    theme.style(role)
}
