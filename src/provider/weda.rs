//! WeDa (微搭) workflow: its interfaces, its words, its quirks. Nothing of them leaves this part.

mod act;
mod api;
mod auth;
mod convert;
mod counts;
mod locate;
mod message;
mod open;
mod pages;
mod people;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use url::Url;

use self::api::Api;
use self::auth::Auth;
use self::convert::action::ButtonAction;
use self::convert::{decision, flow, history, instance, item};
use self::wire::envelope;
use super::http::{Limits, Roots, Transport};
use super::{Answer, Capabilities, Provider, Server};
use crate::config::{Account, Env};
use crate::domain::canvas::Canvas;
use crate::domain::decision::{Decision, Target};
use crate::domain::flow::{DeployedFlow, FlowKind, InstancePage, InstanceQuery, Started};
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::instance::{Act, Instance, Standing, Task};
use crate::domain::item::{Counts, Item, Page, PageRequest};
use crate::domain::message::{MessagePage, MessageRequest};
use crate::domain::people::{PeoplePage, Person, Wanted};
use crate::domain::verb::Verb;
use crate::error::{Error, Kind, Result};

/// Where WeDa's environments stand unless the account says otherwise.
const REGION: &str = "ap-shanghai";

/// The tenant's own directory of people (`UserInfo.Type`).
const INTERNAL: i64 = 4;

/// One account at one WeDa environment.
pub struct Weda {
    account: Arc<str>,
    api: Api,
}

impl std::fmt::Debug for Weda {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Weda({}, {:?})", self.account, self.api.transport)
    }
}

/// Checks an account and prepares the line to its server; nothing is sent and no secret read.
pub fn connect(name: &str, account: &Account, env: &Env) -> Result<Weda> {
    let needed = |key: &'static str, value: &Option<String>| {
        value
            .clone()
            .filter(|value| !value.is_empty())
            .ok_or_else(|| bad_key("error-account-key", name, key))
    };
    let user_id = needed("user_id", &account.user_id)?;
    let secret_id = needed("secret_id", &account.secret_id)?;
    let (key, address) = match &account.base_url {
        Some(base_url) => ("base_url", base_url.clone()),
        None => (
            "env_id",
            public_address(&needed("env_id", &account.env_id)?, account),
        ),
    };
    let base = base_url(&address).ok_or_else(|| bad_key("error-account-address", name, key))?;
    Ok(Weda {
        account: Arc::from(name),
        api: Api {
            transport: Transport::new(&base, Limits::default(), Roots::of(env), envelope::said),
            auth: Auth::new(name, account, env, &secret_id),
            env_type: account
                .env_type
                .clone()
                .unwrap_or_else(|| "prod".to_owned()),
            user_id: Id::from(user_id),
            user_type: account.user_type.unwrap_or(INTERNAL),
        },
    })
}

fn public_address(env_id: &str, account: &Account) -> String {
    let region = account.region.as_deref().unwrap_or(REGION);
    // Quirk: the address of `sys_user` names the region twice; all others once.
    format!("https://{env_id}.{region}.tcb-api.tencentcloudapi.com")
}

/// An http or https address without a login of its own: that would be sent and shown.
fn base_url(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && plain).then_some(url)
}

fn bad_key(message: &'static str, account: &str, key: &'static str) -> Error {
    Error::new(Kind::Config, message)
        .with("account", account)
        .with("key", key)
        .hint("hint-account-key")
}

#[async_trait]
impl Provider for Weda {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            verbs: &[
                Verb::Approve,
                Verb::Reject,
                Verb::Handle,
                Verb::Submit,
                Verb::Transfer,
                Verb::Countersign,
                Verb::Rollback,
                Verb::Revoke,
                Verb::Remind,
                Verb::Stop,
            ],
        }
    }

    fn is_open(&self) -> bool {
        self.api.transport.is_open()
    }

    fn server(&self) -> Option<Server> {
        let (https, host, port) = self.api.transport.end()?;
        Some(Server { https, host, port })
    }

    fn silence(&self) -> Option<Duration> {
        self.api.transport.silence()
    }

    async fn server_time(&self) -> Result<Option<Timestamp>> {
        // Of the interfaces the one that names no person: who is wrong is another question.
        let flows = self.api.list_deployed_flows(FlowKind::Approval).await?;
        Ok(flows.server_at)
    }

    async fn counts(&self) -> Result<Counts> {
        counts::counts(&self.api).await
    }

    async fn list(&self, page: &PageRequest) -> Result<Page> {
        let reply = self.api.list_process_instances(page).await?;
        let rows = reply.data.records.unwrap_or_default();
        let misshapen = || {
            envelope::misshapen("ListProcessInstances", "InstanceId")
                .request(reply.request_id.clone())
        };
        let items = rows
            .into_iter()
            .map(|row| item::item(&self.account, page.folder, row).ok_or_else(misshapen))
            .collect::<Result<Vec<_>>>()?;
        Ok(Page {
            total: reply.data.total_count.unwrap_or(items.len() as u64),
            items,
            ..Page::default()
        })
    }

    async fn open(&self, item: &Item) -> Result<Instance> {
        open::open(&self.api, item).await
    }

    async fn form(&self, item: &Item) -> Result<Form> {
        open::form(&self.api, item).await
    }

    async fn standing(&self, item: &Item, verb: Verb, with_form: bool) -> Result<Standing> {
        open::standing(&self.api, item, verb, with_form).await
    }

    async fn history(&self, item: &Item) -> Result<Vec<Act>> {
        let operations = self.api.get_flow_instance_operations(&item.instance_id);
        Ok(history::history(operations.await?.rows))
    }

    async fn act(&self, decision: &Decision) -> Answer {
        let answer = act::act(&self.api, decision).await;
        answer.unwrap_or_else(decision::failed)
    }

    async fn people(&self) -> Result<Vec<Person>> {
        people::all(&self.api).await
    }

    async fn some_people(&self, wanted: &Wanted, skip: usize, top: u32) -> Result<PeoplePage> {
        people::some(&self.api, wanted, skip, top).await
    }

    async fn item_of_task(&self, task: &Id) -> Result<Item> {
        locate::by_task(&self.api, &self.account, task).await
    }

    async fn item_of_instance(&self, instance: &Id) -> Result<Item> {
        locate::by_instance(&self.api, &self.account, instance).await
    }

    async fn canvas(&self, instance: &Id) -> Result<Canvas> {
        open::canvas(&self.api, instance).await
    }

    async fn tasks(&self, instance: &Id) -> Result<Vec<Task>> {
        open::tasks(&self.api, instance).await
    }

    async fn rollback_targets(&self, item: &Item) -> Result<Vec<Target>> {
        let reply = self.api.get_pre_element_list(&item.instance_id).await?;
        let elements = reply.data.element_info_list.into_iter().flatten();
        Ok(elements.filter_map(instance::target).collect())
    }

    async fn submit_next(&self, tasks: &[Id]) -> Answer {
        let answer = act::submit_next(&self.api, tasks).await;
        answer.unwrap_or_else(decision::failed)
    }

    async fn save_draft(&self, decision: &Decision) -> Answer {
        let answer = act::press(&self.api, decision, ButtonAction::SaveDraft).await;
        answer.unwrap_or_else(decision::failed)
    }

    async fn messages(&self, request: &MessageRequest) -> Result<MessagePage> {
        message::page(&self.api, request).await
    }

    async fn mark_messages(&self, ids: &[Id], read: bool) -> Result<()> {
        message::mark(&self.api, ids, read).await
    }

    async fn flows(&self, kind: FlowKind) -> Result<Vec<DeployedFlow>> {
        let reply = self.api.list_deployed_flows(kind).await?;
        let flows = reply.data.flow_set.into_iter().flatten();
        Ok(flows.filter_map(flow::deployed).collect())
    }

    async fn start_flow(&self, flow: &DeployedFlow, inputs: &Inputs) -> Result<Started> {
        let reply = self.api.start_flow(flow, inputs).await?;
        let misshapen = || envelope::misshapen("StartFlow", "FlowInstanceId");
        let instance = reply.data.flow_instance_id;
        Ok(Started {
            instance_id: instance.ok_or_else(|| misshapen().request(reply.request_id))?,
            task_id: reply.data.task_id,
        })
    }

    async fn instances(
        &self,
        query: &InstanceQuery,
        number: u32,
        size: u32,
    ) -> Result<InstancePage> {
        let reply = self.api.get_flow_instances(query, number, size).await?;
        let rows = reply.data.result.into_iter().flatten();
        let items: Vec<_> = rows.filter_map(flow::instance).collect();
        Ok(InstancePage {
            total: reply.data.total_count.unwrap_or(items.len() as u64),
            items,
        })
    }
}
