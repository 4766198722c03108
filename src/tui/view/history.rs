//! The history tab: what was done, by whom, with which comment, oldest first.

use ratatui::text::{Line, Span};

use super::Paint;
use super::text::{width, wrap};
use crate::domain::instance::{Act, Action, Instance};
use crate::locale::format;
use crate::tui::theme::Role;

/// All lines of the tab.
pub(super) fn lines(paint: Paint<'_>, instance: &Instance, columns: u16) -> Vec<Line<'static>> {
    if instance.history.is_empty() {
        return vec![Line::styled(
            paint.locale.t("history-empty"),
            paint.theme.style(Role::Muted),
        )];
    }
    instance
        .history
        .iter()
        .flat_map(|act| entry(paint, act, columns))
        .collect()
}

fn entry(paint: Paint<'_>, act: &Act, columns: u16) -> Vec<Line<'static>> {
    let Paint { model, theme, .. } = paint;
    let side = model.here();
    let at = act
        .at
        .map(|at| format::date_time(at, &model.settings.zone))
        .unwrap_or_default();
    let role = match act.action {
        Action::Approve | Action::Handle | Action::Submit => Role::Good,
        Action::Reject | Action::Stop | Action::Void => Role::Bad,
        _ => Role::Waiting,
    };
    let people: Vec<&str> = act.people.iter().map(|person| side.label(person)).collect();
    // What goes by itself is nobody's.
    let operator = match neutral(side.label(&act.operator)).as_ref() {
        "" => String::new(),
        name => format!("{name} "),
    };
    let mut head = vec![
        Span::styled(at, theme.style(Role::Muted)),
        Span::raw("  "),
        Span::raw(operator),
        Span::styled(action_word(paint, &act.action), theme.style(role)),
    ];
    if !people.is_empty() {
        head.push(Span::raw(neutral(&format!(" → {}", people.join(", ")))));
    }
    if let Some(node) = &act.node {
        head.push(Span::styled(
            neutral(&format!("  {node}")),
            theme.style(Role::Muted),
        ));
    }
    let mut lines = fold(head, columns);
    for words in [&act.comment, &act.note].into_iter().flatten() {
        let words = wrap(words, columns.saturating_sub(4));
        lines.extend(
            words
                .into_iter()
                .map(|line| Line::raw(format!("  │ {line}"))),
        );
    }
    for file in &act.attachments {
        let name = neutral(&file.name);
        lines.push(Line::raw(format!("  ⎙ {name}")));
    }
    lines
}

/// The pieces on one line, and on further ones where it has no room for them.
fn fold(pieces: Vec<Span<'static>>, columns: u16) -> Vec<Line<'static>> {
    let indent = "    ";
    let (mut lines, mut line) = (Vec::new(), Line::default());
    for piece in pieces {
        if line.width() + piece.width() <= usize::from(columns) {
            line.push_span(piece);
            continue;
        }
        let room = columns.saturating_sub(width(indent));
        let parts = wrap(piece.content.trim(), room).into_iter();
        for part in parts.filter(|part| !part.is_empty()) {
            let below = vec![Span::raw(indent), Span::styled(part, piece.style)];
            lines.push(std::mem::replace(&mut line, Line::from(below)));
        }
    }
    lines.push(line);
    lines
}

fn neutral(text: &str) -> String {
    crate::domain::text::neutral(text).into_owned()
}

/// What was done, in words; codes that are not known stay codes.
fn action_word(paint: Paint<'_>, action: &Action) -> String {
    match action {
        Action::Other(_) | Action::Word(_) => neutral(&action.name()),
        known => paint
            .locale
            .t(&format!("action-{}", known.name().replace('_', "-"))),
    }
}
