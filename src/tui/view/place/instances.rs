//! Instances: a line each, and the seats of one.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::text::Line;

use super::super::Paint;
use super::super::form::{outcome_word, pair};
use super::super::pane::Row;
use super::super::text::fit;
use super::{heading, styled};
use crate::domain::flow::FlowInstance;
use crate::domain::instance::{Action, Task, TaskStatus};
use crate::locale::format;
use crate::tui::model::place::{Instances, Seats};
use crate::tui::theme::Role;

/// The columns of number, applicant, outcome and age.
const NUMBER: u16 = 7;
const WHO: u16 = 10;
const OUTCOME: u16 = 10;
const AGE: u16 = 6;

pub(super) fn title(paint: Paint<'_>, open: &Instances) -> String {
    let name = paint.locale.t("instances-title");
    format!("{name}  {}", open.typed).trim().to_owned()
}

pub(super) fn draw_row(buffer: &mut Buffer, paint: Paint<'_>, row: &Row<'_>, one: &FlowInstance) {
    let area = row.area;
    let at_age = area.right().saturating_sub(AGE + 1);
    let at_outcome = at_age.saturating_sub(OUTCOME);
    let at_who = at_outcome.saturating_sub(WHO);
    let at_number = at_who.saturating_sub(NUMBER);
    let room = at_number.saturating_sub(area.x + 3);
    row.put(buffer, area.x + 2, room, &one.title, None);
    let number = format!("…{}", one.instance_id.ending());
    row.put(buffer, at_number, NUMBER - 1, &number, Some(Role::Muted));
    let who = paint.model.sides.home.label(&one.applicant);
    row.put(buffer, at_who, WHO - 1, who, None);
    let role = one.outcome.is_none().then_some(Role::Waiting);
    let role = role.unwrap_or(Role::Muted);
    row.put(
        buffer,
        at_outcome,
        OUTCOME - 1,
        &outcome(paint, one),
        Some(role),
    );
    if let Some(at) = one.started_at {
        row.put_last(buffer, AGE, &format::age(at, paint.model.now));
    }
}

fn outcome(paint: Paint<'_>, one: &FlowInstance) -> String {
    match &one.outcome {
        Some(outcome) => outcome_word(paint, outcome),
        None => paint.locale.t("outcome-running"),
    }
}

pub(super) fn lines(paint: Paint<'_>, open: &Instances, columns: u16) -> Vec<Line<'static>> {
    let Paint { model, locale, .. } = paint;
    let Some(one) = open.rows.current() else {
        return Vec::new();
    };
    let mut lines = heading(&one.title, columns);
    let flow = [one.flow.name.as_deref(), one.flow.version.as_deref()];
    let flow: Vec<&str> = flow.into_iter().flatten().collect();
    let rows = [
        ("column-number", Some(one.instance_id.to_string())),
        ("column-flow", Some(flow.join(" "))),
        (
            "column-from",
            Some(model.sides.home.label(&one.applicant).to_owned()),
        ),
        ("column-started", one.started_at.map(|at| time(paint, at))),
        ("column-ended", one.ended_at.map(|at| time(paint, at))),
        ("column-state", Some(outcome(paint, one))),
    ];
    for (key, value) in rows {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.push(pair(paint, &locale.t(key), &value, columns));
        }
    }
    lines.push(Line::default());
    match open.seats.get(&one.instance_id) {
        Some(Seats::Ready(tasks)) => {
            lines.extend(tasks.iter().flat_map(|task| seat(paint, task, columns)));
            let hint = locale.t("instances-opens");
            lines.push(Line::default());
            lines.extend(styled(&hint, columns, paint.theme.style(Role::Key)));
        }
        Some(Seats::Failed(error)) => {
            lines.extend(styled(
                &locale.error(error),
                columns,
                paint.theme.style(Role::Bad),
            ));
        }
        Some(Seats::Loading) | None => {
            let style = paint.theme.style(Role::Muted);
            lines.push(Line::styled(locale.t("detail-loading"), style));
        }
    }
    lines
}

fn time(paint: Paint<'_>, at: Timestamp) -> String {
    format::date_time(at, &paint.model.settings.zone)
}

/// A seat: where, who and how it stands; below, from when to when.
fn seat(paint: Paint<'_>, task: &Task, columns: u16) -> [Line<'static>; 2] {
    let (sign, status, role) = standing(paint, &task.status);
    let node = task.node.label();
    let who = paint.model.sides.home.label(&task.assignee);
    let result = task.result.as_ref().map(|action| said(paint, action));
    let result = result.map(|word| format!(" · {word}")).unwrap_or_default();
    let line = format!("{sign} {node} · {who}  {status}{result}");
    let [from, to] = [task.started_at, task.ended_at].map(|at| at.map(|at| time(paint, at)));
    let times = match (from, to) {
        (Some(from), Some(to)) => format!("  {from} → {to}"),
        (from, to) => format!("  {}", from.or(to).unwrap_or_default()),
    };
    let muted = paint.theme.style(Role::Muted);
    [
        Line::styled(fit(&line, columns), paint.theme.style(role)),
        Line::styled(fit(&times, columns), muted),
    ]
}

fn standing(paint: Paint<'_>, status: &TaskStatus) -> (&'static str, String, Role) {
    let word = |key| paint.locale.t(key);
    match status {
        TaskStatus::Open => ("▸", word("task-open"), Role::Waiting),
        TaskStatus::Done => ("✓", word("task-done"), Role::Good),
        TaskStatus::Void => ("×", word("task-void"), Role::Muted),
        TaskStatus::Draft => ("·", word("task-draft"), Role::Muted),
        TaskStatus::Unsubmitted => ("·", word("task-unsubmitted"), Role::Muted),
        TaskStatus::Other(_) | TaskStatus::Word(_) => ("?", status.name(), Role::Muted),
    }
}

/// What was done, in the user's word; what is not known stays as it came.
fn said(paint: Paint<'_>, action: &Action) -> String {
    let name = action.name();
    let key = format!("action-{}", name.replace('_', "-"));
    if paint.locale.has(&key) {
        paint.locale.t(&key)
    } else {
        name
    }
}
