//! Oddities of the history: a `Content` that is no JSON, a `Result` that is the word null.

use serde_json::{Value, json};

use crate::sandbox::engine::Act;
use crate::sandbox::store::Action;

/// What a person decided; the rest of the history carries no opinions.
const OPINIONS: [i64; 3] = [
    Action::Agree as i64,
    Action::Reject as i64,
    Action::Handle as i64,
];

/// Rewrites the operations of interface 8.
pub(super) fn rewrite(act: &Act<'_>, data: &mut Value) {
    let Some(rows) = data["Result"].as_array_mut() else {
        return;
    };
    for row in rows {
        let text = row["Content"].as_str().unwrap_or_default();
        let content: Value = serde_json::from_str(text).unwrap_or_default();
        let action = content["action"].as_i64().unwrap_or_default();
        if OPINIONS.contains(&action) {
            let comment = content["operationComment"].as_str().unwrap_or_default();
            row["Content"] = json!(with_opinions(act, text, comment));
        }
        if action == Action::Submit as i64 {
            row["Result"] = json!("null");
        }
    }
}

/// Quirk: the people whom a comment mentions are keyed by numbers without quotes.
fn with_opinions(act: &Act<'_>, content: &str, comment: &str) -> String {
    let mut places = serde_json::Map::new();
    let mut opinions = Vec::new();
    for person in &act.company.people {
        let mention = format!("@{}", person.name);
        if let Some((before, _)) = comment.split_once(&mention) {
            let from = before.chars().count();
            places.insert(from.to_string(), json!(from + mention.chars().count()));
            opinions.push(format!("{}:{}", person.id, json!(mention)));
        }
    }
    let places = json!(Value::Object(places).to_string());
    let opinions = opinions.join(",");
    let head = content.strip_suffix('}').unwrap_or(content);
    format!(
        r#"{head},"attachmentInfo":"[]","highlightPositionList":{places},"opinionUserMap":{{{opinions}}}}}"#
    )
}
