//! What a person sees of an instance: one task or copy of it, with the state both interfaces 9 and 12 tell.

use serde_json::{Map, Value, json};

use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Flow, Kind, Node};
use crate::sandbox::store::{CarbonCopy, Instance, Task, TaskStatus};

/// `PageType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Todo,
    Done,
    Create,
    Cc,
    Draft,
}

impl List {
    pub(super) const ALL: [Self; 5] = [Self::Todo, Self::Done, Self::Create, Self::Cc, Self::Draft];

    /// The list that a `PageType` names.
    pub(super) fn named(name: &str) -> Result<Self, Fail> {
        let wrong = || {
            Fail::new(
                Code::InvalidParameter,
                format!("没有名为 {name} 的 PageType"),
            )
        };
        Self::ALL
            .into_iter()
            .find(|list| list.name() == name)
            .ok_or_else(wrong)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Todo => "TODO",
            Self::Done => "DONE",
            Self::Create => "CREATE",
            Self::Cc => "CC",
            Self::Draft => "DRAFT",
        }
    }
}

/// A row of a list: an instance seen from one of its tasks.
pub(super) struct View<'a> {
    pub(super) list: List,
    pub(super) instance: Instance,
    pub(super) flow: &'a Flow,
    /// The task the row is about.
    pub(super) task: Task,
    pub(super) node: &'a Node,
    pub(super) copy: Option<CarbonCopy>,
}

impl<'a> View<'a> {
    /// The view of one task.
    pub(super) fn of_task(act: &Act<'a>, list: List, task: Task) -> Result<Self, Fail> {
        let instance = act.instance(task.instance)?;
        let flow = act.flow(&instance)?;
        let node = flow.known_node(&task.node)?;
        Ok(Self {
            list,
            instance,
            flow,
            task,
            node,
            copy: None,
        })
    }

    /// The view of an instance by its current task, or by the last one that was decided.
    pub(super) fn of_instance(act: &Act<'a>, id: i64) -> Result<Self, Fail> {
        let tasks = Task::of_instance(act.db, id)?;
        let current = tasks.iter().find(|task| task.status.waits());
        let last = || {
            let done = tasks.iter().filter(|task| task.status == TaskStatus::Done);
            done.max_by_key(|task| task.ended)
        };
        let missing = || {
            Fail::new(
                Code::InstanceNotFound,
                format!("流程实例 {id} 没有审批任务"),
            )
        };
        let task = current.or_else(last).ok_or_else(missing)?;
        Self::of_task(act, List::Create, task.clone())
    }

    /// The view of a copy, by the task whose decision sent it.
    pub(super) fn of_copy(act: &Act<'a>, copy: CarbonCopy) -> Result<Self, Fail> {
        let mut view = Self::of_task(act, List::Cc, act.task(copy.task)?)?;
        view.copy = Some(copy);
        Ok(view)
    }

    /// Whether the person whose list this is may take something back now.
    pub(super) fn can_revoke(&self, act: &Act<'a>) -> bool {
        match self.list {
            List::Create => act.withdrawable(&self.instance).is_ok(),
            List::Done => act
                .reclaimable(&self.instance, self.flow, self.node, &self.task)
                .is_ok(),
            List::Todo | List::Cc | List::Draft => false,
        }
    }

    /// Whether the task waits for its person's decision in this list.
    pub(super) fn can_decide(&self) -> bool {
        matches!(self.list, List::Todo | List::Draft) && self.task.status.waits()
    }

    /// The fields that interfaces 9 and 12 have in common.
    pub(super) fn common(&self, act: &Act<'a>) -> Map<String, Value> {
        let Self {
            instance,
            flow,
            task,
            node,
            copy,
            ..
        } = self;
        let version = flow.version(&instance.flow);
        let fields = [
            ("InstanceId", json!(instance.id.to_string())),
            ("Name", json!(act.subject(instance, flow))),
            ("Description", json!(flow.name)),
            ("StartedBy", json!(act.company.name(instance.starter))),
            ("StartUserId", json!(instance.starter.to_string())),
            ("CanRevoke", json!(self.can_revoke(act))),
            ("CcTime", json!(copy.as_ref().map(|copy| copy.at))),
            ("CcId", json!(copy.as_ref().map(|copy| copy.id.to_string()))),
            ("StartTime", json!(instance.started)),
            ("EndTime", json!(instance.ended)),
            ("IsCompleted", json!(instance.ended.is_some())),
            ("CurrentNodeId", json!(node.id)),
            ("CurrentNodeName", json!(node.name)),
            ("CurrentNodeType", json!(node.kind.data_type())),
            ("TaskId", json!(task.id.to_string())),
            ("FlowCode", json!(instance.flow)),
            ("FlowVersion", json!(version.map(|version| &version.number))),
            ("CanApprove", json!(self.can_decide())),
            ("CanDelete", json!(instance.draft)),
            ("UserTaskType", json!(node.task_type())),
            (
                "Status",
                json!(instance.outcome.map(|outcome| outcome as i64)),
            ),
            ("BeSubmitNode", json!(node.submit)),
        ];
        fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }
}

/// What the node's main button is called.
pub(super) fn act_name(node: &Node) -> &'static str {
    match node.kind {
        Kind::Handle => "处理",
        _ if node.submit => "提交",
        _ => "同意",
    }
}
