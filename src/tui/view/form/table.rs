//! A list of records: a table where it has the room, else one record below the other. Never cuts
//! what it says.

use ratatui::style::Style;
use ratatui::text::Line;
use serde_json::{Map, Value};

use super::{WIDEST, indent, label, value_of};
use crate::domain::form::{Field, FieldType, Part};
use crate::domain::value::is_blank;
use crate::locale::format;
use crate::tui::theme::Role;
use crate::tui::view::Paint;
use crate::tui::view::text::{width, wrap};

/// Columns between two of a table.
const GAP: usize = 2;

/// All lines of a part.
pub(super) fn draw(lines: &mut Vec<Line<'static>>, paint: Paint<'_>, part: &Part, columns: u16) {
    if part.fields.is_empty() {
        return;
    }
    let zone = &paint.model.settings.zone;
    let cells = |row: &Map<String, Value>| -> Vec<String> {
        let cell = |field: &Field| {
            let value = row.get(&field.key);
            value.map(|value| format::field_value(field, value, zone))
        };
        let cells = part.fields.iter().map(cell);
        cells.map(Option::unwrap_or_default).collect()
    };
    let head: Vec<String> = part.fields.iter().map(|it| label(it).to_owned()).collect();
    let rows: Vec<Vec<String>> = part.rows.iter().map(cells).collect();
    let Some(widths) = widths(&head, &rows, columns) else {
        records(lines, paint, part, columns);
        return;
    };
    let style = paint.theme.style(Role::Label);
    lines.extend(row_lines(&head, &widths, part, style));
    for row in &rows {
        lines.extend(row_lines(row, &widths, part, Style::new()));
    }
}

/// How wide each column is; `None` where there is no room for all of them.
fn widths(head: &[String], rows: &[Vec<String>], columns: u16) -> Option<Vec<u16>> {
    let mut widths: Vec<u16> = head.iter().map(|text| width(text)).collect();
    for row in rows {
        for (wide, cell) in widths.iter_mut().zip(row) {
            *wide = width(cell).max(*wide);
        }
    }
    let gaps = GAP * widths.len().saturating_sub(1);
    let fits = |widths: &[u16]| {
        let sum: usize = widths.iter().map(|wide| usize::from(*wide)).sum();
        sum + gaps <= usize::from(columns)
    };
    if !fits(&widths) {
        widths = widths.into_iter().map(|wide| wide.min(WIDEST)).collect();
    }
    fits(&widths).then_some(widths)
}

/// One row, which goes on below itself where a cell is long; numbers stand at the right of their
/// column.
fn row_lines(cells: &[String], widths: &[u16], part: &Part, style: Style) -> Vec<Line<'static>> {
    let cells = cells.iter().zip(widths);
    let cells: Vec<_> = cells.map(|(cell, wide)| wrap(cell, *wide)).collect();
    let high = cells.iter().map(Vec::len).max().unwrap_or_default();
    let line = |nth: usize| {
        let mut text = String::new();
        for ((cell, wide), field) in cells.iter().zip(widths).zip(&part.fields) {
            let said = cell.get(nth).map_or("", String::as_str);
            let gap = " ".repeat(usize::from(wide.saturating_sub(width(said))));
            let number = matches!(field.kind, Some(FieldType::Money | FieldType::Number));
            let aligned = if number {
                [gap.as_str(), said]
            } else {
                [said, gap.as_str()]
            };
            text.extend(aligned);
            text.push_str(&" ".repeat(GAP));
        }
        Line::styled(text.trim_end().to_owned(), style)
    };
    (0..high).map(line).collect()
}

/// Each record under its number, without what it does not have; the headings that no record uses
/// stand above them.
fn records(lines: &mut Vec<Line<'static>>, paint: Paint<'_>, part: &Part, columns: u16) {
    let indent = indent(part);
    let has = |row: &Map<String, Value>, field: &Field| {
        row.get(&field.key).is_some_and(|value| !is_blank(value))
    };
    let is_unused = |field: &&Field| !part.rows.iter().any(|row| has(row, field));
    let unused: Vec<_> = part.fields.iter().filter(is_unused).map(label).collect();
    if !unused.is_empty() {
        let style = paint.theme.style(Role::Label);
        let above = wrap(&unused.join(" · "), columns).into_iter();
        lines.extend(above.map(|line| Line::styled(line, style)));
    }
    let style = paint.theme.style(Role::Muted);
    for (number, row) in (1..).zip(&part.rows) {
        lines.push(Line::styled(format!("{number}"), style));
        for field in part.fields.iter().filter(|field| has(row, field)) {
            lines.extend(value_of(paint, field, row, indent, columns));
        }
    }
}
