//! The shapes of all documents, written down once more from the product's page, and the check
//! that a document has exactly its shape: keys in this order, values of these types.

use jiff::Timestamp;
use serde_json::{Value, json};

/// Fails unless the value has the shape: `string`, `number`, `bool`, `time`, `any`, or a choice
/// of words `a|b`, each with `?` if it may be null; a list of one shape; an object, where the
/// single key `*` stands for any keys.
#[track_caller]
pub(super) fn assert_shape(value: &Value, shape: &Value) {
    if let Err(complaint) = check(value, shape) {
        panic!("{complaint} in {value}");
    }
}

fn check(value: &Value, shape: &Value) -> Result<(), String> {
    match shape {
        Value::String(name) => scalar(value, name),
        Value::Array(of) => {
            let all = value.as_array().ok_or(format!("{value} is no list"))?;
            match of.first() {
                Some(of) => all.iter().try_for_each(|one| check(one, of)),
                None if all.is_empty() => Ok(()),
                None => Err(format!("{value} is not empty")),
            }
        }
        Value::Object(fields) => {
            let object = value.as_object().ok_or(format!("{value} is no object"))?;
            if let Some(of) = fields.get("*") {
                return object.values().try_for_each(|one| check(one, of));
            }
            let (keys, wanted): (Vec<_>, Vec<_>) =
                (object.keys().collect(), fields.keys().collect());
            if keys != wanted {
                return Err(format!("keys {keys:?}, not {wanted:?}"));
            }
            fields.iter().try_for_each(|(key, of)| {
                check(&value[key], of).map_err(|complaint| format!("{key}: {complaint}"))
            })
        }
        _ => Err(format!("{shape} is no shape")),
    }
}

fn scalar(value: &Value, name: &str) -> Result<(), String> {
    let (name, nullable) = name
        .strip_suffix('?')
        .map_or((name, false), |name| (name, true));
    let text = value.as_str();
    let fits = match name {
        "any" => true,
        "string" => text.is_some(),
        "number" => value.is_u64(),
        "bool" => value.is_boolean(),
        "time" => text.is_some_and(|text| text.ends_with('Z') && text.parse::<Timestamp>().is_ok()),
        words => text.is_some_and(|text| {
            words.split('|').any(|word| word == text) || text.starts_with("other:")
        }),
    };
    if fits || (nullable && value.is_null()) {
        Ok(())
    } else {
        Err(format!("{value} is no {name}"))
    }
}

fn named() -> Value {
    json!({"id": "string?", "name": "string?"})
}

pub(super) fn counts() -> Value {
    json!({"todo": "number", "done": "number", "cc": "number", "created": "number",
           "draft": "number", "unread": "number"})
}

pub(super) fn item() -> Value {
    json!({"account": "string", "folder": "todo|done|cc|created|draft", "id": "string",
           "task_id": "string?", "instance_id": "string", "cc_id": "string?",
           "title": "string", "description": "string", "kind": "approval|handle|submit",
           "flow": {"code": "string?", "version": "string?", "name": "string?"},
           "node": named(), "applicant": named(), "approver": named(),
           "started_at": "time?", "arrived_at": "time?", "handled_at": "time?",
           "handled_as": "string?", "ended_at": "time?", "cc_at": "time?",
           "completed": "bool", "outcome": "approved|rejected|stopped|voided?",
           "read": "bool?", "batch": "bool?", "can_revoke": "bool?", "verbs": ["string"]})
}

pub(super) fn list() -> Value {
    json!({"folder": "todo|done|cc|created|draft", "total": "number", "items": [item()]})
}

pub(super) fn show() -> Value {
    let file = json!({"id": "string?", "name": "string", "kind": "string?"});
    json!({"item": item(), "number": "string", "text": "string?", "buttons": {"*": "string"},
           "cc_allowed": "bool?",
           "form": [{"entity": "string?", "key": "string?", "name": "string?", "kind": "object|list",
                     "fields": [{"key": "string", "label": "string?", "type": "string?"}],
                     "rows": [{"*": "any"}]}],
           "inputs": [{"key": "string", "type": "string?", "entity": "string?"}],
           "verbs": [{"verb": "string", "blocked": "string?"}],
           "attachments": [file.clone()], "tables": [], "related": [],
           "canvas": canvas(),
           "history": [{"at": "time?", "node": "string?", "operator": named(), "action": "string",
                        "comment": "string?", "people": [named()], "attachments": [file],
                        "note": "string?"}]})
}

pub(super) fn canvas() -> Value {
    json!({"nodes": [{"id": "string", "element_id": "string", "name": "string",
                      "kind": "start|end|approval|handle|cc|gateway", "mode": "string?",
                      "status": "done|current|waiting",
                      "people": [{"id": "string?", "name": "string", "action": "string?",
                                  "at": "time?", "comment": "string?", "to": "string?"}]}],
           "edges": [{"from": "string", "to": "string", "label": "string?",
                      "status": "done|current|waiting"}]})
}

pub(super) fn messages() -> Value {
    json!({"total": "number", "unread": "number",
           "items": [{"id": "string", "kind": "task|notice", "title": "string",
                      "subtitle": "string", "text": "string", "link": "string?",
                      "task_id": "string?", "read": "bool", "created_at": "time?",
                      "updated_at": "time?"}]})
}

fn flow() -> Value {
    json!({"code": "string?", "version": "string?", "name": "string?"})
}

pub(super) fn instances() -> Value {
    json!({"total": "number",
           "items": [{"instance_id": "string", "title": "string", "flow": flow(),
                      "applicant": named(), "started_at": "time?", "ended_at": "time?",
                      "outcome": "approved|rejected|stopped|voided?"}]})
}

pub(super) fn tasks() -> Value {
    json!({"total": "number",
           "items": [{"task_id": "string", "instance_id": "string", "node": named(),
                      "assignee": named(), "status": "open|done|void|draft|unsubmitted",
                      "started_at": "time?", "ended_at": "time?", "result": "string?",
                      "link": "string?"}]})
}

pub(super) fn flows() -> Value {
    json!({"total": "number",
           "items": [{"code": "string", "key": "string", "version": "string",
                      "name": "string", "description": "string?", "published": "bool?",
                      "has_inputs": "bool?"}]})
}

pub(super) fn start() -> Value {
    json!({"instance_id": "string", "task_id": "string?"})
}

pub(super) fn choices() -> Value {
    json!({"items": [{"id": "string", "account": "string", "instance_id": "string",
                      "title": "string", "flow": flow(), "node": named(), "verb": "string",
                      "at": "time", "next": [{"wait_task_id": "string", "user": named()}]}]})
}

pub(super) fn targets() -> Value {
    json!({"items": [{"id": "string", "node": named(), "task_id": "string", "start": "bool",
                      "last": "bool"}]})
}

pub(super) fn decided() -> Value {
    json!({"results": [{"id": "string", "verb": "string",
                        "receipt": "done|refused|failed|stale|unknown|planned",
                        "message": "string?", "hint": "string?", "code": "string?",
                        "request_id": "string?", "guard": "shown|plan|fresh|off",
                        "changed": [{"field": "string", "was": "any", "is": "any"}],
                        "next": [{"wait_task_id": "string", "user": named()}]}],
           "done": "number", "refused": "number", "failed": "number", "stale": "number",
           "unknown": "number"})
}

pub(super) fn users() -> Value {
    json!({"items": [{"id": "string", "name": "string", "nick_name": "string?",
                      "email": "string?", "phone": "string?", "type": "number"}]})
}

pub(super) fn journal() -> Value {
    json!({"items": [{"at": "time", "account": "string", "hand": named(), "id": "string",
                      "task_id": "string?", "instance_id": "string", "verb": "string",
                      "comment": "string?", "receipt": "done|refused|failed|stale|unknown?",
                      "message": "string?", "request_id": "string?"}]})
}

pub(super) fn inspected() -> Value {
    json!({"rows": "number", "head": "string?", "flaw": "any"})
}

/// The same document of several accounts: each row begins with its own.
pub(super) fn of_accounts(mut document: Value) -> Value {
    for rows in ["items", "results"] {
        let Some(row) = document.get_mut(rows).and_then(|rows| rows.get_mut(0)) else {
            continue;
        };
        let mut named = json!({"account": "string?"});
        let keys = row.as_object().unwrap().clone();
        named.as_object_mut().unwrap().extend(keys);
        *row = named;
    }
    document
}

pub(super) fn error() -> Value {
    json!({"error": {"kind": "string", "message": "string", "hint": "string?",
                     "code": "string?", "request_id": "string?"}})
}

#[test]
fn the_check_notices_what_is_not_the_contract() {
    let shape = json!({"a": "string", "b": "time?", "c": ["number"]});
    for wrong in [
        json!({"b": null, "a": "x", "c": []}),
        json!({"a": "x", "b": null}),
        json!({"a": "x", "b": null, "c": [], "d": 1}),
        json!({"a": null, "b": null, "c": []}),
        json!({"a": "x", "b": "2026-11-20T08:00:00+08:00", "c": []}),
        json!({"a": "x", "b": null, "c": ["1"]}),
    ] {
        assert!(check(&wrong, &shape).is_err(), "{wrong}");
    }
    let right = json!({"a": "x", "b": "2026-11-20T00:00:00Z", "c": [1]});
    assert_eq!(check(&right, &shape), Ok(()));
}
