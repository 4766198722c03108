//! The plan: what it comes to, then every decision under its group, what deserves a look in front.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::overlay::open_page;
use super::text::{put, put_right, width};
use super::{Paint, header, hints};
use crate::domain::plan::Group;
use crate::domain::plan::review::{Concern, Line, lines, totals};
use crate::locale::format;
use crate::tui::command::Command;
use crate::tui::model::plan::{self, Review};
use crate::tui::theme::Role;

/// The most sums that are shown.
const TOTALS: usize = 5;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, review: &Review) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let count = model.plan.decisions().count();
    let mut title = locale.f("plan-title", &[("count", count.into())]);
    if let Some(elsewhere) = header::elsewhere(paint) {
        title.push_str(" · ");
        title.push_str(&elsewhere);
    }
    let keys = [
        ("undo", hints::key(paint, Command::Unstage).into()),
        ("send", hints::key(paint, Command::SendNow).into()),
    ];
    let inner = open_page(frame, paint, &title, &locale.f("plan-keys", &keys));
    let buffer = frame.buffer_mut();
    let y = inner.y + draw_totals(buffer, paint, inner);
    let groups = lines(&model.plan);
    let all = groups.iter().flat_map(|(_, lines)| lines);
    let concerned: Vec<_> = all.flat_map(|line| line.concerns.clone()).collect();
    let (text, role) = match model.plan.unmended() {
        Some(_) => (locale.t("plan-unmended"), Role::Bad),
        None => (concerns(paint, &concerned), Role::Waiting),
    };
    put(buffer, inner.x, y, &text, inner.width, theme.style(role));
    let rows = Rect {
        y: y + 1,
        height: inner.bottom().saturating_sub(y + 1),
        ..inner
    };
    draw_rows(frame, paint, rows, &groups, review);
}

/// What it comes to, by verb and flow; how many lines that takes.
fn draw_totals(buffer: &mut Buffer, paint: Paint<'_>, area: Rect) -> u16 {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let room = usize::from(area.height / 3);
    let mut y = area.y;
    for total in totals(&model.plan).iter().take(TOTALS.min(room)) {
        let verb = locale.t(&format!("verb-{}", total.verb.name()));
        let args = [
            ("verb", verb.into()),
            ("flow", total.flow.into()),
            ("count", total.count.into()),
        ];
        let text = locale.f("plan-total", &args);
        let x = put(
            buffer,
            area.x,
            y,
            &text,
            area.width,
            theme.style(Role::Label),
        );
        if let Some(sum) = total.sum {
            let mut sum = format!("  Σ {}", money(&sum));
            if total.unread > 0 {
                let args = [("count", total.unread.into())];
                sum.push_str(&locale.f("plan-unread", &args));
            }
            let room = area.right().saturating_sub(x);
            put(buffer, x, y, &sum, room, theme.style(Role::Money));
        }
        y += 1;
    }
    y - area.y
}

/// How often each concern stands.
fn concerns(paint: Paint<'_>, all: &[Concern]) -> String {
    let mut counts: BTreeMap<Concern, usize> = BTreeMap::new();
    for concern in all {
        *counts.entry(*concern).or_default() += 1;
    }
    let parts = counts.iter().map(|(concern, count)| {
        let name = paint.locale.t(concern.message());
        format!("{name} {count}")
    });
    parts.collect::<Vec<_>>().join(" · ")
}

fn draw_rows(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    area: Rect,
    groups: &[(&Group, Vec<Line<'_>>)],
    review: &Review,
) {
    let Paint { locale, theme, .. } = paint;
    let here = review.row_among(&plan::rows(groups));
    let rows = groups.iter().flat_map(|(group, lines)| {
        std::iter::once((Some((*group, lines.len())), None))
            .chain(lines.iter().map(|line| (None, Some(line))))
    });
    let top = (here + 1).saturating_sub(usize::from(area.height));
    let buffer = frame.buffer_mut();
    for (y, (nth, (group, line))) in (area.y..area.bottom()).zip(rows.enumerate().skip(top)) {
        let row = Rect::new(area.x, y, area.width, 1);
        let base = if nth == here {
            theme.style(Role::Selected)
        } else {
            Style::new()
        };
        buffer.set_style(row, base);
        if nth == here {
            put(buffer, row.x, y, "▌", 1, base);
        }
        if let Some((group, count)) = group {
            let verb = locale.t(&format!("verb-{}", group.verb.name()));
            let args = [("verb", verb.into()), ("count", count.into())];
            let text = locale.f("hint-marked", &args);
            put(
                buffer,
                row.x + 1,
                y,
                &text,
                row.width,
                base.patch(theme.style(Role::Title)),
            );
        }
        if let Some(line) = line {
            decision(buffer, paint, row, line, base);
        }
    }
}

/// What is decided, its amount, what stands out, what is said.
fn decision(buffer: &mut Buffer, paint: Paint<'_>, row: Rect, line: &Line<'_>, base: Style) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let amount = line.amount.as_ref().map(money).unwrap_or_default();
    let names: Vec<String> = (line.concerns.iter())
        .filter(|concern| **concern != Concern::NoComment)
        .map(|concern| locale.t(concern.message()))
        .collect();
    let right = row.right().saturating_sub(1);
    put_right(
        buffer,
        right,
        row.y,
        &amount,
        16,
        base.patch(theme.style(Role::Money)),
    );
    let room = row.width.saturating_sub(21);
    let verb = locale.t(&format!("verb-{}", line.decision.verb.name()));
    let item = &line.decision.item;
    let title = format!("{verb} {}", model.titled(&item.key, &item.title));
    let mut x = put(buffer, row.x + 3, row.y, &title, room, base);
    let end = row.x + 3 + room;
    for (text, role) in [
        (names.join(" "), Role::Waiting),
        (
            line.decision.comment.clone().unwrap_or_default(),
            Role::Muted,
        ),
    ] {
        if !text.is_empty() && x + 2 < end {
            x = put(
                buffer,
                x + 2,
                row.y,
                &text,
                width(&text).min(end - x - 2),
                base.patch(theme.style(role)),
            );
        }
    }
}

fn money(amount: &impl ToString) -> String {
    format::money(&amount.to_string().into()).unwrap_or_default()
}
