//! The company of the sandbox, and the folder in which 王芳 keeps journal and cache.

use jiff::civil::Date;
use tempfile::TempDir;
use zhupi::config::{Config, Env, Folders, Overrides};
use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::item::{Folder, Item, ServerSort};
use zhupi::domain::verb::Verb;
use zhupi::inbox::Inbox;
use zhupi::locale::Language;
use zhupi::sandbox::{Faults, Options, Sandbox, start};

use super::app::App;

pub(super) struct Office {
    pub(super) sandbox: Sandbox,
    folder: TempDir,
}

impl Office {
    pub(super) async fn open() -> Self {
        Self::with(None).await
    }

    /// With so many to-dos for its main person.
    pub(super) async fn with(items: Option<usize>) -> Self {
        Self::of(Options {
            items,
            ..Options::default()
        })
        .await
    }

    pub(super) async fn of(options: Options) -> Self {
        Self::told(Options {
            today: jiff::civil::date(2026, 3, 20),
            ..options
        })
        .await
    }

    /// The company on a day. Where that is to come, its clock stands at 00:00.
    pub(super) async fn open_on(today: Date) -> Self {
        Self::told(Options {
            today,
            ..Options::default()
        })
        .await
    }

    async fn told(options: Options) -> Self {
        Self {
            sandbox: start(options).await.unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// 王芳 sits down at her screen.
    pub(super) async fn sit_down(&self) -> App {
        self.sit_down_as("work").await
    }

    /// Somebody sits down at a screen of their own.
    pub(super) async fn sit_down_as(&self, account: &str) -> App {
        App::start(self.inbox(account)).await
    }

    /// The inbox of an account; each has its own folder.
    pub(super) fn inbox(&self, account: &str) -> Inbox {
        self.inbox_at(account, account)
    }

    /// The same on some machine: journal and cache are that machine's.
    pub(super) fn inbox_at(&self, machine: &str, account: &str) -> Inbox {
        zhupi::open(&self.config(machine, account, "")).unwrap()
    }

    /// The configuration of an account on a machine, with something more in it.
    pub(super) fn config(&self, machine: &str, account: &str, more: &str) -> Config {
        self.configured(machine, account, more, None)
    }

    /// The inbox of an account whose person reads a language.
    pub(super) fn inbox_in(&self, language: Language, account: &str) -> Inbox {
        let machine = format!("{account}-{}", language.name());
        let config = self.configured(&machine, account, "", Some(language));
        zhupi::open(&config).unwrap()
    }

    fn configured(
        &self,
        machine: &str,
        account: &str,
        more: &str,
        language: Option<Language>,
    ) -> Config {
        let overrides = Overrides {
            account: Some(account.to_owned()),
            language,
            ..Overrides::default()
        };
        let folder = self.folder.path().join(machine);
        let config = Config::parse(
            &(self.sandbox.config_toml() + more),
            folder.join("config.toml"),
            Folders::below(&folder),
            Env::default(),
            overrides,
        );
        config.unwrap()
    }

    /// What a person finds in a folder now.
    pub(super) async fn items(&self, account: &str, folder: Folder) -> Vec<Item> {
        let page = self
            .inbox(account)
            .all(folder, ServerSort::Started, false)
            .await;
        page.unwrap().items
    }

    /// Whether a person has a to-do of the same instance as an item.
    pub(super) async fn waits_for(&self, account: &str, item: &Item) -> bool {
        let todos = self.items(account, Folder::Todo).await;
        todos
            .iter()
            .any(|todo| todo.instance_id == item.instance_id)
    }

    /// A colleague agrees to the same instance, in an inbox of their own.
    pub(super) async fn agrees(&self, account: &str, item: &Item) {
        let inbox = self.inbox(account);
        let todos = self.items(account, Folder::Todo).await;
        let same = |todo: &Item| todo.instance_id == item.instance_id;
        let todo = todos.into_iter().find(same).unwrap();
        let baseline = Baseline::Fresh(inbox.form(&todo).await.unwrap());
        let decision = Decision::new(todo, Verb::Approve, baseline);
        let receipt = inbox.send(decision).await;
        assert_eq!(receipt.status, Status::Done, "{receipt:?}");
    }

    /// How often anything was decided on an item's task, as the server counts.
    pub(super) fn decisions(&self, item: &Item) -> u32 {
        let task = item.task_id.as_ref().unwrap().as_str();
        self.sandbox
            .decisions()
            .get(task)
            .copied()
            .unwrap_or_default()
    }

    /// How many decisions reached the server.
    pub(super) fn all_decisions(&self) -> u32 {
        self.sandbox.decisions().values().sum()
    }

    pub(super) fn faults(&self, rules: &str) {
        self.sandbox.set_faults(Faults::parse(rules).unwrap());
    }

    /// What a delay holds back is answered now.
    pub(super) fn let_go(&self) {
        self.sandbox.let_go();
    }
}
