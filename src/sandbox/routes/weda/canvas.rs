//! The drawing of an instance's flow: how far it has come, and who did what (document 003, interface 11).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Flow, Kind, Node};
use crate::sandbox::store::{Action, Instance, Operation, Task};

/// `Type` of every edge.
const EDGE: i64 = 2;

/// `Status` of nodes and edges.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Done = 1,
    Ahead = 2,
    Current = 3,
}

/// How far an instance has come.
struct Course<'a> {
    flow: &'a Flow,
    instance: Instance,
    /// Bits of the edges gone along.
    passed: i64,
    tasks: Vec<Task>,
    operations: Vec<Operation>,
}

/// Interface 11, `GetProcessCanvasInfo`.
pub(super) fn canvas(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let instance = act.instance(needed("InstanceId", fields.id("InstanceId")?)?)?;
    let code = needed("FlowCode", fields.text("FlowCode")?)?;
    if instance.flow != code {
        let message = "InstanceId、FlowCode 不属于同一个流程实例";
        return Err(Fail::new(Code::InvalidParameter, message));
    }
    let course = Course {
        flow: act.flow(&instance)?,
        passed: instance.passed(act.db)?,
        tasks: Task::of_instance(act.db, instance.id)?,
        operations: Operation::of_instance(act.db, instance.id)?,
        instance,
    };
    Ok(json!({ "Nodes": course.nodes(act), "Edges": course.edges() }))
}

impl Course<'_> {
    /// Quirk: start and end come last, though they are numbered in the order of the flow.
    fn nodes(&self, act: &Act<'_>) -> Vec<Value> {
        let mut nodes: Vec<_> = (1..).zip(&self.flow.node).collect();
        nodes.sort_by_key(|(_, node)| matches!(node.kind, Kind::Start | Kind::End));
        let told = nodes.iter().map(|(number, node)| {
            json!({
                "Id": number,
                "ElementId": node.id,
                "Name": node.name,
                "DataType": node.kind.data_type(),
                "Status": self.node(node) as i64,
                "Conf": node.kind.is_human().then(|| self.processors(act, node)),
            })
        });
        told.collect()
    }

    /// Quirk: the last edge comes first.
    fn edges(&self) -> Vec<Value> {
        let edges = self.flow.bits().collect::<Vec<_>>().into_iter().rev();
        let told = edges.map(|(bit, edge)| {
            let target = self.flow.node(&edge.to).map(|node| self.node(node));
            let state = match target {
                _ if self.passed & bit == 0 => State::Ahead,
                Some(State::Current) => State::Current,
                _ => State::Done,
            };
            json!({
                "Label": edge.label,
                "Type": EDGE,
                "Source": edge.from,
                "Target": edge.to,
                "Status": state as i64,
            })
        });
        told.collect()
    }

    fn node(&self, node: &Node) -> State {
        let asked = |task: &Task| task.node == node.id && task.status.is_pending();
        let gone = |place: fn(&crate::sandbox::flow::Edge) -> &str| {
            let mut edges = self.flow.bits();
            edges.any(|(bit, edge)| self.passed & bit != 0 && place(edge) == node.id)
        };
        let left = gone(|edge| &edge.from);
        let reached = gone(|edge| &edge.to);
        let over = self.instance.ended.is_some();
        if self.tasks.iter().any(asked) {
            State::Current
        } else if left || node.kind == Kind::Start || reached && over {
            State::Done
        } else {
            State::Ahead
        }
    }

    /// What people did at a node, and for whom it waits.
    fn processors(&self, act: &Act<'_>, node: &Node) -> Vec<Value> {
        let here = |id: &str| id == node.id;
        let done = self.operations.iter().filter(|one| here(&one.node));
        let done = done.filter_map(|operation| {
            let content: Value = serde_json::from_str(&operation.content).ok()?;
            Some(json!({
                "Name": act.company.name(operation.person),
                "Status": status(content.get("action")?.as_i64()?)?,
                "OpTime": operation.at,
                "Comment": content.get("operationComment").and_then(Value::as_str).unwrap_or(""),
                "NewProcessors": new_processors(&content),
            }))
        });
        let tasks = self.tasks.iter().filter(|task| here(&task.node));
        let waiting = tasks.filter(|task| task.status.waits()).map(|task| {
            json!({
                "Name": act.company.name(task.person), "Status": 0, "OpTime": null, "Comment": "",
                "NewProcessors": "",
            })
        });
        done.chain(waiting).collect()
    }
}

/// `Processor.Status` of an action; not every action is one of a processor.
fn status(action: i64) -> Option<i64> {
    let copy = Action::Copy as i64;
    let draft = Action::SaveDraft as i64;
    (action != copy && action != draft).then_some(action)
}

/// The names of those to whom a task was handed, or who were added.
fn new_processors(content: &Value) -> String {
    let operation = content.get("operation").and_then(Value::as_str);
    let people: Vec<Value> = operation
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let names = people
        .iter()
        .filter_map(|person| person.get("name")?.as_str());
    names.collect::<Vec<_>>().join("、")
}
