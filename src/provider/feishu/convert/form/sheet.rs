//! Composite widgets: what has keys of its own is an object, what has lines is a list, and either
//! may stand inside the other.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::Read;
use super::cell::{Row, beside, departments, field, key_field, names, people, telephone};
use crate::domain::form::{Field, Form, Part, Shape};
use crate::domain::instance::{Attachment, Related};
use crate::provider::feishu::convert::Reader;
use crate::provider::feishu::convert::files::{document, files, is_of_texts, texts};
use crate::provider::feishu::wire::widget::Widget;

/// A form while it is read.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    reader: &'a Reader,
    parts: Vec<Part>,
    attachments: Vec<Attachment>,
    related: Vec<Related>,
}

/// What a value is made of.
enum Made<'a> {
    Plain,
    Keys(&'a Map<String, Value>),
    Widgets(Vec<Widget>),
    Lines(Vec<Vec<Widget>>),
    Records(Vec<&'a Map<String, Value>>),
}

impl<'a> Sheet<'a> {
    pub(super) fn new(reader: &'a Reader) -> Self {
        Self {
            reader,
            parts: Vec::new(),
            attachments: Vec::new(),
            related: Vec::new(),
        }
    }

    /// The plain fields first, then the parts in the order of their widgets.
    pub(super) fn read(mut self, widgets: &[Widget]) -> Read {
        let mut plain = Row::default();
        for (widget, name) in widgets.iter().zip(names(widgets)) {
            self.add(widget, &name, &mut plain, true);
        }
        if !plain.fields.is_empty() {
            self.parts.insert(0, part(None, Shape::Object, vec![plain]));
        }
        Read {
            form: Form { parts: self.parts },
            text: None,
            attachments: self.attachments,
            related: self.related,
        }
    }

    /// One widget: into the row, or where it may be one (`apart`) as a part of its own.
    fn add(&mut self, widget: &Widget, name: &str, row: &mut Row, apart: bool) {
        let mut field = field(widget, name);
        let value = match widget.kind() {
            "attachment" | "attachmentV2" | "image" | "imageV2" if is_of_texts(&widget.value) => {
                let (found, shown) = files(widget);
                self.attachments.extend(found);
                shown
            }
            "contact" => {
                let (people, words) = people(&widget.value, &widget.open_ids, self.reader);
                field.words = words;
                people
            }
            "connect" => {
                let codes = texts(&widget.value).into_iter();
                self.related.extend(codes.map(|code| Related {
                    id: Some(code),
                    kind: "approval".to_owned(),
                }));
                widget.value.clone()
            }
            "telephone" => telephone(&widget.value),
            "department" => departments(&widget.value),
            "document" => match document(&widget.value) {
                Some((found, shown)) => {
                    self.attachments.push(found);
                    shown
                }
                None => widget.value.clone(),
            },
            "amount" if !widget.value.is_object() && !widget.value.is_array() => {
                widget.value.clone()
            }
            kind => return self.made(kind, &widget.value, field, row, apart),
        };
        row.put_with(field, value, beside(widget));
    }

    /// A value by the shape that it has.
    fn made(&mut self, widget: &str, value: &Value, field: Field, row: &mut Row, apart: bool) {
        let name = field.key.clone();
        let inner = format!("{name} · ");
        match made_of(value) {
            Made::Plain => row.put(field, value.clone()),
            Made::Keys(keys) if apart => {
                self.apart(&name, |sheet, own| sheet.keys(widget, keys, &name, "", own));
            }
            Made::Keys(keys) => self.keys(widget, keys, &name, &inner, row),
            Made::Widgets(widgets) if apart => {
                self.apart(&name, |sheet, own| sheet.widgets(&widgets, "", own));
            }
            Made::Widgets(widgets) => self.widgets(&widgets, &inner, row),
            Made::Lines(lines) => self.list(&name, lines, |sheet, line, own| {
                sheet.widgets(&line, "", own);
            }),
            Made::Records(lines) => self.list(&name, lines, |sheet, line, own| {
                sheet.keys(widget, line, &name, "", own);
            }),
        }
    }

    /// The keys of a composite widget called `name`, each behind the path to it.
    fn keys(
        &mut self,
        widget: &str,
        keys: &Map<String, Value>,
        name: &str,
        path: &str,
        row: &mut Row,
    ) {
        for (key, value) in keys {
            let mut field = key_field(self.reader, widget, path, key);
            match made_of(value) {
                Made::Plain if key == "peer" => {
                    let (people, words) = people(value, &Value::Null, self.reader);
                    field.words = words;
                    row.put(field, people);
                }
                Made::Plain => row.put(field, value.clone()),
                Made::Keys(inner) => {
                    self.keys(widget, inner, name, &format!("{path}{key} · "), row);
                }
                _ => {
                    let label = self.reader.terms.key(widget, key);
                    field.key = format!("{name} · {label}");
                    self.made(widget, value, field, row, true);
                }
            }
        }
    }

    /// Widgets inside another.
    fn widgets(&mut self, widgets: &[Widget], path: &str, row: &mut Row) {
        for (widget, name) in widgets.iter().zip(names(widgets)) {
            self.add(widget, &format!("{path}{name}"), row, false);
        }
    }

    /// A part with one row; what is found within comes after it.
    fn apart(&mut self, name: &str, fill: impl FnOnce(&mut Self, &mut Row)) {
        let at = self.parts.len();
        let mut row = Row::default();
        fill(self, &mut row);
        let part = part(Some(name), Shape::Object, vec![row]);
        self.parts.insert(at, part);
    }

    /// A part with a row for each line.
    fn list<T>(&mut self, name: &str, lines: Vec<T>, fill: impl Fn(&mut Self, T, &mut Row)) {
        let at = self.parts.len();
        let mut rows = Vec::new();
        for line in lines {
            let mut row = Row::default();
            fill(self, line, &mut row);
            rows.push(row);
        }
        self.parts.insert(at, part(Some(name), Shape::List, rows));
    }
}

fn made_of(value: &Value) -> Made<'_> {
    let each =
        |line: &Value| -> Option<Vec<Widget>> { line.as_array()?.iter().map(Widget::of).collect() };
    match value {
        Value::Object(keys) if !keys.is_empty() => Made::Keys(keys),
        Value::Array(all) if !all.is_empty() => {
            if let Some(widgets) = each(value) {
                return Made::Widgets(widgets);
            }
            if let Some(lines) = all.iter().map(each).collect() {
                return Made::Lines(lines);
            }
            let records: Option<Vec<_>> = all.iter().map(Value::as_object).collect();
            records.map_or(Made::Plain, Made::Records)
        }
        _ => Made::Plain,
    }
}

/// Columns in the order in which the rows bring them.
fn part(name: Option<&str>, shape: Shape, rows: Vec<Row>) -> Part {
    let mut fields: Vec<Field> = Vec::new();
    let mut places = HashMap::new();
    let mut values = Vec::new();
    for row in rows {
        for field in row.fields {
            let place = *places.entry(field.key.clone()).or_insert(fields.len());
            match fields.get_mut(place) {
                Some(known) => known.words.extend(field.words),
                None => fields.push(field),
            }
        }
        values.push(row.values);
    }
    Part {
        entity: None,
        key: name.map(str::to_owned),
        name: name.map(str::to_owned),
        shape,
        fields,
        rows: values,
    }
}
