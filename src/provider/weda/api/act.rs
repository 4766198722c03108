//! The interfaces that write to an instance (document 003). Each is sent once.

use serde_json::{Value, json};

use super::{Api, Reply};
use crate::domain::decision::Target;
use crate::domain::id::Id;
use crate::error::Result;
use crate::provider::weda::wire::act::{Completed, Confirmed};
use crate::provider::weda::wire::element::Elements;

impl Api {
    /// `POST /weda/workflow/v1/{envType}/CompleteTask` (interface 4).
    pub(crate) async fn complete_task(&self, body: Value) -> Result<Reply<Completed>> {
        self.write("CompleteTask", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/StopFlow` (interface 5).
    pub(crate) async fn stop_flow(
        &self,
        instance: &Id,
        reason: Option<&str>,
    ) -> Result<Reply<Confirmed>> {
        let mut body = json!({ "InstanceId": instance, "Operator": self.me() });
        super::add(&mut body, "DeleteReason", reason);
        self.write("StopFlow", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/SubmitFlowTaskList` (interface 14).
    ///
    /// Quirk: it names nobody; whoever holds the token may choose.
    pub(crate) async fn submit_flow_task_list(&self, tasks: &[Id]) -> Result<Reply<Confirmed>> {
        self.write("SubmitFlowTaskList", json!({ "FlowTaskIds": tasks }))
            .await
    }

    /// `POST /weda/workflow/v1/{envType}/PressTask` (interface 15).
    pub(crate) async fn press_task(&self, instance: &Id) -> Result<Reply<Confirmed>> {
        self.write("PressTask", json!({ "InstanceId": instance }))
            .await
    }

    /// `POST /weda/workflow/v1/{envType}/Revoke` (interface 16).
    pub(crate) async fn revoke(&self, body: Value) -> Result<Reply<Confirmed>> {
        self.write("Revoke", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/AddCounterSignAssignee` (interface 17).
    pub(crate) async fn add_counter_sign_assignee(
        &self,
        task: &Id,
        people: &[&Id],
    ) -> Result<Reply<Confirmed>> {
        let body = json!({ "TaskId": task, "Approver": self.me(), "AssigneeIds": people });
        self.write("AddCounterSignAssignee", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/GetPreElementList` (interface 18), which only reads.
    pub(crate) async fn get_pre_element_list(&self, instance: &Id) -> Result<Reply<Elements>> {
        self.read("GetPreElementList", json!({ "InstanceId": instance }))
            .await
    }

    /// `POST /weda/workflow/v1/{envType}/RollBack` (interface 19).
    pub(crate) async fn roll_back(&self, task: &Id, target: &Target) -> Result<Reply<Confirmed>> {
        // Quirk: what interface 18 calls ElementId and ActTaskId has other names here.
        let body = json!({
            "UserInfo": self.me(),
            "TaskId": task,
            "TargetNodeId": target.node.id,
            "TargetActTaskId": target.task_id,
        });
        self.write("RollBack", body).await
    }
}
