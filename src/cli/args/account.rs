//! The commands about accounts and configuration, with their options. Starts nothing.

use clap::{Args, Subcommand};

/// What needs no account that works.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Setup {
    Login(Box<Login>),
    Logout(Logout),
    #[command(flatten)]
    Inspect(Inspect),
}

/// What is set up, and whether it works. Changes nothing.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Inspect {
    Accounts,
    Doctor,
    Config {
        #[command(subcommand)]
        what: Settings,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub(in crate::cli) enum Settings {
    Path,
    Show,
    Check,
    Default,
}

#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Login {
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    #[arg(long, value_name = "PROVIDER")]
    pub(in crate::cli) provider: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) env_id: Option<String>,
    #[arg(long, value_name = "REGION")]
    pub(in crate::cli) region: Option<String>,
    #[arg(long, value_name = "TYPE")]
    pub(in crate::cli) env_type: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) base_url: Option<String>,
    #[arg(long, value_name = "USER")]
    pub(in crate::cli) user: Option<String>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) user_type: Option<i64>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) secret_id: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) corp_id: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) app_id: Option<String>,
    #[arg(long, value_name = "COMMAND")]
    pub(in crate::cli) secret_command: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Logout {
    pub(in crate::cli) name: Option<String>,
    #[arg(long)]
    pub(in crate::cli) forget: bool,
}
