//! Boxes to choose from what the server offers: the next approvers; and the number of what is to be
//! stopped.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Paint;
use super::overlay::{edit, open_box, title};
use super::text::put;
use crate::domain::choice::{self, Choice};
use crate::domain::id::Id;
use crate::tui::editor::Editor;
use crate::tui::model::Draft;
use crate::tui::model::overlay::Chooser;
use crate::tui::theme::Role;

/// Who can be next.
pub(super) fn next(frame: &mut Frame<'_>, paint: Paint<'_>, choices: &[Choice], chooser: &Chooser) {
    let locale = paint.locale;
    let rows: Vec<String> = choice::people(choices)
        .iter()
        .map(|id| {
            let mark = if chooser.marked.contains(id) {
                "✓"
            } else {
                " "
            };
            format!("{mark} {}", name(paint, choices, id))
        })
        .collect();
    let first = choices.first().map(|choice| choice.title.as_str());
    let what = locale.f(
        "choose-title",
        &[
            ("title", first.unwrap_or_default().into()),
            ("count", choices.len().into()),
        ],
    );
    let inner = rows_box(frame, paint, rows.len(), &what, &locale.t("choose-keys"));
    draw_rows(frame, paint, inner, &rows, Some(chooser.row));
}

fn name(paint: Paint<'_>, choices: &[Choice], id: &Id) -> String {
    let offered = |choice: &Choice| {
        let side = paint.model.sides.of(&choice.key.account);
        let mut candidates = choice.candidates.iter();
        let found = candidates.find(|one| one.user.id.as_ref() == Some(id))?;
        Some(side.label(&found.user).to_owned())
    };
    let found = choices.iter().find_map(offered);
    found.unwrap_or_else(|| id.to_string())
}

/// The last four characters of the number, before a request is stopped.
pub(super) fn number(frame: &mut Frame<'_>, paint: Paint<'_>, draft: &Draft, editor: &Editor) {
    let locale = paint.locale;
    let keys = locale.t("number-keys");
    let inner = open_box(frame, paint, (48, 3), &title(paint, draft), &keys);
    let ending = draft.items.first().map(|item| item.instance_id.ending());
    let words = locale.f(
        "number-question",
        &[("ending", ending.unwrap_or_default().into())],
    );
    let buffer = frame.buffer_mut();
    put(buffer, inner.x, inner.y, &words, inner.width, Style::new());
    let line = Rect::new(inner.x, inner.y + 2, inner.width, 1);
    edit(frame, editor, line);
}

/// A box with room for so many rows.
pub(super) fn rows_box(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    rows: usize,
    title: &str,
    keys: &str,
) -> Rect {
    let height = u16::try_from(rows).unwrap_or(10).clamp(3, 12);
    open_box(frame, paint, (48, height), title, keys)
}

/// Rows to choose from, the one in hand in sight.
pub(super) fn draw_rows(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    area: Rect,
    rows: &[String],
    here: Option<usize>,
) {
    let buffer = frame.buffer_mut();
    let top = (here.unwrap_or(0) + 1).saturating_sub(usize::from(area.height));
    for (y, (nth, text)) in (area.y..area.bottom()).zip(rows.iter().enumerate().skip(top)) {
        let style = if Some(nth) == here {
            paint.theme.style(Role::Selected)
        } else {
            Style::new()
        };
        buffer.set_style(Rect::new(area.x, y, area.width, 1), style);
        put(
            buffer,
            area.x + 1,
            y,
            text,
            area.width.saturating_sub(2),
            style,
        );
    }
}
