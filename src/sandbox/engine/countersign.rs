//! Adding people to a node (document 003, interface 17).

use serde_json::{Value, json};

use super::Act;
use super::decide::{Case, forbidden};
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::Allow;
use crate::sandbox::store::{Action, Task, TaskStatus};

impl Act<'_> {
    /// Asks more people beside whoever has the task; all of them, or on a failure none.
    pub(in crate::sandbox) fn countersign(
        &mut self,
        task: i64,
        person: i64,
        people: &[i64],
    ) -> Result<(), Fail> {
        let case = self.open_case(task, person)?;
        if case.task.status != TaskStatus::Open || !case.node.allows(Allow::Countersign) {
            return Err(forbidden(case.node, "加签"));
        }
        for &other in people {
            let name = &self.person(other)?.name;
            if self.has_seat(&case, other)? {
                return Err(Fail::new(
                    Code::InvalidParameter,
                    format!("{name}已是此节点的审批人，不能再加签"),
                ));
            }
            let place = Some((case.task.visit, case.task.seat));
            let added =
                self.open_task(&case.instance, case.node, other, place, TaskStatus::Open)?;
            self.tell_of_task(&case.instance, case.flow, case.node, &added)?;
        }
        let content = json!({
            "action": Action::Countersign as i64, "operation": self.names(people).to_string(),
        });
        self.record(&case.instance, case.node, person, &content, "")?;
        case.instance.touch(self.db, false, self.now)?;
        Ok(())
    }

    /// Whether somebody is asked, or has decided, at the present visit of a node.
    pub(super) fn has_seat(&self, case: &Case<'_>, person: i64) -> Result<bool, Fail> {
        let tasks = Task::of_instance(self.db, case.instance.id)?;
        Ok(tasks.iter().any(|other| {
            let handed_on = other.result == Action::Transfer as i64;
            let seated = other.status.waits() || other.status == TaskStatus::Done && !handed_on;
            other.visit == case.task.visit && other.person == person && seated
        }))
    }

    /// People as an operation names them.
    pub(super) fn names(&self, people: &[i64]) -> Value {
        let named = |id: &i64| json!({ "id": id.to_string(), "name": self.company.name(*id) });
        people.iter().map(named).collect()
    }
}
