//! What an approver may fill in, place by place: what stands there, what must be typed, and what is
//! then sent. Never fills anything by itself.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde_json::{Number, Value};

use super::date;
use super::form::{Field, FieldName, FieldType, Shape};
use super::input::{Inputs, put};
use super::instance::{Input, Instance};

/// What a value to fill in must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    Number,
    /// A day, or a moment of one.
    Date,
    /// Whatever has no simpler form.
    Json,
}

impl Wanted {
    /// Every kind, for the check that each has its words.
    pub const ALL: [Self; 4] = [Self::Text, Self::Number, Self::Date, Self::Json];

    /// What the configuration says, else what stands there.
    pub fn of(present: &Value, kind: Option<FieldType>) -> Self {
        match (kind, present) {
            (Some(FieldType::Number | FieldType::Money), _) => Self::Number,
            (Some(FieldType::Date), _) => Self::Date,
            (_, Value::Array(_) | Value::Object(_) | Value::Bool(_)) => Self::Json,
            (None, value) if date::moment(value).is_some() => Self::Date,
            (_, Value::Number(_)) => Self::Number,
            _ => Self::Text,
        }
    }

    /// The value that a text means, in the notation of the present one; `None` when it does not
    /// fit. What nothing stands for yet is written as servers do: numbers as text, dates in
    /// milliseconds.
    pub fn read(self, text: &str, present: &Value, zone: &TimeZone) -> Option<Value> {
        let as_text = || Value::String(text.to_owned());
        match (self, present) {
            (Self::Text, _) => Some(as_text()),
            (Self::Number, Value::Number(_)) => text.trim().parse().ok().map(Value::Number),
            (Self::Number, _) => text.trim().parse::<Number>().ok().map(|_| as_text()),
            (Self::Date, Value::String(_)) => date::parse(text, zone).map(|_| as_text()),
            (Self::Date, _) => date::parse(text, zone).map(|at| at.as_millisecond().into()),
            (Self::Json, _) => {
                let value: Value = serde_json::from_str(text).ok()?;
                (shape(&value) == shape(present)).then_some(value)
            }
        }
    }

    /// A value as it is typed.
    pub fn write(self, value: &Value, zone: &TimeZone) -> String {
        match (self, value) {
            (_, Value::Null) => String::new(),
            (Self::Json, value) => value.to_string(),
            (_, Value::String(text)) => text.clone(),
            (Self::Date, value) => match date::moment(value) {
                Some(at) => date::text(at, zone),
                None => value.to_string(),
            },
            (_, value) => value.to_string(),
        }
    }

    /// The key of its words in the catalogue: what is to be typed.
    pub fn message(self) -> &'static str {
        match self {
            Self::Text => "wanted-text",
            Self::Number => "wanted-number",
            Self::Date => "wanted-date",
            Self::Json => "wanted-json",
        }
    }
}

fn shape(value: &Value) -> std::mem::Discriminant<Value> {
    std::mem::discriminant(value)
}

/// A place to fill: a field of a variable, or the whole variable where its fields are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// The variable's key.
    pub variable: String,
    pub field: Option<Field>,
    /// What stands there; null where nothing does.
    pub present: Value,
    pub wanted: Wanted,
}

impl Blank {
    /// How it is called.
    pub fn label(&self) -> &str {
        self.field.as_ref().map_or(&self.variable, |field| {
            field.label.as_deref().unwrap_or(&field.key)
        })
    }

    /// What is to be sent for it, if anything is.
    pub fn filled<'a>(&self, inputs: &'a Inputs) -> Option<&'a Value> {
        let variable = inputs.get(&self.variable)?;
        match &self.field {
            Some(field) => variable.get(&field.key),
            None => Some(variable),
        }
    }

    /// Takes a value to be sent.
    pub fn fill(&self, inputs: &mut Inputs, value: Value) {
        match &self.field {
            Some(field) => put(inputs, &self.variable, &field.key, value),
            None => drop(inputs.insert(self.variable.clone(), value)),
        }
    }
}

impl Instance {
    /// Gives labels and types to the keys that the configuration knows. Those that stand nowhere
    /// on the form can still be filled in.
    pub fn name_fields(&mut self, names: &BTreeMap<String, FieldName>) {
        self.form.name_fields(names);
        let unseen = names
            .iter()
            .filter(|(key, _)| self.form.field(key).is_none());
        let more: Vec<Field> = unseen
            .map(|(key, name)| Field {
                key: key.clone(),
                label: name.label.clone(),
                kind: name.kind,
                ..Field::default()
            })
            .collect();
        let objects = self.inputs.iter_mut();
        for input in objects.filter(|input| input.kind.as_deref() != Some("objectList")) {
            input.more.clone_from(&more);
        }
    }

    /// Every place that may be filled, in the order of the form.
    pub fn blanks(&self) -> Vec<Blank> {
        let blanks = self.inputs.iter().flat_map(|input| self.blanks_of(input));
        blanks.collect()
    }

    fn blanks_of(&self, input: &Input) -> Vec<Blank> {
        let blank = |field: Option<Field>, present: Value| Blank {
            variable: input.key.clone(),
            wanted: Wanted::of(&present, field.as_ref().and_then(|field| field.kind)),
            field,
            present,
        };
        let part = self.filled(input);
        let row = part.and_then(|part| part.rows.first());
        let present = |field: &Field| row.and_then(|row| row.get(&field.key)).cloned();
        let shown = part.into_iter().flat_map(|part| &part.fields);
        let fields: Vec<_> = shown
            .chain(&input.more)
            .map(|field| blank(Some(field.clone()), present(field).unwrap_or_default()))
            .collect();
        if !fields.is_empty() {
            return fields;
        }
        let mut parts = self.form.parts.iter();
        let list = parts.find(|part| {
            part.shape == Shape::List && part.entity.is_some() && part.entity == input.entity
        });
        let whole = match list {
            Some(part) => part.rows.iter().cloned().map(Value::Object).collect(),
            None => Value::Object(serde_json::Map::new()),
        };
        vec![blank(None, whole)]
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use serde_json::{Value, json};

    use super::{FieldType, Wanted};

    fn read(present: &Value, kind: Option<FieldType>, text: &str) -> Option<Value> {
        Wanted::of(present, kind).read(text, present, &TimeZone::UTC)
    }

    #[test]
    fn a_value_keeps_the_notation_of_the_one_that_stands_there() {
        let money = Some(FieldType::Money);
        assert_eq!(read(&json!("1820.00"), money, "1900"), Some(json!("1900")));
        assert_eq!(read(&json!(3), None, "4"), Some(json!(4)));
        assert_eq!(read(&json!("上海"), None, "4"), Some(json!("4")));
        let day = json!(1_772_294_400_000_i64);
        let next = Some(json!(1_772_380_800_000_i64));
        assert_eq!(read(&day, None, "2026-03-02"), next);
        assert_eq!(read(&day, None, "1772380800000"), next);
        assert_eq!(
            read(&json!({ "a": 1 }), None, r#"{"a":2}"#),
            Some(json!({ "a": 2 }))
        );
    }

    #[test]
    fn what_does_not_fit_is_no_value() {
        assert_eq!(read(&json!(3), None, "三"), None);
        assert_eq!(read(&json!("3"), Some(FieldType::Number), ""), None);
        assert_eq!(read(&Value::Null, Some(FieldType::Date), "明天"), None);
        assert_eq!(read(&json!({ "a": 1 }), None, "{"), None);
        assert_eq!(read(&json!({ "a": 1 }), None, "[1]"), None);
    }

    #[test]
    fn what_is_written_of_a_value_reads_as_that_value() {
        for value in [
            json!("上海"),
            json!(3.5),
            json!(1_772_294_400_000_i64),
            json!([1]),
        ] {
            let wanted = Wanted::of(&value, None);
            let text = wanted.write(&value, &TimeZone::UTC);
            assert_eq!(wanted.read(&text, &value, &TimeZone::UTC), Some(value));
        }
    }
}
