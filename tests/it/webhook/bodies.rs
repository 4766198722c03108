//! Bodies of every kind, each one unlike all others: good pushes with anything in any place, any
//! JSON, any bytes. And what the documents make of them, told a second time.

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::step;

/// What a terminal, a shell or a template would obey, and what is longer than it should be.
fn hostile() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "\u{1b}[2J\u{1b}]0;owned\u{7}".to_owned(),
        "\u{9b}31mowned\u{9d}0;x\u{9c}".to_owned(),
        "\u{1b}P1;owned\u{1b}\\\u{85}".to_owned(),
        "\u{202e}owned\u{2066}\u{200b}\u{ad}d\u{e0041}\u{34f}".to_owned(),
        "owned\r\n\u{8}\u{7f}\t\0".to_owned(),
        "$(touch owned) `touch owned` '; touch owned #\"".to_owned(),
        "{ $said } %s {0}".to_owned(),
        "宽👩e\u{301}".repeat(400),
        "9".repeat(400),
        "142790180449".to_owned(),
        String::new(),
    ])
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => hostile().prop_map(Value::from),
        1 => ".{0,12}".prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ]
}

/// Names of the documents, as they are written there and otherwise.
const NAMES: [&str; 16] = [
    "InstanceId",
    "instanceid",
    "FlowStatus",
    "flowstatus",
    "EndTime",
    "StartUser",
    "DoingTask",
    "TodoTasks",
    "TaskId",
    "Action",
    "Comment",
    "Approver",
    "TenantUid",
    "VariableInfos",
    "Value",
    "x",
];

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 32, 6, |inner| {
        let name = prop::sample::select(NAMES.to_vec());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name, inner.clone()), 0..6).prop_map(object),
            (hostile(), inner).prop_map(|pair| object(vec![pair])),
        ]
    })
}

fn object(fields: Vec<(impl Into<String>, Value)>) -> Value {
    let fields = fields.into_iter();
    Value::Object(fields.map(|(name, value)| (name.into(), value)).collect())
}

/// A push as the documents have them, of an approval that the list shows.
fn good(which: u8, comment: &str) -> Value {
    let mut push = step(600_000_000_000_001 + u64::from(which % 5), 1);
    push["DoingTask"]["Comment"] = json!(comment);
    let person = json!({ "SourceUid": "wx-lisi", "TenantUid": "303" });
    push["TodoTasks"] = json!([{
        "TaskId": "1793600300000", "Name": "法务会签", "ArrivalTime": "142790180449",
        "Approver": person,
    }]);
    push["DoingTask"]["CcUserIds"] = json!([person]);
    push["DoingTask"]["AttachmentInfo"] = json!([{ "FileId": "f-1", "FileName": "报价.pdf" }]);
    if which.is_multiple_of(3) {
        let form = push["DoingTask"]["VariableInfos"].take();
        push = json!({
            "InstanceId": push["InstanceId"], "FlowCode": "205547", "EndTime": 1_793_600_299_000_u64,
            "StartUser": person, "VariableInfos": form,
        });
    }
    push
}

/// All places of a value, as pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut visit = |name: &str, inner: &Value| {
        let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        places(inner, &at, found);
        found.push(at);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| visit(name, inner)),
        Value::Array(all) => (0..)
            .zip(all)
            .for_each(|(at, inner): (usize, _)| visit(&at.to_string(), inner)),
        _ => {}
    }
}

fn mutated() -> impl Strategy<Value = Value> {
    let changes = prop::collection::vec((any::<u16>(), value()), 0..5);
    (any::<u8>(), hostile(), changes).prop_map(|(which, comment, changes)| {
        let mut push = good(which, &comment);
        for (which, value) in changes {
            let mut found = Vec::new();
            places(&push, "", &mut found);
            if let Some(at) = found.get(usize::from(which) % found.len().max(1)) {
                *push.pointer_mut(at).unwrap() = value;
            }
        }
        push
    })
}

/// What is posted.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Json(Value),
    /// Only so many of its bytes.
    Broken(Value, u16),
    Bytes(Vec<u8>),
}

pub(super) fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        8 => mutated().prop_map(Body::Json),
        2 => value().prop_map(Body::Json),
        1 => (mutated(), any::<u16>()).prop_map(|(push, cut)| Body::Broken(push, cut)),
        1 => prop::collection::vec(any::<u8>(), 0..200).prop_map(Body::Bytes),
    ]
}

impl Body {
    /// The bytes to be posted; never the same twice where it is an object.
    pub(super) fn bytes(&self) -> Vec<u8> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Json(value) => {
                let mut value = value.clone();
                if let Value::Object(fields) = &mut value {
                    fields.insert("Number".to_owned(), number.into());
                }
                value.to_string().into_bytes()
            }
            Self::Broken(value, cut) => {
                let mut bytes = value.to_string().into_bytes();
                bytes.truncate(usize::from(*cut) % bytes.len().max(1));
                bytes
            }
            Self::Bytes(bytes) => bytes.clone(),
        }
    }
}

fn get<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut others = fields.iter();
    let other = others.find(|(other, _)| other.eq_ignore_ascii_case(name));
    fields.get(name).or(other.map(|(_, value)| value))
}

/// The instance of a push that was taken, and what makes it the same push when it comes again.
pub(super) fn known_by(body: &[u8]) -> (String, String) {
    let body: Value = serde_json::from_slice(body).unwrap();
    let fields = body.as_object().unwrap();
    let there = |name| get(fields, name).filter(|value| !value.is_null());
    let instance = match there("InstanceId").unwrap() {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    let known = if there("FlowStatus").is_some() {
        fields["Number"].to_string()
    } else {
        format!("end {:?}", there("EndTime"))
    };
    (instance, known)
}

/// What moves a cursor, hides text or turns it round.
pub(super) fn is_obeyed(c: char) -> bool {
    let hides =
        matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{e0000}'..='\u{e0fff}');
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    hides || turns || c.is_control()
}
