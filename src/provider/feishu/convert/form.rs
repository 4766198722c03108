//! The form: widgets by their labels. Plain ones are fields of one object; composite ones, and lists
//! of lines, are parts of their own. What a widget is follows from its type where the document
//! describes it, else from the shape of its value: nothing is left out.

mod cell;
mod sheet;

use serde_json::Value;

use self::sheet::Sheet;
use super::Reader;
use crate::domain::form::{Form, Part, Shape};
use crate::domain::instance::{Attachment, Related};
use crate::domain::value::is_blank;
use crate::provider::feishu::wire::widget;

/// A form, and what it names beside its values.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub form: Form,
    /// A form that is none, as it came.
    pub text: Option<String>,
    pub attachments: Vec<Attachment>,
    pub related: Vec<Related>,
}

/// Reads the widgets of an instance.
pub(crate) fn read(form: &Value, reader: &Reader) -> Read {
    match widget::widgets(form) {
        Some(widgets) => Sheet::new(reader).read(&widgets),
        None if is_blank(form) => Read::default(),
        None => unread(form),
    }
}

/// Quirk: the document's own example is no JSON.
fn unread(form: &Value) -> Read {
    let text = match form {
        Value::String(text) => text.clone(),
        other => format!("{other:#}"),
    };
    // Without columns it is not shown a second time, but a change of it is still a change.
    let row = [("form".to_owned(), Value::from(text.as_str()))];
    let part = Part {
        entity: None,
        key: Some("form".to_owned()),
        name: None,
        shape: Shape::Object,
        fields: Vec::new(),
        rows: vec![row.into_iter().collect()],
    };
    Read {
        form: Form { parts: vec![part] },
        text: Some(text),
        ..Read::default()
    }
}
