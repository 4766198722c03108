//! zhupi (朱批): a terminal inbox for approvers.
//!
//! zhupi collects approvals from **providers** into one **inbox**. Two front ends, the **tui** and
//! the **cli**, call the same use-cases of the inbox. The tui is a pure core and a thin shell. The
//! **store** remembers what was seen (cache) and what was decided (journal). The **sandbox** is a
//! stand-in server that shares nothing with the client.
//!
//! ```text
//!   main ── lib ──┬── cli ──┐                     domain   what an approval is: pure data and rules
//!                 │         ├── inbox ──┬── provider ── weda, feishu, open71360
//!                 ├── tui ──┘           └── store       journal and cache, SQLite
//!                 └── sandbox                     error, config, locale, log   used by all
//! ```
//!
//! # Where things are
//!
//! * [`drawing`]: a flow's graph as cells, in one line, and for Graphviz and Mermaid. Pure.
//! * [`domain`]: items, instances, forms, verbs (one table), decisions, the plan. Knows nobody.
//! * [`provider`]: the trait, the shared transport, one folder per back-end with the same file
//!   names: `api` (one short function per interface), `auth`, `wire` (their JSON), `convert`.
//! * [`store`]: the append-only journal, the kept plan, the disposable cache, who is alive.
//! * [`inbox`]: the use-cases. [`inbox::Inbox::send`] is the heart: guard → journal → request →
//!   settle, in this order, always.
//!   An inbox is one account's; nothing below the front ends knows of more than one.
//! * [`tui`]: `update(&mut Model, Event) -> Vec<Effect>` is pure; `driver` turns an effect into one
//!   use-case and its result into an event; `view` draws `&Model`; `layout` serves both.
//! * [`webhook`]: takes the two pushes; what it has answered well is on disk.
//! * [`cli`]: a command is its arguments, one use-case, and one value of `cli/json.rs`.
//! * [`sandbox`]: a real server with a real process engine, for the demo and for every test.
//!
//! # What is absent on purpose
//!
//! * *No hidden clock.* Time is handed in from here to the inbox, and to the screen as an event.
//! * *No words below the front ends.* Domain and errors carry keys; `assets/locales` has the words.
//! * *No wire type outside its provider*, and no JSON of scripts outside `cli/json.rs`.
//! * *No request that is repeated blindly.* What may have run is looked up, never sent again.
//!
//! # Where a new thing goes
//!
//! | new | goes to |
//! |---|---|
//! | verb | a row of `domain/verb.rs`, the provider's conversion |
//! | interface | a function of `api.rs` and its structs in `wire` |
//! | key | a line of `assets/keymap.toml` |
//! | screen command | a row of `tui/command.rs`, an arm of `tui/update/run.rs` |
//! | CLI command | a variant of `cli/args.rs`, a function |
//! | words | a line in each file of `assets/locales` |
//!
//! `tests/it/tidy.rs` holds who may import whom, and fails when somebody else does.

pub mod cli;
pub mod config;
pub mod domain;
pub mod drawing;
pub mod error;
pub mod inbox;
pub mod locale;
pub mod log;
pub mod provider;
pub mod sandbox;
pub mod store;
pub mod tui;
pub mod webhook;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::config::folders::{make_private, open_private};
use crate::domain::id::Id;
use crate::error::{Error, Kind, Result};
use crate::inbox::{Inbox, Inboxes, Parts};
use crate::locale::{Language, Locale};
use crate::provider::{Memory, Provider, feishu, open71360, weda};
use crate::store::{Cache, Journal, Owner, Owners};
use crate::tui::event::Event;

/// Does what a command line says, and tells the shell how it went.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let start = cli::Start {
        open,
        screen,
        check: tui::check,
        clock: now,
    };
    cli::run(args, config::Env::of_process(), start)
}

/// Opens what the configuration names: one account, or all of them side by side, the usual one
/// first. Of several, those that cannot be opened do not keep the others from it.
fn open_named(config: &Config) -> Result<Inboxes> {
    if !config.means_all() {
        return open(config).map(Inboxes::from);
    }
    let usual = config.file.default_account.as_ref();
    let mut names: Vec<&String> = config.file.accounts.keys().collect();
    names.sort_by_key(|name| Some(*name) != usual);
    let (mut opened, mut shut) = (Vec::new(), Vec::new());
    for name in names {
        match open(&config.clone().with_account(name)) {
            Ok(inbox) => opened.push(inbox),
            Err(error) => shut.push((name.clone(), error)),
        }
    }
    let first = shut.first().map(|(_, error)| error.clone());
    Inboxes::of(opened, shut).ok_or_else(|| first.unwrap_or_else(|| config.no_account()))
}

/// Puts provider, store and inbox together for the account that the configuration names.
pub fn open(config: &Config) -> Result<Inbox> {
    let (name, account) = config.account()?;
    let folders = &config.folders;
    // At the same time: each of them takes as long as everything else before the first frame.
    let (cache, journal) = std::thread::scope(|both| {
        let journal = both.spawn(|| journal(&folders.state));
        (cache(&folders.cache), journal.join())
    });
    let (journal, owners, owner) =
        journal.map_err(|_| Error::new(Kind::System, "error-store-gone"))??;
    let cache = cache?;
    Ok(Inbox::new(Parts {
        account: name.to_owned(),
        user_id: account.hand().map(Id::new),
        provider: provider(config, &cache).map_err(|error| match error.kind {
            Kind::Config => config.at_account(name, error),
            _ => error,
        })?,
        journal,
        cache,
        owner,
        owners,
        names: config.file.fields.clone(),
        read_only: config.read_only(account),
        concurrency: config.file.concurrency,
        clock: now,
    }))
}

/// What was decided, and who is alive; without them nothing can be decided.
fn journal(folder: &Path) -> Result<(Journal, Owners, Owner)> {
    let owners = folder.join("owners");
    let open = || {
        make_private(folder)?;
        make_private(&owners)?;
        let journal = Journal::open(&private(folder, "journal.db")?)?;
        let owners = Owners::new(&owners);
        let owner = owners.join()?;
        Ok((journal, owners, owner))
    };
    open().map_err(|error: Error| match error.hint {
        None if error.message == "error-store" => error.hint("hint-journal"),
        None => error.hint("hint-state"),
        Some(_) => error,
    })
}

/// What was seen; where that cannot be kept, it is forgotten with the program.
fn cache(folder: &Path) -> Result<Cache> {
    let open = || {
        make_private(folder)?;
        Cache::open(&private(folder, "cache.db")?)
    };
    open().or_else(|error| {
        let unkept = Error::new(Kind::System, "error-cache")
            .with("folder", folder.display().to_string())
            .with("reason", error.arg("reason").unwrap_or_default())
            .hint("hint-cache");
        Cache::in_memory(unkept)
    })
}

/// The place of a file that nobody else can read.
fn private(folder: &Path, file: &str) -> Result<PathBuf> {
    let path = folder.join(file);
    open_private(&path).map(|_| path)
}

/// The back-end of the account that the configuration names.
fn provider(config: &Config, cache: &Cache) -> Result<Box<dyn Provider>> {
    let (name, account) = config.account()?;
    let env = &config.env;
    Ok(match account.provider.as_str() {
        "weda" => Box::new(weda::connect(name, account, env)?),
        "feishu" => {
            let language = config.language().name();
            Box::new(feishu::connect(name, account, env, language)?)
        }
        "open71360" => {
            let language = config.language().name();
            let memory = Box::new(Learnt {
                account: name.to_owned(),
                cache: cache.clone(),
            });
            let open = open71360::connect(name, account, env, language, memory, now)?;
            Box::new(open)
        }
        other => {
            return Err(Error::new(Kind::Config, "error-provider-unknown")
                .with("name", other)
                .with("account", name)
                .hint("hint-provider"));
        }
    })
}

/// The part of the cache that belongs to an account's provider.
#[derive(Debug)]
struct Learnt {
    account: String,
    cache: Cache,
}

#[async_trait]
impl Memory for Learnt {
    async fn recall(&self) -> Option<String> {
        self.cache.learnt(self.account.clone()).await.ok()?
    }

    fn remember(&self, text: String) {
        self.cache.remember_learnt(&self.account, text);
    }
}

/// Shows what the configuration names, and what the user goes to from there, until the user leaves
/// for good.
fn screen(mut config: Config, language: Language) -> LocalBoxFuture<'static, Result<()>> {
    async move {
        let mut inboxes = open_named(&config)?;
        let mut notice = inboxes.iter().find_map(Inbox::unkept).cloned();
        loop {
            let (post, pushes) = receive(&config, &inboxes);
            let locale = Locale::new(language);
            let left = tui::run(inboxes, &config, locale, now, notice, pushes).await;
            post.end().await;
            let tui::Left::For(next) = left? else {
                return Ok(());
            };
            (inboxes, notice) = match open_named(&next) {
                Ok(opened) => {
                    config = *next;
                    (opened, None)
                }
                // Back to where it was, to say so.
                Err(error) => (open_named(&config)?, Some(error)),
            };
        }
    }
    .boxed_local()
}

/// What receives pushes for an inbox while it is shown.
struct Post {
    stop: oneshot::Sender<()>,
    handing: JoinHandle<()>,
}

impl Post {
    /// What has come is told to its end.
    async fn end(self) {
        drop(self.stop);
        // It has ended, or it never began.
        let _ = self.handing.await;
    }
}

/// Begins to receive the pushes of an account that is shown, where that is configured; what comes
/// of it.
fn receive(config: &Config, inboxes: &Inboxes) -> (Post, UnboundedReceiver<Event>) {
    let (stop, stopped) = oneshot::channel::<()>();
    let (sender, pushes) = unbounded_channel();
    let listens = config.listens();
    let listens = listens.filter(|(_, whose)| inboxes.get(whose).is_some());
    let listens = listens.map(|(addr, whose)| (addr, Arc::from(whose)));
    let config = config.clone();
    let handing = tokio::spawn(async move {
        let Some((addr, account)) = listens else {
            return;
        };
        let failed = sender.clone();
        // Without a receiver the screen is gone.
        let tell = move |push| {
            let (account, push) = (Arc::clone(&account), Box::new(push));
            let _ = sender.send(Event::Pushed { account, push });
        };
        let stopped = async {
            // Dropped, not sent: either way it is over.
            let _ = stopped.await;
        };
        let handed = webhook::hand_on(config, addr, now, Box::new(tell), stopped).await;
        if let Err(error) = handed {
            let error = error.hint("hint-listen-inbox");
            let _ = failed.send(Event::Failed(error));
        }
    });
    (Post { stop, handing }, pushes)
}

/// The program's one clock.
#[expect(clippy::disallowed_methods, reason = "read here and handed on")]
fn now() -> Timestamp {
    Timestamp::now()
}
