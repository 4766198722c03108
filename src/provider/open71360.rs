//! 71360 collaborative approval: its interfaces, its words, its quirks. Nothing of them leaves
//! this part. Its interface only reads: nothing is ever decided here.

mod api;
mod auth;
mod convert;
mod folders;
mod pace;
mod seats;
mod terms;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use url::Url;

use self::api::{Api, Detail, Paces, Window};
use self::auth::Auth;
use self::convert::item::Reader;
use self::convert::{canvas, form, history, table};
use self::folders::Folders;
use self::terms::Terms;
use self::wire::envelope;
use super::http::{Limits, Roots, Transport};
use super::{Answer, Capabilities, Memory, Provider, Server, unsupported};
use crate::config::{Account, Env};
use crate::domain::canvas::Canvas;
use crate::domain::decision::Decision;
use crate::domain::flow::{DeployedFlow, FlowKind};
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::instance::{Act, Allowed, Instance, Standing, Task};
use crate::domain::item::{Counts, Folder, Item, Page, PageRequest};
use crate::domain::people::Person;
use crate::domain::verb::{Blocked, TABLE, Verb};
use crate::error::{Error, Kind, Result};

/// Where the service is, and where its people work with it, unless the account says otherwise.
const ADDRESS: &str = "https://open.71360.com";
const PAGES: &str = "https://www.71360.com/";

/// The widest span of time that the list can be asked for, in days.
const WIDEST: u32 = 180;

/// How far the list looks ahead, should this machine's clock be behind.
const AHEAD: SignedDuration = SignedDuration::from_hours(1);

/// One person at one company.
pub struct Open71360 {
    reader: Reader,
    api: Arc<Api>,
    folders: Folders,
    /// How many days back the folders reach.
    days: u32,
    /// Where to go to decide.
    pages: String,
    clock: fn() -> Timestamp,
}

impl std::fmt::Debug for Open71360 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { reader, api, .. } = self;
        write!(f, "Open71360({}, {:?})", reader.account, api.transport)
    }
}

/// Checks an account and prepares the line to its server; nothing is sent and no secret read.
/// `language` is the tag of the language that fields are named in: `zh` or `en`.
pub fn connect(
    name: &str,
    account: &Account,
    env: &Env,
    language: &str,
    memory: Box<dyn Memory>,
    clock: fn() -> Timestamp,
) -> Result<Open71360> {
    let needed = |key: &'static str, value: &Option<String>| {
        let said = value.clone().filter(|value| !value.is_empty());
        said.ok_or_else(|| bad_key("error-account-key", name, key))
    };
    let app_id = needed("app_id", &account.app_id)?;
    let address = account.base_url.as_deref();
    let base = base_url(address.unwrap_or(ADDRESS));
    let base = base.ok_or_else(|| bad_key("error-account-address", name, "base_url"))?;
    Ok(Open71360 {
        reader: Reader {
            account: Arc::from(name),
            person: Id::from(needed("user_id", &account.user_id)?),
            terms: Terms::new(language),
        },
        api: Arc::new(Api {
            corp_id: needed("corp_id", &account.corp_id)?,
            transport: Transport::new(&base, Limits::default(), Roots::of(env), envelope::said),
            auth: Auth::new(name, account, env, app_id),
            paces: Paces::default(),
        }),
        folders: Folders::new(memory),
        days: account.days.unwrap_or(WIDEST).max(1),
        pages: address.map_or_else(|| PAGES.to_owned(), str::to_owned),
        clock,
    })
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

impl Open71360 {
    /// The spans that together reach as far back as the folders do, the latest first.
    fn windows(&self) -> Vec<Window> {
        let days = |days: u32| SignedDuration::from_hours(24 * i64::from(days));
        let mut to = (self.clock)()
            .saturating_add(AHEAD)
            .unwrap_or(Timestamp::MAX);
        let mut left = self.days;
        let mut windows = Vec::new();
        while left > 0 {
            let wide = left.min(WIDEST);
            let from = to.saturating_sub(days(wide)).unwrap_or(Timestamp::MIN);
            windows.push(Window { from, to });
            to = from;
            left -= wide;
        }
        windows
    }

    fn instance(&self, row: &Item, detail: Detail) -> Instance {
        let Detail { approval, raw, .. } = detail;
        let id = &row.instance_id;
        let items = self.reader.items(id, &approval);
        let mut own = items.into_iter().filter(|item| item.key == row.key);
        let folder = row.key.folder;
        let item = own.next().unwrap_or_else(|| {
            // It has left the folder, or was never in any of this person's.
            let name = row.key.id.clone();
            self.reader.item(folder, name, id, &approval)
        });
        let feed = approval.feed.as_ref();
        Instance {
            number: id.to_string(),
            text: form::unparsed(&approval),
            buttons: [].into(),
            cc_allowed: None,
            form: form::form(&approval, &self.reader.terms),
            inputs: Vec::new(),
            verbs: verbs(folder),
            attachments: form::attachments(&approval),
            tables: feed
                .map(|feed| table::tables(&feed.tables))
                .unwrap_or_default(),
            related: form::related(&approval),
            canvas: canvas::canvas(&approval, &self.reader.terms),
            history: history::history(&approval, &self.reader.terms),
            link: Some(self.pages.clone()),
            raw: vec![("approval/get".to_owned(), format!("{raw:#}"))],
            item,
        }
    }
}

/// What a folder has, and that none of it can be done from here.
fn verbs(folder: Folder) -> Vec<Allowed> {
    let rows = TABLE.iter().filter(|row| row.folders.contains(&folder));
    let allowed = rows.map(|row| Allowed {
        verb: row.verb,
        blocked: Some(Blocked::Provider),
    });
    allowed.collect()
}

#[async_trait]
impl Provider for Open71360 {
    fn capabilities(&self) -> Capabilities {
        Capabilities { verbs: &[] }
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

    fn days(&self) -> Option<u32> {
        Some(self.days)
    }

    async fn server_time(&self) -> Result<Option<Timestamp>> {
        let (_, server_at) = self.api.approval_type_forms().await?;
        Ok(server_at)
    }

    async fn counts(&self) -> Result<Counts> {
        let windows = self.windows();
        self.folders.counts(&self.api, &self.reader, &windows).await
    }

    async fn list(&self, page: &PageRequest) -> Result<Page> {
        let windows = self.windows();
        self.folders
            .page(&self.api, &self.reader, &windows, page)
            .await
    }

    async fn open(&self, item: &Item) -> Result<Instance> {
        let detail = self.api.get(&item.instance_id).await?;
        Ok(self.instance(item, detail))
    }

    async fn form(&self, item: &Item) -> Result<Form> {
        let detail = self.api.get(&item.instance_id).await?;
        Ok(form::form(&detail.approval, &self.reader.terms))
    }

    async fn standing(&self, _: &Item, _: Verb, _: bool) -> Result<Standing> {
        unsupported()
    }

    async fn history(&self, item: &Item) -> Result<Vec<Act>> {
        let detail = self.api.get(&item.instance_id).await?;
        Ok(history::history(&detail.approval, &self.reader.terms))
    }

    async fn act(&self, _: &Decision) -> Answer {
        unsupported().unwrap_or_else(Answer::Failed)
    }

    async fn people(&self) -> Result<Vec<Person>> {
        unsupported()
    }

    async fn item_of_task(&self, task: &Id) -> Result<Item> {
        let found = self.folders.of_task(task).await;
        found.ok_or_else(|| Error::new(Kind::NotFound, "error-no-task"))
    }

    async fn item_of_instance(&self, instance: &Id) -> Result<Item> {
        let detail = self.api.get(instance).await?;
        let items = self.reader.items(instance, &detail.approval);
        let first = items.into_iter().next();
        first.ok_or_else(|| Error::new(Kind::NotFound, "error-no-task"))
    }

    async fn canvas(&self, instance: &Id) -> Result<Canvas> {
        let detail = self.api.get(instance).await?;
        Ok(canvas::canvas(&detail.approval, &self.reader.terms))
    }

    async fn tasks(&self, instance: &Id) -> Result<Vec<Task>> {
        let detail = self.api.get(instance).await?;
        Ok(seats::seats(instance, &detail.approval, &self.reader.terms))
    }

    async fn flows(&self, kind: FlowKind) -> Result<Vec<DeployedFlow>> {
        if kind != FlowKind::Approval {
            return unsupported();
        }
        let (forms, _) = self.api.approval_type_forms().await?;
        let forms = forms.approval_type_forms.into_iter();
        Ok(forms.filter_map(|form| self.flow(form)).collect())
    }
}
