//! The fields of a form, with what the interfaces never tell: label and type.

use serde::Deserialize;
use serde_json::Value;

/// A form key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sandbox) struct Field {
    pub(in crate::sandbox) key: String,
    pub(in crate::sandbox) label: String,
    #[serde(rename = "type")]
    pub(in crate::sandbox) kind: FieldKind,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::sandbox) enum FieldKind {
    Text,
    Number,
    Money,
    /// Epoch milliseconds.
    Date,
    /// An address in the file store.
    File,
}

impl FieldKind {
    /// As the data and the written config name it.
    pub(in crate::sandbox) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::File => "file",
        }
    }

    /// Whether a value may stand in the field. The service's forms keep numbers as text too.
    pub(in crate::sandbox) fn takes(self, value: &Value) -> bool {
        let number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
        match self {
            _ if value.is_null() => true,
            Self::Text | Self::File => value.is_string(),
            Self::Number | Self::Money => value.is_number() || value.as_str().is_some_and(number),
            Self::Date => value.is_i64(),
        }
    }
}
