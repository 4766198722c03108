//! What lies over the panes: boxes for comment, people and search; questions; help.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::place::flows;
use super::text::{put, put_right, width, wrap};
use super::{
    Paint, aiming, choosing, commenting, filling, help, journal, limit, palette, plan, receipts,
    views,
};
use crate::domain::flow::DeployedFlow;
use crate::tui::editor::Editor;
use crate::tui::model::overlay::Picker;
use crate::tui::model::{Copies, Draft, Overlay, Question};
use crate::tui::theme::Role;

/// Among how many of the best matches namesakes are looked for.
const NAMESAKES: usize = 100;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, overlay: &Overlay) {
    match overlay {
        Overlay::Comment { draft, editor } => commenting::draw(frame, paint, draft, editor, None),
        Overlay::Phrases { row, .. } => commenting::with_phrases(frame, paint, *row),
        Overlay::Name(picker) => {
            let title = paint.locale.t("name-title");
            people(frame, paint, &title, "name-keys", picker);
        }
        Overlay::People { draft, picker } => {
            people(frame, paint, &title(paint, draft), "people-keys", picker);
        }
        Overlay::Copies { copies, picker } => {
            people(
                frame,
                paint,
                &copies_title(paint, copies),
                "copies-keys",
                picker,
            );
        }
        Overlay::Fill(filling) => filling::draw(frame, paint, filling),
        Overlay::Targets { draft, aim } => aiming::draw(frame, paint, draft, aim),
        Overlay::Choose { choices, chooser } => choosing::next(frame, paint, choices, chooser),
        Overlay::Number { draft, editor } => choosing::number(frame, paint, draft, editor),
        Overlay::Palette(finder) => palette::draw(frame, paint, finder),
        Overlay::Limit(typing) => limit::line(frame, paint, typing, "limit-title"),
        Overlay::MarkBy(typing) => limit::line(frame, paint, typing, "marking-title"),
        Overlay::Plan(review) => plan::draw(frame, paint, review),
        Overlay::Receipts(shown) => receipts::draw(frame, paint, shown),
        Overlay::Journal(records) => journal::draw(frame, paint, records),
        Overlay::Views(open) => views::draw(frame, paint, open),
        Overlay::Column { editor } => line(frame, paint, "↓", editor),
        Overlay::Search { editor } => line(frame, paint, "/", editor),
        Overlay::Start {
            flow,
            editor,
            wrong,
        } => flows::start_box(frame, paint, flow, editor, wrong),
        Overlay::Help(finder) => help::draw(frame, paint, finder),
        Overlay::Confirm { question, .. } => confirm(frame, paint, question),
    }
}

/// Whether it is typed into in place of the hints.
pub(super) fn takes_hints(overlay: &Overlay) -> bool {
    matches!(
        overlay,
        Overlay::Limit(_) | Overlay::MarkBy(_) | Overlay::Column { .. } | Overlay::Search { .. }
    )
}

/// An empty box of so many columns and lines inside, in the middle of the panes, with title and
/// keys.
pub(super) fn open_box(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    size: (u16, u16),
    title: &str,
    keys: &str,
) -> Rect {
    let panes = panes(frame.area());
    let width = (size.0 + 4).min(panes.width.saturating_sub(2));
    let height = (size.1 + 2).min(panes.height);
    let area = Rect::new(
        (panes.width - width) / 2,
        panes.y + (panes.height - height) / 2,
        width,
        height,
    );
    frame_box(frame, paint, area, title, keys)
}

/// The same in place of both panes.
pub(super) fn open_page(frame: &mut Frame<'_>, paint: Paint<'_>, title: &str, keys: &str) -> Rect {
    let area = panes(frame.area());
    frame_box(frame, paint, area, title, keys)
}

/// What lies between the two lines at the top and those at the bottom.
fn panes(screen: Rect) -> Rect {
    Rect {
        y: 2,
        height: screen.height.saturating_sub(4),
        ..screen
    }
}

fn frame_box(frame: &mut Frame<'_>, paint: Paint<'_>, area: Rect, title: &str, keys: &str) -> Rect {
    let theme = paint.theme;
    let buffer = frame.buffer_mut();
    clear(buffer, area);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(Role::BorderFocused))
        .render(area, buffer);
    let room = area.width.saturating_sub(4);
    put(
        buffer,
        area.x + 2,
        area.y,
        &format!(" {title} "),
        room,
        theme.style(Role::Title),
    );
    put(
        buffer,
        area.x + 2,
        area.bottom() - 1,
        &format!(" {keys} "),
        room,
        theme.style(Role::Muted),
    );
    area.inner(Margin::new(2, 1))
}

/// Empties an area; a wide character that reaches into it goes as a whole.
fn clear(buffer: &mut Buffer, area: Rect) {
    for y in area.y..area.bottom() {
        if let Some(cell) = area.x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)))
            && width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
    Clear.render(area, buffer);
}

pub(super) fn title(paint: Paint<'_>, draft: &Draft) -> String {
    let Paint { model, locale, .. } = paint;
    let verb = locale.t(&format!("verb-{}", draft.verb.name()));
    let what = match draft.items.as_slice() {
        [item] => format!("{} · {}", item.flow_name(), model.label_of(item)),
        items => locale.f("count-items", &[("count", items.len().into())]),
    };
    if draft.people.is_empty() {
        return format!("{verb} {what}");
    }
    let names: Vec<&str> = draft
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    format!("{verb} {what} → {}", names.join(", "))
}

/// Draws a text with the terminal's own cursor at its caret.
pub(super) fn edit(frame: &mut Frame<'_>, editor: &Editor, area: Rect) {
    frame.render_widget(editor.area(), area);
    let cursor = editor.area().screen_cursor();
    let (top, left) = editor.area().scroll_offset();
    let x = u16::try_from(cursor.col).unwrap_or(0).saturating_sub(left);
    let y = u16::try_from(cursor.row).unwrap_or(0).saturating_sub(top);
    frame.set_cursor_position(Position::new(
        (area.x + x).min(area.right().saturating_sub(1)),
        (area.y + y).min(area.bottom().saturating_sub(1)),
    ));
}

/// What people are to have a copy of.
fn copies_title(paint: Paint<'_>, copies: &Copies) -> String {
    let Paint { model, locale, .. } = paint;
    let what = match copies.keys.as_slice() {
        [key] => model.plan.staged(key).map(|staged| {
            let item = &staged.item;
            format!("{} · {}", item.flow_name(), model.label_of(item))
        }),
        _ => None,
    };
    let count = || locale.f("count-items", &[("count", copies.keys.len().into())]);
    let what = what.unwrap_or_else(count);
    locale.f("copies-title", &[("what", what.into())])
}

fn people(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    title: &str,
    keys: &'static str,
    picker: &Picker,
) {
    let inner = open_box(frame, paint, (48, 10), title, &paint.locale.t(keys));
    let line = Rect { height: 1, ..inner };
    put(
        frame.buffer_mut(),
        line.x,
        line.y,
        "›",
        1,
        paint.theme.style(Role::Key),
    );
    edit(
        frame,
        &picker.editor,
        Rect {
            x: line.x + 2,
            width: line.width.saturating_sub(2),
            ..line
        },
    );
    let list = Rect::new(
        inner.x,
        inner.y + 1,
        inner.width,
        inner.height.saturating_sub(1),
    );
    draw_matches(frame.buffer_mut(), paint, list, picker);
}

/// The people that match what was typed, the chosen one in sight.
fn draw_matches(buffer: &mut Buffer, paint: Paint<'_>, list: Rect, picker: &Picker) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let people = &model.sides.of(&picker.account).people;
    if picker.matches.is_empty() {
        let nobody = if people.is_empty() {
            locale.t("people-loading")
        } else {
            locale.t("people-none")
        };
        let muted = theme.style(Role::Muted);
        put(buffer, list.x, list.y, &nobody, list.width, muted);
        return;
    }
    let top = (picker.row + 1).saturating_sub(usize::from(list.height));
    let rows = picker.matches.iter().enumerate().skip(top);
    for (y, (nth, place)) in (list.y..list.bottom()).zip(rows) {
        let Some(person) = people.get(*place) else {
            continue;
        };
        let style = if nth == picker.row {
            theme.style(Role::Selected)
        } else {
            ratatui::style::Style::new()
        };
        buffer.set_style(Rect::new(list.x, y, list.width, 1), style);
        let mark = if picker.marked.contains(&person.id) {
            "✓"
        } else {
            ""
        };
        put(buffer, list.x, y, mark, 1, style);
        put(buffer, list.x + 2, y, &person.name, list.width / 2, style);
        let shares_name = |place: &usize| {
            let other = people.get(*place);
            other.is_some_and(|other| other.name == person.name && other.id != person.id)
        };
        let more = [person.nick_name.as_deref(), person.email.as_deref()];
        let more = more.into_iter().flatten().find(|text| !text.is_empty());
        let near = picker.matches.iter().take(top + NAMESAKES);
        let more = match more {
            Some(more) if !near.into_iter().any(shares_name) => more.to_owned(),
            _ => person.told_by(),
        };
        put_right(
            buffer,
            list.right().saturating_sub(1),
            y,
            &more,
            list.width / 2,
            style.patch(theme.style(Role::Muted)),
        );
    }
}

/// A line to type into, in place of the hints.
fn line(frame: &mut Frame<'_>, paint: Paint<'_>, sign: &str, editor: &Editor) {
    let area = frame.area();
    let line = Rect::new(0, area.bottom() - 1, area.width, 1);
    Clear.render(line, frame.buffer_mut());
    let x = put(
        frame.buffer_mut(),
        1,
        line.y,
        sign,
        1,
        paint.theme.style(Role::Key),
    );
    edit(
        frame,
        editor,
        Rect {
            x: x + 1,
            width: line.width.saturating_sub(x + 2),
            ..line
        },
    );
}

/// Which flow, by whose hand, and whether what it expects is there.
fn start(paint: Paint<'_>, flow: &DeployedFlow, given: usize) -> String {
    let Paint { model, locale, .. } = paint;
    let words = locale.f(
        "question-start",
        &[
            ("name", flow.name.as_str().into()),
            ("hand", model.sides.home.hand.label().into()),
        ],
    );
    if given > 0 || flow.has_inputs != Some(true) {
        return words;
    }
    format!("{words} {}", locale.t("cli-start-without-inputs"))
}

fn confirm(frame: &mut Frame<'_>, paint: Paint<'_>, question: &Question) {
    let locale = paint.locale;
    let (words, keys) = match question {
        Question::Quit => (locale.t("question-quit"), "question-keys"),
        Question::QuitStaged(count) => (
            locale.f("question-quit-staged", &[("count", (*count).into())]),
            "question-quit-keys",
        ),
        Question::Revoke(item) => (
            locale.f("question-revoke", &[("title", item.title.as_str().into())]),
            "question-keys",
        ),
        Question::Start(flow, inputs) => (start(paint, flow, inputs.len()), "question-keys"),
        Question::Started(name, number) => (
            locale.f(
                "question-started",
                &[
                    ("name", name.as_str().into()),
                    ("number", number.as_str().into()),
                ],
            ),
            "question-keys",
        ),
        Question::MarkAllRead => (locale.t("question-mark-all-read"), "question-keys"),
    };
    let columns = frame.area().width.saturating_sub(8).min(52);
    let lines = wrap(&words, columns);
    let height = u16::try_from(lines.len()).unwrap_or(4);
    let inner = open_box(
        frame,
        paint,
        (columns, height + 2),
        &locale.t("question-title"),
        &locale.t(keys),
    );
    for (y, line) in (inner.y + 1..inner.bottom()).zip(&lines) {
        put(
            frame.buffer_mut(),
            inner.x,
            y,
            line,
            inner.width,
            ratatui::style::Style::new(),
        );
    }
}
