//! The approvals of the 71360 company as the service tells them. Never changes after the start.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value, json};
use toml::value::Table;

use super::story::{Approval, Form, Step, Story};
use crate::sandbox::Error;
use crate::sandbox::clock;
use crate::sandbox::company::{Company, read};

const STORY: &str = include_str!("../../../../assets/sandbox/open71360.toml");

/// The first approval's id; the others follow.
const FIRST: i64 = 20_410_071;

/// What the service knows.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Book {
    forms: Vec<Form>,
    pages: Vec<Page>,
}

/// One approval.
#[derive(Debug)]
struct Page {
    id: i64,
    status: i64,
    form: String,
    /// Epoch milliseconds.
    updated: i64,
    body: Value,
}

/// The id of a person (openUserId) by their key: the same for the same key.
pub(in crate::sandbox) fn employee(key: &str) -> String {
    format!("FSUID_{}", digits(key).to_uppercase())
}

/// 32 hexadecimal digits that follow from a text (FNV-1a, once from either end).
fn digits(text: &str) -> String {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let seed = 0xcbf2_9ce4_8422_2325;
    let forward = text.bytes().fold(seed, fold);
    let backward = text.bytes().rev().fold(forward, fold);
    format!("{forward:016x}{backward:016x}")
}

impl Book {
    /// The story as it stands at 00:00 of a day.
    pub(in crate::sandbox) fn read(company: &Company, today: Date) -> Result<Self, Error> {
        let story: Story = read("open71360", STORY)?;
        let teller = Teller { company, today };
        let mut pages: Vec<_> = (FIRST..)
            .zip(&story.approval)
            .filter_map(|(id, approval)| {
                let form = story.form.iter().find(|form| form.name == approval.form)?;
                Some(teller.page(id, form, approval))
            })
            .collect();
        pages.sort_by_key(|page| std::cmp::Reverse((page.updated, page.id)));
        Ok(Self {
            forms: story.form,
            pages,
        })
    }

    pub(super) fn forms(&self) -> Value {
        let forms = self
            .forms
            .iter()
            .map(|form| json!({ "approveType": form.kind, "name": form.name, "id": form.id }));
        json!({ "approvalTypeForms": forms.collect::<Vec<_>>() })
    }

    /// Id and status of what was updated between two moments, the latest first.
    pub(super) fn between(&self, from: i64, to: i64, form: Option<&str>) -> Vec<(i64, i64)> {
        let pages = self.pages.iter().filter(|page| {
            (from..=to).contains(&page.updated) && form.is_none_or(|form| form == page.form)
        });
        pages.map(|page| (page.id, page.status)).collect()
    }

    pub(super) fn get(&self, id: i64) -> Option<Value> {
        let page = self.pages.iter().find(|page| page.id == id)?;
        Some(page.body.clone())
    }
}

/// Tells the story.
struct Teller<'a> {
    company: &'a Company,
    today: Date,
}

impl Teller<'_> {
    fn page(&self, id: i64, form: &Form, told: &Approval) -> Page {
        let updated = told.updated.as_ref().unwrap_or(&told.sent);
        let tasks: Vec<Value> = (1..)
            .zip(&told.step)
            .map(|(number, step)| self.task(id, number, step))
            .collect();
        let waits = |task: &&Value| is_waiting(task["state"].as_str().unwrap_or_default());
        let current = tasks.iter().find(waits).or(tasks.last());
        let mut body = json!({
            "approvalId": id,
            "feed": self.feed(told, updated),
            "visibleDepartmentIds": told.departments,
            "visibleEmployeeIds": told.sees.iter().map(|key| employee(key)).collect::<Vec<_>>(),
            "senderId": employee(&told.by),
            "status": told.status,
            "approveType": form.kind,
            "flowType": if form.kind == 100 { 2 } else { 1 },
            "currentTaskId": current.map(|task| &task["taskId"]),
            "approveFormName": form.name,
            "approvalFormId": form.id,
        });
        body["approvalTasks"] = json!(tasks);
        if !told.record.is_empty() {
            body["formRecord"] = self.values(&told.record);
        }
        Page {
            id,
            status: told.status,
            form: form.id.clone(),
            updated: self.moment(updated),
            body,
        }
    }

    /// What is empty is absent, as it is at the service.
    fn feed(&self, told: &Approval, updated: &str) -> Value {
        let mut feed = json!({
            "createTime": self.time(&told.sent, ":00"),
            "lastUpdateTime": self.time(updated, ":00"),
        });
        if !told.says.is_empty() {
            feed["feedContent"] = json!(told.says);
        }
        let tables = |all: &[Table]| all.iter().map(|one| self.values(one)).collect::<Vec<_>>();
        for (key, all) in [("crmObjects", &told.objects), ("attachments", &told.files)] {
            if !all.is_empty() {
                feed[key] = json!(tables(all));
            }
        }
        if !told.tables.is_empty() {
            feed["tables"] = json!(told.tables);
        }
        feed
    }

    fn task(&self, id: i64, number: i64, step: &Step) -> Value {
        // As in the document's example: the step at work has the word of the later ones.
        let state = |said: &str| match said {
            "" => "in_progress".to_owned(),
            said => said.to_owned(),
        };
        let members = step
            .who
            .iter()
            .map(|(who, said)| json!({ "employeeId": employee(who), "state": state(said) }));
        let first = step.who.first().map_or("", |(_, said)| said);
        let mut task = json!({
            "taskId": digits(&format!("{id}/{number}")),
            "type": step.mode,
            "state": state(step.state.as_deref().unwrap_or(first)),
            "taskMembers": members.collect::<Vec<_>>(),
            "sequenceNumber": number.to_string(),
        });
        if !step.said.is_empty() {
            let said = step.said.iter();
            let said =
                said.map(|(who, what)| json!({ "senderId": employee(who), "content": what }));
            let mut said: Vec<Value> = said.collect();
            if let Some(last) = said.last_mut().filter(|_| !step.files.is_empty()) {
                last["attachments"] = step.files.iter().map(|file| self.values(file)).collect();
            }
            task["comments"] = said.into();
        }
        if !step.error.is_empty() {
            task["errorMessage"] = json!(step.error);
        }
        task
    }

    fn values(&self, table: &Table) -> Value {
        let values = table.iter();
        values
            .map(|(key, value)| (key.clone(), self.value(value)))
            .collect::<Map<_, _>>()
            .into()
    }

    fn value(&self, value: &toml::Value) -> Value {
        match value {
            toml::Value::String(text) => self.text(text).into(),
            toml::Value::Array(all) => all.iter().map(|one| self.value(one)).collect(),
            toml::Value::Table(table) => self.values(table),
            // Numbers and flags are the same in both.
            other => serde_json::to_value(other).unwrap_or_default(),
        }
    }

    fn text(&self, text: &str) -> String {
        match text.strip_prefix('@') {
            Some(key) if self.company.by_key(key).is_some() => employee(key),
            Some(time) => self.time(time, ""),
            None => text.to_owned(),
        }
    }

    /// `-3 09:20` as a day and a time, `-3` as a day.
    fn time(&self, text: &str, seconds: &str) -> String {
        let (days, time) = text.split_once(' ').unwrap_or((text, ""));
        let day = self
            .today
            .saturating_add(days.parse::<i64>().unwrap_or(0).days());
        if time.is_empty() {
            return day.to_string();
        }
        format!("{day} {time}{seconds}")
    }

    fn moment(&self, text: &str) -> i64 {
        let text = self.time(text, ":00");
        let written = text.replace(' ', "T") + "+08:00";
        let moment = written.parse::<Timestamp>();
        moment.map_or_else(|_| clock::midnight(self.today), Timestamp::as_millisecond)
    }
}

fn is_waiting(state: &str) -> bool {
    matches!(state, "in_progress" | "schedule")
}
