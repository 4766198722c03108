//! The condition on an edge: one field of the main object compared with one value.

use serde::Deserialize;
use serde_json::Value;

/// `field op value`, on the main object of the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    field: String,
    op: Op,
    value: Value,
}

#[derive(Debug, Clone, Copy, Deserialize)]
enum Op {
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = ">")]
    More,
    #[serde(rename = ">=")]
    AtLeast,
}

impl Condition {
    /// Whether the form meets it; an absent field meets nothing.
    pub(super) fn holds(&self, form: &Value) -> bool {
        let Some(found) = form
            .pointer("/object")
            .and_then(|object| object.get(&self.field))
        else {
            return false;
        };
        match self.op {
            Op::Equal => found == &self.value,
            Op::More => number(found) > number(&self.value),
            Op::AtLeast => number(found) >= number(&self.value),
        }
    }
}

/// The service's forms are untyped: a number may come as text.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}
