//! The business data of an approval page (interface 10). Never changes a key or a value of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::domain::form::{Form, Part, Shape};
use crate::domain::instance::Input;
use crate::provider::weda::wire::page::{Object, Output, Variables};

/// Objects first, then lists of objects, each in the server's order.
pub(crate) fn form(variables: Option<Variables>) -> Form {
    let Variables {
        object_map,
        object_list_map,
    } = variables.unwrap_or_default();
    let objects = object_map.into_iter().flatten();
    let lists = object_list_map.into_iter().flatten();
    Form {
        parts: objects
            .map(|object| part(object, Shape::Object))
            .chain(lists.map(|list| part(list, Shape::List)))
            .collect(),
    }
}

fn part(object: Object, shape: Shape) -> Part {
    let values = match shape {
        Shape::Object => vec![object.field_value_map],
        Shape::List => match object.field_value_map_list {
            Value::Array(rows) => rows,
            _ => Vec::new(),
        },
    };
    let rows: Vec<Map<String, Value>> = values
        .into_iter()
        .filter_map(|value| match value {
            Value::Object(row) => Some(row),
            _ => None,
        })
        .collect();
    Part::from_rows(object.entity_code, object.output_key, shape, rows)
}

/// The variables an approver may fill.
pub(crate) fn inputs(outputs: Option<Vec<Output>>) -> Vec<Input> {
    outputs
        .into_iter()
        .flatten()
        .filter_map(|output| {
            Some(Input {
                key: output.variable_key?,
                kind: output.kind,
                entity: output.entity_code,
                more: Vec::new(),
            })
        })
        .collect()
}

/// The labels that the flow gives to buttons.
pub(crate) fn buttons(buttons: &Value) -> BTreeMap<String, String> {
    buttons
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(key, label)| Some((key.clone(), label.as_str()?.to_owned())))
        .collect()
}
