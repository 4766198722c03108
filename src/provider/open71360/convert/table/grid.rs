//! The rows of a table as a grid: cells in their columns, columns by their headings. Bounded in
//! width; what finds no place of its own joins its neighbour.

use serde_json::{Map, Value};

use super::in_one_line;
use super::markup::{Cell, Table};
use crate::domain::form::{Field, Part, Shape};

/// Columns of one table; what stands further right goes into the last of them.
const COLUMNS: usize = 64;

/// A cell's text in its column.
struct Placed {
    column: usize,
    text: String,
}

/// The table as a part of a form.
pub(super) fn part(table: Table) -> Part {
    let has_header = table
        .rows
        .first()
        .is_some_and(|row| !row.is_empty() && row.iter().all(|cell| cell.is_heading));
    let mut below = [0; COLUMNS];
    let rows = table.rows.into_iter();
    let grid: Vec<_> = rows.map(|row| place(row, &mut below)).collect();
    let width = grid.iter().flatten().map(|cell| cell.column + 1).max();
    let mut grid = grid.into_iter();
    let header = if has_header { grid.next() } else { None };
    let mut fields = names(width.unwrap_or_default(), header.unwrap_or_default());
    let rows: Vec<_> = grid.map(|cells| row(cells, &fields)).collect();
    // What a wide cell left empty, and nothing else filled.
    fields.retain(|it| it.label.is_some() || rows.iter().any(|row| row.contains_key(&it.key)));
    let caption = in_one_line(&table.caption);
    Part {
        name: (!caption.is_empty()).then_some(caption),
        entity: None,
        key: None,
        shape: Shape::List,
        fields,
        rows,
    }
}

/// A row's cells in their columns; `below` counts how many rows a column is still taken from above.
fn place(row: Vec<Cell>, below: &mut [usize; COLUMNS]) -> Vec<Placed> {
    for left in below.iter_mut() {
        *left = left.saturating_sub(1);
    }
    let mut column = 0;
    let mut placed = Vec::new();
    for cell in row {
        while below.get(column).is_some_and(|left| *left > 0) {
            column += 1;
        }
        let after = column.saturating_add(cell.wide.max(1)).min(COLUMNS);
        for taken in below.iter_mut().take(after).skip(column) {
            *taken = cell.high.max(1);
        }
        let text = in_one_line(&cell.text);
        if !text.is_empty() {
            let column = column.min(COLUMNS - 1);
            placed.push(Placed { column, text });
        }
        column = after.max(column);
    }
    placed
}

/// A row by the keys of its columns.
fn row(cells: Vec<Placed>, fields: &[Field]) -> Map<String, Value> {
    let mut row = Map::new();
    for Placed { column, text } in cells {
        let Some(field) = fields.get(column) else {
            continue;
        };
        match row.get_mut(&field.key) {
            // What does not fit into a column of its own goes on in the one that is there.
            Some(Value::String(there)) => {
                there.push(' ');
                there.push_str(&text);
            }
            _ => drop(row.insert(field.key.clone(), Value::String(text))),
        }
    }
    row
}

/// Columns by their headings; one without a heading, or with another's, by its number.
fn names(width: usize, header: Vec<Placed>) -> Vec<Field> {
    let mut labels = vec![String::new(); width];
    for Placed { column, text } in header {
        if let Some(label) = labels.get_mut(column) {
            *label = in_one_line(&format!("{label} {text}"));
        }
    }
    let mut fields: Vec<Field> = Vec::new();
    for (column, label) in labels.into_iter().enumerate() {
        let label = Some(label).filter(|label| !label.is_empty());
        let is_free = |key: &String| fields.iter().all(|field| field.key != *key);
        let by_number = || number(column, &fields);
        fields.push(Field {
            key: label.clone().filter(is_free).unwrap_or_else(by_number),
            label,
            ..Field::default()
        });
    }
    fields
}

fn number(column: usize, taken: &[Field]) -> String {
    let mut number = (column + 1).to_string();
    while taken.iter().any(|field| field.key == number) {
        number.insert(0, '#');
    }
    number
}
