//! Completing a task: submit, agree or handle, reject, transfer (document 003, interface 4).

use serde_json::{Map, Value, json};

use super::Act;
use super::fill::Input;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Allow, Flow, Kind, Node};
use crate::sandbox::store::{Action, Instance, Outcome, Task, TaskStatus};

/// Longest comment, in characters.
const COMMENT: usize = 500;

/// What one person decides on one task.
#[derive(Debug)]
pub(in crate::sandbox) struct Decision<'d> {
    pub(in crate::sandbox) task: i64,
    pub(in crate::sandbox) person: i64,
    pub(in crate::sandbox) verb: Verb,
    pub(in crate::sandbox) comment: &'d str,
    pub(in crate::sandbox) inputs: Vec<Input<'d>>,
    pub(in crate::sandbox) cc: Vec<i64>,
}

/// `ButtonAction` of interface 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum Verb {
    Submit,
    /// Agrees at an approval node, handles at a handle node.
    Agree,
    Reject,
    /// To this person.
    Transfer(i64),
    /// Keeps what the applicant has filled in so far.
    Save,
}

/// A task that may be decided, with where it stands.
pub(super) struct Case<'a> {
    pub(super) instance: Instance,
    pub(super) flow: &'a Flow,
    pub(super) node: &'a Node,
    pub(super) task: Task,
}

impl<'a> Act<'a> {
    /// Carries out a decision, all of it or nothing. The answer is the tasks of the people among whom
    /// the next approver is to be chosen, mostly none.
    pub(in crate::sandbox) fn complete(
        &mut self,
        decision: &Decision<'_>,
    ) -> Result<Vec<Task>, Fail> {
        let case = self.open_case(decision.task, decision.person)?;
        check_verb(&case, decision.verb)?;
        self.check_people(&case, decision)?;
        self.fill(&case.instance, case.flow, case.node, &decision.inputs)?;
        if decision.verb == Verb::Save {
            self.save_draft(&case.instance, &case.task)?;
            return Ok(Vec::new());
        }

        let action = action(case.node, decision.verb);
        if !case.task.finish(self.db, action, self.now)? {
            return Err(self.ended(&case.task)?);
        }
        let content = self.content(action, decision);
        self.record(&case.instance, case.node, decision.person, &content, "true")?;
        case.instance.touch(self.db, false, self.now)?;
        self.copy(&case.instance, case.flow, case.task.id, &decision.cc)?;
        self.go_on(&case, decision.verb)?;
        Ok(self.take_proposed())
    }

    fn go_on(&mut self, case: &Case<'a>, verb: Verb) -> Result<(), Fail> {
        let Case {
            instance,
            flow,
            node,
            task,
        } = case;
        match verb {
            Verb::Submit => self.leave(instance, flow, node, task.person, task.id),
            Verb::Agree => self.settle(instance, flow, node, task),
            Verb::Reject => self.end(instance, flow, Outcome::Rejected),
            Verb::Transfer(to) => {
                let place = Some((task.visit, task.seat));
                let next = self.open_task(instance, node, to, place, TaskStatus::Open)?;
                self.tell_of_task(instance, flow, node, &next)
            }
            Verb::Save => Ok(()),
        }
    }

    /// The case of a task that waits for this person.
    pub(super) fn open_case(&self, task: i64, person: i64) -> Result<Case<'a>, Fail> {
        let task = self.task(task)?;
        self.person(person)?;
        if task.person != person {
            let owner = self.company.name(task.person);
            return Err(Fail::new(
                Code::Unauthorized,
                format!("这项任务由{owner}处理，不在您名下"),
            ));
        }
        if !task.status.waits() {
            return Err(self.ended(&task)?);
        }
        let instance = self.instance(task.instance)?;
        let flow = self.flow(&instance)?;
        let node = flow.known_node(&task.node)?;
        Ok(Case {
            instance,
            flow,
            node,
            task,
        })
    }

    /// Says who settled a task that no longer waits.
    pub(super) fn ended(&self, task: &Task) -> Result<Fail, Fail> {
        let tasks = Task::of_instance(self.db, task.instance)?;
        let settled = |other: &&Task| other.visit == task.visit && other.status == TaskStatus::Done;
        let by = match task.status {
            TaskStatus::Done => Some(task.person),
            _ => tasks.iter().rev().find(settled).map(|other| other.person),
        };
        let message = match by {
            Some(person) => format!("任务已由{}处理，不能再次处理", self.company.name(person)),
            None => "任务已失效：流程已结束或已被撤回".to_owned(),
        };
        Ok(Fail::new(Code::TaskEnded, message))
    }

    fn check_people(&self, case: &Case<'a>, decision: &Decision<'_>) -> Result<(), Fail> {
        if decision.comment.chars().count() > COMMENT {
            return Err(Fail::new(
                Code::InvalidParameter,
                format!("审批意见最多 {COMMENT} 字"),
            ));
        }
        if !case.node.cc && !decision.cc.is_empty() {
            return Err(forbidden(case.node, "抄送"));
        }
        for &person in &decision.cc {
            self.person(person)?;
        }
        if let Verb::Transfer(to) = decision.verb {
            let name = &self.person(to)?.name;
            if to == decision.person {
                return Err(Fail::new(
                    Code::InvalidParameter,
                    "不能转办给自己，请另选一人",
                ));
            }
            if self.has_seat(case, to)? {
                return Err(Fail::new(
                    Code::InvalidParameter,
                    format!("{name}已是此节点的审批人，请另选一人"),
                ));
            }
        }
        Ok(())
    }

    /// `ContentEntity` of the history.
    fn content(&self, action: Action, decision: &Decision<'_>) -> Value {
        let mut content = Map::new();
        content.insert("action".to_owned(), json!(action as i64));
        if let Verb::Transfer(to) = decision.verb {
            let people = self.names(&[to]).to_string();
            content.insert("operation".to_owned(), json!(people));
        }
        content.insert("operationComment".to_owned(), json!(decision.comment));
        if !decision.cc.is_empty() {
            let ids: Vec<String> = decision.cc.iter().map(ToString::to_string).collect();
            content.insert("ccUserIds".to_owned(), json!(ids));
        }
        Value::Object(content)
    }
}

fn action(node: &Node, verb: Verb) -> Action {
    match verb {
        Verb::Submit => Action::Submit,
        Verb::Agree if node.kind == Kind::Handle => Action::Handle,
        Verb::Agree => Action::Agree,
        Verb::Reject => Action::Reject,
        Verb::Transfer(_) => Action::Transfer,
        Verb::Save => Action::SaveDraft,
    }
}

fn check_verb(case: &Case<'_>, verb: Verb) -> Result<(), Fail> {
    let open = case.task.status == TaskStatus::Open;
    let (allowed, name) = match verb {
        Verb::Submit => (!open, "提交"),
        Verb::Agree => (open, "同意"),
        Verb::Reject => (open && case.node.kind == Kind::Approval, "拒绝"),
        Verb::Transfer(_) => (open && case.node.allows(Allow::Transfer), "转办"),
        Verb::Save => (!open, "保存草稿"),
    };
    if allowed {
        Ok(())
    } else {
        Err(forbidden(case.node, name))
    }
}

pub(super) fn forbidden(node: &Node, verb: &str) -> Fail {
    Fail::new(Code::NotAllowed, format!("节点“{}”不允许{verb}", node.name))
}
