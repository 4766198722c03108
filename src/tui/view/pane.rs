//! What both panes have: a border with a title and a word at its right, and the look of a row.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use super::Paint;
use super::text::{put, put_right, width, wrap};
use crate::tui::model::Focus;
use crate::tui::theme::Role;

/// Draws an empty pane; returns what is inside its border.
pub(super) fn draw(
    buffer: &mut Buffer,
    paint: Paint<'_>,
    area: Rect,
    pane: Focus,
    title: &str,
) -> Rect {
    let role = if paint.model.focus == pane {
        Role::BorderFocused
    } else {
        Role::Border
    };
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(paint.theme.style(role))
        .render(area, buffer);
    if !title.is_empty() {
        put(
            buffer,
            area.x + 2,
            area.y,
            &format!(" {title} "),
            area.width.saturating_sub(4),
            paint.theme.style(Role::Title),
        );
    }
    inside(area)
}

/// What is inside a pane's border.
pub(super) fn inside(area: Rect) -> Rect {
    area.inner(Margin::new(1, 1))
}

/// Words at the right of the upper border; returns the column where they begin.
pub(super) fn draw_aside(buffer: &mut Buffer, paint: Paint<'_>, area: Rect, text: &str) -> u16 {
    let room = width(text).min(area.width / 2);
    let right = area.right().saturating_sub(2);
    let style = paint.theme.style(Role::Muted);
    put_right(buffer, right, area.y, text, room, style);
    right.saturating_sub(room)
}

/// Words in the middle of a pane that has no rows.
pub(super) fn draw_words(
    buffer: &mut Buffer,
    paint: Paint<'_>,
    area: Rect,
    text: &str,
    role: Role,
) {
    let lines = wrap(text, area.width.saturating_sub(2));
    for (y, line) in (area.y + area.height / 3..area.bottom()).zip(lines) {
        let x = area.x + area.width.saturating_sub(width(&line)) / 2;
        put(buffer, x, y, &line, area.width, paint.theme.style(role));
    }
}

/// The line of a row, and how what is on it looks.
pub(super) struct Row<'a> {
    pub(super) area: Rect,
    pub(super) base: Style,
    paint: Paint<'a>,
    here: bool,
}

impl<'a> Row<'a> {
    /// Draws the line's ground, and the sign of the cursor if it stands here.
    pub(super) fn draw(buffer: &mut Buffer, paint: Paint<'a>, area: Rect, here: bool) -> Self {
        let base = match (here, paint.model.focus) {
            (true, Focus::List) => paint.theme.style(Role::Selected),
            (true, Focus::Detail) => paint.theme.style(Role::SelectedIdle),
            (false, _) => Style::new(),
        };
        buffer.set_style(area, base);
        let row = Self {
            area,
            base,
            paint,
            here,
        };
        if here {
            put(buffer, area.x, area.y, "▌", 1, row.style(Role::Title));
        }
        row
    }

    /// A role's style; under the cursor everything looks alike.
    pub(super) fn style(&self, role: Role) -> Style {
        if self.here {
            self.base
        } else {
            self.base.patch(self.paint.theme.style(role))
        }
    }

    /// Texts in columns from the left, each with its width; what remains is between them and the
    /// last ones, whose widths are counted from the right.
    pub(super) fn put(
        &self,
        buffer: &mut Buffer,
        x: u16,
        columns: u16,
        text: &str,
        role: Option<Role>,
    ) {
        let style = role.map_or(self.base, |role| self.style(role));
        put(buffer, x, self.area.y, text, columns, style);
    }

    /// A text that ends a column before the border.
    pub(super) fn put_last(&self, buffer: &mut Buffer, columns: u16, text: &str) {
        let right = self.area.right().saturating_sub(1);
        let style = self.style(Role::Muted);
        put_right(buffer, right, self.area.y, text, columns, style);
    }
}
