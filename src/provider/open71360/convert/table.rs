//! HTML tables as tables. What is too long is not read at all, and stands there as the text that
//! it is. Never runs, loads or follows anything.

mod grid;
mod markup;

use self::markup::Markup;
use crate::domain::form::{Part, Shape};

/// Bytes of all texts of an approval together.
const BYTES: usize = 256 * 1024;

/// Each text's tables, or its words where it has none.
pub(crate) fn tables(texts: &[String]) -> Vec<Part> {
    let mut left = BYTES;
    let parts = texts.iter().flat_map(|text| {
        let rest = left.checked_sub(text.len());
        left = rest.unwrap_or(left);
        match rest {
            Some(_) => of_text(text),
            None => vec![words(text.clone())],
        }
    });
    parts.collect()
}

fn of_text(html: &str) -> Vec<Part> {
    let Markup { tables, around } = markup::read(html);
    let mut parts: Vec<Part> = tables.into_iter().map(grid::part).collect();
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

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
