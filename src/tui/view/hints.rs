//! The last line: a toast while there is one, in as many lines as it was given, else what the keys
//! do here.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Paint;
use super::text::{put, width};
use super::toast;
use crate::domain::item::Folder;
use crate::domain::verb::Blocked;
use crate::tui::command::{Command, TABLE};
use crate::tui::keymap::show;
use crate::tui::model::{Model, Place, Tone};
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) {
    let Paint { model, theme, .. } = paint;
    let buffer = frame.buffer_mut();
    if !model.pending.is_empty() {
        draw_following(buffer, paint, area);
        return;
    }
    let told = toast::lines(paint, area.width.saturating_sub(2));
    if let Some(toast) = model.toast.as_ref().filter(|_| !told.is_empty()) {
        draw_told(buffer, paint, area, (toast.tone, &told));
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
    // A box has keys of its own on its border: these are for later.
    if !model.overlays.is_empty() {
        buffer.set_style(area, theme.style(Role::Muted));
    }
}

/// A toast in the lines that there are; what is left out at the end shows as such.
fn draw_told(buffer: &mut Buffer, paint: Paint<'_>, area: Rect, (tone, told): (Tone, &[String])) {
    let style = paint.theme.style(match tone {
        Tone::Info => Role::Waiting,
        Tone::Good => Role::Good,
        Tone::Bad => Role::Bad,
    });
    let rest = usize::from(area.height).saturating_sub(1).min(told.len());
    let (whole, last) = told.split_at(rest);
    let last = (!last.is_empty()).then(|| last.join(" "));
    for (y, line) in (area.y..).zip(whole.iter().chain(&last)) {
        put(buffer, 1, y, line, area.width.saturating_sub(2), style);
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

/// How a command is asked for: its first key, else its name.
pub(super) fn key(paint: Paint<'_>, command: Command) -> String {
    let mut keys = paint.model.settings.keymap.keys_of(command).into_iter();
    let name = TABLE.iter().find(|row| row.command == command);
    let named = || format!(":{}", name.map_or("", |row| row.name));
    keys.next().unwrap_or_else(named)
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
pub(super) fn short(paint: Paint<'_>, command: Command) -> Option<String> {
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
