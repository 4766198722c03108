//! The Feishu interfaces for approvals: the instance of document 004, and of the fourth set the
//! lists, one instance, and the verbs, with story data of their own. Reading never changes anything.

mod desk;
mod people;
mod play;
mod story;
mod tell;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::{Server, lock};
use crate::sandbox::company::Company;
use crate::sandbox::engine::Engine;
use crate::sandbox::store::Done;
use desk::{BAD_PARAMETER, NO_INSTANCE, Refusal, Request, Task};
use people::{Ids, by_id};
use tell::Teller;

pub(in crate::sandbox) use desk::Desk;
pub(in crate::sandbox) use people::user_id;

/// The only application that is let in.
const APP_ID: &str = "cli_sandbox7f3a91d2";
const APP_SECRET: &str = "sandbox-app-Qm58tXc1";

/// The longest page, and where totals end.
const LONGEST: usize = 200;
const COUNTED: usize = 999;

const BAD_APP: Refusal = (10_014, "app secret invalid");
const NO_TOKEN: Refusal = (99_991_661, "Missing access token for authorization");
const BAD_TOKEN: Refusal = (99_991_663, "Invalid access token for authorization");
const NO_USER: Refusal = (41_050, "no user authority error");
const NOT_KEPT: Refusal = (1_395_001, "internal error, try again");
const NO_INSTANCE_V2: Refusal = (60_003, "instance code not found");

/// What changes something: where it is, and the engine's word for it.
const VERBS: [([&str; 2], &str); 7] = [
    (["tasks", "approve"], "approve"),
    (["tasks", "reject"], "reject"),
    (["tasks", "transfer"], "transfer"),
    (["instances", "add_sign"], "add_sign"),
    (["instances", "specified_rollback"], "rollback"),
    (["instances", "cancel"], "cancel"),
    (["instances", "cc"], "cc"),
];

/// Its id and its secret.
pub(in crate::sandbox) fn app() -> (&'static str, &'static str) {
    (APP_ID, APP_SECRET)
}

/// `POST /open-apis/auth/v3/tenant_access_token/internal`: the answer is flat.
pub(super) fn token(server: &Server, call: &Call) -> Answer {
    let given = ["app_id", "app_secret"].map(|key| text(&call.body, key));
    if given != [APP_ID, APP_SECRET] {
        return refused(200, BAD_APP);
    }
    let now = lock(&server.clock).now();
    let mut tokens = lock(&server.tokens);
    let token = format!("t-{}", tokens.issue(now));
    let seconds = tokens.lifetime();
    Answer::flat(json!({
        "code": 0, "msg": "ok", "tenant_access_token": token, "expire": seconds,
    }))
}

/// `POST /approval/openapi/v2/instance/get` (document 004): errors have status 200.
pub(super) fn get(server: &Server, call: &Call) -> Answer {
    if let Err(refusal) = checked(server, call) {
        return refused(200, refusal);
    }
    let engine = lock(&server.engine);
    let desk = lock(&server.desk);
    let teller = teller(server, engine.company(), false);
    match desk.find(text(&call.body, "instance_code")) {
        Some(request) => success(&teller.instance(request), "success"),
        None => refused(200, NO_INSTANCE_V2),
    }
}

/// `GET /open-apis/contact/v3/users/:user_id`: what a person is called.
pub(super) fn contact(server: &Server, id: &str, call: &Call) -> Answer {
    let engine = lock(&server.engine);
    let found = checked(server, call).and_then(|()| {
        let caller = Caller::new(server, &engine, call)?;
        by_id(caller.company, caller.ids, id).ok_or(NO_USER)
    });
    match found {
        Ok(person) => {
            let user = json!({
                "user_id": user_id(person),
                "open_id": people::open_id(person),
                "name": person.name,
            });
            success(&json!({ "user": user }), "success")
        }
        Err(refusal) => refused(400, refusal),
    }
}

/// What is below `/open-apis/approval/v4/`: errors have status 400.
pub(super) fn fourth(server: &Server, path: &[&str], call: &Call) -> Answer {
    let answered = checked(server, call).and_then(|()| {
        let engine = lock(&server.engine);
        let caller = Caller::new(server, &engine, call)?;
        match (call.method.as_str(), path) {
            ("GET", ["tasks", "query"]) => caller.list(),
            ("GET", ["instances", code]) => caller.instance(code),
            ("POST", [subject, name]) => {
                let known = VERBS.iter().find(|(path, _)| *path == [*subject, *name]);
                let (_, verb) = known.ok_or(BAD_PARAMETER)?;
                caller.act(verb)
            }
            _ => Err(BAD_PARAMETER),
        }
    });
    match answered {
        Ok(data) => success(&data, "success"),
        Err(refusal) => refused(400, refusal),
    }
}

fn teller<'a>(server: &Server, company: &'a Company, fourth: bool) -> Teller<'a> {
    Teller {
        company,
        style: server.style,
        fourth,
    }
}

fn success(data: &Value, words: &str) -> Answer {
    Answer::flat(json!({ "code": 0, "msg": words, "data": data }))
}

fn refused(status: u16, (code, words): Refusal) -> Answer {
    Answer::flat_at(status, json!({ "code": code, "msg": words }))
}

fn text<'a>(body: &'a Value, key: &str) -> &'a str {
    body.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Lets a call with a living token pass.
fn checked(server: &Server, call: &Call) -> Result<(), Refusal> {
    let token = call.authorization.strip_prefix("Bearer ").ok_or(NO_TOKEN)?;
    let token = token.strip_prefix("t-").unwrap_or_default();
    let now = lock(&server.clock).now();
    if lock(&server.tokens).is_living(token, now) {
        Ok(())
    } else {
        Err(BAD_TOKEN)
    }
}

/// Somebody who asks the fourth set.
struct Caller<'a> {
    server: &'a Server,
    db: &'a Connection,
    company: &'a Company,
    call: &'a Call,
    ids: Ids,
}

impl<'a> Caller<'a> {
    fn new(server: &'a Server, engine: &'a Engine, call: &'a Call) -> Result<Self, Refusal> {
        let kind = call.query.get("user_id_type").map(String::as_str);
        Ok(Self {
            server,
            db: engine.db(),
            company: engine.company(),
            call,
            ids: match kind {
                None | Some("open_id") => Ids::Open,
                Some("user_id") => Ids::User,
                Some(_) => return Err(BAD_PARAMETER),
            },
        })
    }

    fn key(&self, id: &str) -> Result<String, Refusal> {
        let person = by_id(self.company, self.ids, id).ok_or(BAD_PARAMETER)?;
        Ok(person.key.clone())
    }

    fn instance(&self, code: &str) -> Result<Value, Refusal> {
        let desk = lock(&self.server.desk);
        let request = desk.find(code).ok_or(NO_INSTANCE)?;
        Ok(teller(self.server, self.company, true).instance(request))
    }

    /// A page; the total on the first one only.
    fn list(&self) -> Result<Value, Refusal> {
        let asked = |key: &str| self.call.query.get(key).map(String::as_str);
        let number = |key: &str| asked(key).and_then(|text| text.parse::<usize>().ok());
        let who = self.key(asked("user_id").unwrap_or_default())?;
        let topic = number("topic").and_then(|topic| u32::try_from(topic).ok());
        let topic = topic.ok_or(BAD_PARAMETER)?;
        let size = number("page_size").unwrap_or(100);
        let skip = match asked("page_token").filter(|token| !token.is_empty()) {
            None => 0,
            Some(token) => token
                .strip_prefix("after-")
                .and_then(|token| token.parse().ok())
                .ok_or(BAD_PARAMETER)?,
        };
        if !(1..=LONGEST).contains(&size) {
            return Err(BAD_PARAMETER);
        }
        let desk = lock(&self.server.desk);
        let teller = teller(self.server, self.company, true);
        let rows = rows(&desk, topic, &who)?;
        let page = rows.iter().skip(skip).take(size);
        let page = page.map(|(request, id)| teller.row(request, id, topic, &who, self.ids));
        let more = rows.len() > skip + size;
        let mut data = json!({ "tasks": page.collect::<Vec<_>>(), "has_more": more });
        if more {
            data["page_token"] = json!(format!("after-{}", skip + size));
        }
        if skip == 0 {
            let total = rows.len().min(COUNTED);
            data["count"] = json!({ "total": total, "has_more": rows.len() > COUNTED });
        }
        Ok(data)
    }

    fn act(&self, verb: &str) -> Result<Value, Refusal> {
        let body = &self.call.body;
        let who = self.key(text(body, "user_id"))?;
        let task = text(body, "task_id");
        let to = self.to(verb)?;
        let says = match text(body, "reason") {
            "" => text(body, "comment"),
            reason => reason,
        };
        let now = lock(&self.server.clock).now();
        let mut desk = lock(&self.server.desk);
        let request = match text(body, "instance_code") {
            "" => desk.of_task(task)?,
            code => code.to_owned(),
        };
        let done = Done {
            at: now.saturating_add(self.call.skew),
            who,
            verb: verb.to_owned(),
            request,
            task: task.to_owned(),
            says: says.to_owned(),
            to,
        };
        // Both or none: a refusal takes back what was kept.
        let failed = |_| NOT_KEPT;
        let kept = self.db.unchecked_transaction().map_err(failed)?;
        done.keep(&kept).map_err(failed)?;
        desk.carry_out(&done)?;
        kept.commit().map_err(failed)?;
        Ok(json!({}))
    }

    /// Whom, or where to.
    fn to(&self, verb: &str) -> Result<Vec<String>, Refusal> {
        let body = &self.call.body;
        let list = |key: &str| -> Result<Vec<&str>, Refusal> {
            let all = body
                .get(key)
                .and_then(Value::as_array)
                .ok_or(BAD_PARAMETER)?;
            Ok(all.iter().filter_map(Value::as_str).collect())
        };
        let ids = match verb {
            "transfer" => vec![text(body, "transfer_user_id")],
            "cc" => list("cc_user_ids")?,
            // Before and after the others would want a mode of their own.
            "add_sign" if body.get("add_sign_type").and_then(Value::as_i64) != Some(3) => {
                return Err(BAD_PARAMETER);
            }
            "add_sign" => list("add_sign_user_ids")?,
            "rollback" => {
                let keys = list("task_def_key_list")?;
                return Ok(keys.into_iter().map(str::to_owned).collect());
            }
            _ => return Ok(Vec::new()),
        };
        ids.into_iter().map(|id| self.key(id)).collect()
    }
}

/// The rows of a list, the latest first, each with its id.
fn rows<'a>(desk: &'a Desk, topic: u32, who: &str) -> Result<Vec<(&'a Request, &'a str)>, Refusal> {
    let mut rows: Vec<(i64, &Request, &str)> = Vec::new();
    for request in &desk.requests {
        let own = |task: &&Task| task.who == who;
        let tasks = request.tasks.iter().filter(own);
        match topic {
            1 => rows.extend(
                tasks
                    .filter(|task| task.status == "PENDING")
                    .map(|task| (task.started, request, task.id.as_str())),
            ),
            2 => rows.extend(
                tasks
                    .filter(|task| !matches!(task.status, "PENDING" | "DONE"))
                    .map(|task| (task.ended, request, task.id.as_str())),
            ),
            3 if request.by == who => {
                let first = request.tasks.first().map_or("", |task| &task.id);
                rows.push((request.started, request, first));
            }
            3 => {}
            17 | 18 => rows.extend(
                request
                    .copies
                    .iter()
                    .filter(|(key, _, read)| key == who && *read == (topic == 18))
                    .map(|(_, id, _)| (request.started, request, id.as_str())),
            ),
            _ => return Err(BAD_PARAMETER),
        }
    }
    rows.sort_by_key(|(at, _, id)| std::cmp::Reverse((*at, *id)));
    Ok(rows
        .into_iter()
        .map(|(_, request, id)| (request, id))
        .collect())
}

impl Server {
    /// How often each verb was carried out here, by task or instance.
    pub(super) fn feishu_acts(&self) -> Vec<((String, String), u32)> {
        let desk = lock(&self.desk);
        desk.acts
            .iter()
            .map(|(act, count)| (act.clone(), *count))
            .collect()
    }
}
