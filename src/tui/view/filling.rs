//! The box in which fields are filled, and what the form says will be sent.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::Paint;
use super::overlay::{edit, open_box};
use super::text::{fit, put, put_right, width};
use crate::domain::blank::Blank;
use crate::domain::instance::Instance;
use crate::locale::format;
use crate::tui::editor::Editor;
use crate::tui::model::Filling;
use crate::tui::theme::Role;

/// The widest that labels and hints get.
const WIDEST: u16 = 20;

/// A box with fewer columns inside has little room for labels and hints.
const NARROW: u16 = 48;

/// A line for each field: what it is called, what is typed, what it must be.
pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, filling: &Filling) {
    let Paint { model, locale, .. } = paint;
    let item = &filling.item;
    let what = format!("{} · {}", item.flow_name(), model.label_of(item));
    let title = locale.f("filling-title", &[("what", what.into())]);
    let keys = if filling.saves {
        "filling-keys-draft"
    } else {
        "filling-keys"
    };
    let columns = frame.area().width.saturating_sub(8).min(72);
    let rows = u16::try_from(filling.blanks.len()).unwrap_or(u16::MAX);
    let size = (columns, rows.max(3));
    let inner = open_box(frame, paint, size, &title, &locale.t(keys));
    let columns = share(filling, inner.width);
    let top = (filling.row + 1).saturating_sub(usize::from(inner.height));
    for (y, nth) in (inner.y..inner.bottom()).zip(top..filling.blanks.len()) {
        let line = Rect::new(inner.x, y, inner.width, 1);
        draw_field(frame, paint, filling, nth, line, columns);
    }
}

/// Columns for labels and for hints. What is typed comes first where there is little room.
fn share(filling: &Filling, columns: u16) -> (u16, u16) {
    let labels = filling.blanks.iter().map(|blank| width(blank.label()));
    let widest = labels.max().unwrap_or(0).clamp(4, WIDEST);
    if columns < NARROW {
        (widest.min(columns / 3), columns / 4)
    } else {
        (widest, columns * 2 / 5)
    }
}

fn draw_field(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    filling: &Filling,
    nth: usize,
    line: Rect,
    (label, hints): (u16, u16),
) {
    let (Some(blank), Some(editor)) = (filling.blanks.get(nth), filling.editors.get(nth)) else {
        return;
    };
    let here = nth == filling.row;
    let role = if here { Role::Key } else { Role::Label };
    let style = paint.theme.style(role);
    let buffer = frame.buffer_mut();
    if here {
        put(buffer, line.x, line.y, "▌", 1, style);
    }
    put(buffer, line.x + 2, line.y, blank.label(), label, style);
    let hint = hint(paint, filling, nth, blank, editor);
    let role = if filling.wrong.contains(&nth) {
        Role::Bad
    } else {
        Role::Muted
    };
    let room = hints.min(width(&hint));
    let style = paint.theme.style(role);
    put_right(buffer, line.right(), line.y, &hint, room, style);
    let x = line.x + label + 4;
    let value = Rect {
        x,
        width: line.right().saturating_sub(x + room + 1),
        ..line
    };
    draw_value(frame, editor, value, here);
}

fn draw_value(frame: &mut Frame<'_>, editor: &Editor, area: Rect, here: bool) {
    if here {
        return edit(frame, editor, area);
    }
    let text = editor.text();
    put(
        frame.buffer_mut(),
        area.x,
        area.y,
        &text,
        area.width,
        Style::new(),
    );
}

/// What must be typed; once something else is typed, what stands there.
fn hint(paint: Paint<'_>, filling: &Filling, nth: usize, blank: &Blank, editor: &Editor) -> String {
    let Paint { model, locale, .. } = paint;
    let wanted = locale.t(blank.wanted.message());
    if filling.wrong.contains(&nth) {
        return locale.f("filling-wrong", &[("wanted", wanted.into())]);
    }
    if !filling.is_changed(blank, editor, &model.settings.zone) {
        return wanted;
    }
    let was = shown(paint, blank, &blank.present);
    locale.f("filling-was", &[("was", was.into())])
}

/// A value as the form shows it.
fn shown(paint: Paint<'_>, blank: &Blank, value: &serde_json::Value) -> String {
    match &blank.field {
        _ if value.is_null() => "–".to_owned(),
        Some(field) => format::field_value(field, value, &paint.model.settings.zone),
        None => format::plain(value),
    }
}

/// What will be sent with the decision: `✎ 天数 3 → 4`.
pub(super) fn sent(paint: Paint<'_>, instance: &Instance, columns: u16) -> Vec<Line<'static>> {
    let Some(inputs) = paint.model.inputs_of(&instance.item.key) else {
        return Vec::new();
    };
    let blanks = instance.blanks().into_iter();
    let lines = blanks.filter_map(|blank| {
        let is = shown(paint, &blank, blank.filled(inputs)?);
        let was = shown(paint, &blank, &blank.present);
        let text = paint.locale.f(
            "filling-sent",
            &[
                ("label", blank.label().into()),
                ("was", was.into()),
                ("is", is.into()),
            ],
        );
        let style = paint.theme.style(Role::Waiting);
        Some(Line::styled(fit(&text, columns), style))
    });
    lines.collect()
}
