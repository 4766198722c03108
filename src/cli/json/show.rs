//! The documents of `show`: an instance with its form, verbs and history.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Canvas, Item, Named};
use crate::domain::form::{Field, FieldType, Part, Shape};
use crate::domain::instance::{Act, Allowed, Attachment, Input, Instance, Related};
use crate::locale::Locale;

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Show<'a> {
    item: Item<'a>,
    number: &'a str,
    text: Option<&'a str>,
    buttons: BTreeMap<&'a str, &'a str>,
    cc_allowed: Option<bool>,
    form: Vec<FormPart<'a>>,
    inputs: Vec<FormInput<'a>>,
    verbs: Vec<VerbHere>,
    attachments: Vec<File<'a>>,
    tables: Vec<FormPart<'a>>,
    related: Vec<RelatedTo<'a>>,
    canvas: Canvas<'a>,
    history: Vec<Done<'a>>,
}

impl<'a> Show<'a> {
    pub(in crate::cli) fn new(instance: &'a Instance, locale: &Locale) -> Self {
        let buttons = instance.buttons.iter();
        Self {
            item: (&instance.item).into(),
            number: &instance.number,
            text: instance.text.as_deref(),
            buttons: buttons.map(|(key, label)| (&**key, &**label)).collect(),
            cc_allowed: instance.cc_allowed,
            form: instance.form.parts.iter().map(Into::into).collect(),
            inputs: instance.inputs.iter().map(Into::into).collect(),
            verbs: instance
                .verbs
                .iter()
                .map(|allowed| VerbHere::new(allowed, locale))
                .collect(),
            attachments: instance.attachments.iter().map(Into::into).collect(),
            canvas: (&instance.canvas).into(),
            history: instance.history.iter().map(Into::into).collect(),
            tables: instance.tables.iter().map(Into::into).collect(),
            related: instance.related.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct FormPart<'a> {
    entity: Option<&'a str>,
    key: Option<&'a str>,
    name: Option<&'a str>,
    kind: &'static str,
    fields: Vec<FormField<'a>>,
    rows: &'a [Map<String, Value>],
}

impl<'a> From<&'a Part> for FormPart<'a> {
    fn from(part: &'a Part) -> Self {
        Self {
            entity: part.entity.as_deref(),
            key: part.key.as_deref(),
            name: part.name.as_deref(),
            kind: match part.shape {
                Shape::Object => "object",
                Shape::List => "list",
            },
            fields: part.fields.iter().map(Into::into).collect(),
            rows: &part.rows,
        }
    }
}

#[derive(Debug, Serialize)]
struct FormField<'a> {
    key: &'a str,
    label: Option<&'a str>,
    r#type: Option<&'static str>,
    /// Where its values are codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a BTreeMap<String, String>>,
}

impl<'a> From<&'a Field> for FormField<'a> {
    fn from(field: &'a Field) -> Self {
        Self {
            key: &field.key,
            label: field.label.as_deref(),
            r#type: field.kind.map(FieldType::name),
            words: Some(&field.words).filter(|words| !words.is_empty()),
        }
    }
}

#[derive(Debug, Serialize)]
struct FormInput<'a> {
    key: &'a str,
    r#type: Option<&'a str>,
    entity: Option<&'a str>,
}

impl<'a> From<&'a Input> for FormInput<'a> {
    fn from(input: &'a Input) -> Self {
        Self {
            key: &input.key,
            r#type: input.kind.as_deref(),
            entity: input.entity.as_deref(),
        }
    }
}

#[derive(Debug, Serialize)]
struct VerbHere {
    verb: &'static str,
    blocked: Option<String>,
}

impl VerbHere {
    fn new(allowed: &Allowed, locale: &Locale) -> Self {
        Self {
            verb: allowed.verb.name(),
            blocked: allowed.blocked.map(|reason| locale.t(reason.message())),
        }
    }
}

#[derive(Debug, Serialize)]
struct File<'a> {
    id: Option<&'a str>,
    name: &'a str,
    kind: Option<&'a str>,
}

impl<'a> From<&'a Attachment> for File<'a> {
    fn from(file: &'a Attachment) -> Self {
        Self {
            id: file.id.as_deref(),
            name: &file.name,
            kind: file.kind.as_deref(),
        }
    }
}

#[derive(Debug, Serialize)]
struct RelatedTo<'a> {
    id: Option<&'a str>,
    kind: &'a str,
}

impl<'a> From<&'a Related> for RelatedTo<'a> {
    fn from(related: &'a Related) -> Self {
        Self {
            id: related.id.as_deref(),
            kind: &related.kind,
        }
    }
}

#[derive(Debug, Serialize)]
struct Done<'a> {
    at: Option<Timestamp>,
    node: Option<&'a str>,
    operator: Named<'a>,
    action: String,
    comment: Option<&'a str>,
    people: Vec<Named<'a>>,
    attachments: Vec<File<'a>>,
    note: Option<&'a str>,
}

impl<'a> From<&'a Act> for Done<'a> {
    fn from(act: &'a Act) -> Self {
        Self {
            at: act.at,
            node: act.node.as_deref(),
            operator: (&act.operator).into(),
            action: act.action.name(),
            comment: act.comment.as_deref(),
            people: act.people.iter().map(Into::into).collect(),
            attachments: act.attachments.iter().map(Into::into).collect(),
            note: act.note.as_deref(),
        }
    }
}
