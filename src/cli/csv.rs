//! Rows for spreadsheets, made of the same values as the JSON: the columns are the dotted names
//! of its keys. No cell can become a formula, or be obeyed by a terminal.

use serde::Serialize;
use serde_json::Value;

use crate::domain::text::neutral_lines;

/// The rows under their header. The header is that of an empty value, so that it does not depend
/// on what was found.
pub(super) fn rows<L: Serialize + Default>(lines: &[L]) -> serde_json::Result<Vec<Vec<String>>> {
    let mut columns = Vec::new();
    leaves(&serde_json::to_value(L::default())?, "", &mut columns);
    let mut rows = vec![columns.iter().map(|path| header(path)).collect()];
    for line in lines {
        let value = serde_json::to_value(line)?;
        let cell = |path: &String| harmless(&text(value.pointer(path).unwrap_or(&Value::Null)));
        rows.push(columns.iter().map(cell).collect());
    }
    Ok(rows)
}

/// The JSON pointers of all values that are not themselves objects with keys.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                leaves(value, &format!("{path}/{key}"), found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

fn header(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) if all.iter().all(Value::is_string) => all
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" "),
        other => other.to_string(),
    }
}

/// What a spreadsheet takes for the start of a formula, in either width of the characters.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a terminal would obey is gone, which JSON has escapes for and this has not. An apostrophe
/// in front makes a formula text, whatever blanks stand before it.
fn harmless(cell: &str) -> String {
    let cell = neutral_lines(cell);
    if cell.trim_start().starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::rows;

    #[derive(Default, Serialize)]
    struct Line {
        id: &'static str,
        from: From,
        verbs: Vec<&'static str>,
    }

    #[derive(Default, Serialize)]
    struct From {
        name: Option<&'static str>,
    }

    fn cell(id: &'static str) -> String {
        let line = Line {
            id,
            ..Line::default()
        };
        rows(&[line]).unwrap().remove(1).remove(0)
    }

    #[test]
    fn a_cell_never_starts_a_formula() {
        for start in ["=1+1", "+86", "-2", "@SUM", "＝1+1", "\n=1", "　=1"] {
            assert_eq!(cell(start), format!("'{start}"));
        }
        for hidden in ["\t=1", "\r=1", "\u{200b}=1", "\u{feff} =1"] {
            assert_eq!(cell(hidden).trim_start_matches(['\'', ' ']), "=1");
            assert!(cell(hidden).starts_with('\''), "{hidden:?}");
        }
    }

    #[test]
    fn a_cell_keeps_its_lines_and_nothing_that_a_terminal_obeys() {
        assert_eq!(cell("第一行\r\n第二行"), "第一行\n第二行");
        assert_eq!(cell("\u{1b}[2J\u{9b}31m\u{202e}"), "\u{fffd}[2J\u{fffd}31m");
    }

    #[test]
    fn the_header_stands_even_over_nothing() {
        let header = rows::<Line>(&[]).unwrap();
        assert_eq!(header, [["id", "from.name", "verbs"]]);
    }

    #[test]
    fn nested_values_have_their_own_columns_and_null_is_empty() {
        let line = Line {
            id: "7",
            from: From { name: None },
            verbs: vec!["approve", "reject"],
        };
        assert_eq!(rows(&[line]).unwrap()[1], ["7", "", "approve reject"]);
    }
}
