//! `demo`: the screen or a command on a server of its own, which ends with it. All files are in a
//! folder that goes away; the user's own are neither read nor written.

use std::net::SocketAddr;
use std::time::Duration;

use tempfile::TempDir;

use super::args::{Global, Trial};
use super::look::Look;
use super::serve::{failed, options};
use super::{Start, on_account, overrides, setup, stop};
use crate::config::folders::{make_private, write_whole};
use crate::config::{ALL, Account, Config, Env, Folders, Overrides};
use crate::error::{Error, Kind, Result};
use crate::log;
use crate::sandbox;
use crate::sandbox::{Options, Sandbox};
use crate::webhook;

/// Saved views and columns of the demo.
const DEMO: &str = include_str!("../../assets/demo.toml");

/// What is asked of the demo.
pub(super) struct Demo {
    /// Whether all accounts of the one person are shown together.
    pub(super) all_providers: bool,
    /// Seconds after which something happens by itself.
    pub(super) alive: Option<u64>,
    /// Instead of the screen.
    pub(super) asked: Option<Trial>,
}

/// Where the demo's own inbox receives pushes.
struct Post {
    addr: SocketAddr,
    path: String,
}

pub(super) async fn run(
    global: &Global,
    demo: Demo,
    env: Env,
    start: Start,
    look: &mut Look,
) -> Result<u8> {
    let folder = tempfile::Builder::new()
        .prefix("zhupi-demo-")
        .tempdir()
        .map_err(|error| Error::new(Kind::System, "error-system").because(error))?;
    let post = match demo.asked {
        None => Some(Post::below(&folder).await?),
        Some(_) => None,
    };
    let pause = demo.alive.filter(|seconds| *seconds > 0);
    let started = sandbox::start(Options {
        push: post.as_ref().map(Post::url),
        alive: post.as_ref().and(pause).map(Duration::from_secs),
        ..options(look.now)
    });
    let server = started.await.map_err(failed)?;
    let folders = Folders::below(folder.path());
    log::start(&folders.state, global.verbose && demo.asked.is_some())?;
    let config = configured(global, &demo, &server, folders, post.as_ref(), env)?;
    match demo.asked {
        None => on_account(config, global, None, start, look).await,
        Some(asked) => tokio::select! {
            ended = on_trial(asked, config, global, start, look) => ended,
            () = stop::asked() => Err(Error::new(Kind::System, "error-stopped")),
        },
    }
}

/// What the demo is told to do instead of showing the screen.
async fn on_trial(
    asked: Trial,
    config: Config,
    global: &Global,
    start: Start,
    look: &mut Look,
) -> Result<u8> {
    match asked {
        Trial::Request(request) => on_account(config, global, Some(request), start, look).await,
        Trial::Inspect(asked) => {
            // What is in effect is read from where it says it stands.
            config.path.parent().map_or(Ok(()), make_private)?;
            write_whole(&config.path, config.as_read())?;
            setup::inspect(&asked, Ok(config), start, look).await
        }
        Trial::Login(_) | Trial::Logout(_) => Err(not_here()),
    }
}

/// Nobody logs in to the demo, or out of it.
pub(super) fn not_here() -> Error {
    Error::new(Kind::Usage, "error-demo-login").hint("hint-demo-login")
}

/// The accounts of the sandbox, with the demo's views.
fn configured(
    global: &Global,
    demo: &Demo,
    server: &Sandbox,
    folders: Folders,
    post: Option<&Post>,
    env: Env,
) -> Result<Config> {
    let listen = post.map(Post::listen).unwrap_or_default();
    let everybody = || demo.all_providers.then(|| ALL.to_owned());
    let mut config = Config::parse(
        &(server.config_toml() + DEMO + &listen),
        folders.config_file(),
        folders,
        // The user's own secrets belong to accounts that happen to have the same names.
        env.without_prefix("ZHUPI_"),
        Overrides {
            config: None,
            account: global.account.clone().or_else(everybody),
            ..overrides(global)
        },
    )?;
    if demo.all_providers {
        keep_one_of_each(&mut config);
    }
    Ok(config)
}

impl Post {
    async fn below(folder: &TempDir) -> Result<Self> {
        // As secret as the folder's name is.
        let name = folder.path().file_name().unwrap_or_default();
        Ok(Self {
            addr: webhook::free_address().await?,
            path: format!("/{}", name.to_string_lossy()),
        })
    }

    fn url(&self) -> String {
        format!("http://{}{}", self.addr, self.path)
    }

    fn listen(&self) -> String {
        let Self { addr, path } = self;
        format!("\n[listen]\naddr = \"{addr}\"\npath = \"{path}\"\n")
    }
}

/// The account that the demo opens, and those of the same person at other providers.
fn keep_one_of_each(config: &mut Config) {
    let usual = config.file.default_account.clone();
    let accounts = &mut config.file.accounts;
    let of_usual = |account: &Account| account.provider.clone();
    let provider = usual
        .as_ref()
        .and_then(|name| accounts.get(name))
        .map(of_usual);
    accounts.retain(|name, account| {
        Some(name) == usual.as_ref() || Some(&account.provider) != provider.as_ref()
    });
}
