//! The lists beside the folders: their rows in the list pane, and what the detail says of one.

pub(super) mod flows;
mod instances;
mod messages;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::pane::{self, Row};
use super::text::wrap;
use super::{Paint, detail, list};
use crate::tui::model::place::window::Purpose;
use crate::tui::model::place::{Rows, Window};
use crate::tui::model::{Focus, Place};
use crate::tui::theme::Role;

/// Draws the list pane, whatever it shows.
pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) {
    let mut title = match &paint.model.place {
        Place::Folder => return list::draw(frame, paint, area),
        Place::Messages(open) => messages::title(paint, open),
        Place::Instances(open) => instances::title(paint, open),
        Place::Flows(open) => flows::title(paint, open),
    };
    let sides = &paint.model.sides;
    if sides.are_several() {
        title.push_str(" · ");
        title.push_str(&sides.home.account);
    }
    let buffer = frame.buffer_mut();
    let inner = pane::draw(buffer, paint, area, Focus::List, &title);
    match &paint.model.place {
        Place::Folder => {}
        Place::Messages(open) => draw_rows(buffer, paint, inner, &open.rows, messages::draw_row),
        Place::Instances(open) => draw_rows(buffer, paint, inner, &open.rows, instances::draw_row),
        Place::Flows(open) => draw_rows(buffer, paint, inner, &open.rows, flows::draw_row),
    }
    if let Some(window) = paint.model.place.window() {
        pane::draw_aside(buffer, paint, area, &standing(paint, window));
        if window.is_empty() {
            draw_nothing(buffer, paint, inner, window);
        }
    }
}

fn draw_rows<T>(
    buffer: &mut Buffer,
    paint: Paint<'_>,
    area: Rect,
    rows: &Rows<T>,
    draw_row: impl Fn(&mut Buffer, Paint<'_>, &Row<'_>, &T),
) {
    for (y, (nth, one)) in (area.y..area.bottom()).zip(rows.in_sight()) {
        let line = Rect::new(area.x, y, area.width, 1);
        let row = Row::draw(buffer, paint, line, nth == rows.window.row());
        draw_row(buffer, paint, &row, one);
    }
}

/// What is on its way, what is new, and which row of how many the cursor is on.
fn standing(paint: Paint<'_>, window: &Window) -> String {
    let mut text = String::new();
    let asked = window.asked.as_ref();
    if asked.is_some_and(|asked| asked.purpose != Purpose::Look) {
        text.push_str(" … ");
    }
    if window.arrived > 0 {
        let count = [("count", window.arrived.into())];
        text.extend([" ", &paint.locale.f("list-arrived", &count), " "]);
    }
    if window.known {
        let row = window.row() + usize::from(!window.is_empty());
        let (row, total) = (row.to_string(), window.total.to_string());
        text.extend([" ", &row, "/", &total, " "]);
    }
    text
}

fn draw_nothing(buffer: &mut Buffer, paint: Paint<'_>, area: Rect, window: &Window) {
    let locale = paint.locale;
    let (text, role) = match &window.error {
        Some(error) => (locale.error(error), Role::Bad),
        None if window.known => (locale.t("list-nothing"), Role::Muted),
        None => (locale.t("list-loading"), Role::Muted),
    };
    pane::draw_words(buffer, paint, area, &text, role);
}

/// Draws the detail of a row that is no item; returns how many lines it has.
pub(super) fn draw_detail(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) -> u16 {
    let inner = pane::draw(frame.buffer_mut(), paint, area, Focus::Detail, "");
    let body = Rect::new(
        inner.x + 1,
        inner.y + 1,
        inner.width.saturating_sub(2),
        inner.height.saturating_sub(2),
    );
    let lines = match &paint.model.place {
        Place::Folder => return 0,
        Place::Messages(open) => messages::lines(paint, open, body.width),
        Place::Instances(open) => instances::lines(paint, open, body.width),
        Place::Flows(open) => flows::lines(paint, open, body.width),
    };
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let first = paint.model.scroll;
    let shown: Vec<Line<'_>> = lines
        .into_iter()
        .skip(usize::from(first))
        .take(usize::from(body.height))
        .collect();
    frame.render_widget(Paragraph::new(shown), body);
    detail::draw_position(frame, paint, area, first, count);
    count
}

/// A title as the first lines of a detail.
fn heading(text: &str, columns: u16) -> Vec<Line<'static>> {
    styled(text, columns, Style::new().add_modifier(Modifier::BOLD))
}

fn styled(text: &str, columns: u16, style: Style) -> Vec<Line<'static>> {
    let lines = wrap(text, columns).into_iter();
    lines.map(|line| Line::styled(line, style)).collect()
}
