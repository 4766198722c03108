//! Picking a node to go back to: on the drawing, whose offered nodes are marked, or by name.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Paint;
use super::canvas;
use super::choosing::{draw_rows, rows_box};
use super::overlay::{open_box, title};
use super::text::put;
use crate::domain::decision::Target;
use crate::tui::model::{Aim, Chart, Draft};
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, draft: &Draft, aim: &Aim) {
    match aim.drawn() {
        Some(chart) => on_drawing(frame, paint, draft, aim, chart),
        None => by_name(frame, paint, draft, aim),
    }
}

fn on_drawing(frame: &mut Frame<'_>, paint: Paint<'_>, draft: &Draft, aim: &Aim, chart: &Chart) {
    let cells = |size: i32, room: u16| u16::try_from(size).unwrap_or(room).min(room);
    let size = (
        cells(chart.drawing.width.max(56), chart.room.0),
        cells(chart.drawing.height, chart.room.1),
    );
    let mut what = title(paint, draft);
    if let Some(target) = aim.target() {
        what = format!("{what} → {}", target.node.label());
    }
    let keys = paint.locale.t("aim-keys");
    let inner = open_box(frame, paint, size, &what, &keys);
    let buffer = frame.buffer_mut();
    canvas::draw(buffer, paint, chart, inner);
    for (node, here) in aim.marks() {
        mark(buffer, paint, chart, inner, node, here);
    }
}

/// A sign on the upper edge of a node that is offered; the one in hand stands out as a whole.
fn mark(buffer: &mut Buffer, paint: Paint<'_>, chart: &Chart, area: Rect, node: usize, here: bool) {
    let Some(place) = chart.drawing.area(node) else {
        return;
    };
    let (left, top) = canvas::origin(chart, area);
    let inside = |x: i32, y: i32| {
        let (x, y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
        area.contains((x, y).into()).then_some((x, y))
    };
    if here {
        let style = paint.theme.style(Role::Selected);
        for y in place.y..place.y + place.height {
            for x in place.x..place.x + place.width {
                if let Some(cell) = inside(left + x, top + y) {
                    buffer.set_style(Rect::new(cell.0, cell.1, 1, 1), style);
                }
            }
        }
    }
    let (x, y) = (left + place.x + 2, top + place.y);
    if let (Some((x, y)), Some(_)) = (inside(x, y), inside(x + 2, y)) {
        let (sign, role) = if here {
            ("(•)", Role::Selected)
        } else {
            ("( )", Role::Key)
        };
        put(buffer, x, y, sign, 3, paint.theme.style(role));
    }
}

fn by_name(frame: &mut Frame<'_>, paint: Paint<'_>, draft: &Draft, aim: &Aim) {
    let locale = paint.locale;
    let rows: Vec<String> = match &aim.targets {
        None => vec![locale.t("targets-loading")],
        Some(targets) => targets.iter().map(|target| name(paint, target)).collect(),
    };
    let keys = if aim.chart.is_some() {
        "targets-keys-drawn"
    } else {
        "targets-keys"
    };
    let keys = locale.t(keys);
    let inner = rows_box(frame, paint, rows.len(), &title(paint, draft), &keys);
    let here = aim.targets.as_ref().map(|_| aim.row);
    draw_rows(frame, paint, inner, &rows, here);
}

fn name(paint: Paint<'_>, target: &Target) -> String {
    let name = target.node.label();
    let word = match (target.start, target.last) {
        (true, _) => paint.locale.t("targets-start"),
        (false, true) => paint.locale.t("targets-last"),
        (false, false) => return name.to_owned(),
    };
    format!("{name}  {word}")
}
