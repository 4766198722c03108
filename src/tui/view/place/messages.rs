//! Messages: a line each, and the whole of one.

use ratatui::buffer::Buffer;
use ratatui::text::Line;

use super::super::Paint;
use super::super::form::pair;
use super::super::pane::Row;
use super::{heading, styled};
use crate::domain::message::{Message, MessageKind};
use crate::locale::format;
use crate::tui::model::place::Messages;
use crate::tui::theme::Role;

/// The columns of kind, title and age.
const KIND: u16 = 7;
const TITLE: u16 = 14;
const AGE: u16 = 6;

pub(super) fn title(paint: Paint<'_>, open: &Messages) -> String {
    let name = paint.locale.t("folder-messages");
    match &open.filter.search {
        Some(text) => format!("{name}  “{text}”"),
        None => name,
    }
}

pub(super) fn draw_row(buffer: &mut Buffer, paint: Paint<'_>, row: &Row<'_>, message: &Message) {
    let area = row.area;
    if !message.read {
        row.put(buffer, area.x + 1, 2, "●", Some(Role::Title));
    }
    let at_kind = area.x + 4;
    let at_title = at_kind + KIND;
    let at_text = at_title + TITLE;
    let at_age = area.right().saturating_sub(AGE + 1);
    let kind = kind(paint, message.kind);
    row.put(buffer, at_kind, KIND - 1, &kind, Some(Role::Muted));
    let room = at_age.saturating_sub(at_title + 1).min(TITLE - 1);
    row.put(buffer, at_title, room, &message.title, None);
    let text = if message.text.contains(&message.subtitle) {
        message.text.clone()
    } else {
        format!("{}  {}", message.subtitle, message.text)
    };
    let room = at_age.saturating_sub(at_text + 1);
    row.put(buffer, at_text, room, text.trim(), Some(Role::Muted));
    if let Some(at) = message.created_at {
        row.put_last(buffer, AGE, &format::age(at, paint.model.now));
    }
}

fn kind(paint: Paint<'_>, kind: MessageKind) -> String {
    match kind {
        MessageKind::Task => paint.locale.t("message-task"),
        MessageKind::Notice => paint.locale.t("message-notice"),
        MessageKind::Other(_) => kind.name(),
    }
}

pub(super) fn lines(paint: Paint<'_>, open: &Messages, columns: u16) -> Vec<Line<'static>> {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let Some(message) = open.rows.current() else {
        return Vec::new();
    };
    let mut lines = heading(&message.title, columns);
    let at = message.created_at.map(|at| {
        let zone = &model.settings.zone;
        let age = format::age(at, model.now);
        format!("{} · {age}", format::date_time(at, zone))
    });
    let state = if message.read {
        "message-read"
    } else {
        "message-unread"
    };
    let rows = [
        ("column-subtitle", Some(message.subtitle.clone())),
        ("column-kind", Some(kind(paint, message.kind))),
        ("column-when", at),
        ("column-state", Some(locale.t(state))),
    ];
    for (key, value) in rows {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.push(pair(paint, &locale.t(key), &value, columns));
        }
    }
    lines.push(Line::default());
    lines.extend(styled(&message.text, columns, ratatui::style::Style::new()));
    lines.push(Line::default());
    if let Some(link) = message.link.as_deref().filter(|link| !link.is_empty()) {
        lines.extend(styled(link, columns, theme.style(Role::Muted)));
    }
    if message.task_id.is_some() {
        lines.push(Line::default());
        lines.extend(styled(
            &locale.t("message-opens"),
            columns,
            theme.style(Role::Key),
        ));
    }
    lines
}
