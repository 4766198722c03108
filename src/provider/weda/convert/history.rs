//! Entries of the history (interface 8), out of JSON in strings. What does not parse is kept
//! as it came, in the note.

use serde::Deserialize;
use serde_json::Value;

use super::action::OperationAction;
use crate::domain::id::Id;
use crate::domain::instance::{Act, Action, Attachment};
use crate::domain::people::Named;
use crate::provider::embedded;
use crate::provider::weda::wire::operation::{Content, Operation};

/// All entries, oldest first.
pub(crate) fn history(operations: Vec<Operation>) -> Vec<Act> {
    let mut acts: Vec<_> = operations.into_iter().map(act).collect();
    acts.sort_by_key(|act| act.at);
    acts
}

fn act(operation: Operation) -> Act {
    let parsed = embedded::parse(&operation.content)
        .filter(Value::is_object)
        .and_then(|value| Content::deserialize(value).ok());
    let unread = parsed.is_none().then(|| raw(&operation.content)).flatten();
    let content = parsed.unwrap_or_default();
    let action = action(&content);
    let (mut people, words) = involved(&action, &content.operation);
    people.extend(ids(&content.cc_user_ids));
    Act {
        at: operation.create_time,
        node: operation.element_name,
        operator: operator(&operation.operator_user),
        action,
        comment: content.operation_comment,
        people,
        attachments: attachments(&content.attachment_info),
        note: unread.or(words),
    }
}

fn operator(user: &Value) -> Named {
    let id = scalar(user).or_else(|| text(user, "UserId"));
    Named::new(id.map(Id::from), text(user, "Name"))
}

fn action(content: &Content) -> Action {
    match OperationAction(content.action.unwrap_or_default()).action() {
        // Quirk: one code for both ways of being passed over; the choice stands in `operation`.
        Action::Skip if skipped_as_rejected(&content.operation) => Action::SkipRejected,
        action => action,
    }
}

fn skipped_as_rejected(operation: &Value) -> bool {
    embedded::parse(operation)
        .as_ref()
        .and_then(|choices| text(choices.get(0)?, "id"))
        .is_some_and(|choice| choice != "2")
}

/// The people that an operation names, or what else it says.
fn involved(action: &Action, operation: &Value) -> (Vec<Named>, Option<String>) {
    let Some(Value::Array(entries)) = embedded::parse(operation) else {
        return (Vec::new(), raw(operation));
    };
    // Quirk: the entries of a rollback are nodes, those of a skip are buttons.
    if matches!(action, Action::Transfer | Action::Countersign) {
        let people = entries
            .iter()
            .map(|entry| Named::new(text(entry, "id").map(Id::from), text(entry, "name")));
        return (people.collect(), None);
    }
    let names: Vec<_> = entries
        .iter()
        .filter_map(|entry| text(entry, "name"))
        .collect();
    (Vec::new(), (!names.is_empty()).then(|| names.join(", ")))
}

fn ids(list: &Value) -> Vec<Named> {
    let ids = embedded::parse(list);
    let ids = ids.as_ref().and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(|id| Some(Named::new(Some(Id::from(scalar(id)?)), None)))
        .collect()
}

fn attachments(list: &Value) -> Vec<Attachment> {
    let files = embedded::parse(list);
    let files = files
        .as_ref()
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    files
        .filter_map(|file| {
            let id = ["fileId", "id", "url"]
                .iter()
                .find_map(|key| text(file, key));
            let name = ["fileName", "name"].iter().find_map(|key| text(file, key));
            Some(Attachment {
                name: name.or_else(|| scalar(file)).or_else(|| id.clone())?,
                id,
                kind: text(file, "type"),
            })
        })
        .collect()
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(scalar)
}

/// A text or a number that says something, as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What could not be understood, as it came.
fn raw(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        other => Some(other.to_string()),
    }
}
