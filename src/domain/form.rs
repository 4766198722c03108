//! The business data of an instance: objects and lists of objects, and how two versions differ.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::value::plain;

/// Whether a part of a form is one record or a table of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    Object,
    List,
}

/// What a field holds, where somebody said so: WeDa sends bare keys and untyped values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    Text,
    Number,
    Money,
    Date,
    File,
}

impl FieldType {
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::File => "file",
        }
    }
}

/// A column of a form part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The key the server sends.
    pub key: String,
    pub label: Option<String>,
    pub kind: Option<FieldType>,
    /// What its values mean, by the value as text, where they are codes.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

impl Field {
    /// What a value means, where it is a code that has a word.
    pub fn word(&self, value: &Value) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(&plain(value)).map(String::as_str)
    }
}

/// One object, or one list of objects, of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The data source it comes from.
    pub entity: Option<String>,
    /// The variable's key.
    pub key: Option<String>,
    pub name: Option<String>,
    pub shape: Shape,
    pub fields: Vec<Field>,
    /// One for an object; values exactly as the server sent them.
    pub rows: Vec<Map<String, Value>>,
}

impl Part {
    /// A part whose columns are the keys of its rows, in the order in which they appear.
    pub fn from_rows(
        entity: Option<String>,
        key: Option<String>,
        shape: Shape,
        rows: Vec<Map<String, Value>>,
    ) -> Self {
        let mut met = HashSet::new();
        let names = rows.iter().flat_map(Map::keys);
        let fields = names.filter(|name| met.insert(*name)).map(|name| Field {
            key: name.clone(),
            ..Field::default()
        });
        Self {
            entity,
            key,
            name: None,
            shape,
            fields: fields.collect(),
            rows,
        }
    }
}

/// The whole form, in the order the server sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub parts: Vec<Part>,
}

/// A label and a type for a bare key, from the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldName {
    pub label: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<FieldType>,
}

/// One field whose value is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's key; `entity.key` or `key[row]` where the key alone is not enough.
    pub field: String,
    /// Null where there was none.
    pub was: Value,
    /// Null where there is none any more.
    pub is: Value,
}

impl Form {
    /// Gives labels and types to the keys that the configuration knows.
    pub fn name_fields(&mut self, names: &BTreeMap<String, FieldName>) {
        for field in self.parts.iter_mut().flat_map(|part| &mut part.fields) {
            if let Some(name) = names.get(&field.key) {
                field.label = name.label.clone().or(field.label.take());
                field.kind = name.kind.or(field.kind);
            }
        }
    }

    /// What is known of a key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        let fields = self.parts.iter().flat_map(|part| &part.fields);
        fields.into_iter().find(|field| field.key == key)
    }

    /// The first value under a key, wherever it stands, with what is known of its field.
    pub fn first(&self, key: &str) -> Option<(&Field, &Value)> {
        self.parts.iter().find_map(|part| {
            let field = part.fields.iter().find(|field| field.key == key)?;
            Some((field, part.rows.first()?.get(key)?))
        })
    }

    /// The first money-typed value, with its field.
    pub fn money(&self) -> Option<(&Field, &Value)> {
        self.parts
            .iter()
            .filter(|part| part.shape == Shape::Object)
            .flat_map(|part| &part.fields)
            .find(|field| field.kind == Some(FieldType::Money))
            .and_then(|field| self.first(&field.key))
    }

    /// What differs between this version and a later one: values only, never labels.
    pub fn changes(&self, later: &Self) -> Vec<Change> {
        let (was, is) = (self.cells(), later.cells());
        let mut keys: Vec<_> = was.keys().chain(is.keys()).collect();
        keys.sort();
        keys.dedup();
        keys.into_iter()
            .filter_map(|place| {
                let old = was.get(place).copied().unwrap_or(&Value::Null);
                let new = is.get(place).copied().unwrap_or(&Value::Null);
                (old != new).then(|| Change {
                    field: place.name(),
                    was: old.clone(),
                    is: new.clone(),
                })
            })
            .collect()
    }

    fn cells(&self) -> BTreeMap<Place<'_>, &Value> {
        let mut cells = BTreeMap::new();
        let mut met: HashMap<_, usize> = HashMap::new();
        for part in &self.parts {
            // Two parts of one entity are told apart by their order.
            let alike = met.entry((&part.entity, part.shape)).or_default();
            let nth = *alike;
            *alike += 1;
            for (row, values) in part.rows.iter().enumerate() {
                for (key, value) in values {
                    let place = Place {
                        entity: part.entity.as_deref().unwrap_or_default(),
                        list: part.shape == Shape::List,
                        nth,
                        row,
                        key,
                    };
                    cells.insert(place, value);
                }
            }
        }
        cells
    }
}

/// Where a value stands in a form.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place<'a> {
    entity: &'a str,
    list: bool,
    nth: usize,
    row: usize,
    key: &'a str,
}

impl Place<'_> {
    fn name(&self) -> String {
        if self.list {
            format!("{}[{}]", self.key, self.row + 1)
        } else {
            self.key.to_owned()
        }
    }
}
