//! The line above the hints: what is staged and how long it waits, what is under way.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::{fit, put, put_right, width, wrap};
use super::{Paint, hints, news};
use crate::domain::decision::Decision;
use crate::domain::input::count;
use crate::domain::plan::Group;
use crate::error::Error;
use crate::tui::command::Command;
use crate::tui::model::Words;
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) {
    let Paint { model, theme, .. } = paint;
    let buffer = frame.buffer_mut();
    let right = right(paint);
    let room = width(&right).min(area.width / 2);
    put_right(
        buffer,
        area.right().saturating_sub(1),
        area.y,
        &right,
        room,
        theme.style(Role::Muted),
    );
    let left = area.width.saturating_sub(room + 3);
    if let Some(text) = staged(paint) {
        put(buffer, 1, area.y, &text, left, theme.style(Role::Waiting));
    } else if !model.in_flight.is_empty() {
        let text = sending(paint);
        put(buffer, 1, area.y, &text, left, theme.style(Role::Waiting));
    } else if let Some((account, error)) = problem(paint) {
        let whose = account.map(|account| format!("{account}: "));
        let area = Rect {
            width: left,
            ..area
        };
        draw_error(buffer, paint, area, &whose.unwrap_or_default(), error);
    } else if let Some((text, role)) = news::told(paint) {
        put(buffer, 1, area.y, &text, left, theme.style(role));
    }
}

/// How many lines it takes to say what a toast says went wrong.
pub(super) fn lines(paint: Paint<'_>, area: Rect) -> usize {
    let Some((None, error)) = problem(paint) else {
        return 1;
    };
    let room = width(&right(paint)).min(area.width / 2);
    let text = paint.locale.error_of_request(error);
    wrap(&text, area.width.saturating_sub(room + 3)).len()
}

/// With whom, and what, and the request: by that others can find what happened, however long the
/// words are.
fn draw_error(buffer: &mut Buffer, paint: Paint<'_>, area: Rect, whose: &str, error: &Error) {
    let Paint { locale, theme, .. } = paint;
    let style = theme.style(Role::Bad);
    let words = format!("{whose}{}", locale.error(error));
    let request = locale.request(error);
    let mut lines = wrap(&format!("{words}{request}"), area.width);
    let height = usize::from(area.height);
    if lines.len() > height {
        let room = area.width.saturating_sub(width(&request));
        lines = wrap(&words, area.width);
        let rest = lines.split_off(height.saturating_sub(1)).join(" ");
        lines.push(fit(&rest, room) + &request);
    }
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        put(buffer, 1, y, line, area.width, style);
    }
}

/// What went wrong, where this line is free to say it; of several accounts, with whom.
pub(super) fn problem(paint: Paint<'_>) -> Option<(Option<&str>, &Error)> {
    let model = paint.model;
    if !model.plan.is_empty() || !model.in_flight.is_empty() {
        return None;
    }
    if let Some(Words::Error(error)) = model.toast.as_ref().map(|toast| &toast.words) {
        return Some((None, error));
    }
    let (account, error) = model.sides.trouble()?;
    Some((model.sides.are_several().then_some(account), error))
}

/// The group that is sent next, how many there are, and how long it still waits.
fn staged(paint: Paint<'_>) -> Option<String> {
    let Paint { model, locale, .. } = paint;
    // What goes out first is what there is least time to take back.
    let groups = model.plan.groups().iter();
    let group = groups.min_by_key(|group| group.left_ms.unwrap_or(i64::MAX))?;
    let first = group.decisions.first()?;
    let told = group.left_ms == Some(0);
    let keys = key_words(
        paint,
        if told {
            "status-told-keys"
        } else {
            "status-keys"
        },
    );
    let waits = key_words(paint, "status-waits");
    if group.left_ms.is_none() && model.plan.groups().len() > 1 {
        let all = model.plan.decisions().count();
        let what = locale.f("count-items", &[("count", all.into())]);
        return Some(format!("⏳ {what} {waits}   {keys}"));
    }
    let what = if group.decisions.len() == 1 {
        format!(
            "{} · {}",
            first.item.flow_name(),
            model.label_of(&first.item)
        )
    } else {
        locale.f("count-items", &[("count", group.decisions.len().into())])
    };
    let what = format!("{what}{}", with(paint, first));
    let left = match group.left_ms {
        _ if !group.is_ready() && !model.sides.rests(group) => reading(paint, group),
        _ if model.plan.unmended().is_some() => key_words(paint, "status-review"),
        None => waits,
        Some(_) if model.asks_for_review() => key_words(paint, "status-review"),
        Some(_) if !model.counts_down() || model.sides.rests(group) => locale.t("status-paused"),
        Some(left) => format!("{}s", (left + 999) / 1000),
    };
    let verb = locale.t(&format!("verb-{}", group.verb.name()));
    let groups = model.plan.groups().len();
    let more = if groups > 1 {
        format!(
            " {}",
            locale.f("status-groups", &[("count", groups.into())])
        )
    } else {
        String::new()
    };
    Some(format!("⏳ {verb} {what} {left}{more}   {keys}"))
}

/// Words that name the keys of what is staged.
fn key_words(paint: Paint<'_>, message: &str) -> String {
    let key = |command| hints::key(paint, command).into();
    let keys = [
        ("undo", key(Command::Unstage)),
        ("send", key(Command::SendNow)),
        ("plan", key(Command::ShowPlan)),
    ];
    paint.locale.f(message, &keys)
}

/// How many of the forms that a group is decided on have been read.
fn reading(paint: Paint<'_>, group: &Group) -> String {
    let total = group.decisions.len();
    let mut text = if total == 1 {
        paint.locale.t("status-reading")
    } else {
        let done = total - group.unread().count();
        let counts = [("done", done.into()), ("total", total.into())];
        paint.locale.f("status-reading-many", &counts)
    };
    if group.left_ms == Some(0) {
        text.push(' ');
        text.push_str(&paint.locale.t("status-told"));
    }
    text
}

/// What a decision has besides its verb: to whom, where to, what is filled in, who gets a copy.
fn with(paint: Paint<'_>, decision: &Decision) -> String {
    let locale = paint.locale;
    let mut text = whither(decision);
    let fields = count(&decision.inputs);
    if fields > 0 {
        text.push_str(" · ");
        text.push_str(&locale.f("status-filled", &[("count", fields.into())]));
    }
    if !decision.cc.is_empty() {
        let names: Vec<_> = decision.cc.iter().map(|one| one.name.as_str()).collect();
        text.push_str(" · ");
        text.push_str(&locale.f("status-copies", &[("names", names.join(", ").into())]));
    }
    text
}

/// To whom a decision goes, or where to, behind an arrow; nothing where it goes on as it does.
pub(super) fn whither(decision: &Decision) -> String {
    let people = decision.people.iter().map(|person| person.name.as_str());
    let node = decision.target.iter().map(|target| target.node.label());
    let names: Vec<&str> = people.chain(node).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(" → {}", names.join(", "))
}

/// What is under way; of many, how far it has come and how fast.
fn sending(paint: Paint<'_>) -> String {
    let Paint { model, locale, .. } = paint;
    let Some(run) = model.run.filter(|run| run.total > 1) else {
        return locale.f("status-sending", &[("count", model.in_flight.len().into())]);
    };
    let counts = [
        ("done", run.done.into()),
        ("others", run.others.into()),
        ("off", run.called_off.into()),
        ("left", run.left().into()),
    ];
    let mut text = locale.f(
        if run.called_off > 0 {
            "status-run-called-off"
        } else {
            "status-run"
        },
        &counts,
    );
    if let Some(pace) = run.pace(model.now) {
        let (whole, tenth, left) = (pace.tenths / 10, pace.tenths % 10, pace.left_s);
        let pace = format!(" · {whole}.{tenth}/s · {left}s");
        text.push_str(&pace);
    }
    text.push_str("   ");
    text.push_str(&locale.t("status-run-keys"));
    text
}

fn right(paint: Paint<'_>) -> String {
    let Paint { model, locale, .. } = paint;
    if !model.pending.is_empty() {
        return crate::tui::keymap::show(&model.pending);
    }
    let marked = model.mark_counts();
    if marked.shown + marked.hidden > 0 {
        let counts = [
            ("shown", marked.shown.into()),
            ("hidden", marked.hidden.into()),
        ];
        return locale.f("status-marked", &counts);
    }
    if !model.choices.is_empty() {
        return locale.f("status-choices", &[("count", model.choices.len().into())]);
    }
    match &model.searched {
        Some(text) => locale.f("status-search", &[("text", text.as_str().into())]),
        None => String::new(),
    }
}
