//! Every interface takes what its table lists: without a parameter that must be there, or with
//! one of another type, it refuses and does nothing, in both styles.

use serde_json::{Value, json};
use zhupi::sandbox::{Options, Style};

use super::desk::{Desk, options};
use crate::support::parameters::{self, Shape};

/// A desk of each style, with a to-do of 王芳's that belongs to a running instance.
async fn desks() -> Vec<(Desk, Value)> {
    let mut desks = Vec::new();
    for style in [Style::Clean, Style::AsDocumented] {
        let desk = Desk::with(Options { style, ..options() }).await;
        let body = json!({ "UserInfo": desk.user("王芳"), "PageType": "TODO", "PageSize": 200 });
        let answer = desk.ask("ListProcessInstances", body).await;
        let rows = answer["Data"]["Records"].as_array().unwrap();
        let row = rows
            .iter()
            .find(|row| row["CurrentNodeName"] == "付款会签")
            .unwrap();
        desks.push((desk, row.clone()));
    }
    desks
}

/// A value that makes sense for a parameter.
fn value(desk: &Desk, row: &Value, key: &str, shape: Shape) -> Value {
    match (key, shape) {
        ("ButtonAction" | "Type", _) => json!(2),
        ("FlowTaskId" | "TaskId" | "TargetActTaskId", _) => row["TaskId"].clone(),
        ("TargetNodeId" | "NodeId", _) => row["CurrentNodeId"].clone(),
        ("InstanceId", _) => row["InstanceId"].clone(),
        ("FlowCode", _) => row["FlowCode"].clone(),
        ("FlowVersion", _) => row["FlowVersion"].clone(),
        ("PageType", _) => json!("TODO"),
        ("Status", Shape::Text) => json!("READ_DONE"),
        ("AssigneeIds", _) => json!([desk.id("李四")]),
        (_, Shape::Text) => json!("flow_payment"),
        (_, Shape::Integer) => json!(1),
        (_, Shape::Boolean) => json!(false),
        (_, Shape::Texts) => json!([row["TaskId"]]),
        (_, Shape::User) => desk.user("王芳"),
        (_, Shape::Map) => json!({}),
    }
}

/// A request with all that must be there.
fn request(desk: &Desk, row: &Value, interface: &str) -> Value {
    let needed = parameters::of(interface).filter(|(_, parameter)| parameter.required);
    let mut body: serde_json::Map<_, _> = needed
        .map(|(key, parameter)| (key.to_owned(), value(desk, row, key, parameter.shape)))
        .collect();
    if interface == "Revoke" {
        body.insert("RevokeType".to_owned(), json!(1));
    }
    Value::Object(body)
}

/// The code and the words of a refusal.
async fn refusal(desk: &Desk, interface: &str, body: Value) -> (String, String) {
    let told = format!("{interface} {body}");
    let mut answer = desk.ask(interface, body).await;
    let mut part = |key: &str| match answer["Error"][key].take() {
        Value::String(text) => text,
        _ => panic!("{told} is taken: {answer}"),
    };
    (part("Code"), part("Message"))
}

#[tokio::test]
async fn what_must_be_there_is_asked_for_by_its_name() {
    for (desk, row) in desks().await {
        for interface in parameters::interfaces() {
            for (key, parameter) in parameters::of(interface) {
                if !parameter.required {
                    continue;
                }
                let mut body = request(&desk, &row, interface);
                body.as_object_mut().unwrap().remove(key);
                let (code, words) = refusal(&desk, interface, body).await;
                assert_eq!(code, "MissingParameter", "{interface} without {key}");
                assert!(words.contains(key), "{interface} without {key}: {words}");
            }
        }
        assert!(desk.sandbox.acts().is_empty());
    }
}

#[tokio::test]
async fn a_parameter_of_another_type_is_refused_by_its_name() {
    for (desk, row) in desks().await {
        for interface in parameters::interfaces() {
            for (key, parameter) in parameters::of(interface) {
                let mut body = request(&desk, &row, interface);
                body[key] = parameter.shape.mistaken();
                let (code, words) = refusal(&desk, interface, body).await;
                assert_eq!(code, "InvalidParameter", "{interface} {key}");
                assert!(words.contains(key), "{interface} {key}: {words}");
            }
        }
        assert!(desk.sandbox.acts().is_empty());
    }
}

#[tokio::test]
async fn a_revocation_says_under_either_name_what_it_revokes() {
    let desk = Desk::new().await;
    let body = json!({ "TaskId": "1", "Revoker": desk.user("王芳") });
    assert_eq!(desk.refusal("Revoke", body).await, "MissingParameter");
}
