//! A widget of a form (document 004): its value has another shape for nearly each type.

use serde::Deserialize;
use serde_json::Value;

use crate::provider::{embedded, lenient};

/// One widget. Quirk: inner ones have no name, empty ones may have no value.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Widget {
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    pub value: Value,
    pub ext: Value,
    /// Of people, beside the value.
    pub open_ids: Value,
}

impl Widget {
    /// Its type. Quirk: the table and the example of a leave differ in its name.
    pub(crate) fn kind(&self) -> &str {
        match self.kind.as_deref().unwrap_or_default() {
            "widgetLeaveGroupV2" => "leaveGroupV2",
            kind => kind,
        }
    }

    /// A value that is a widget.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        let object = value.as_object()?;
        let named = object.contains_key("id") || object.contains_key("name");
        (named && object.contains_key("type"))
            .then(|| Self::deserialize(value).ok())
            .flatten()
    }
}

/// The widgets of a form; `None` where it is not a list of them.
pub(crate) fn widgets(form: &Value) -> Option<Vec<Widget>> {
    let Value::Array(values) = embedded::parse(form)? else {
        return None;
    };
    values.iter().map(Widget::of).collect()
}
