//! The `WeDa` interfaces (document 003): a table of those served, one file per subject.
//! Answers are built from the document alone; reading never changes anything.

mod acts;
mod canvas;
mod decide;
mod detail;
mod documented;
mod flows;
mod history;
mod instances;
mod list;
mod messages;
mod page;
mod request;
mod row;
mod users;

use serde_json::Value;

use super::Server;
use super::answer::Answer;
use super::call::Call;
use crate::sandbox::Style;
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use request::Fields;

pub(super) use users::users;

type Interface = fn(&mut Act<'_>, Fields<'_>) -> Result<Value, Fail>;

/// Where the service's own pages would be.
const PORTAL: &str = "https://lowcode-7kq2m4xd1e9b03aa-1300428816.tcloudbaseapp.com/adminportal";

/// What is served under `/weda/workflow/v1/{envType}/`, each in a transaction of its own, in the
/// order of the document.
const INTERFACES: [(&str, Interface); 21] = [
    ("ListDeployedFlows", flows::list),
    ("StartFlow", flows::start),
    ("CompleteTask", decide::complete_task),
    ("StopFlow", acts::stop),
    ("GetFlowInstances", instances::instances),
    ("GetFlowInstanceTasks", history::tasks),
    ("GetFlowInstanceOperations", history::operations),
    ("DescribeProcessInstance", detail::describe),
    ("GetApprovalPageDetail", page::detail),
    ("GetProcessCanvasInfo", canvas::canvas),
    ("ListProcessInstances", list::instances),
    ("ListProcessInstancesCount", list::counts),
    ("SubmitFlowTaskList", acts::choose),
    ("PressTask", acts::press),
    ("Revoke", decide::revoke),
    ("AddCounterSignAssignee", acts::countersign),
    ("GetPreElementList", acts::targets),
    ("RollBack", acts::roll_back),
    ("DescribeWorkflowMessages", messages::list),
    ("DescribeWorkflowMessageCount", messages::count),
    ("UpdateWorkflowMessageStatus", messages::update),
];

/// Answers one workflow interface.
pub(super) fn workflow(server: &Server, name: &str, call: &Call) -> Answer {
    let Some((_, interface)) = INTERFACES.iter().find(|(served, _)| *served == name) else {
        let message = format!("沙箱不提供接口 {name}");
        return Answer::workflow(Err(Fail::new(Code::NotServed, message)));
    };
    match server.style {
        Style::Clean => Answer::workflow(
            Fields::of(&call.body)
                .and_then(|fields| server.act(call.skew, |act| interface(act, fields))),
        ),
        Style::AsDocumented => Answer::documented(
            server.act(call.skew, |act| {
                documented::answer(*interface, name, act, &call.body)
            }),
            documented::has_request_id(name),
        ),
    }
}
