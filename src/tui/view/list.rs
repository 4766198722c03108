//! The list: a border with the folder's name and counts, and the rows that fit.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::form::outcome_word;
use super::text::{put, put_right, width};
use super::{Paint, columns, limit, news, pane};
use crate::domain::decision::Status;
use crate::domain::item::{Beyond, Folder, Item};
use crate::domain::people::Named;
use crate::domain::verb::Verb;
use crate::locale::format;
use crate::tui::layout::COLUMNS;
use crate::tui::model::{Focus, Side};
use crate::tui::theme::Role;

/// The most that an account's name takes.
const ACCOUNT: u16 = 10;

/// Where the columns of a row are; a column of no width is left out.
struct Columns {
    account: (u16, u16),
    title: (u16, u16),
    node: (u16, u16),
    who: (u16, u16),
    business: columns::Place,
    when: (u16, u16),
}

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect) {
    let model = paint.model;
    let name = paint
        .locale
        .t(&format!("folder-{}", model.list.folder.name()));
    let buffer = frame.buffer_mut();
    let inner = pane::draw(buffer, paint, area, Focus::List, &name);
    let x = area.x + 4 + width(&name);
    let left = draw_counts(buffer, paint, area);
    limit::title(buffer, paint, x, area.y, left.saturating_sub(x));
    if model.list.is_empty() {
        draw_nothing(buffer, paint, inner);
        return;
    }
    let columns = columns(paint, inner);
    let rows = model.list.rows().enumerate().skip(model.list.top);
    let range = model.range();
    let in_range = |nth: usize| range.as_ref().is_some_and(|range| range.contains(&nth));
    for (y, (nth, item)) in (inner.y..inner.bottom()).zip(rows) {
        let marked = (model.marks.has(&item.key) || in_range(nth)) && !model.is_busy(&item.key);
        draw_row(
            buffer,
            paint,
            &columns,
            Rect::new(inner.x, y, inner.width, 1),
            item,
            (nth == model.list.row(), marked),
        );
    }
}

/// Returns the column where they begin.
fn draw_counts(buffer: &mut Buffer, paint: Paint<'_>, area: Rect) -> u16 {
    let Paint { model, locale, .. } = paint;
    let list = &model.list;
    let mut text = String::new();
    if list
        .loading()
        .any(|loading| loading.purpose != crate::tui::model::list::Purpose::Look)
    {
        text.push_str(" … ");
    }
    if list.unread() > 0 {
        let unread = locale.f("list-unread", &[("count", list.unread().into())]);
        text.extend([" ", &unread, " "]);
    }
    if list.arrived() > 0 {
        let arrived = locale.f("list-arrived", &[("count", list.arrived().into())]);
        text.extend([" ", &arrived, " "]);
    }
    let counts = limit::counts(paint);
    if !counts.is_empty() {
        text.extend([" ", &counts, " "]);
    }
    if list.is_known() && model.sight.limit.is_none() {
        let row = if list.is_empty() { 0 } else { list.row() + 1 };
        let here = list.items.len() as u64;
        let counts = model.sides.counts().filter(|_| here < list.total());
        let more = counts.is_some_and(|it| it.beyond.has(Beyond::folder(list.folder)));
        let total = list.total().max(here).to_string();
        let mark = if more { "+" } else { "" };
        text.extend([" ", &row.to_string(), "/", &total, mark, " "]);
    }
    pane::draw_aside(buffer, paint, area, &text)
}

fn draw_nothing(buffer: &mut Buffer, paint: Paint<'_>, area: Rect) {
    let Paint { model, locale, .. } = paint;
    let (text, role) = match model.list.error() {
        Some(error) if !model.list.is_known() || !model.sides.are_several() => {
            (locale.error(error), Role::Bad)
        }
        _ if model.sight.limit.is_some() && !model.list.items.is_empty() => {
            (locale.t("list-none-shown"), Role::Muted)
        }
        _ if model.list.is_all_known() && model.list.unread() == 0 => {
            (locale.t("list-empty"), Role::Muted)
        }
        _ => (locale.t("list-loading"), Role::Muted),
    };
    pane::draw_words(buffer, paint, area, &text, role);
}

fn columns(paint: Paint<'_>, area: Rect) -> Columns {
    let account = width_of_account(paint);
    let when = 6;
    let money = if area.width >= COLUMNS { 14 } else { 0 };
    let others = columns::width_of_others(paint, area.width.saturating_sub(account));
    let who = match (area.width >= 34, paint.model.list.folder) {
        (false, _) => 0,
        (true, Folder::Created) => 15,
        (true, _) => 9,
    };
    let node = match (area.width >= 62, account) {
        (false, _) => 0,
        (true, 0) => 15,
        (true, _) => 12,
    };
    let right = area.right();
    // A column of air before the border.
    let at_when = right - when - 1;
    let at_money = at_when - money;
    let at_others = at_money - others;
    let at_who = at_others - who;
    let at_node = at_who - node;
    let at_account = area.x + 4;
    let at_title = at_account + account;
    Columns {
        account: (at_account, account.saturating_sub(1)),
        title: (at_title, at_node.saturating_sub(at_title + 1)),
        node: (at_node, node.saturating_sub(1)),
        who: (at_who, who.saturating_sub(1)),
        business: columns::Place {
            others: (at_others, others),
            money: (at_money, money),
        },
        when: (at_when, when),
    }
}

/// What the account takes in a row: nothing where there is but one.
fn width_of_account(paint: Paint<'_>) -> u16 {
    let sides = &paint.model.sides;
    if !sides.are_several() {
        return 0;
    }
    let widest = sides.iter().map(|side| width(&side.account)).max();
    widest.unwrap_or(0).min(ACCOUNT) + 1
}

fn draw_row(
    buffer: &mut Buffer,
    paint: Paint<'_>,
    columns: &Columns,
    area: Rect,
    item: &Item,
    (here, marked): (bool, bool),
) {
    let Paint { model, theme, .. } = paint;
    let handled = model
        .receipts
        .get(&item.key)
        .is_some_and(|receipt| receipt.status == Status::Done);
    let gone = model.news.gone(&item.key);
    let base = match (here, model.focus) {
        (true, Focus::List) => theme.style(Role::Selected),
        (true, Focus::Detail) => theme.style(Role::SelectedIdle),
        (false, _) if handled || gone.is_some() => theme.style(Role::Done),
        (false, _) => Style::new(),
    };
    buffer.set_style(area, base);
    let accent = |role: Role| {
        if here {
            base
        } else {
            base.patch(theme.style(role))
        }
    };
    if here {
        put(buffer, area.x, area.y, "▌", 1, accent(Role::Title));
    }
    let (mark, role) = mark(paint, item);
    put(buffer, area.x + 1, area.y, mark, 2, accent(role));
    if marked {
        put(buffer, area.x + 3, area.y, "*", 1, accent(Role::Key));
    }
    let (x, room) = columns.account;
    put(
        buffer,
        x,
        area.y,
        &item.key.account,
        room,
        accent(Role::Muted),
    );
    let (x, room) = columns.title;
    put(buffer, x, area.y, &subject(item), room, base);
    let (x, room) = columns.node;
    let node = match gone {
        Some(gone) => news::gone(paint, model.sides.of(&item.key.account), gone),
        None => item.node.name.clone().unwrap_or_default(),
    };
    put(buffer, x, area.y, &node, room, accent(Role::Muted));
    let (x, room) = columns.who;
    put(buffer, x, area.y, &who(paint, item), room, base);
    let look = (base, &accent);
    columns::draw(buffer, paint, columns.business, area.y, item, look);
    let (x, room) = columns.when;
    put_right(
        buffer,
        x + room,
        area.y,
        &when(paint, item),
        room.saturating_sub(1),
        accent(Role::Muted),
    );
}

/// The flow where the row names it, with the title where that says something else.
fn subject(item: &Item) -> Cow<'_, str> {
    let (flow, title) = (item.flow_name(), item.title.as_str());
    if flow.is_empty() {
        title.into()
    } else if title.contains(flow) || flow.contains(title) {
        flow.into()
    } else {
        format!("{flow} {title}").into()
    }
}

/// The sign before a row, and how it is meant.
fn mark(paint: Paint<'_>, item: &Item) -> (&'static str, Role) {
    let model = paint.model;
    if model.in_flight.contains_key(&item.key) {
        return ("↑", Role::Waiting);
    }
    if model.plan.has(&item.key) {
        return ("⏳", Role::Waiting);
    }
    if let Some(receipt) = model.receipts.get(&item.key) {
        return match receipt.status {
            Status::Done if receipt.verb == Verb::Revoke => ("↶", Role::Waiting),
            Status::Done | Status::Planned => ("✓", Role::Good),
            Status::Refused | Status::Failed => ("✗", Role::Bad),
            Status::Stale => ("Δ", Role::Waiting),
            Status::Unknown => ("?", Role::Waiting),
        };
    }
    if model.news.is_unverified(item) {
        return ("◌", Role::Waiting);
    }
    if model.news.gone(&item.key).is_some() {
        return ("–", Role::Muted);
    }
    // Nobody has to read what they sent themselves.
    let for_me = !matches!(item.key.folder, Folder::Created | Folder::Draft);
    if for_me && item.read == Some(false) {
        ("●", Role::Title)
    } else {
        (" ", Role::Muted)
    }
}

/// Who asks; of my own requests, where they stand: `卡在 李四`.
fn who(paint: Paint<'_>, item: &Item) -> String {
    let Paint { model, locale, .. } = paint;
    let side = model.sides.of(&item.key.account);
    if item.key.folder != Folder::Created {
        return short(side, &item.applicant).into_owned();
    }
    if let Some(outcome) = &item.outcome {
        return outcome_word(paint, outcome);
    }
    let read = model.details.ready(&item.key);
    let mut approvers = [Some(&item.approver), read.map(|read| &read.item.approver)]
        .into_iter()
        .flatten();
    match approvers.find(|person| !side.label(person).is_empty()) {
        Some(person) => {
            let name = short(side, person);
            locale.f("list-stands-with", &[("name", name.as_ref().into())])
        }
        None => locale.t("outcome-running"),
    }
}

/// A name; of an id that nobody knows a name for, its end: ids of one kind begin alike.
fn short<'a>(side: &'a Side, person: &'a Named) -> Cow<'a, str> {
    let label = side.label(person);
    match &person.id {
        Some(id) if label == id.as_str() => format!("…{}", id.ending()).into(),
        _ => label.into(),
    }
}

/// The time that matters in the folder: since when it waits, or when it happened.
fn when(paint: Paint<'_>, item: &Item) -> String {
    let at = match item.key.folder {
        Folder::Todo | Folder::Draft => item.arrived_at,
        Folder::Done => item.handled_at.or(item.arrived_at),
        Folder::Cc => item.cc_at,
        Folder::Created => item.ended_at.or(item.arrived_at),
    };
    at.or(item.placed_at())
        .map(|at| format::age(at, paint.model.now))
        .unwrap_or_default()
}
