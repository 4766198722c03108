//! WeDa's interfaces, one function each (document 003): here what reads approvals and people.
//! Never decides what an answer means.

mod act;
mod flow;
mod message;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::auth::Auth;
use super::convert::decision::user_info;
use super::convert::item::page_type;
use super::pages::{self, Pages, Slice};
use super::wire::canvas::Canvas;
use super::wire::envelope;
use super::wire::operation::{Operation, Operations};
use super::wire::page::Page;
use super::wire::process::{Process, Processes, Totals};
use super::wire::task::{Task, Tasks};
use super::wire::user::{User, Users};
use crate::domain::id::Id;
use crate::domain::item::{Folder, PageRequest, ServerSort};
use crate::error::{Error, Kind, Result};
use crate::provider::http::{self, Authorization, Repeat, Request, Transport};

/// Rows of one page where all are read; the documents name no greatest size but 200 for messages.
const PAGE_SIZE: u32 = 100;
const MOST_ROWS: u32 = 200;
/// People of one page where all are read.
const MOST_PEOPLE: u32 = 1000;

/// One person at one environment.
pub(crate) struct Api {
    pub transport: Transport,
    pub auth: Auth,
    pub env_type: String,
    pub user_id: Id,
    pub user_type: i64,
}

/// A decoded answer and what stood around it.
pub(crate) struct Reply<T> {
    pub data: T,
    pub raw: Value,
    pub request_id: Option<String>,
    pub server_at: Option<Timestamp>,
}

/// What the approval page wants to know before it shows itself (interface 10).
pub(crate) struct Ground<'a> {
    pub folder: Folder,
    pub instance: &'a Id,
    pub task: &'a Id,
    pub cc: Option<&'a Id>,
    pub flow: Option<&'a Id>,
    pub node: Option<&'a Id>,
    pub completed: bool,
}

impl Api {
    /// `POST /weda/workflow/v1/{envType}/ListProcessInstances` (interface 12).
    pub(crate) async fn list_process_instances(
        &self,
        page: &PageRequest,
    ) -> Result<Reply<Processes>> {
        // Quirk: the stated defaults of Sort and Order are not what the example shows.
        let body = json!({
            "UserInfo": self.me(),
            "PageType": page_type(page.folder),
            "PageNumber": page.number.max(1),
            "PageSize": page.size.clamp(1, MOST_ROWS),
            "Sort": match page.sort {
                ServerSort::Started => "startTime",
                ServerSort::Updated => "updateTime",
            },
            "Order": if page.ascending { "asc" } else { "desc" },
        });
        self.read("ListProcessInstances", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/ListProcessInstancesCount` (interface 13).
    pub(crate) async fn list_process_instances_count(
        &self,
        folder: Option<Folder>,
    ) -> Result<Reply<Totals>> {
        let mut body = json!({ "UserInfo": self.me() });
        if let Some(folder) = folder {
            body["PageType"] = json!(page_type(folder));
        }
        self.read("ListProcessInstancesCount", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/DescribeProcessInstance` (interface 9).
    pub(crate) async fn describe_process_instance(
        &self,
        folder: Folder,
        task: &Id,
    ) -> Result<Reply<Process>> {
        let body = json!({
            "FlowTaskId": task,
            "PageType": page_type(folder),
            "UserInfo": self.me(),
        });
        self.read("DescribeProcessInstance", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/GetApprovalPageDetail` (interface 10).
    pub(crate) async fn get_approval_page_detail(
        &self,
        ground: &Ground<'_>,
    ) -> Result<Reply<Page>> {
        let mut body = json!({
            "InstanceId": ground.instance,
            "FlowCode": ground.flow.map_or("", Id::as_str),
            "NodeId": ground.node.map_or("", Id::as_str),
            // Quirk: absent means true, and hides every button.
            "IsCompleted": ground.completed,
            "PageType": page_type(ground.folder),
            "TaskId": ground.task,
        });
        if let Some(cc) = ground.cc {
            body["Id"] = json!(cc);
        }
        self.read("GetApprovalPageDetail", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/GetProcessCanvasInfo` (interface 11).
    pub(crate) async fn get_process_canvas_info(
        &self,
        instance: &Id,
        flow: Option<&Id>,
    ) -> Result<Reply<Canvas>> {
        let body = json!({
            "InstanceId": instance,
            "FlowCode": flow.map_or("", Id::as_str),
        });
        self.read("GetProcessCanvasInfo", body).await
    }

    /// `POST /weda/workflow/v1/{envType}/GetFlowInstanceTasks` (interface 7), all pages; of one
    /// task where one is named.
    pub(crate) async fn get_flow_instance_tasks(
        &self,
        instance: &Id,
        task: Option<&Id>,
    ) -> Result<Pages<Task>> {
        const NAME: &str = "GetFlowInstanceTasks";
        pages::all(|number, _| async move {
            let mut body = of_instance(instance, number);
            if let Some(task) = task {
                body["TaskIds"] = json!([task]);
            }
            let reply: Reply<Tasks> = self.read(NAME, body).await?;
            slice(reply, NAME, |data| (data.result, data.total_count))
        })
        .await
    }

    /// `POST /weda/workflow/v1/{envType}/GetFlowInstanceOperations` (interface 8), all pages.
    pub(crate) async fn get_flow_instance_operations(
        &self,
        instance: &Id,
    ) -> Result<Pages<Operation>> {
        const NAME: &str = "GetFlowInstanceOperations";
        pages::all(|number, _| async move {
            let body = of_instance(instance, number);
            let reply: Reply<Operations> = self.read(NAME, body).await?;
            slice(reply, NAME, |data| (data.result, data.total_count))
        })
        .await
    }

    /// `GET /weda/odata/v1/{envType}/sys_user`, all pages.
    pub(crate) async fn sys_user(&self) -> Result<Pages<User>> {
        pages::all(|_, have| self.sys_user_page(None, have, MOST_PEOPLE)).await
    }

    /// `GET /weda/odata/v1/{envType}/sys_user`, at most `top` people without the first `skip`.
    pub(crate) async fn sys_user_page(
        &self,
        filter: Option<&str>,
        skip: usize,
        top: u32,
    ) -> Result<Slice<User>> {
        const NAME: &str = "sys_user";
        let mut url = self
            .transport
            .url(&["weda", "odata", "v1", &self.env_type, NAME]);
        // Written by hand: a form encoder would escape the dollar signs.
        let mut query = format!("$count=true&$top={top}&$skip={skip}");
        if let Some(filter) = filter {
            query.push_str("&$filter=");
            query.push_str(&escaped(filter));
        }
        url.set_query(Some(&query));
        let answer = self.send(&url, None, Repeat::Read).await?;
        let users: Users = envelope::decode(answer.body, NAME)?;
        Ok(Slice {
            rows: users
                .value
                .ok_or_else(|| envelope::misshapen(NAME, "value"))?,
            total: users.count,
            // People's records hold secrets; they are not kept.
            raw: Value::Null,
            server_at: answer.server_at,
        })
    }

    /// The account's person as requests name people.
    pub(crate) fn me(&self) -> Value {
        user_info(&self.user_id, self.user_type)
    }

    async fn read<T: DeserializeOwned>(&self, name: &str, body: Value) -> Result<Reply<T>> {
        self.workflow(name, body, Repeat::Read).await
    }

    async fn write<T: DeserializeOwned>(&self, name: &str, body: Value) -> Result<Reply<T>> {
        self.workflow(name, body, Repeat::Write).await
    }

    async fn workflow<T: DeserializeOwned>(
        &self,
        name: &str,
        body: Value,
        repeat: Repeat,
    ) -> Result<Reply<T>> {
        let url = self
            .transport
            .url(&["weda", "workflow", "v1", &self.env_type, name]);
        let answer = self.send(&url, Some(&body), repeat).await?;
        Ok(Reply {
            data: envelope::data(&answer.body, name)
                .map_err(|error: Error| error.request(answer.request_id.clone()))?,
            raw: answer.body,
            request_id: answer.request_id,
            server_at: answer.server_at,
        })
    }

    /// Sends with the token; where that is rejected nothing ran, so once more with a new one.
    async fn send(
        &self,
        url: &url::Url,
        body: Option<&Value>,
        repeat: Repeat,
    ) -> Result<http::Answer> {
        let request = |token| Request {
            url,
            interface: None,
            authorization: Authorization::Bearer(token),
            body,
            repeat,
        };
        let token = self.auth.token(&self.transport).await?;
        match self.transport.send(request(&token.secret)).await {
            Err(error) if error.kind == Kind::Auth => {
                let token = self.auth.renewed(token.generation, &self.transport).await?;
                self.transport.send(request(&token.secret)).await
            }
            answer => answer,
        }
    }
}

/// What would end a value of a query, escaped; the address itself escapes the rest.
fn escaped(value: &str) -> String {
    ["%", "&", "#", "+"]
        .into_iter()
        .fold(value.to_owned(), |text, sign| {
            text.replace(sign, &format!("%{:02X}", sign.as_bytes()[0]))
        })
}

/// Words of a filter; none is no filter.
fn add(body: &mut Value, key: &str, value: Option<impl serde::Serialize>) {
    if let Some(value) = value {
        body[key] = json!(value);
    }
}

fn of_instance(instance: &Id, number: u32) -> Value {
    json!({ "InstanceId": instance, "PageNumber": number, "PageSize": PAGE_SIZE })
}

/// A page whose rows must be there: that they are missing does not say that there are none.
fn slice<D, T>(
    reply: Reply<D>,
    name: &str,
    parts: impl Fn(D) -> (Option<Vec<T>>, Option<u64>),
) -> Result<Slice<T>> {
    let (rows, total) = parts(reply.data);
    Ok(Slice {
        rows: rows.ok_or_else(|| envelope::misshapen(name, "Result"))?,
        total,
        raw: reply.raw,
        server_at: reply.server_at,
    })
}
