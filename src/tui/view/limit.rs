//! A query on the screen: in the list's title with what it leaves, and in the line where it is
//! typed, coloured by what its parts are.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::Paint;
use super::overlay::edit;
use super::text::{put, width};
use crate::domain::order;
use crate::domain::query::{Part, spans};
use crate::tui::model::overlay::Typing;
use crate::tui::theme::Role;

/// The query in the list's title; of a saved view, its name.
pub(super) fn title(buffer: &mut Buffer, paint: Paint<'_>, x: u16, y: u16, room: u16) {
    let Some(query) = &paint.model.sight.limit else {
        return;
    };
    if let Some(view) = paint.model.view() {
        let style = paint.theme.style(Role::Label);
        put(buffer, x, y, &format!(" {} ", view.name), room, style);
        return;
    }
    let text = query.text();
    put(buffer, x, y, &format!(" {text} "), room, Style::new());
    if width(text) + 2 <= room {
        colour(buffer, paint, text, x + 1, y);
    }
}

/// The order unless it is the usual one, how many rows there are, of how many nobody knows, and
/// how far the reading is.
pub(super) fn counts(paint: Paint<'_>) -> String {
    let Paint { model, locale, .. } = paint;
    let (list, sight) = (&model.list, &model.sight);
    let count = |key, count: usize| locale.f(key, &[("count", count.into())]);
    let mut parts = Vec::from_iter(order(paint));
    if sight.limit.is_some() {
        parts.push(count("list-shown", list.len()));
        if sight.unknown > 0 {
            parts.push(count("list-unknown", sight.unknown));
        }
    }
    let left = sight.missing.len() + sight.awaited.len();
    let waits = sight.limit.is_some() || sight.order.is_some();
    if left > 0 && waits {
        let read = list.items.len().saturating_sub(left);
        let counts = [("done", read.into()), ("total", list.items.len().into())];
        parts.push(locale.f("list-reading", &counts));
    }
    parts.join(" · ")
}

/// What the rows are sorted by, where it is not what the server sorts by.
fn order(paint: Paint<'_>) -> Option<String> {
    let Paint { model, locale, .. } = paint;
    let (key, reverse) = (model.sight.order.as_ref(), model.sight.reverse);
    let name = match key {
        None if !reverse => return None,
        Some(order::Key::Column(name)) => name.clone(),
        key => {
            let name = key.map_or("started", order::Key::name);
            locale.t(&format!("order-{name}"))
        }
    };
    let message = if reverse {
        "list-order-reversed"
    } else {
        "list-order"
    };
    Some(locale.f(message, &[("name", name.into())]))
}

/// The line where a limit is typed, and under it what is wrong with it, or what Tab offers.
pub(super) fn line(frame: &mut Frame<'_>, paint: Paint<'_>, typing: &Typing) {
    let Paint { locale, theme, .. } = paint;
    let area = frame.area();
    let row = |up: u16| Rect::new(0, area.bottom().saturating_sub(up), area.width, 1);
    for up in [1, 2] {
        Clear.render(row(up), frame.buffer_mut());
    }
    let line = row(2);
    let name = locale.t("limit-title");
    let x = put(
        frame.buffer_mut(),
        1,
        line.y,
        &name,
        12,
        theme.style(Role::Key),
    ) + 1;
    let room = Rect {
        x,
        width: line.width.saturating_sub(x + 1),
        ..line
    };
    edit(frame, &typing.editor, room);
    let text = typing.editor.text();
    let buffer = frame.buffer_mut();
    if width(&text) < room.width {
        colour(buffer, paint, &text, room.x, room.y);
    }
    let below = row(1);
    if let Some(fault) = &typing.fault {
        let before: String = text.chars().take(fault.column.saturating_sub(1)).collect();
        let words = format!("↑ {}", locale.error(&fault.clone().into()));
        let at = (room.x + width(&before)).min(area.width.saturating_sub(width(&words) + 1));
        let room = area.width.saturating_sub(at.max(1));
        put(
            buffer,
            at.max(1),
            below.y,
            &words,
            room,
            theme.style(Role::Bad),
        );
    } else {
        let offered = typing.completions.as_ref().map(|(texts, at)| {
            let rest = texts.iter().cycle().skip(*at).take(texts.len());
            rest.map(|text| text.rsplit(' ').next().unwrap_or(text))
                .collect::<Vec<_>>()
                .join("  ")
        });
        let words = offered.unwrap_or_else(|| locale.t("limit-keys"));
        let room = area.width.saturating_sub(2);
        put(buffer, 1, below.y, &words, room, theme.style(Role::Muted));
    }
}

/// Colours a query that stands at a place by what its parts are.
pub(super) fn colour(buffer: &mut Buffer, paint: Paint<'_>, text: &str, x: u16, y: u16) {
    for (range, part) in spans(text) {
        let role = match part {
            Part::Field => Role::Label,
            Part::Operator | Part::Sign => Role::Key,
            Part::Value => Role::Good,
            Part::Word => continue,
            Part::Wrong => Role::Bad,
        };
        let before = width(text.get(..range.start).unwrap_or_default());
        let columns = width(text.get(range).unwrap_or_default());
        let area = Rect::new(x + before, y, columns, 1).intersection(buffer.area);
        buffer.set_style(area, paint.theme.style(role));
    }
}
