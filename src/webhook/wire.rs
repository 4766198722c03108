//! The bodies of both pushes (documents 000 and 001) to what they mean. They are told apart by
//! their shape, since one address may get both. Tolerant of all but what nothing could act on.

use jiff::Timestamp;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::id::Id;
use crate::domain::moment;
use crate::domain::push::{
    Action, Attachment, Decided, Kind, Party, Push, Status, Variable, Waiting,
};
use crate::domain::verb::Verb;

/// Longest text that is an id (bytes).
const ID: usize = 128;
/// Characters of a code that are kept.
const CODE: usize = 32;

/// Why a body is no push, as the answer says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
}

const fn unfit(code: &'static str, message: &'static str) -> Unfit {
    Unfit { code, message }
}

const NO_JSON: Unfit = unfit("InvalidJson", "the body is not JSON");
const NO_OBJECT: Unfit = unfit("InvalidParameter", "the body is not an object");
const NO_INSTANCE: Unfit = unfit("InvalidParameter.InstanceId", "InstanceId is not an id");
const NO_SHAPE: Unfit = unfit(
    "InvalidParameter",
    "neither FlowStatus nor StartUser or EndTime: this is none of the two pushes",
);

/// A push, and what tells it from every other one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) push: Push,
    pub(super) digest: [u8; 32],
}

/// Reads a body.
pub(super) fn read(body: &[u8], received_at: Timestamp) -> Result<Read, Unfit> {
    let value: Value = serde_json::from_slice(body).map_err(|_| NO_JSON)?;
    let Value::Object(fields) = &value else {
        return Err(NO_OBJECT);
    };
    let instance_id = get(fields, "InstanceId").and_then(id).ok_or(NO_INSTANCE)?;
    let flow_code = get(fields, "FlowCode").and_then(id);
    let push = if let Some(status) = get(fields, "FlowStatus") {
        let decision = get(fields, "DoingTask").and_then(Value::as_object);
        Push {
            kind: Kind::Sync,
            status: flow_status(status),
            decision: decision.map(decided),
            todo: all(get(fields, "TodoTasks"), waiting),
            started_by: None,
            started_at: get(fields, "FlowStartTime").and_then(moment::parse),
            ended_at: None,
            form: variables(decision.unwrap_or(fields)),
            received_at,
            instance_id,
            flow_code,
        }
    } else if get(fields, "StartUser")
        .or(get(fields, "EndTime"))
        .is_some()
    {
        Push {
            kind: Kind::Completed,
            status: Status::Finished,
            decision: None,
            todo: Vec::new(),
            started_by: get(fields, "StartUser").map(party),
            started_at: get(fields, "StartTime").and_then(moment::parse),
            ended_at: get(fields, "EndTime").and_then(moment::parse),
            form: variables(fields),
            received_at,
            instance_id,
            flow_code,
        }
    } else {
        return Err(NO_SHAPE);
    };
    let digest = digest(&push, &value, get(fields, "EndTime"));
    Ok(Read { push, digest })
}

/// Neither push has a name of its own. A step is told by all it says, whatever the order of its
/// keys; an end by its instance and time, since its form may be read anew when it is sent again.
fn digest(push: &Push, body: &Value, end: Option<&Value>) -> [u8; 32] {
    let mut text = push.kind.name().to_owned();
    match push.kind {
        Kind::Sync => canonical(body, &mut text),
        Kind::Completed => {
            text.push_str(push.instance_id.as_str());
            text.push(' ');
            canonical(end.unwrap_or(&Value::Null), &mut text);
        }
    }
    Sha256::digest(text.as_bytes()).into()
}

/// The same text for the same value: objects in the order of their keys.
fn canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| name.as_str());
            text.push('{');
            for (name, value) in fields {
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                canonical(value, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for value in values {
                canonical(value, text);
                text.push(',');
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

/// A field that is there and not null.
// Quirk: the tables write some names with a small first letter, the examples with a large one.
fn get<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let alike = || {
        let found = fields
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    };
    fields
        .get(name)
        .or_else(alike)
        .filter(|value| !value.is_null())
}

/// An id, from text or a whole number; never through a float. What is as long as no id is none.
fn id(value: &Value) -> Option<Id> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let whole = value.is_string() || text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=ID).contains(&text.len()) && !text.contains(char::is_control);
    (whole && fits).then(|| Id::from(text))
}

fn code(value: &Value) -> Option<String> {
    words(value).map(|code| code.chars().take(CODE).collect())
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A list of objects; what stands alone is a list of one.
// Quirk: the table calls some lists by the name of their element.
fn all<T>(value: Option<&Value>, read: impl Fn(&Map<String, Value>) -> T) -> Vec<T> {
    let values = match value {
        Some(Value::Array(values)) => values.as_slice(),
        Some(alone @ Value::Object(_)) => std::slice::from_ref(alone),
        _ => &[],
    };
    values
        .iter()
        .filter_map(Value::as_object)
        .map(read)
        .collect()
}

fn flow_status(value: &Value) -> Status {
    match code(value).unwrap_or_default().as_str() {
        "1" => Status::Running,
        "2" => Status::Finished,
        "3" => Status::Started,
        other => Status::Other(other.to_owned()),
    }
}

fn action(value: &Value) -> Option<Action> {
    let code = code(value)?;
    Some(match code.as_str() {
        "1" => Action::Verb(Verb::Submit),
        "2" => Action::Verb(Verb::Approve),
        "3" => Action::Verb(Verb::Reject),
        "4" => Action::Verb(Verb::Transfer),
        "5" => Action::Verb(Verb::Countersign),
        "6" => Action::Verb(Verb::Revoke),
        _ => Action::Other(code),
    })
}

fn party(value: &Value) -> Party {
    value.as_object().map(person).unwrap_or_default()
}

fn person(fields: &Map<String, Value>) -> Party {
    Party {
        id: get(fields, "TenantUid").and_then(id),
        source_id: get(fields, "SourceUid").and_then(id),
    }
}

fn decided(fields: &Map<String, Value>) -> Decided {
    let task_id = get(fields, "TaskId").and_then(id);
    let arrived = get(fields, "ArrivalTime").and_then(moment::parse);
    Decided {
        action: get(fields, "Action").and_then(action),
        approver: get(fields, "Approver").map(party).unwrap_or_default(),
        comment: get(fields, "Comment").and_then(words),
        arrived_at: arrived.or_else(|| task_id.as_ref()?.born()),
        ended_at: get(fields, "EndTime").and_then(moment::parse),
        cc: all(get(fields, "CcUserIds"), person),
        attachments: all(get(fields, "AttachmentInfo"), |file| Attachment {
            id: get(file, "FileId").and_then(id),
            name: get(file, "FileName").and_then(words),
        }),
        task_id,
    }
}

fn waiting(fields: &Map<String, Value>) -> Waiting {
    let task_id = get(fields, "TaskId").and_then(id);
    let arrived = get(fields, "ArrivalTime").and_then(moment::parse);
    Waiting {
        name: get(fields, "Name").and_then(words),
        approver: get(fields, "Approver").map(party).unwrap_or_default(),
        arrived_at: arrived.or_else(|| task_id.as_ref()?.born()),
        task_id,
    }
}

/// Below the names of the variables everything is business data: kept as it is.
fn variables(fields: &Map<String, Value>) -> Vec<Variable> {
    let form = get(fields, "VariableInfos").and_then(Value::as_object);
    form.into_iter()
        .flatten()
        .map(|(name, variable)| {
            let typed = variable
                .as_object()
                .filter(|parts| get(parts, "Value").is_some());
            Variable {
                name: name.clone(),
                kind: typed.and_then(|parts| words(get(parts, "Type")?)),
                value: typed
                    .and_then(|parts| get(parts, "Value"))
                    .unwrap_or(variable)
                    .clone(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{NO_INSTANCE, NO_JSON, NO_SHAPE, Read, read};
    use crate::domain::push::{Action, Kind, Status};
    use crate::domain::verb::Verb;

    fn of(body: &Value) -> Read {
        let now = "2026-11-22T04:00:00Z".parse().unwrap();
        read(body.to_string().as_bytes(), now).unwrap()
    }

    fn step() -> Value {
        json!({
            "FlowCode": 2_055_471_203_884_171_265_i64,
            "InstanceId": 2_055_471_203_884_171_266_i64,
            "FlowStatus": 1,
            "FlowStartTime": 1_793_600_235_000_i64,
            "DoingTask": {
                "TaskId": 2_055_471_203_884_171_267_i64,
                "Approver": { "SourceUid": "wx-lisi", "TenantUid": "2055000000000000002" },
                "Action": 5,
                "Comment": "请法务一起看",
                "CcUserIds": [{ "SourceUid": "wx-zhaomin", "TenantUid": 2_055_000_000_000_000_009_i64 }],
                "AttachmentInfo": [{ "FileId": "f-1", "FileName": "报价.pdf" }],
                "ArrivalTime": 2_055_471_203_884_171_267_i64,
                "EndTime": 1_793_600_299_000_i64,
                "VariableInfos": { "purchase": { "Type": "object", "Value": { "amount": 299.00 } } },
            },
            "TodoTasks": [{
                "TaskId": "1793600300000", "Name": "法务会签", "ArrivalTime": "142790180449",
                "Approver": { "SourceUid": "wx-sunqi", "TenantUid": "2055000000000000007" },
            }],
        })
    }

    #[test]
    fn a_step_is_read_with_its_own_codes_and_ids_to_the_last_digit() {
        let push = of(&step()).push;
        assert_eq!(push.kind, Kind::Sync);
        assert_eq!(push.instance_id.as_str(), "2055471203884171266");
        assert_eq!(push.status, Status::Running);
        let decided = push.decision.unwrap();
        assert_eq!(decided.action, Some(Action::Verb(Verb::Countersign)));
        assert_eq!(
            decided.cc[0].id.as_ref().unwrap().as_str(),
            "2055000000000000009"
        );
        assert_eq!(decided.attachments[0].name.as_deref(), Some("报价.pdf"));
        let born = decided.task_id.unwrap().born();
        assert_eq!(decided.arrived_at, born);
        assert_eq!(
            push.todo[0].task_id.as_ref().unwrap().as_str(),
            "1793600300000"
        );
        assert_eq!(push.todo[0].arrived_at, None);
        assert_eq!(push.form[0].kind.as_deref(), Some("object"));
        assert_eq!(push.form[0].value.to_string(), r#"{"amount":299.0}"#);
    }

    #[test]
    fn a_code_that_nobody_lists_is_kept() {
        let mut body = step();
        body["FlowStatus"] = json!(0);
        body["DoingTask"]["Action"] = json!("12");
        let push = of(&body).push;
        assert_eq!(push.status.name(), "other:0");
        let action = push.decision.unwrap().action.unwrap();
        assert_eq!(action.name(), "other:12");
    }

    #[test]
    fn an_end_is_told_by_its_shape() {
        let push = of(&json!({
            "InstanceId": "2055471203884171266",
            "EndTime": 1_793_600_299_000_i64,
            "StartUser": { "SourceUid": "wx-zhangsan", "TenantUid": "2055000000000000003" },
            "VariableInfos": { "days": { "Type": "integer", "Value": 3 } },
        }))
        .push;
        assert_eq!(
            (push.kind, push.status),
            (Kind::Completed, Status::Finished)
        );
        assert_eq!(push.form[0].value, json!(3));
        assert!(push.started_by.unwrap().source_id.is_some());
    }

    #[test]
    fn the_same_push_is_known_again_whatever_the_order_of_its_keys() {
        let first = of(&step());
        let mut turned = step();
        let fields = turned.as_object_mut().unwrap();
        let code = fields.shift_remove("FlowCode").unwrap();
        fields.insert("FlowCode".to_owned(), code);
        assert_eq!(of(&turned).digest, first.digest);
        turned["DoingTask"]["Comment"] = json!("再看一遍");
        assert_ne!(of(&turned).digest, first.digest);
    }

    #[test]
    fn an_id_is_as_long_as_ids_are_and_one_line() {
        let now = "2026-11-22T04:00:00Z".parse().unwrap();
        let mut body = step();
        for odd in ["7".repeat(129), "7\u{1b}[2J".to_owned()] {
            body["InstanceId"] = json!(odd);
            assert_eq!(read(body.to_string().as_bytes(), now), Err(NO_INSTANCE));
        }
        body["InstanceId"] = json!("7".repeat(128));
        body["FlowCode"] = json!("7".repeat(129));
        body["FlowStatus"] = json!("9".repeat(1 << 20));
        let push = of(&body).push;
        assert_eq!(push.flow_code, None);
        assert_eq!(push.status.name(), format!("other:{}", "9".repeat(32)));
    }

    #[test]
    fn what_nothing_could_act_on_is_refused_by_name() {
        let now = "2026-11-22T04:00:00Z".parse().unwrap();
        assert_eq!(read(b"{", now), Err(NO_JSON));
        assert_eq!(read(br#"{"InstanceId":1.5}"#, now), Err(NO_INSTANCE));
        assert_eq!(read(br#"{"InstanceId":15}"#, now), Err(NO_SHAPE));
    }
}
