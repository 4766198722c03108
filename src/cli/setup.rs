//! The commands that set the program up, or look into what is wrong with it. They work where no
//! account does.

use super::args::{Global, Inspect, Settings, Setup};
use super::look::Look;
use super::{Start, account, doctor, login, overrides, settings, settled};
use crate::config::{Config, Env};
use crate::error::Result;

pub(super) async fn run(
    asked: &Setup,
    global: &Global,
    env: Env,
    start: Start,
    look: &mut Look,
) -> Result<u8> {
    if let Setup::Inspect(Inspect::Config {
        what: Settings::Path,
    }) = asked
    {
        let (place, _) = Config::place(&env, &overrides(global))?;
        return settings::path(&place, look);
    }
    if let Setup::Inspect(Inspect::Config {
        what: Settings::Default,
    }) = asked
    {
        return settings::default();
    }
    let loaded = settled(env, global, look);
    match asked {
        Setup::Login(args) => login::run(args, &loaded?, start, look).await,
        Setup::Logout(args) => account::logout(args, loaded?, look).await,
        Setup::Inspect(asked) => inspect(asked, loaded, start, look).await,
    }
}

/// Looks into a configuration, wherever it comes from.
pub(super) async fn inspect(
    asked: &Inspect,
    loaded: Result<Config>,
    start: Start,
    look: &Look,
) -> Result<u8> {
    match asked {
        Inspect::Doctor => doctor::run(loaded, start, look).await,
        Inspect::Accounts => account::list(&loaded?, start, look).await,
        Inspect::Config { what } => match what {
            Settings::Path => settings::path(&loaded?.path, look),
            Settings::Show => settings::show(&loaded?, look).await,
            Settings::Check => settings::check(&loaded?, start, look),
            Settings::Default => settings::default(),
        },
    }
}
