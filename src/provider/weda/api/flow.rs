//! Flows and all their instances (document 003, interfaces 2, 3 and 6).

use serde_json::json;

use super::{Api, MOST_ROWS, Reply};
use crate::domain::flow::{DeployedFlow, FlowKind, InstanceQuery};
use crate::domain::input::Inputs;
use crate::error::Result;
use crate::provider::weda::convert::flow::{kind_code, sort_name, state_code};
use crate::provider::weda::wire::flow::{Flows, Instances, Started};

impl Api {
    /// `POST /weda/workflow/v1/{envType}/ListDeployedFlows` (interface 2).
    pub(crate) async fn list_deployed_flows(&self, kind: FlowKind) -> Result<Reply<Flows>> {
        let body = json!({ "Type": kind_code(kind) });
        self.read("ListDeployedFlows", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/StartFlow` (interface 3).
    pub(crate) async fn start_flow(
        &self,
        flow: &DeployedFlow,
        inputs: &Inputs,
    ) -> Result<Reply<Started>> {
        let mut body = json!({
            "FlowCode": flow.code,
            // Quirk: what interface 2 calls Version has another name here.
            "FlowVersion": flow.version,
            "ProcessKey": flow.key,
            "StartUser": self.me(),
        });
        if !inputs.is_empty() {
            // Quirk: the table says a list, the example has a map.
            body["StartParams"] = json!(inputs);
        }
        self.write("StartFlow", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/GetFlowInstances` (interface 6).
    pub(crate) async fn get_flow_instances(
        &self,
        query: &InstanceQuery,
        number: u32,
        size: u32,
    ) -> Result<Reply<Instances>> {
        // Quirk: the stated default of Order is not what the example shows.
        let mut body = json!({
            "PageNumber": number.max(1),
            "PageSize": size.clamp(1, MOST_ROWS),
            "Sort": sort_name(query.sort),
            "Order": if query.ascending { "asc" } else { "desc" },
        });
        let ms = jiff::Timestamp::as_millisecond;
        super::add(&mut body, "FlowCode", query.flow_code.as_ref());
        super::add(&mut body, "ProcessKey", query.flow_key.as_deref());
        super::add(&mut body, "FlowVersion", query.version.as_deref());
        super::add(&mut body, "StartUserId", query.starter.as_ref());
        super::add(&mut body, "StartTime", query.since.map(ms));
        super::add(&mut body, "EndTime", query.until.map(ms));
        super::add(&mut body, "Status", query.state.map(state_code));
        self.read("GetFlowInstances", body).await
    }
}
