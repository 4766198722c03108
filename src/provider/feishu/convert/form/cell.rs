//! Plain fields: what a widget that stands in one cell shows, and as what.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::domain::form::{Field, FieldType};
use crate::domain::id::Id;
use crate::domain::people::Named;
use crate::domain::value::plain;
use crate::provider::embedded;
use crate::provider::feishu::convert::Reader;
use crate::provider::feishu::convert::files::texts;
use crate::provider::feishu::wire::widget::Widget;

/// Keys of composite widgets that hold a moment.
const MOMENTS: [&str; 5] = ["start", "end", "time", "shiftTime", "returnTime"];

/// Fields with their values, each under a name of its own.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub fields: Vec<Field>,
    pub values: Map<String, Value>,
    /// The number that the next field of a name gets.
    numbers: HashMap<String, usize>,
}

impl Row {
    /// One field more. A name that is taken already gets a number: nothing is written over.
    pub(super) fn put(&mut self, field: Field, value: Value) {
        self.put_with(field, value, Vec::new());
    }

    /// The same, and what belongs to the value without being shown as a field: a change of it is
    /// a change of the form.
    pub(super) fn put_with(&mut self, mut field: Field, value: Value, beside: Beside) {
        let name = field.key.clone();
        while self.values.contains_key(&field.key) {
            let number = self.numbers.entry(name.clone()).or_insert(1);
            *number += 1;
            field.key = format!("{name} ({number})");
        }
        for (key, value) in beside {
            let key = format!("{} · {key}", field.key);
            self.values.entry(key).or_insert(value);
        }
        self.values.insert(field.key.clone(), value);
        self.fields.push(field);
    }
}

/// What tells a value from another that looks the same, by its key.
pub(super) type Beside = Vec<(&'static str, Value)>;

/// What widgets are called: by their labels, with the id where labels repeat.
pub(super) fn names(widgets: &[Widget]) -> Vec<String> {
    let label = |widget: &Widget| {
        let said = widget.name.clone().or_else(|| widget.id.clone());
        said.unwrap_or_else(|| widget.kind().to_owned())
    };
    let labels: Vec<_> = widgets.iter().map(label).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for label in &labels {
        *times.entry(label).or_default() += 1;
    }
    let name = |(widget, label): (&Widget, &String)| {
        let repeats = times.get(label.as_str()).is_some_and(|times| *times > 1);
        match widget.id.as_ref().filter(|id| repeats && *id != label) {
            Some(id) => format!("{label} ({id})"),
            None => label.clone(),
        }
    };
    widgets.iter().zip(&labels).map(name).collect()
}

/// The field of a widget.
pub(super) fn field(widget: &Widget, name: &str) -> Field {
    let mut field = Field {
        key: name.to_owned(),
        label: Some(name.to_owned()),
        ..Field::default()
    };
    field.kind = match widget.kind() {
        "number" | "formula" => Some(FieldType::Number),
        "date" => Some(FieldType::Date),
        "amount" => match currency(widget).filter(|currency| !is_yuan(currency)) {
            None => Some(FieldType::Money),
            Some(currency) => {
                field.label = Some(format!("{name} ({currency})"));
                Some(FieldType::Number)
            }
        },
        "" => None,
        _ => Some(FieldType::Text),
    };
    field
}

/// The currency of an amount, where it is told.
fn currency(widget: &Widget) -> Option<String> {
    let ext = embedded::parse(&widget.ext)?;
    let currency = ext.get("currency")?.as_str()?;
    (!currency.is_empty()).then(|| currency.to_owned())
}

fn is_yuan(currency: &str) -> bool {
    matches!(currency, "CNY" | "RMB")
}

/// What a value does not show of itself.
pub(super) fn beside(widget: &Widget) -> Beside {
    match widget.kind() {
        // One number is another sum in another currency.
        "amount" => currency(widget)
            .map(|currency| ("currency", Value::from(currency)))
            .into_iter()
            .collect(),
        // Another document may have the same title.
        "document" => ["token", "url"]
            .into_iter()
            .find_map(|key| Some((key, widget.value.get(key)?.clone())))
            .into_iter()
            .collect(),
        // Another department may have the same name.
        "department" => {
            let all = widget.value.as_array().into_iter().flatten();
            let ids = all.filter_map(|one| one.get("name").and(one.get("open_id")));
            let ids: Vec<_> = ids.cloned().collect();
            let told = !ids.is_empty();
            told.then(|| ("open_id", Value::from(ids)))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The field of a key inside a composite widget.
pub(super) fn key_field(reader: &Reader, widget: &str, path: &str, key: &str) -> Field {
    Field {
        key: format!("{path}{key}"),
        label: Some(format!("{path}{}", reader.terms.key(widget, key))),
        kind: match key {
            key if MOMENTS.contains(&key) => Some(FieldType::Date),
            "interval" => Some(FieldType::Number),
            _ => Some(FieldType::Text),
        },
        words: match key {
            "unit" => reader.terms.units(),
            _ => BTreeMap::new(),
        },
    }
}

/// People by the ids that the account speaks, and what they are called as far as that is known.
pub(super) fn people(
    value: &Value,
    open_ids: &Value,
    reader: &Reader,
) -> (Value, BTreeMap<String, String>) {
    let ids = |value: &Value| texts(value).into_iter().map(Id::from).collect::<Vec<_>>();
    let (users, opens) = (ids(value), ids(open_ids));
    let spoken = reader.ids.list(&users, &opens);
    let value: Value = spoken.iter().map(|id| Value::from(id.as_str())).collect();
    let names = reader.people(spoken, &[]);
    let mut words = BTreeMap::new();
    if names.iter().any(|person| person.name.is_some()) {
        let called: Vec<_> = names.iter().map(Named::label).collect();
        words.insert(plain(&value), called.join(", "));
    }
    (value, words)
}

/// `+86 13122222222`.
pub(super) fn telephone(value: &Value) -> Value {
    let Value::Object(parts) = value else {
        return value.clone();
    };
    let parts = parts.values().map(plain);
    let said: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    Value::from(said.join(" "))
}

/// Departments by their names, else their ids.
pub(super) fn departments(value: &Value) -> Value {
    let Value::Array(all) = value else {
        return value.clone();
    };
    let called = |one: &Value| {
        let text = |key: &str| one.get(key)?.as_str().filter(|text| !text.is_empty());
        let known = |key: &String| matches!(key.as_str(), "name" | "open_id");
        let all = one.as_object().is_some_and(|one| one.keys().all(known));
        let said = text("name").or_else(|| text("open_id")).filter(|_| all);
        said.map_or_else(|| plain(one), str::to_owned)
    };
    all.iter().map(|one| Value::from(called(one))).collect()
}
