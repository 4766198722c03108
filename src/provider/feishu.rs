//! Feishu approvals: the instance of document 004, and the fourth set of interfaces for folders,
//! guard and verbs. Nothing of their words and quirks leaves this part.

mod act;
mod api;
mod auth;
mod convert;
mod copies;
mod folders;
mod names;
mod terms;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use tokio::time::timeout;
use url::Url;

use self::api::{Api, Detail, Ids};
use self::auth::Auth;
use self::convert::instance::VERBS;
use self::convert::{Reader, canvas, form, history, instance, item, targets};
use self::folders::Folders;
use self::names::Names;
use self::terms::Terms;
use self::wire::envelope;
use super::http::{Limits, Roots, Transport};
use super::{Answer, Capabilities, Provider, Server};
use crate::config::{Account, Env};
use crate::domain::canvas::Canvas;
use crate::domain::decision::{Decision, Target};
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::instance::{Act, Instance, Standing, Task};
use crate::domain::item::{Counts, Item, Page, PageRequest};
use crate::domain::people::{PeoplePage, Person, Wanted};
use crate::domain::verb::{Guard, Verb};
use crate::error::{Error, Kind, Result};

/// Where the service is unless the account says otherwise, and where document 004 puts it.
const ADDRESS: &str = "https://open.feishu.cn";
const LEGACY_ADDRESS: &str = "https://www.feishu.cn";

/// How many people are asked for with one instance, how many at once, and how long it waits.
const MOST_NAMES: usize = 64;
const NAME_LANES: usize = 8;
const NAMES_WITHIN: Duration = Duration::from_secs(1);

/// One account at one tenant.
pub struct Feishu {
    reader: Reader,
    api: Api,
    folders: Folders,
}

impl std::fmt::Debug for Feishu {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { reader, api, .. } = self;
        write!(f, "Feishu({}, {:?})", reader.account, api.transport)
    }
}

/// Checks an account and prepares the lines to its servers; nothing is sent and no secret read.
/// `language` is the tag of the language that answers are wanted in: `zh` or `en`.
pub fn connect(name: &str, account: &Account, env: &Env, language: &str) -> Result<Feishu> {
    let said = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
    let app_id =
        said(&account.app_id).ok_or_else(|| bad_key("error-account-key", name, "app_id"))?;
    let (me, ids) = match (said(&account.user_id), said(&account.open_id)) {
        (Some(user), _) => (user, Ids::User),
        (None, Some(open)) => (open, Ids::Open),
        (None, None) => return Err(bad_key("error-account-key", name, "user_id")),
    };
    let base = said(&account.base_url);
    // Who names one address means a server of their own: nothing of theirs goes to the public one.
    let legacy = said(&account.legacy_base_url).or_else(|| base.clone());
    let line = |address: Option<String>, public: &str, key: &'static str| {
        let url = base_url(address.as_deref().unwrap_or(public));
        let url = url.ok_or_else(|| bad_key("error-account-address", name, key))?;
        let (limits, roots) = (Limits::default(), Roots::of(env));
        Ok::<_, Error>(Transport::new(&url, limits, roots, envelope::said))
    };
    let terms = Terms::new(language);
    Ok(Feishu {
        api: Api {
            transport: line(base, ADDRESS, "base_url")?,
            legacy: line(legacy, LEGACY_ADDRESS, "legacy_base_url")?,
            auth: Auth::new(name, account, env, app_id),
            me: Id::from(me.as_str()),
            ids,
            locale: terms.locale(),
        },
        reader: Reader {
            account: Arc::from(name),
            me: Id::from(me),
            ids,
            terms,
            names: Names::default(),
        },
        folders: Folders::default(),
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

impl Feishu {
    /// An instance as document 004 has it, and the names of its people.
    async fn told(&self, id: &Id) -> Result<Detail> {
        let detail = self.api.get_v2(id).await?;
        let reader = &self.reader;
        let people = detail.instance.people();
        let spoken = people.filter_map(|(user, open)| reader.ids.pick(user, open).cloned());
        self.meet(spoken).await;
        Ok(detail)
    }

    /// Learns what people are called; who may not ask that goes on with their ids. Nobody waits
    /// long for names: those that are late are asked for the next time.
    async fn meet(&self, ids: impl Iterator<Item = Id> + Send) {
        let names = &self.reader.names;
        let strangers = names.strangers(ids).into_iter().take(MOST_NAMES);
        let asked = strangers.map(|id| async move {
            match self.api.name(&id).await {
                Ok(name) => names.answered(&id, name.as_deref()),
                Err(error) if is_answer(error.kind) => names.answered(&id, None),
                Err(_) => {}
            }
        });
        let asked = stream::iter(asked).buffer_unordered(NAME_LANES);
        let _ = timeout(NAMES_WITHIN, asked.collect::<()>()).await;
    }
}

/// Whether the directory will say the same the next time.
fn is_answer(kind: Kind) -> bool {
    matches!(kind, Kind::Refused | Kind::Denied | Kind::NotFound)
}

#[async_trait]
impl Provider for Feishu {
    fn capabilities(&self) -> Capabilities {
        Capabilities { verbs: VERBS }
    }

    fn is_open(&self) -> bool {
        self.api.transport.is_open() || self.api.legacy.is_open()
    }

    fn server(&self) -> Option<Server> {
        let (https, host, port) = self.api.transport.end()?;
        Some(Server { https, host, port })
    }

    fn silence(&self) -> Option<Duration> {
        [&self.api.transport, &self.api.legacy]
            .into_iter()
            .filter_map(Transport::silence)
            .max()
    }

    async fn counts(&self) -> Result<Counts> {
        folders::counts(&self.api).await
    }

    async fn list(&self, page: &PageRequest) -> Result<Page> {
        let found = self
            .folders
            .page(&self.api, page.folder, page.number, page.size);
        let found = found.await?;
        let misshapen = || envelope::misshapen("tasks/query", "process_code");
        let rows = found.rows.into_iter();
        let items = rows
            .map(|(topic, row)| {
                item::item(page.folder, topic, row, &self.reader).ok_or_else(misshapen)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Page {
            total: found.total,
            items,
            ..Page::default()
        })
    }

    async fn open(&self, row: &Item) -> Result<Instance> {
        let detail = self.told(&row.instance_id).await?;
        let (told, raw) = (&detail.instance, &detail.raw);
        Ok(instance::instance(row, told, raw, &self.reader))
    }

    async fn form(&self, row: &Item) -> Result<Form> {
        let detail = self.api.get(&row.instance_id).await?;
        Ok(form::read(&detail.instance.form, &self.reader).form)
    }

    async fn standing(&self, row: &Item, verb: Verb, with_form: bool) -> Result<Standing> {
        let detail = match self.api.get(&row.instance_id).await {
            Err(error) if envelope::is_gone(&error) => return Ok(Standing::default()),
            detail => detail?,
        };
        let told = &detail.instance;
        let now = item::completed(row, told, &self.reader);
        let tasks = instance::tasks(told, &row.instance_id, &self.reader);
        let own = |task: &Task| Some(&task.id) == row.task_id.as_ref();
        Ok(Standing {
            task: tasks.into_iter().find(own),
            running: (verb.row().guard != Guard::OpenTask).then_some(!now.completed),
            outcome: now.outcome,
            form: with_form.then(|| form::read(&told.form, &self.reader).form),
            server_at: detail.server_at,
        })
    }

    async fn history(&self, row: &Item) -> Result<Vec<Act>> {
        let detail = self.api.get(&row.instance_id).await?;
        Ok(history::history(&detail.instance, &self.reader))
    }

    async fn act(&self, decision: &Decision) -> Answer {
        act::act(&self.api, decision).await
    }

    async fn people(&self) -> Result<Vec<Person>> {
        Ok(self.reader.names.people())
    }

    async fn some_people(&self, wanted: &Wanted, skip: usize, top: u32) -> Result<PeoplePage> {
        let named = match wanted {
            Wanted::Ids(ids) => ids.clone(),
            Wanted::Called(text) if names::is_id(text) => vec![Id::from(text.as_str())],
            Wanted::Called(_) | Wanted::Like(_) | Wanted::Everybody => Vec::new(),
        };
        self.meet(named.into_iter()).await;
        Ok(self.reader.names.some(wanted, skip, top))
    }

    async fn item_of_instance(&self, id: &Id) -> Result<Item> {
        let detail = self.told(id).await?;
        Ok(item::of_instance(id, &detail.instance, &self.reader))
    }

    async fn canvas(&self, id: &Id) -> Result<Canvas> {
        let detail = self.told(id).await?;
        Ok(canvas::canvas(&detail.instance, &self.reader))
    }

    async fn tasks(&self, id: &Id) -> Result<Vec<Task>> {
        let detail = self.told(id).await?;
        Ok(instance::tasks(&detail.instance, id, &self.reader))
    }

    async fn rollback_targets(&self, row: &Item) -> Result<Vec<Target>> {
        let detail = self.api.get(&row.instance_id).await?;
        Ok(targets::targets(&detail.instance, &self.reader))
    }

    async fn server_time(&self) -> Result<Option<Timestamp>> {
        self.api.server_time().await
    }
}
