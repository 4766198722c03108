//! The receipts: a line for each decision since the start, the newest first.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Paint;
use super::hints::{end_role, receipt};
use super::overlay::open_box;
use super::text::put;
use crate::locale::format;
use crate::tui::model::plan::Receipts;
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, shown: &Receipts) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let rows = shown.rows(&model.settled);
    let screen = frame.area();
    let size = (screen.width.saturating_sub(8), screen.height);
    let key = if shown.undone {
        "receipts-title-undone"
    } else {
        "receipts-title"
    };
    let title = locale.f(key, &[("count", rows.len().into())]);
    let inner = open_box(frame, paint, size, &title, &locale.t("receipts-keys"));
    let buffer = frame.buffer_mut();
    let top = (shown.row + 1).saturating_sub(usize::from(inner.height));
    for (y, (nth, one)) in (inner.y..inner.bottom()).zip(rows.iter().enumerate().skip(top)) {
        let here = nth == shown.row;
        let base = if here {
            theme.style(Role::Selected)
        } else {
            Style::new()
        };
        buffer.set_style(Rect::new(inner.x, y, inner.width, 1), base);
        let at = format::clock(one.at, &model.settings.zone);
        let role = end_role(Some(&one.receipt));
        let style = if here { base } else { theme.style(role) };
        let muted = if here { base } else { theme.style(Role::Muted) };
        let x = put(buffer, inner.x, y, &at, 6, muted) + 1;
        let item = &one.decision.item;
        let title = model.titled(&item.key, &item.title);
        let x = put(buffer, x, y, &title, inner.width / 3, base) + 2;
        let room = inner.right().saturating_sub(x);
        put(buffer, x, y, &receipt(paint, &one.receipt), room, style);
    }
}
