//! The detail of the item under the cursor: tabs, and the one that is open.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::Paint;
use super::text::{put, put_right, width, wrap};
use super::{canvas, form, history, pane, place};
use crate::domain::instance::Instance;
use crate::domain::item::Item;
use crate::locale::Locale;
use crate::tui::model::{Chart, Detail, Focus, Model, Tab};
use crate::tui::theme::Role;

/// Draws the pane; returns how many lines its content has.
pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) -> u16 {
    let model = paint.model;
    let Some(item) = model.current() else {
        return place::draw_detail(frame, paint, area);
    };
    let title = format!("{} #…{}", item.flow_name(), item.instance_id.ending());
    let inner = pane::draw(frame.buffer_mut(), paint, area, Focus::Detail, &title);
    draw_tabs(frame, paint, Rect { height: 1, ..inner });
    let body = Rect::new(
        inner.x + 1,
        inner.y + 2,
        inner.width.saturating_sub(2),
        inner.height.saturating_sub(2),
    );
    if let Some(chart) = chart(paint, item) {
        canvas::draw(frame.buffer_mut(), paint, chart, body);
        let rows = |rows: i32| u16::try_from(rows).unwrap_or(u16::MAX);
        let (first, count) = (rows(chart.at.1), rows(chart.drawing.height));
        draw_position(frame, paint, area, first, count);
        return count;
    }
    let lines = lines(paint, item, body.width);
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let shown: Vec<Line<'_>> = lines
        .into_iter()
        .skip(usize::from(model.scroll))
        .take(usize::from(body.height))
        .collect();
    frame.render_widget(Paragraph::new(shown), body);
    draw_position(frame, paint, area, model.scroll, count);
    count
}

/// The drawing, if it is what is to be seen and there is one.
fn chart<'a>(paint: Paint<'a>, item: &Item) -> Option<&'a Chart> {
    let chart = paint.model.chart.as_ref()?;
    (chart.of == item.key && !chart.canvas.nodes.is_empty()).then_some(chart)
}

fn draw_tabs(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let buffer = frame.buffer_mut();
    for (tab, text, columns) in tabs(locale, area) {
        let style = theme.style(if tab == model.tab {
            Role::Tab
        } else {
            Role::Muted
        });
        let room = area.right().saturating_sub(columns.start);
        put(buffer, columns.start, area.y, &text, room, style);
    }
    let refreshing = model
        .current()
        .is_some_and(|item| model.details.is_refreshing(&item.key));
    if refreshing {
        put_right(
            buffer,
            area.right(),
            area.y,
            "… ",
            2,
            theme.style(Role::Muted),
        );
    }
}

/// The tabs, each with what is written on it and the columns it takes.
fn tabs(locale: &Locale, area: Rect) -> impl Iterator<Item = (Tab, String, Range<u16>)> {
    let mut x = area.x + 1;
    Tab::ALL.into_iter().map(move |tab| {
        let text = format!(" {} ", locale.t(tab.message()));
        let begin = x;
        let end = begin.saturating_add(width(&text)).min(area.right());
        x = end + 1;
        (tab, text, begin..end)
    })
}

/// The tab at a place in the pane, where an item is shown.
pub(super) fn tab_at(model: &Model, locale: &Locale, area: Rect, at: Position) -> Option<Tab> {
    model.current()?;
    let inner = pane::inside(area);
    let mut tabs = tabs(locale, inner).filter(|_| at.y == inner.y);
    let (tab, ..) = tabs.find(|(.., columns)| columns.contains(&at.x))?;
    Some(tab)
}

/// Says on the border how much lies below.
pub(super) fn draw_position(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    area: Rect,
    first: u16,
    lines: u16,
) {
    let height = area.height.saturating_sub(4);
    if lines <= height {
        return;
    }
    let last = first.saturating_add(height).min(lines);
    let text = format!(" {last}/{lines} ");
    let y = area.bottom().saturating_sub(1);
    put_right(
        frame.buffer_mut(),
        area.right().saturating_sub(2),
        y,
        &text,
        14,
        paint.theme.style(Role::Muted),
    );
}

fn lines(paint: Paint<'_>, item: &Item, width: u16) -> Vec<Line<'static>> {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    match model.detail() {
        Some(Detail::Ready(instance)) => match model.tab {
            Tab::Form => form::lines(paint, instance, width),
            Tab::Canvas => vec![Line::styled(
                locale.t("canvas-empty"),
                theme.style(Role::Muted),
            )],
            Tab::History => history::lines(paint, instance, width),
            Tab::Raw => raw(paint, instance, width),
        },
        Some(Detail::Failed(error)) => {
            let style = theme.style(Role::Bad);
            let words = [Some(locale.error(error)), locale.hint(error)];
            words
                .into_iter()
                .flatten()
                .flat_map(|text| wrap(&text, width))
                .map(|line| Line::styled(line, style))
                .collect()
        }
        Some(Detail::Loading(_)) | None => {
            let mut lines = form::summary(paint, item, width);
            lines.push(Line::default());
            lines.push(Line::styled(
                locale.t("detail-loading"),
                theme.style(Role::Muted),
            ));
            lines
        }
    }
}

/// The server's answers as they came, each under its interface's name.
fn raw(paint: Paint<'_>, instance: &Instance, columns: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (name, text) in &instance.raw {
        lines.push(Line::styled(name.clone(), paint.theme.style(Role::Label)));
        let text = crate::domain::text::neutral_lines(text);
        for line in text.split('\n') {
            if width(line) > columns {
                lines.extend(wrap(line, columns).into_iter().map(Line::raw));
            } else {
                lines.push(Line::raw(line.to_owned()));
            }
        }
        lines.push(Line::default());
    }
    lines
}
