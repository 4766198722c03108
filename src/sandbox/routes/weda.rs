//! The `WeDa` interfaces (document 003): a table of those served, one file per subject.
//! Answers are built from the document alone; reading never changes anything.

mod decide;
mod detail;
mod history;
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
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use request::Fields;

pub(super) use users::users;

type Interface = fn(&mut Act<'_>, Fields<'_>) -> Result<Value, Fail>;

/// What is served under `/weda/workflow/v1/{envType}/`, each in a transaction of its own.
const INTERFACES: [(&str, Interface); 9] = [
    ("CompleteTask", decide::complete_task),
    ("GetFlowInstanceTasks", history::tasks),
    ("GetFlowInstanceOperations", history::operations),
    ("DescribeProcessInstance", detail::describe),
    ("GetApprovalPageDetail", page::detail),
    ("ListProcessInstances", list::instances),
    ("ListProcessInstancesCount", list::counts),
    ("Revoke", decide::revoke),
    ("DescribeWorkflowMessageCount", messages::count),
];

/// Answers one workflow interface.
pub(super) fn workflow(server: &Server, name: &str, call: &Call) -> Answer {
    let Some((_, interface)) = INTERFACES.iter().find(|(served, _)| *served == name) else {
        let message = format!("沙箱不提供接口 {name}");
        return Answer::workflow(Err(Fail::new(Code::NotServed, message)));
    };
    let result = Fields::of(&call.body).and_then(|fields| server.act(|act| interface(act, fields)));
    Answer::workflow(result)
}
