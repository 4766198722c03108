//! What the tenant's interfaces tell of a request: as document 004 has it, and as the fourth set.

use serde_json::{Map, Value, json};

use super::desk::{Event, Request, Task};
use super::people::{Ids, open_id, user_id};
use crate::sandbox::Style;
use crate::sandbox::company::Company;

/// Who is told, and how.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) company: &'a Company,
    pub(super) style: Style,
    /// Of the fourth set: times are texts.
    pub(super) fourth: bool,
}

impl Teller<'_> {
    /// The whole of a request.
    pub(super) fn instance(self, request: &Request) -> Value {
        let mut told = json!({
            "approval_code": request.flow.code,
            "approval_name": request.flow.name,
            "start_time": self.time(request.started),
            "end_time": self.time(request.ended),
            "serial_number": request.number,
            "department_id": "od-4f2b8e61c7d95a03",
            "status": request.status,
            "uuid": request.uuid,
            "form": request.form,
            "task_list": request.tasks.iter().map(|it| self.task(request, it)).collect::<Vec<_>>(),
            "comment_list": request.remarks.iter().enumerate()
                .map(|(nth, said)| self.remark(nth, said)).collect::<Vec<_>>(),
            "timeline": request.events.iter().map(|it| self.event(request, it)).collect::<Vec<_>>(),
        });
        self.person(&mut told, &request.by);
        if self.fourth {
            told["instance_code"] = json!(request.code);
        }
        for (key, code) in [
            ("modified_instance_code", &request.modifies),
            ("reverted_instance_code", &request.reverts),
        ] {
            if let Some(code) = code {
                told[key] = json!(code);
            }
        }
        told
    }

    fn task(self, request: &Request, task: &Task) -> Value {
        let node = task.node.and_then(|number| request.flow.node.get(number));
        let mut told = json!({
            "id": task.id,
            "node_id": node.map_or_else(|| "start".to_owned(), |node| format!("{}-id", node.key)),
            "node_name": node.map_or("发起", |node| &node.name),
            "type": node.map_or("AND", |node| &node.mode),
            "status": task.status,
            "start_time": self.time(task.started),
            "end_time": self.time(task.ended),
        });
        self.person(&mut told, &task.who);
        told
    }

    fn remark(self, nth: usize, (at, who, says): &(i64, String, String)) -> Value {
        let mut told = json!({
            "id": (7_301_228_841_930_u64 + nth as u64).to_string(),
            "comment": says,
            "create_time": self.time(*at),
        });
        self.person(&mut told, who);
        told
    }

    fn event(self, request: &Request, event: &Event) -> Value {
        let mut told = json!({ "type": event.kind, "create_time": self.time(event.at) });
        if let Some(task) = &event.task {
            told["task_id"] = json!(task);
        }
        if let Some(node) = &event.node {
            told["node_key"] = json!(node);
        }
        if !event.says.is_empty() {
            told["comment"] = json!(event.says);
        }
        let of =
            |ids| -> Vec<String> { event.people.iter().map(|key| self.id(key, ids)).collect() };
        let (users, opens) = (of(Ids::User), of(Ids::Open));
        if event.kind == "CC" {
            let ids = |key: &String| request.copies.iter().find(|(who, ..)| who == key);
            let copies = event.people.iter().zip(users.iter().zip(&opens));
            told["cc_user_list"] = copies
                .map(|(key, (user, open))| {
                    let copy = ids(key).map_or("", |(_, id, _)| id);
                    json!({ "user_id": user, "cc_id": copy, "open_id": open })
                })
                .collect();
            told["user_id_list"] = json!(users);
            told["open_id_list"] = json!(opens);
            let (user, open) = (
                self.id(&event.who, Ids::User),
                self.id(&event.who, Ids::Open),
            );
            told["ext"] = json!(json!({ "user_id": user, "open_id": open }).to_string());
            return told;
        }
        self.person(&mut told, &event.who);
        if !event.people.is_empty() {
            let ext = json!({ "user_id_list": users, "open_id_list": opens });
            told["ext"] = json!(ext.to_string());
        } else if self.style == Style::Clean {
            told["ext"] = json!("{}");
        }
        told
    }

    fn person(self, told: &mut Value, key: &str) {
        told["user_id"] = json!(self.id(key, Ids::User));
        told["open_id"] = json!(self.id(key, Ids::Open));
    }

    /// Empty for nobody.
    pub(super) fn id(self, key: &str, ids: Ids) -> String {
        let person = self.company.by_key(key);
        person.map_or_else(String::new, |person| match ids {
            Ids::User => user_id(person),
            Ids::Open => open_id(person),
        })
    }

    fn time(self, at: i64) -> Value {
        if self.fourth && self.style == Style::Clean {
            json!(at.to_string())
        } else {
            json!(at)
        }
    }

    /// A row of one of the lists.
    pub(super) fn row(self, request: &Request, id: &str, topic: u32, who: &str, ids: Ids) -> Value {
        let name = self
            .company
            .by_key(&request.by)
            .map_or("", |person| &person.name);
        let (word, number) = match request.status {
            "PENDING" => ("Running", 1),
            "APPROVED" => ("Approved", 2),
            "REJECTED" => ("Rejected", 3),
            _ => ("Canceled", 4),
        };
        let documented = self.style == Style::AsDocumented;
        let status = match topic {
            1 if documented => "Todo".to_owned(),
            2 | 3 if documented => "Done".to_owned(),
            topic => topic.to_string(),
        };
        json!({
            "topic": topic.to_string(),
            "user_id": self.id(who, ids),
            "title": format!("{name}提交的{}", request.flow.name),
            "urls": { "pc": format!("https://applink.feishu.cn/approval/{}", request.code) },
            "status": status,
            "process_status": if documented { word.to_owned() } else { number.to_string() },
            "definition_code": request.flow.code,
            "definition_name": request.flow.name,
            "initiators": [self.id(&request.by, ids)],
            "initiator_names": [name],
            "task_id": id,
            "process_id": request.number,
            "process_code": request.code,
            "support_api_operate": true,
        })
    }
}

/// A form whose texts that begin with `@` are replaced; what is no JSON stays as it is.
pub(super) fn form(text: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let Ok(form) = serde_json::from_str::<Value>(text) else {
        return text.trim().to_owned();
    };
    replaced(&form, &replace).to_string()
}

fn replaced(value: &Value, replace: &impl Fn(&str) -> Option<String>) -> Value {
    match value {
        Value::String(text) => {
            let new = text.strip_prefix('@').and_then(replace);
            new.unwrap_or_else(|| text.clone()).into()
        }
        Value::Array(all) => all.iter().map(|one| replaced(one, replace)).collect(),
        Value::Object(object) => {
            let each = object.iter();
            let each = each.map(|(key, one)| (key.clone(), replaced(one, replace)));
            each.collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}
