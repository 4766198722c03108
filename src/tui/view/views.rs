//! The box of the saved views: names, queries, and what each would leave of its folder.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::overlay::{edit, open_box};
use super::text::{put, put_right, width};
use super::{Paint, limit};
use crate::domain::view::View;
use crate::tui::model::views::{Tally, Views};
use crate::tui::theme::Role;

/// The widest that names, and the words at the right, are drawn.
const NAME: u16 = 18;
const ASIDE: u16 = 14;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, views: &Views) {
    let Paint { model, locale, .. } = paint;
    let saved = &model.settings.views;
    let rows = u16::try_from(saved.len()).unwrap_or(u16::MAX).clamp(3, 12);
    let size = (68, rows + 2);
    let (title, keys) = (locale.t("views-title"), locale.t("views-keys"));
    let inner = open_box(frame, paint, size, &title, &keys);
    let line = Rect { height: 1, ..inner };
    let key = paint.theme.style(Role::Key);
    put(frame.buffer_mut(), line.x, line.y, "›", 1, key);
    let room = Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    };
    edit(frame, &views.editor, room);
    let buffer = frame.buffer_mut();
    let (first, end) = (inner.y + 2, inner.bottom());
    let fitting = usize::from(end.saturating_sub(first)).max(1);
    let top = (views.row + 1).saturating_sub(fitting);
    let matches = views.matches.iter().enumerate().skip(top);
    for (y, (nth, place)) in (first..end).zip(matches) {
        let Some(view) = saved.get(*place) else {
            continue;
        };
        let aside = match views.tallies.get(*place).copied().flatten() {
            Some(tally) => counted(paint, tally),
            None => seen(paint, views, *place, view),
        };
        let area = Rect::new(inner.x, y, inner.width, 1);
        draw_row(buffer, paint, area, view, &aside, nth == views.row);
    }
    if views.matches.is_empty() {
        let muted = paint.theme.style(Role::Muted);
        put(
            buffer,
            inner.x + 1,
            first,
            &locale.t("views-none"),
            inner.width,
            muted,
        );
    }
}

fn draw_row(
    buffer: &mut Buffer,
    paint: Paint<'_>,
    area: Rect,
    view: &View,
    aside: &str,
    here: bool,
) {
    let theme = paint.theme;
    let (base, muted) = if here {
        (theme.style(Role::Selected), theme.style(Role::Selected))
    } else {
        (Style::new(), theme.style(Role::Muted))
    };
    buffer.set_style(area, base);
    let x = area.x + 1;
    put(buffer, x, area.y, &view.name, NAME, base);
    let right = area.right().saturating_sub(1);
    put_right(buffer, right, area.y, aside, ASIDE, muted);
    let x = x + NAME + 2;
    let room = right.saturating_sub(x + ASIDE + 1);
    put(buffer, x, area.y, view.query.text(), room, muted);
    if !here && width(view.query.text()) <= room {
        limit::colour(buffer, paint, view.query.text(), x, area.y);
    }
}

/// Which other folder, and how many rows of what was seen last of it; `?` for what nobody knows.
fn seen(paint: Paint<'_>, views: &Views, place: usize, view: &View) -> String {
    let folder = paint.locale.t(&format!("folder-{}", view.folder.name()));
    let accounts = paint.model.sides.iter().count();
    match views.seen(place, view.folder, accounts) {
        Some((tally, true)) => format!("{folder} {}", tally.shown),
        Some((tally, false)) => format!("{folder} {} ?", tally.shown),
        None => format!("{folder} ?"),
    }
}

/// How many rows, and whether that is all that can be said.
fn counted(paint: Paint<'_>, tally: Tally) -> String {
    let Paint { model, locale, .. } = paint;
    let sight = &model.sight;
    let reads = !sight.missing.is_empty() || !sight.awaited.is_empty();
    let comes = (model.list.items.len() as u64) < model.list.total();
    let shown = tally.shown;
    match tally.unknown {
        _ if comes => format!("{shown} …"),
        0 => shown.to_string(),
        _ if reads => format!("{shown} …"),
        unknown => {
            let unknown = locale.f("list-unknown", &[("count", unknown.into())]);
            format!("{shown} · {unknown}")
        }
    }
}
