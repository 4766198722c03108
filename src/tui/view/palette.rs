//! The palette: a line to type into, and the commands it finds, each with its keys or the reason
//! why it can do nothing now.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Paint;
use super::overlay::{edit, open_box};
use super::text::{put, put_right, width, wrap};
use crate::tui::command::Command;
use crate::tui::editor::Editor;
use crate::tui::model::Finder;
use crate::tui::theme::Role;

/// The most commands that are shown at once.
const ROWS: u16 = 14;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, finder: &Finder) {
    let Paint { locale, theme, .. } = paint;
    let columns = frame.area().width.saturating_sub(8).min(76);
    let (title, keys) = (locale.t("palette-title"), locale.t("palette-keys"));
    let inner = open_box(frame, paint, (columns, ROWS + 1), &title, &keys);
    let rows = prompt(frame, paint, ":", &finder.editor, inner);
    let buffer = frame.buffer_mut();
    if finder.matches.is_empty() {
        let words = locale.t("palette-none");
        put(
            buffer,
            rows.x,
            rows.y,
            &words,
            rows.width,
            theme.style(Role::Muted),
        );
    }
    let rows = draw_reason(buffer, paint, finder, rows);
    let top = (finder.row + 1).saturating_sub(usize::from(rows.height));
    let found = finder.matches.iter().enumerate().skip(top);
    for (y, (nth, command)) in (rows.y..rows.bottom()).zip(found) {
        let line = Rect {
            y,
            height: 1,
            ..rows
        };
        row(buffer, paint, *command, line, nth == finder.row);
    }
}

/// Why the chosen command can do nothing now, whole, where its row cuts that; what is left of the
/// area.
fn draw_reason(buffer: &mut Buffer, paint: Paint<'_>, finder: &Finder, area: Rect) -> Rect {
    let chosen = finder.matches.get(finder.row);
    let refusal = chosen.and_then(|command| command.refusal(paint.model));
    let reason = refusal.map(|key| paint.locale.t(key)).unwrap_or_default();
    if width(&reason) <= area.width / 2 {
        return area;
    }
    let lines = wrap(&reason, area.width.saturating_sub(2));
    let height = u16::try_from(lines.len()).unwrap_or(area.height);
    let rows = Rect {
        height: area.height.saturating_sub(height),
        ..area
    };
    let style = paint.theme.style(Role::Waiting);
    for (y, line) in (rows.bottom()..area.bottom()).zip(&lines) {
        put(buffer, area.x + 2, y, line, area.width, style);
    }
    rows
}

/// A line to type into at the top of a box; returns what lies below it.
pub(super) fn prompt(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    sign: &str,
    editor: &Editor,
    area: Rect,
) -> Rect {
    let style = paint.theme.style(Role::Key);
    put(frame.buffer_mut(), area.x, area.y, sign, 1, style);
    let line = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        height: 1,
        ..area
    };
    edit(frame, editor, line);
    Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
}

/// What a command does, its name, and at the right its keys or why it cannot.
fn row(buffer: &mut Buffer, paint: Paint<'_>, command: Command, line: Rect, here: bool) {
    let Paint { model, locale, .. } = paint;
    let refusal = command.refusal(model);
    let base = style(paint, refusal.is_some(), here);
    buffer.set_style(line, base);
    let keys = model.settings.keymap.keys_of(command).join(" ");
    let (right, role) = match refusal {
        Some(key) => (locale.t(key), Role::Muted),
        None => (keys, Role::Key),
    };
    let accent = |role| {
        if here {
            base
        } else {
            base.patch(paint.theme.style(role))
        }
    };
    if here {
        put(buffer, line.x, line.y, "▌", 1, accent(Role::Title));
    }
    let room = width(&right).min(line.width / 2);
    let end = line.right().saturating_sub(1);
    put_right(buffer, end, line.y, &right, room, accent(role));
    let left = line.width.saturating_sub(room + 4);
    let words = locale.t(command.row().message);
    let after = put(buffer, line.x + 2, line.y, &words, left, base);
    let rest = (line.x + 2 + left).saturating_sub(after + 2);
    if rest >= width(command.name()) {
        put(
            buffer,
            after + 2,
            line.y,
            command.name(),
            rest,
            accent(Role::Muted),
        );
    }
}

/// How a row looks: chosen, of no use now, or neither.
pub(super) fn style(paint: Paint<'_>, useless: bool, here: bool) -> Style {
    match (here, useless) {
        (true, _) => paint.theme.style(Role::Selected),
        (false, true) => paint.theme.style(Role::Muted),
        (false, false) => Style::new(),
    }
}
