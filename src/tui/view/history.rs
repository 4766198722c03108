//! The history tab: what was done, by whom, with which comment, oldest first.

use ratatui::text::{Line, Span};

use super::Paint;
use super::text::wrap;
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
    let mut head = vec![
        Span::styled(at, theme.style(Role::Muted)),
        Span::raw("  "),
        Span::raw(neutral(side.label(&act.operator))),
        Span::raw(" "),
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
    let mut lines = vec![Line::from(head)];
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
