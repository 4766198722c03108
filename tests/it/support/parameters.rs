//! The parameters of the workflow interfaces, as the tables of document 003 list them. The client
//! and the sandbox are both held to them; neither knows this table.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

static TABLE: LazyLock<BTreeMap<String, BTreeMap<String, Parameter>>> = LazyLock::new(|| {
    let table: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("../../fixtures/weda/parameters.toml")).unwrap();
    let read = |rows: BTreeMap<String, String>| {
        let rows = rows.into_iter();
        rows.map(|(key, words)| (key, Parameter::read(&words)))
            .collect()
    };
    table
        .into_iter()
        .map(|(interface, rows)| (interface, read(rows)))
        .collect()
});

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    Integer,
    Boolean,
    Texts,
    User,
    Map,
}

#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub shape: Shape,
    pub required: bool,
}

impl Parameter {
    fn read(words: &str) -> Self {
        let shape = match words.trim_end_matches('!') {
            "text" => Shape::Text,
            "integer" => Shape::Integer,
            "boolean" => Shape::Boolean,
            "texts" => Shape::Texts,
            "user" => Shape::User,
            "map" => Shape::Map,
            other => panic!("no shape is called {other}"),
        };
        Self {
            shape,
            required: words.ends_with('!'),
        }
    }
}

impl Shape {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Integer => value.is_i64(),
            Self::Boolean => value.is_boolean(),
            Self::Texts => value
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_string)),
            Self::User => value.as_object().is_some_and(|user| {
                user.len() == 2 && user["UserId"].is_string() && user["Type"].is_i64()
            }),
            Self::Map => value.is_object(),
        }
    }

    /// A value of another type, as near to the right one as can be.
    pub fn mistaken(self) -> Value {
        match self {
            Self::Text => json!(1),
            Self::Integer => json!("1"),
            Self::Boolean => json!("true"),
            Self::Texts => json!("1,2"),
            Self::User => json!("1764455719177814017"),
            Self::Map => json!([{}]),
        }
    }
}

/// The names of all interfaces.
pub fn interfaces() -> impl Iterator<Item = &'static str> {
    TABLE.keys().map(String::as_str)
}

/// What an interface takes.
pub fn of(interface: &str) -> impl Iterator<Item = (&'static str, Parameter)> + use<> {
    let rows = TABLE.get(interface).into_iter().flatten();
    rows.map(|(key, parameter)| (key.as_str(), *parameter))
}

/// What is wrong with a request: what is missing, what has another type, what no table names.
pub fn faults(interface: &str, body: &Value) -> Vec<String> {
    let Some(rows) = TABLE.get(interface) else {
        return vec!["no such interface".to_owned()];
    };
    let Some(body) = body.as_object() else {
        return vec!["no object".to_owned()];
    };
    let missing = rows
        .iter()
        .filter(|(key, row)| row.required && !body.contains_key(*key));
    let missing = missing.map(|(key, _)| format!("{key} is missing"));
    let wrong = body.iter().filter_map(|(key, value)| match rows.get(key) {
        None => Some(format!("{key} is in no table")),
        Some(row) if !row.shape.fits(value) => Some(format!("{key} is {value}")),
        Some(_) => None,
    });
    missing.chain(wrong).collect()
}
