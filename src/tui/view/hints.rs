//! The last line: a toast while there is one, else what the keys do here.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Paint;
use super::text::put;
use crate::domain::decision::{Receipt, Status};
use crate::domain::item::Folder;
use crate::tui::command::{Command, TABLE};
use crate::tui::model::{Tone, Words};
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) {
    let Paint { model, theme, .. } = paint;
    let buffer = frame.buffer_mut();
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
    let mut x = 1;
    for command in commands(model.list.folder) {
        x = draw_hint(buffer, paint, *command, x, area);
    }
}

/// The commands worth a place on the line, by folder.
fn commands(folder: Folder) -> &'static [Command] {
    use Command::{
        Approve, ApproveWith, Help, NextTab, Open, Quit, Refresh, Reject, Revoke, Search, SendNow,
        Submit, Transfer, Zoom,
    };
    match folder {
        Folder::Todo => &[
            Approve,
            ApproveWith,
            Reject,
            Transfer,
            Submit,
            SendNow,
            Search,
            NextTab,
            Help,
            Quit,
        ],
        Folder::Done | Folder::Created => {
            &[Revoke, Search, Open, NextTab, Zoom, Refresh, Help, Quit]
        }
        Folder::Cc => &[Search, Open, NextTab, Zoom, Refresh, Help, Quit],
        Folder::Draft => &[Submit, Search, Open, NextTab, Zoom, Refresh, Help, Quit],
    }
}

/// A key and what it does; in parentheses where it can do nothing here.
fn draw_hint(buffer: &mut Buffer, paint: Paint<'_>, command: Command, x: u16, area: Rect) -> u16 {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let keys = model.settings.keymap.keys_of(command);
    let row = TABLE.iter().find(|row| row.command == command);
    let (Some(key), Some(row)) = (keys.first(), row) else {
        return x;
    };
    let name = locale.t(row.message);
    let short = name.split(['（', '(']).next().unwrap_or(&name).trim();
    let needed = super::text::width(key) + super::text::width(short) + 5;
    if x + needed > area.right() {
        return x;
    }
    if command.blocked(model).is_some() {
        let text = format!("({key} {short})");
        return put(buffer, x, area.y, &text, needed, theme.style(Role::Muted)) + 2;
    }
    let x = put(buffer, x, area.y, key, needed, theme.style(Role::Key));
    put(
        buffer,
        x + 1,
        area.y,
        short,
        needed,
        ratatui::style::Style::new(),
    ) + 2
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
        Words::Error(error) => match locale.hint(error) {
            Some(hint) => format!("{} · {hint}", locale.error(error)),
            None => locale.error(error),
        },
        Words::Receipt(title, done) => format!("{} · {title}", receipt(paint, done)),
    }
}

/// A receipt in words: the sign, the verb and what became of it, the server's words.
pub(super) fn receipt(paint: Paint<'_>, receipt: &Receipt) -> String {
    let locale = paint.locale;
    let sign = match receipt.status {
        Status::Done | Status::Planned => "✓",
        Status::Refused | Status::Failed => "✗",
        Status::Stale => "Δ",
        Status::Unknown => "?",
    };
    let verb = locale.t(&format!("verb-{}", receipt.verb.name()));
    let status = locale.t(&format!("receipt-{}", receipt.status.name()));
    let mut text = format!("{sign} {verb} {status}");
    for part in [
        receipt.code.clone(),
        locale.note(&receipt.note),
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
