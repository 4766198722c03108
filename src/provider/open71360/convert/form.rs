//! The form: a preset one by its table of fields, or a custom one that names its fields itself;
//! and the files and records beside it. Never changes a value.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::domain::form::{Field, FieldType, Form, Part, Shape};
use crate::domain::instance::{Attachment, Related};
use crate::provider::lenient;
use crate::provider::open71360::terms::Terms;
use crate::provider::open71360::wire::approval::{self as wire, Approval};

/// Where a preset form keeps its lines. Quirk: the table names the one, the examples the other.
const LINES: [&str; 2] = ["details", "items"];

/// What the records of the CRM are, by their code; the name of the first visit is misspelt there.
const RECORDS: [(i64, &str); 25] = [
    (2, "old_customer"),
    (3, "old_contact"),
    (100, "event_tag"),
    (101, "sales_clue"),
    (102, "customer"),
    (103, "contact"),
    (104, "product"),
    (105, "payment"),
    (106, "refund"),
    (107, "sale_action"),
    (108, "opportunity"),
    (109, "bill"),
    (110, "trade"),
    (111, "customer_order"),
    (112, "return_order"),
    (113, "visit"),
    (114, "visit_action"),
    (115, "inventory_action"),
    (116, "contract"),
    (117, "sales_clue_pool"),
    (118, "high_seas"),
    (119, "competitor"),
    (120, "marketing_event"),
    (121, "inventory"),
    (200, "custom"),
];

/// The form; empty where the approval has only words.
pub(crate) fn form(approval: &Approval, terms: &Terms) -> Form {
    let Value::Object(record) = &approval.form_record else {
        return Form::default();
    };
    let parts = if record.values().any(is_custom) {
        vec![custom(record)]
    } else {
        preset(
            record,
            &terms.fields(approval.approve_type.unwrap_or_default()),
        )
    };
    Form {
        parts: parts
            .into_iter()
            .filter(|part| !part.fields.is_empty())
            .collect(),
    }
}

/// A form that is no object, as it came.
pub(crate) fn unparsed(approval: &Approval) -> Option<String> {
    match &approval.form_record {
        Value::Null | Value::Object(_) => None,
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        other => Some(format!("{other:#}")),
    }
}

/// Whether a value brings its own label.
fn is_custom(value: &Value) -> bool {
    value.get("label").is_some_and(Value::is_string) && value.get("type").is_some()
}

fn preset(record: &Map<String, Value>, known: &[Field]) -> Vec<Part> {
    let mut object = Map::new();
    let mut parts = Vec::new();
    for (key, value) in record {
        match rows(value).filter(|_| LINES.contains(&key.as_str())) {
            Some(rows) => parts.push(part(Some(key.clone()), Shape::List, rows, known)),
            None => drop(object.insert(key.clone(), value.clone())),
        }
    }
    parts.insert(0, part(None, Shape::Object, vec![object], known));
    parts
}

/// The lines that a value is; `None` where it is something else.
fn rows(value: &Value) -> Option<Vec<Map<String, Value>>> {
    let rows = value.as_array()?.iter();
    rows.map(|row| row.as_object().cloned()).collect()
}

/// Known fields first, in the order of the document; then whatever else there is.
fn part(key: Option<String>, shape: Shape, rows: Vec<Map<String, Value>>, known: &[Field]) -> Part {
    let mut part = Part::from_rows(None, key, shape, rows);
    let place = |field: &Field| known.iter().position(|it| it.key == field.key);
    part.fields
        .sort_by_key(|field| place(field).unwrap_or(known.len()));
    for field in &mut part.fields {
        if let Some(known) = known.iter().find(|known| known.key == field.key) {
            field.clone_from(known);
        }
    }
    part
}

/// Fields by their labels; where a label repeats, with the field's own key beside it.
fn custom(record: &Map<String, Value>) -> Part {
    let mut fields = Vec::new();
    let mut row = Map::new();
    for (value, name) in record.values().zip(names(record)) {
        row.insert(name.clone(), own(value));
        fields.push(Field {
            label: Some(name.clone()),
            key: name,
            kind: kind(value),
            ..Field::default()
        });
    }
    Part {
        fields,
        ..Part::from_rows(None, None, Shape::Object, vec![row])
    }
}

/// What a custom field holds, with whatever else it says beside its label and its type.
fn own(value: &Value) -> Value {
    let Value::Object(object) = value else {
        return value.clone();
    };
    if !is_custom(value) {
        return value.clone();
    }
    let mut rest = object.clone();
    rest.retain(|key, _| key != "label" && key != "type");
    let alone = rest.keys().all(|key| key == "value");
    let held = rest.get("value").cloned().unwrap_or_default();
    if alone { held } else { rest.into() }
}

/// What the fields of a form are called, no two of them alike.
fn names(record: &Map<String, Value>) -> Vec<String> {
    let labels: Vec<&str> = record.iter().map(label).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for label in &labels {
        *times.entry(label).or_default() += 1;
    }
    let mut taken: HashSet<String> = times.keys().map(|label| (*label).to_owned()).collect();
    let name = |(key, label): (&String, &str)| {
        if times.get(label) == Some(&1) {
            return label.to_owned();
        }
        let mut name = format!("{label} ({key})");
        // Another label may be just that.
        while !taken.insert(name.clone()) {
            name.push('\'');
        }
        name
    };
    record
        .keys()
        .zip(labels.iter().copied())
        .map(name)
        .collect()
}

fn label<'a>((key, value): (&'a String, &'a Value)) -> &'a str {
    let label = value.get("label").and_then(Value::as_str);
    label.filter(|label| !label.is_empty()).unwrap_or(key)
}

fn kind(value: &Value) -> Option<FieldType> {
    match value.get("type")?.as_str()? {
        "file_attachment" | "image" => Some(FieldType::File),
        "text" | "select_one" | "select_many" => Some(FieldType::Text),
        _ => None,
    }
}

/// Every file: those beside the form, then those in it.
pub(crate) fn attachments(approval: &Approval) -> Vec<Attachment> {
    let feed = approval.feed.iter().flat_map(|feed| &feed.attachments);
    let mut found: Vec<_> = feed.map(attachment).collect();
    if let Value::Object(record) = &approval.form_record {
        found.extend(record.values().flat_map(files));
    }
    found
}

/// The files that a value of a form names, wherever in it.
fn files(value: &Value) -> Vec<Attachment> {
    if is_custom(value) {
        let kind = match value.get("type").and_then(Value::as_str) {
            Some("image") => "image",
            Some("file_attachment") => "file",
            _ => return Vec::new(),
        };
        // Quirk: an id or a list of them; the document leaves it open.
        let ids = match value.get("value") {
            Some(Value::Array(ids)) => ids.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        return ids.iter().filter_map(|id| named_by_id(id, kind)).collect();
    }
    match value {
        Value::Array(all) => all.iter().flat_map(files).collect(),
        Value::Object(object) => match object.get("attachments") {
            Some(Value::Array(all)) => all.iter().filter_map(as_file).collect(),
            _ => as_file(value).into_iter().collect(),
        },
        _ => Vec::new(),
    }
}

fn named_by_id(value: &Value, kind: &str) -> Option<Attachment> {
    if value.is_object() {
        return as_file(value);
    }
    let id = lenient::text(value).ok().flatten()?;
    Some(Attachment {
        id: Some(id.clone()),
        name: id,
        kind: Some(kind.to_owned()),
    })
}

fn as_file(value: &Value) -> Option<Attachment> {
    let is_file = value.get("id").is_some() && value.get("name").is_some();
    let file: wire::Attachment = serde_json::from_value(value.clone()).ok()?;
    is_file.then(|| attachment(&file))
}

/// A file; one without a name is called by its id.
pub(crate) fn attachment(file: &wire::Attachment) -> Attachment {
    let name = file.name.clone().or_else(|| file.id.clone());
    Attachment {
        id: file.id.clone(),
        name: name.unwrap_or_default(),
        kind: file.kind.map(|kind| match kind {
            1 => "audio".to_owned(),
            2 => "image".to_owned(),
            3 => "file".to_owned(),
            other => format!("other:{other}"),
        }),
    }
}

/// The records that the approval is about.
pub(crate) fn related(approval: &Approval) -> Vec<Related> {
    let objects = approval.feed.iter().flat_map(|feed| &feed.crm_objects);
    let known = |code: i64| RECORDS.iter().find(|(known, _)| *known == code);
    objects
        .map(|object| {
            let code = object.kind.unwrap_or_default();
            let name = known(code).map(|(_, name)| (*name).to_owned());
            Related {
                id: object.id.clone(),
                kind: name.unwrap_or_else(|| format!("other:{code}")),
            }
        })
        .collect()
}
