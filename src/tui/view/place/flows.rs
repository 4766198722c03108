//! Flows that can be started: a line each, what is known of one, and the box for its values.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::Paint;
use super::super::form::pair;
use super::super::overlay::{edit, open_box};
use super::super::pane::Row;
use super::super::text::{put, wrap};
use super::{heading, styled};
use crate::domain::flow::{DeployedFlow, FlowKind};
use crate::tui::editor::Editor;
use crate::tui::model::place::Flows;
use crate::tui::theme::Role;

/// The columns of key, inputs and version.
const KEY: u16 = 22;
const INPUTS: u16 = 8;
const VERSION: u16 = 6;

pub(super) fn title(paint: Paint<'_>, open: &Flows) -> String {
    paint.locale.t(match open.kind {
        FlowKind::Approval => "flows-approval",
        FlowKind::Logic => "flows-logic",
    })
}

pub(super) fn draw_row(buffer: &mut Buffer, paint: Paint<'_>, row: &Row<'_>, flow: &DeployedFlow) {
    let area = row.area;
    let at_inputs = area.right().saturating_sub(VERSION + 1 + INPUTS);
    let at_key = at_inputs.saturating_sub(if area.width >= 58 { KEY } else { 0 });
    let room = at_key.saturating_sub(area.x + 3);
    row.put(buffer, area.x + 2, room, &flow.name, None);
    let room = (at_inputs - at_key).saturating_sub(1);
    row.put(buffer, at_key, room, &flow.key, Some(Role::Muted));
    if flow.has_inputs == Some(true) {
        let word = paint.locale.t("flows-wants-inputs");
        row.put(buffer, at_inputs, INPUTS - 1, &word, Some(Role::Label));
    }
    row.put_last(buffer, VERSION, &flow.version);
}

pub(super) fn lines(paint: Paint<'_>, open: &Flows, columns: u16) -> Vec<Line<'static>> {
    let Paint { locale, theme, .. } = paint;
    let Some(flow) = open.rows.current() else {
        return Vec::new();
    };
    let mut lines = heading(&flow.name, columns);
    let rows = [
        ("column-key", flow.key.clone()),
        ("column-version", flow.version.clone()),
        (
            "column-description",
            flow.description.clone().unwrap_or_default(),
        ),
    ];
    for (key, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        lines.push(pair(paint, &locale.t(key), &value, columns));
    }
    lines.push(Line::default());
    let inputs = match flow.has_inputs {
        Some(true) => "flows-inputs",
        Some(false) => "flows-no-inputs",
        None => "flows-inputs-unknown",
    };
    lines.extend(styled(&locale.t(inputs), columns, theme.style(Role::Label)));
    let used = open.used.get(&flow.key);
    if used.is_some() {
        lines.push(Line::styled(
            locale.t("flows-used"),
            theme.style(Role::Label),
        ));
    }
    for place in used.into_iter().flatten() {
        lines.extend(styled(
            &format!("  {place}"),
            columns,
            theme.style(Role::Muted),
        ));
    }
    if open.kind == FlowKind::Approval {
        lines.push(Line::default());
        lines.extend(styled(
            &locale.t("flows-opens"),
            columns,
            theme.style(Role::Key),
        ));
    }
    lines
}

/// The box for the values, with what is wrong below them.
pub(in crate::tui::view) fn start_box(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    flow: &DeployedFlow,
    editor: &Editor,
    wrong: &[(usize, &'static str)],
) {
    let locale = paint.locale;
    let columns = frame.area().width.saturating_sub(8).min(64);
    let title = locale.f("start-title", &[("name", flow.name.as_str().into())]);
    let keys = locale.t("start-keys");
    let inner = open_box(frame, paint, (columns, 9), &title, &keys);
    let (told, role) = told_of(paint, wrong);
    let lines = wrap(&told, inner.width);
    let told = u16::try_from(lines.len().clamp(1, 3)).unwrap_or(1);
    let height = inner.height.saturating_sub(told);
    edit(frame, editor, Rect { height, ..inner });
    for (y, line) in (inner.y + height..inner.bottom()).zip(&lines) {
        let style = paint.theme.style(role);
        put(frame.buffer_mut(), inner.x, y, line, inner.width, style);
    }
}

/// What is wrong, line by line; else how a line is written.
fn told_of(paint: Paint<'_>, wrong: &[(usize, &'static str)]) -> (String, Role) {
    let locale = paint.locale;
    if wrong.is_empty() {
        return (locale.t("start-grammar"), Role::Muted);
    }
    let reasons = wrong.iter().map(|(line, message)| {
        let reason = locale.t(message);
        let args = [("line", (line + 1).into()), ("reason", reason.into())];
        locale.f("start-wrong-line", &args)
    });
    (reasons.collect::<Vec<_>>().join("\n"), Role::Bad)
}
