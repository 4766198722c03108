//! The last line: a toast while there is one, else what the keys do here.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Paint;
use super::status;
use super::text::{put, width};
use crate::domain::decision::{Receipt, Status};
use crate::domain::item::Folder;
use crate::domain::verb::{Blocked, Verb};
use crate::tui::command::{Command, TABLE};
use crate::tui::keymap::show;
use crate::tui::model::{Model, Place, Tone, Words};
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) {
    let Paint { model, theme, .. } = paint;
    let buffer = frame.buffer_mut();
    if !model.pending.is_empty() {
        draw_following(buffer, paint, area);
        return;
    }
    if let Some(toast) = &model.toast {
        let role = match toast.tone {
            Tone::Info => Role::Waiting,
            Tone::Good => Role::Good,
            Tone::Bad => Role::Bad,
        };
        put(
            buffer,
            1,
            area.y,
            &words(paint, &toast.words),
            area.width - 2,
            theme.style(role),
        );
        return;
    }
    // The way to everything else is never crowded out.
    let help =
        hint(paint, Command::Help, 0).map_or(0, |(key, name)| width(&key) + 1 + width(&name));
    let at_help = area.right().saturating_sub(help + 1);
    draw_hint(buffer, paint, (Command::Help, 0), at_help, area);
    let rest = Rect {
        width: area.width.saturating_sub(help + 2),
        ..area
    };
    let marked = model.mark_counts().shown;
    let mut x = 1;
    for command in commands(model) {
        x = draw_hint(buffer, paint, (*command, marked), x, rest);
    }
}

/// What may follow the keys pressed so far.
fn draw_following(buffer: &mut Buffer, paint: Paint<'_>, area: Rect) {
    let Paint { model, theme, .. } = paint;
    let pressed = format!("{}…", show(&model.pending));
    let mut x = put(
        buffer,
        1,
        area.y,
        &pressed,
        area.width,
        theme.style(Role::Title),
    ) + 2;
    for (key, command) in model.settings.keymap.after(&model.pending) {
        let name = short(paint, command).unwrap_or_default();
        if x + width(&key) + 1 + width(&name) > area.right() {
            return;
        }
        let role = match command.refusal(model) {
            Some(_) => theme.style(Role::Muted),
            None => Style::new(),
        };
        x = put(buffer, x, area.y, &key, area.width, theme.style(Role::Key)) + 1;
        x = put(buffer, x, area.y, &name, area.width, role) + 2;
    }
}

/// The commands worth a place on the line.
fn commands(model: &Model) -> &'static [Command] {
    use Command::{
        Approve, Back, Browse, MarkAllRead, MarkRead, NextTab, Open, Quit, Refresh, Search, Zoom,
    };
    // Nothing can be decided here; somewhere else it can.
    let decides = !model.here().verbs.is_empty();
    match (&model.place, model.current()) {
        (_, Some(item)) if !decides && item.key.folder == Folder::Todo => {
            &[Browse, Approve, Search, Quit, Open, NextTab, Zoom, Refresh]
        }
        (_, Some(_)) if !decides => &[Browse, Search, Quit, Open, NextTab, Zoom, Refresh],
        (Place::Folder, _) => in_folder(model.list.folder),
        (_, Some(item)) => in_folder(item.key.folder),
        (Place::Messages(_), None) => &[Open, MarkRead, MarkAllRead, Search, Quit, Zoom, Refresh],
        (Place::Instances(_), None) => &[Open, Search, Back, Zoom, Refresh],
        (Place::Flows(_), None) => &[Open, NextTab, Search, Back, Refresh],
    }
}

/// The same for an item, by its folder.
fn in_folder(folder: Folder) -> &'static [Command] {
    use Command::{
        Approve, ApproveWith, Copy, Countersign, Fill, NextTab, Open, Quit, Refresh, Reject,
        Remind, Revoke, Rollback, Search, SendNow, Stop, Submit, Transfer, Zoom,
    };
    match folder {
        Folder::Todo => &[
            Approve,
            ApproveWith,
            Reject,
            Transfer,
            Countersign,
            Rollback,
            Submit,
            Fill,
            Copy,
            SendNow,
            Search,
            Quit,
            NextTab,
            Zoom,
            Refresh,
        ],
        Folder::Created => &[
            Remind, Revoke, Stop, SendNow, Search, Quit, Open, NextTab, Zoom, Refresh,
        ],
        Folder::Done => &[Revoke, SendNow, Search, Quit, Open, NextTab, Zoom, Refresh],
        Folder::Cc => &[Search, Quit, Open, NextTab, Zoom, Refresh],
        Folder::Draft => &[
            Submit, Fill, Copy, SendNow, Search, Quit, Open, NextTab, Zoom, Refresh,
        ],
    }
}

/// A key and the short form of what it does.
fn hint(paint: Paint<'_>, command: Command, marked: usize) -> Option<(String, String)> {
    let key = paint
        .model
        .settings
        .keymap
        .keys_of(command)
        .into_iter()
        .next()?;
    let name = short(paint, command)?;
    let name = if marked > 0 && command.verb().is_some() {
        let args = [("verb", name.into()), ("count", marked.into())];
        paint.locale.f("hint-marked", &args)
    } else {
        name
    };
    Some((key, name))
}

/// The short form of what a command does.
fn short(paint: Paint<'_>, command: Command) -> Option<String> {
    let row = TABLE.iter().find(|row| row.command == command)?;
    let name = paint.locale.t(match (&paint.model.place, command) {
        _ if paint.model.current().is_some() => row.message,
        (Place::Messages(_) | Place::Instances(_), Command::Open) => "do-open-item",
        (Place::Flows(_), Command::Open) => "do-start",
        (Place::Flows(_), Command::NextTab) => "do-turn-flows",
        _ => row.message,
    });
    let short = name.split(['（', '(']).next().unwrap_or(&name).trim();
    Some(short.to_owned())
}

/// Draws the hint of a command and of how many items it would act on, if it fits; in parentheses
/// where the key can do nothing here. Returns where the next one starts.
fn draw_hint(
    buffer: &mut Buffer,
    paint: Paint<'_>,
    (command, marked): (Command, usize),
    x: u16,
    area: Rect,
) -> u16 {
    let Paint { model, theme, .. } = paint;
    let Some((key, name)) = hint(paint, command, marked) else {
        return x;
    };
    let blocked = command.blocked(model);
    let needed = width(&key) + 1 + width(&name) + 2 * u16::from(blocked.is_some());
    // Where a node asks for another verb, that one stands in this one's place.
    let elsewhere = matches!(
        blocked,
        Some(Blocked::Kind(_) | Blocked::NoInputs | Blocked::NoCopies | Blocked::NotStaged)
    );
    if x + needed > area.right() || elsewhere {
        return x;
    }
    if let Some(blocked) = blocked {
        let reason = format!("({key} {name}: {})", paint.locale.t(blocked.message()));
        let whole = x + width(&reason) <= area.right();
        let text = if whole {
            reason
        } else {
            format!("({key} {name})")
        };
        return put(
            buffer,
            x,
            area.y,
            &text,
            width(&text),
            theme.style(Role::Muted),
        ) + 2;
    }
    let after = put(buffer, x, area.y, &key, needed, theme.style(Role::Key));
    put(buffer, after + 1, area.y, &name, needed, Style::new()) + 2
}

fn words(paint: Paint<'_>, words: &Words) -> String {
    let locale = paint.locale;
    match words {
        Words::Message(key, args) => {
            let args: Vec<_> = args
                .iter()
                .map(|(name, value)| (*name, value.as_str().into()))
                .collect();
            locale.f(key, &args)
        }
        Words::Blocked(verb, blocked) => {
            let verb = locale.t(&format!("verb-{}", verb.name()));
            let reason = locale.t(blocked.message());
            locale.f(
                "toast-blocked",
                &[("verb", verb.into()), ("reason", reason.into())],
            )
        }
        Words::Error(error) => {
            let said = locale.error_of_request(error);
            match locale.hint(error) {
                // What went wrong stands in the line above.
                Some(hint) if status::problem(paint).is_some() => hint,
                Some(hint) => format!("{said} · {hint}"),
                None => said,
            }
        }
        Words::Useless(command, blocked) => {
            let name = short(paint, *command).unwrap_or_default();
            let reason = locale.t(blocked.message());
            locale.f(
                "toast-blocked",
                &[("verb", name.into()), ("reason", reason.into())],
            )
        }
        Words::LeftOut(verb, out) => left_out(paint, *verb, out),
        Words::Chosen(title, done) => became(paint, "toast-chosen", title, done),
        Words::Saved(title, done) => became(paint, "toast-saved", title, done),
        Words::Receipt(title, done) => format!("{} · {title}", receipt(paint, done)),
    }
}

/// Which of many items cannot take a verb, and why.
fn left_out(paint: Paint<'_>, verb: Verb, out: &[(Blocked, Vec<String>)]) -> String {
    let locale = paint.locale;
    let count: usize = out.iter().map(|(_, titles)| titles.len()).sum();
    let verb = locale.t(&format!("verb-{}", verb.name()));
    let reasons: Vec<String> = (out.iter())
        .map(|(reason, titles)| {
            let reason = locale.t(reason.message());
            let args = [
                ("reason", reason.into()),
                ("titles", titles.join(", ").into()),
            ];
            locale.f("toast-left-out-for", &args)
        })
        .collect();
    let args = [("verb", verb.into()), ("count", count.into())];
    let head = locale.f("toast-left-out", &args);
    format!("{head} {}", reasons.join(" · "))
}

/// What became of something that is no decision, and the server's words.
fn became(paint: Paint<'_>, key: &'static str, title: &str, done: &Receipt) -> String {
    let locale = paint.locale;
    let status = locale.t(&format!("receipt-{}", done.status.name()));
    let args = [("title", title.into()), ("status", status.into())];
    let mut text = locale.f(key, &args);
    if let Some(note) = locale.note(&done.note) {
        text.push_str(" · ");
        text.push_str(&note);
    }
    text
}

/// A receipt in words: the sign, the verb and what became of it, the server's words.
pub(super) fn receipt(paint: Paint<'_>, receipt: &Receipt) -> String {
    let locale = paint.locale;
    let mut text = ending(paint, receipt.verb, Some(receipt));
    for part in [
        receipt.code.clone(),
        locale.note(&receipt.note),
        receipt.hint.map(|key| locale.t(key)),
        receipt
            .request_id
            .clone()
            .filter(|_| receipt.status != Status::Done),
    ]
    .into_iter()
    .flatten()
    {
        text.push_str(" · ");
        text.push_str(&part);
    }
    text
}

/// The sign, the verb and what became of it, if that is known.
pub(super) fn ending(paint: Paint<'_>, verb: Verb, receipt: Option<&Receipt>) -> String {
    let locale = paint.locale;
    let sign = match receipt.map(|receipt| receipt.status) {
        Some(Status::Done | Status::Planned) => "✓",
        Some(Status::Refused | Status::Failed) => "✗",
        Some(Status::Stale) => "Δ",
        Some(Status::Unknown) => "?",
        None => "⏳",
    };
    let verb = receipt.map_or(verb, |receipt| receipt.verb);
    let status = receipt.map_or("open", |receipt| receipt.status.name());
    let verb = locale.t(&format!("verb-{}", verb.name()));
    let status = locale.t(&format!("receipt-{status}"));
    format!("{sign} {verb} {status}")
}

/// How an end is painted.
pub(super) fn end_role(receipt: Option<&Receipt>) -> Role {
    match receipt.map(|receipt| receipt.status) {
        Some(Status::Done | Status::Planned) => Role::Good,
        Some(Status::Refused | Status::Failed) => Role::Bad,
        Some(Status::Stale | Status::Unknown) | None => Role::Waiting,
    }
}
