//! The receipts: a line for each decision since the start, the newest first, and the one under the
//! cursor whole.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::overlay::open_page;
use super::text::put;
use super::toast::{end_role, receipt};
use super::{Paint, below};
use crate::locale::format;
use crate::tui::model::Settled;
use crate::tui::model::plan::Receipts;
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, shown: &Receipts) {
    let Paint { model, locale, .. } = paint;
    let rows = shown.rows(&model.settled);
    let key = if shown.undone {
        "receipts-title-undone"
    } else {
        "receipts-title"
    };
    let title = locale.f(key, &[("count", rows.len().into())]);
    let inner = open_page(frame, paint, &title, &locale.t("receipts-keys"));
    let buffer = frame.buffer_mut();
    let told = rows.get(shown.row).map(|one| whole(paint, one));
    let told = told.unwrap_or_default();
    let (list, rest) = below::split(inner, &told);
    let top = (shown.row + 1).saturating_sub(usize::from(list.height));
    for (y, (nth, one)) in (list.y..list.bottom()).zip(rows.iter().enumerate().skip(top)) {
        let line = Rect::new(list.x, y, list.width, 1);
        row(buffer, paint, line, one, nth == shown.row);
    }
    below::draw(buffer, paint, rest, &told);
}

/// When, on what, what became of it.
fn row(buffer: &mut Buffer, paint: Paint<'_>, line: Rect, one: &Settled, here: bool) {
    let Paint { model, theme, .. } = paint;
    let base = if here {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    buffer.set_style(line, base);
    let at = format::clock(one.at, &model.settings.zone);
    let role = end_role(Some(&one.receipt));
    let style = if here { base } else { theme.style(role) };
    let muted = if here { base } else { theme.style(Role::Muted) };
    if here {
        put(buffer, line.x, line.y, "▌", 1, base);
    }
    let x = put(buffer, line.x + 2, line.y, &at, 6, muted) + 1;
    let title = titled(paint, one);
    let x = put(buffer, x, line.y, &title, line.width / 3, base) + 2;
    let room = line.right().saturating_sub(x);
    let text = receipt(paint, Some(&one.decision), &one.receipt);
    put(buffer, x, line.y, &text, room, style);
}

/// The title, what became of it with every reason, and what was said.
fn whole(paint: Paint<'_>, one: &Settled) -> Vec<(String, Style)> {
    let theme = paint.theme;
    let text = receipt(paint, Some(&one.decision), &one.receipt);
    let role = end_role(Some(&one.receipt));
    let said = one.decision.comment.as_ref().map(|comment| {
        let args = [("text", comment.as_str().into())];
        (paint.locale.f("journal-comment", &args), Style::new())
    });
    let title = (titled(paint, one), theme.style(Role::Title));
    [title, (text, theme.style(role))]
        .into_iter()
        .chain(said)
        .collect()
}

fn titled(paint: Paint<'_>, one: &Settled) -> String {
    let item = &one.decision.item;
    paint.model.titled(&item.key, &item.title).into_owned()
}
