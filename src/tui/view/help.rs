//! The help: every command with the keys it really has, from the one table, under its headings.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Paint;
use super::overlay::open_box;
use super::palette::{prompt, style};
use super::text::put;
use crate::tui::command::{Command, Group};
use crate::tui::model::Finder;
use crate::tui::theme::Role;

/// Columns that the keys have.
const KEYS: u16 = 18;

enum Line {
    Heading(Group),
    /// The number of a match, and its command.
    Command(usize, Command),
    Gap,
}

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, finder: &Finder) {
    let locale = paint.locale;
    let screen = frame.area();
    let size = (
        screen.width.saturating_sub(10).min(64),
        screen.height.saturating_sub(8),
    );
    let (title, keys) = (locale.t("help-title"), locale.t("help-keys"));
    let inner = open_box(frame, paint, size, &title, &keys);
    let rows = prompt(frame, paint, "/", &finder.editor, inner);
    let lines = lines(finder);
    let buffer = frame.buffer_mut();
    let is_here = |line: &Line| matches!(line, Line::Command(nth, _) if *nth == finder.row);
    let here = lines.iter().position(is_here).unwrap_or(0);
    let top = (here + 1).saturating_sub(usize::from(rows.height));
    for (y, line) in (rows.y..rows.bottom()).zip(lines.iter().skip(top)) {
        let area = Rect {
            y,
            height: 1,
            ..rows
        };
        row(buffer, paint, line, area, is_here(line));
    }
}

fn lines(finder: &Finder) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = None;
    for (nth, command) in finder.matches.iter().enumerate() {
        let group = command.row().group;
        if last != Some(group) {
            if last.is_some() {
                lines.push(Line::Gap);
            }
            lines.push(Line::Heading(group));
        }
        last = Some(group);
        lines.push(Line::Command(nth, *command));
    }
    lines
}

fn row(buffer: &mut Buffer, paint: Paint<'_>, line: &Line, area: Rect, here: bool) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    match line {
        Line::Heading(group) => {
            let name = locale.t(group.message());
            put(
                buffer,
                area.x,
                area.y,
                &name,
                area.width,
                theme.style(Role::Title),
            );
        }
        Line::Command(_, command) => {
            let base = style(paint, command.refusal(model).is_some(), here);
            buffer.set_style(area, base);
            let key = if here { base } else { theme.style(Role::Key) };
            let keys = model.settings.keymap.keys_of(*command).join(" ");
            if here {
                put(buffer, area.x, area.y, "▌", 1, base);
            }
            put(buffer, area.x + 2, area.y, &keys, KEYS, key);
            let words = locale.t(command.row().message);
            let x = area.x + KEYS + 3;
            put(
                buffer,
                x,
                area.y,
                &words,
                area.right().saturating_sub(x),
                base,
            );
        }
        Line::Gap => {}
    }
}
