//! A form value read as what it may mean: a number, a text. Guesses no units.

use rust_decimal::Decimal;
use serde_json::Value;

/// A number or numeric text, exactly.
pub fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            let exact = text.parse().ok();
            exact.or_else(|| Decimal::from_scientific(&text).ok())
        }
        Value::String(text) => text.trim().replace(',', "").parse().ok(),
        _ => None,
    }
}

/// A value as text: strings bare, lists joined, objects as JSON.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) if all.iter().all(|one| !one.is_object() && !one.is_array()) => {
            all.iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// Whether there is anything in it.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    }
}
