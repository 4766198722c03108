//! HTML tables as tables. What is too long or nests too deep is not parsed at all, and stands
//! there as the text that it is. Never runs, loads or follows anything.

mod bounds;

use scraper::node::Node;
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

use crate::domain::form::{Field, Part, Shape};

/// Columns of one table; what stands further right goes into the last of them.
const COLUMNS: usize = 64;

/// Elements that stand within a line.
const INLINE: [&str; 12] = [
    "a", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u",
];

/// Each text's tables, or its words where it has none.
pub(crate) fn tables(texts: &[String]) -> Vec<Part> {
    texts.iter().flat_map(|text| of_text(text)).collect()
}

fn of_text(html: &str) -> Vec<Part> {
    if !bounds::are_kept(html) {
        return vec![words(html.to_owned())];
    }
    let parsed = Html::parse_fragment(html);
    let root = parsed.root_element();
    let mut found = Vec::new();
    let mut around = String::new();
    outermost(root, &mut found, &mut around);
    let mut parts: Vec<Part> = found.into_iter().map(table).collect();
    parts.retain(|part| !part.fields.is_empty() || part.name.is_some());
    let around = in_one_line(&around);
    match parts.first_mut() {
        Some(first) => {
            let caption = first.name.take().unwrap_or_default();
            let name = in_one_line(&format!("{around} {caption}"));
            first.name = (!name.is_empty()).then_some(name);
        }
        None if !around.is_empty() => parts.push(words(around)),
        None => {}
    }
    parts
}

/// A table that is only words.
fn words(text: String) -> Part {
    Part {
        name: Some(text),
        ..Part::from_rows(None, None, Shape::List, Vec::new())
    }
}

/// Collects the tables that stand in no other, and the text around them.
fn outermost<'a>(element: ElementRef<'a>, found: &mut Vec<ElementRef<'a>>, around: &mut String) {
    for child in element.children() {
        match ElementRef::wrap(child) {
            Some(table) if table.value().name() == "table" => found.push(table),
            Some(other) if is_shown(other) => {
                around.push_str(gap(other));
                mark(other, around);
                outermost(other, found, around);
                around.push_str(gap(other));
            }
            Some(_) => {}
            None => around.extend(text_of(child.value())),
        }
    }
}

fn text_of(node: &Node) -> Option<&str> {
    node.as_text().map(|text| &*text.text)
}

fn is_shown(element: ElementRef<'_>) -> bool {
    !matches!(element.value().name(), "script" | "style" | "template")
}

/// What an element says without having text: a picture's name, a link's address.
fn mark(element: ElementRef<'_>, text: &mut String) {
    let said = match element.value().name() {
        "img" => element.attr("alt").or(element.attr("src")),
        "a" => element.attr("href"),
        "input" => element.attr("value"),
        _ => None,
    };
    if let Some(said) = said.filter(|said| !said.trim().is_empty()) {
        text.extend([" [", said, "] "]);
    }
}

/// A cell of the grid that a table makes of its rows.
struct Cell {
    column: usize,
    text: String,
}

fn table(table: ElementRef<'_>) -> Part {
    let mut lines = Vec::new();
    let mut caption = String::new();
    rows(table, &mut lines, &mut caption);
    let mut below: Vec<usize> = Vec::new();
    let grid: Vec<Vec<Cell>> = lines.iter().map(|row| cells(*row, &mut below)).collect();
    let has_header = lines.first().is_some_and(|row| is_header(*row));
    let width = grid.iter().flatten().map(|cell| cell.column + 1).max();
    let mut grid = grid.into_iter();
    let header = if has_header { grid.next() } else { None };
    let fields = names(width.unwrap_or_default(), header);
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    let row = |cells: Vec<Cell>| {
        let mut row = Map::new();
        for cell in cells {
            if let Some(key) = keys.get(cell.column) {
                add(&mut row, key, cell.text);
            }
        }
        row
    };
    let rows = grid.map(row).collect();
    let caption = in_one_line(&caption);
    Part {
        name: (!caption.is_empty()).then_some(caption),
        entity: None,
        key: None,
        shape: Shape::List,
        fields,
        rows,
    }
}

/// What does not fit into a column of its own goes on in the one that is there.
fn add(row: &mut Map<String, Value>, key: &str, text: String) {
    match row.get_mut(key) {
        Some(Value::String(there)) => {
            there.push(' ');
            there.push_str(&text);
        }
        _ => drop(row.insert(key.to_owned(), Value::String(text))),
    }
}

/// The table's own rows, in whatever groups they stand; all other text is its caption.
fn rows<'a>(element: ElementRef<'a>, found: &mut Vec<ElementRef<'a>>, caption: &mut String) {
    for child in element.children() {
        let Some(inner) = ElementRef::wrap(child) else {
            caption.extend(text_of(child.value()));
            continue;
        };
        match inner.value().name() {
            "tr" => found.push(inner),
            "thead" | "tbody" | "tfoot" => rows(inner, found, caption),
            _ => text(inner, caption),
        }
    }
}

/// A row's cells in their columns; `below` counts how many rows a column is still taken from above.
fn cells(row: ElementRef<'_>, below: &mut Vec<usize>) -> Vec<Cell> {
    let mut column = 0;
    let mut cells = Vec::new();
    for left in below.iter_mut() {
        *left = left.saturating_sub(1);
    }
    for cell in row.children().filter_map(ElementRef::wrap) {
        while below.get(column).is_some_and(|left| *left > 0) {
            column += 1;
        }
        let mut said = String::new();
        text(cell, &mut said);
        let (wide, high) = (span(cell, "colspan"), span(cell, "rowspan"));
        for taken in (column..column + wide).filter(|taken| *taken < COLUMNS) {
            below.resize(below.len().max(taken + 1), 0);
            if let Some(left) = below.get_mut(taken) {
                *left = high;
            }
        }
        cells.push(Cell {
            column: column.min(COLUMNS - 1),
            text: in_one_line(&said),
        });
        column += wide;
    }
    cells.retain(|cell| !cell.text.is_empty());
    cells
}

/// How many columns or rows a cell takes.
fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let said = cell.attr(name).and_then(|said| said.trim().parse().ok());
    said.unwrap_or(1).clamp(1, 1000)
}

fn is_header(row: ElementRef<'_>) -> bool {
    let mut cells = row.children().filter_map(ElementRef::wrap);
    let first = cells.next();
    first.is_some_and(|cell| cell.value().name() == "th")
        && cells.all(|cell| cell.value().name() == "th")
}

/// Columns by their headings; one without a heading, or with another's, by its number.
fn names(width: usize, header: Option<Vec<Cell>>) -> Vec<Field> {
    let mut header = header.unwrap_or_default();
    let mut fields: Vec<Field> = Vec::new();
    for column in 0..width {
        let mut here = header.extract_if(.., |cell| cell.column == column);
        let label = here.next().map(|cell| cell.text);
        let free = |key: &String| fields.iter().all(|field| field.key != *key);
        fields.push(Field {
            key: label
                .clone()
                .filter(free)
                .unwrap_or_else(|| number(column, &fields)),
            label,
            ..Field::default()
        });
    }
    fields
}

fn number(column: usize, taken: &[Field]) -> String {
    let number = (column + 1).to_string();
    let is_taken = taken.iter().any(|field| field.key == number);
    if is_taken {
        format!("#{number}")
    } else {
        number
    }
}

/// Everything that an element says, tables within it included.
fn text(element: ElementRef<'_>, said: &mut String) {
    if !is_shown(element) {
        return;
    }
    said.push_str(gap(element));
    mark(element, said);
    for child in element.children() {
        match ElementRef::wrap(child) {
            Some(inner) => text(inner, said),
            None => said.extend(text_of(child.value())),
        }
    }
    said.push_str(gap(element));
}

/// What stands between an element and its neighbours: words may go on within a line.
fn gap(element: ElementRef<'_>) -> &'static str {
    if INLINE.contains(&element.value().name()) {
        ""
    } else {
        " "
    }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
