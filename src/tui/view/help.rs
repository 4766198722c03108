//! The help: every command with its keys, from the one table, under its headings.

use ratatui::Frame;
use ratatui::style::Style;

use super::Paint;
use super::overlay::open_box;
use super::text::{put, width};
use crate::tui::command::{Group, TABLE};
use crate::tui::layout::help_size;
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, top: u16) {
    let Paint { locale, theme, .. } = paint;
    let lines = lines(paint);
    let area = frame.area();
    let size = help_size((area.width, area.height));
    let inner = open_box(
        frame,
        paint,
        size,
        &locale.t("help-title"),
        &locale.t("help-keys"),
    );
    let last = lines.len().saturating_sub(usize::from(inner.height));
    let shown = lines.iter().skip(usize::from(top).min(last));
    let buffer = frame.buffer_mut();
    for (y, line) in (inner.y..inner.bottom()).zip(shown) {
        match line {
            Row::Heading(name) => {
                put(
                    buffer,
                    inner.x,
                    y,
                    name,
                    inner.width,
                    theme.style(Role::Title),
                );
            }
            Row::Command(keys, name) => {
                put(buffer, inner.x + 2, y, keys, 18, theme.style(Role::Key));
                put(
                    buffer,
                    inner.x + 21,
                    y,
                    name,
                    inner.width.saturating_sub(21),
                    Style::new(),
                );
            }
            Row::Gap => {}
        }
    }
}

enum Row {
    Heading(String),
    Command(String, String),
    Gap,
}

fn lines(paint: Paint<'_>) -> Vec<Row> {
    let Paint { model, locale, .. } = paint;
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(Row::Gap);
        }
        lines.push(Row::Heading(locale.t(group.message())));
        for row in TABLE.iter().filter(|row| row.group == group) {
            let keys = model.settings.keymap.keys_of(row.command).join(" ");
            debug_assert!(width(&keys) < 80, "a key list fits a line");
            lines.push(Row::Command(keys, locale.t(row.message)));
        }
    }
    lines
}
