//! The drawing of the flow under the cursor: made when its tab opens, moved by the keys.

use super::detail;
use crate::drawing::{Options, draw};
use crate::tui::layout::layout;
use crate::tui::model::{Chart, Focus, Model, Tab};

/// Columns that a step to the side goes.
const STRIDE: i32 = 4;

/// Draws the flow if what is to be seen has changed. It opens on the node where the flow stands,
/// and stays where it was looked at while it is the same item's.
pub(super) fn keep(model: &mut Model) {
    let room = layout(model.size, model).chart_room();
    let instance = model
        .current()
        .and_then(|item| model.details.ready(&item.key))
        .filter(|_| model.tab == Tab::Canvas && room.0 > 0);
    let Some(instance) = instance else {
        model.chart = None;
        return;
    };
    let key = &instance.item.key;
    let before = model.chart.as_ref().filter(|chart| chart.of == *key);
    if before.is_some_and(|chart| chart.room == room && chart.canvas == instance.canvas) {
        return;
    }
    let options = Options {
        columns: room.0,
        ascii: false,
        zone: &model.settings.zone,
    };
    let mut chart = Chart {
        of: key.clone(),
        canvas: instance.canvas.clone(),
        drawing: draw(&instance.canvas, &options),
        room,
        at: before.map_or((0, 0), |chart| chart.at),
    };
    match chart.drawing.current() {
        Some(node) if before.is_none() => chart.centre_on(node),
        _ => chart.pan(0, 0),
    }
    model.chart = Some(chart);
}

/// Moves what the detail shows up or down.
pub(super) fn scroll(model: &mut Model, rows: i32) {
    match &mut model.chart {
        Some(chart) => chart.pan(0, rows),
        None => detail::scroll_by(model, rows),
    }
}

/// Moves the drawing to the side; whether it could be moved.
pub(super) fn sideways(model: &mut Model, steps: i32) -> bool {
    let Some(chart) = model
        .chart
        .as_mut()
        .filter(|_| model.focus == Focus::Detail)
    else {
        return false;
    };
    let before = chart.at;
    chart.pan(steps * STRIDE, 0);
    chart.at != before
}
