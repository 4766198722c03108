//! Approvals out of nonsense: nothing panics, nothing is hidden, and nothing reaches a terminal
//! that could move its cursor.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhupi::domain::instance::Instance;
use zhupi::error::Kind;

use super::story::{fixture, tried};

/// What a server may send instead of anything: other types, long texts, escape sequences, HTML.
fn nonsense() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        "[\\PC\u{1b}\u{7}\u{202e}\u{200b}\n<>&/tdr=\"]{0,40}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[["deep"]], { "label": 7, "type": {} }, null])),
        Just(json!({ "label": "x", "value": { "a": [1] }, "type": "image" })),
        Just(json!({ "details": [[], {}, 3] })),
        Just(json!("<table><tr><td rowspan=-1 colspan=x>\u{1b}[2J")),
    ]
}

/// Every place of a value, as a pointer.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                places(item, &format!("{here}/{nth}"), found);
            }
        }
        Value::Object(object) => {
            for (key, item) in object {
                places(item, &format!("{here}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// An approval of which some places say something else.
fn spoilt() -> impl Strategy<Value = Value> {
    let change = (any::<prop::sample::Index>(), nonsense());
    let start = prop::sample::select(vec!["payment", "custom"]);
    (start, prop::collection::vec(change, 1..6)).prop_map(|(name, changes)| {
        let mut wire = fixture(name);
        wire["feed"]["tables"] = json!(["<table><tr><th>甲</th></tr><tr><td>乙</td></tr></table>"]);
        for (place, value) in changes {
            let mut found = Vec::new();
            places(&wire, "", &mut found);
            found.remove(0);
            if found.is_empty() {
                break;
            }
            let pointer = place.get(&found);
            *wire.pointer_mut(pointer).unwrap() = value;
        }
        wire
    })
}

/// Every text within a value that says something.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(object) => object.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// Whether a text of the form stands somewhere that is shown.
fn is_shown(text: &str, instance: &Instance) -> bool {
    let mut shown = Vec::new();
    for row in instance.form.parts.iter().flat_map(|part| &part.rows) {
        texts(&Value::Object(row.clone()), &mut shown);
    }
    shown.extend(instance.text.clone());
    shown.iter().any(|other| other.contains(text))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_approval_of_nonsense_is_opened_with_all_that_its_form_says(wire in spoilt()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let instance = match runtime.block_on(tried("zh", &wire)) {
            Ok(instance) => instance,
            // An id that arrived as a float is not what it was: better nothing than another's.
            Err(error) => {
                prop_assert_eq!(error.kind, Kind::Corrupt);
                return Ok(());
            }
        };
        let mut said = Vec::new();
        match &wire["formRecord"] {
            Value::Object(record) => {
                for value in record.values() {
                    // A custom field says its label as a key, and its type nowhere.
                    let custom = value.get("label").is_some_and(Value::is_string)
                        && value.get("type").is_some();
                    texts(if custom { &value["value"] } else { value }, &mut said);
                }
            }
            other => texts(other, &mut said),
        }
        for text in said {
            prop_assert!(is_shown(&text, &instance), "{text:?} of {wire}");
        }
        let raw = &instance.raw[0].1;
        prop_assert!(serde_json::from_str::<Value>(raw).is_ok());
    }
}
