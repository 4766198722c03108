//! The drawing of the flow under the cursor: made when its tab opens, moved by the keys.

use super::detail;
use crate::domain::instance::Instance;
use crate::drawing::{Options, draw};
use crate::tui::layout::{layout, picking_room};
use crate::tui::model::{Chart, Focus, Model, Overlay, Settings, Tab};

/// Columns that a step to the side goes.
const STRIDE: i32 = 4;

/// Draws the flow, in its tab and where a node is picked on it, if what is to be seen has changed.
pub(super) fn keep(model: &mut Model) {
    let before = model.chart.take();
    let room = layout(model.size, model).chart_room();
    let instance = model
        .current()
        .and_then(|item| model.details.ready(&item.key))
        .filter(|_| model.tab == Tab::Canvas && room.0 > 0);
    model.chart = instance.map(|instance| drawn(&model.settings, instance, room, before));
    keep_aim(model);
}

/// The drawing on which a node to go back to is picked.
fn keep_aim(model: &mut Model) {
    let is_aim = |top: &mut Overlay| matches!(top, Overlay::Targets { .. });
    let Some(Overlay::Targets { draft, mut aim }) = model.overlays.pop_if(is_aim) else {
        return;
    };
    let before = aim.chart.take();
    let item = draft.items.first();
    let instance = item
        .and_then(|item| model.details.ready(&item.key))
        .filter(|instance| aim.is_on(&instance.canvas));
    aim.chart = instance
        .zip(picking_room(model.size))
        .map(|(instance, room)| drawn(&model.settings, instance, room, before));
    aim.centre();
    model.overlays.push(Overlay::Targets { draft, aim });
}

/// The drawing there was, if it still shows what it should; else another. It opens on the node
/// where the flow stands, and stays where a key has moved it while it is the same item's.
fn drawn(
    settings: &Settings,
    instance: &Instance,
    room: (u16, u16),
    before: Option<Chart>,
) -> Chart {
    let key = &instance.item.key;
    let at = match before.filter(|chart| chart.of == *key) {
        Some(chart) if chart.room == room && chart.canvas == instance.canvas => return chart,
        before => before.filter(|chart| chart.moved).map(|chart| chart.at),
    };
    let options = Options {
        columns: room.0,
        ascii: settings.ascii,
        zone: &settings.zone,
    };
    let mut chart = Chart {
        of: key.clone(),
        canvas: instance.canvas.clone(),
        drawing: draw(&instance.canvas.in_words(&settings.modes), &options),
        room,
        at: at.unwrap_or_default(),
        moved: at.is_some(),
    };
    match chart.drawing.current() {
        Some(node) if at.is_none() => chart.open_on(node),
        _ => chart.pan(0, 0),
    }
    chart
}

/// Moves what the detail shows up or down.
pub(super) fn scroll(model: &mut Model, rows: i32) {
    match &mut model.chart {
        Some(chart) => {
            chart.pan(0, rows);
            chart.moved = true;
        }
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
    chart.moved |= chart.at != before;
    chart.at != before
}
