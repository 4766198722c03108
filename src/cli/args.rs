//! The command line as a tree of types. Their doc lines are for readers of the code: what the
//! user reads stands in the catalogue and is put in by `help`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::domain::item::Folder;
use crate::domain::verb::Verb;

/// `zhupi [OPTIONS] [COMMAND]`
#[derive(Debug, Parser)]
#[command(name = "zhupi", version)]
#[command(disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that may stand anywhere on the line.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Global {
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) account: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(super) read_only: bool,
    #[arg(short = 'o', long, global = true, hide_possible_values = true)]
    #[arg(value_name = "table|json|jsonl|csv")]
    pub(super) output: Option<Format>,
    #[arg(long, global = true, value_name = "zh|en")]
    #[arg(hide_possible_values = true)]
    pub(super) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "auto|always|never")]
    #[arg(hide_possible_values = true)]
    pub(super) color: Option<Color>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub(super) help: Option<bool>,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Table,
    /// One document.
    Json,
    /// One document a line.
    Jsonl,
    /// One row a line, under a header.
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// The inbox, or a request, on an embedded sandbox of its own.
    Demo {
        #[command(subcommand)]
        request: Option<Request>,
    },
    /// The sandbox by itself.
    Sandbox(Sandbox),
    #[command(flatten)]
    Request(Request),
}

/// What is asked of one account.
#[derive(Debug, Subcommand)]
pub(super) enum Request {
    Counts,
    List(List),
    Show(Show),
    #[command(flatten)]
    Decide(Deciding),
    Users {
        text: String,
    },
    Journal {
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        since: Option<String>,
    },
    Resume,
}

/// What changes something at the server.
#[derive(Debug, Subcommand)]
pub(super) enum Deciding {
    Approve(Decide),
    Reject(Decide),
    Handle(Decide),
    Submit(Decide),
    Transfer(Transfer),
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(value_parser = folder(), hide_possible_values = true)]
    pub(super) folder: Option<Folder>,
    #[arg(long, value_name = "KEY", hide_possible_values = true)]
    pub(super) sort: Option<SortKey>,
    #[arg(long)]
    pub(super) reverse: bool,
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub(super) limit: Option<usize>,
    #[arg(long)]
    pub(super) all: bool,
}

/// The ordered fields of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SortKey {
    Started,
    Arrived,
    Name,
    Flow,
    From,
    Node,
    Id,
    Ended,
    Status,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(required_unless_present = "instance", conflicts_with = "instance")]
    pub(super) id: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) instance: Option<String>,
    #[arg(long, value_parser = folder(), hide_possible_values = true)]
    pub(super) folder: Option<Folder>,
    #[arg(long)]
    pub(super) raw: bool,
}

/// What every deciding command takes.
#[derive(Debug, Args)]
pub(super) struct Decide {
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) comment: Option<String>,
    #[arg(long, value_parser = folder(), hide_possible_values = true)]
    pub(super) folder: Option<Folder>,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(short, long)]
    pub(super) yes: bool,
    #[arg(long)]
    pub(super) no_guard: bool,
}

#[derive(Debug, Args)]
pub(super) struct Transfer {
    #[command(flatten)]
    pub(super) decide: Decide,
    #[arg(long, value_name = "USER")]
    pub(super) to: String,
}

#[derive(Debug, Args)]
pub(super) struct Revoke {
    #[command(flatten)]
    pub(super) decide: Decide,
    #[arg(long = "as", value_name = "applicant|approver")]
    #[arg(hide_possible_values = true, conflicts_with = "folder")]
    pub(super) role: Option<Role>,
}

/// Whose act is revoked: the request, or a decision on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Role {
    Applicant,
    Approver,
}

impl Role {
    /// The folder in which acts of this role stand.
    pub(super) fn folder(self) -> Folder {
        match self {
            Self::Applicant => Folder::Created,
            Self::Approver => Folder::Done,
        }
    }
}

/// How the sandbox answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerStyle {
    Clean,
    AsDocumented,
}

#[derive(Debug, Args)]
pub(super) struct Sandbox {
    #[arg(long, value_name = "HOST:PORT")]
    pub(super) addr: Option<SocketAddr>,
    #[arg(long, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(super) items: Option<usize>,
    #[arg(long, value_name = "STYLE")]
    pub(super) style: Option<AnswerStyle>,
    #[arg(long, value_name = "MS")]
    pub(super) latency: Option<u64>,
    #[arg(long, value_name = "FILE")]
    pub(super) faults: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) write_config: Option<PathBuf>,
}

/// A deciding command with all its line says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order<'a> {
    pub(super) verb: Verb,
    pub(super) args: &'a Decide,
    pub(super) folder: Option<Folder>,
    pub(super) to: Option<&'a str>,
}

impl Deciding {
    pub(super) fn order(&self) -> Order<'_> {
        match self {
            Self::Approve(args) => Order::new(Verb::Approve, args),
            Self::Reject(args) => Order::new(Verb::Reject, args),
            Self::Handle(args) => Order::new(Verb::Handle, args),
            Self::Submit(args) => Order::new(Verb::Submit, args),
            Self::Transfer(transfer) => Order {
                to: Some(&transfer.to),
                ..Order::new(Verb::Transfer, &transfer.decide)
            },
            Self::Revoke(revoke) => Order {
                folder: revoke.role.map(Role::folder).or(revoke.decide.folder),
                ..Order::new(Verb::Revoke, &revoke.decide)
            },
        }
    }
}

impl<'a> Order<'a> {
    fn new(verb: Verb, args: &'a Decide) -> Self {
        Self {
            verb,
            args,
            folder: args.folder,
            to: None,
        }
    }
}

fn folder() -> impl TypedValueParser<Value = Folder> {
    PossibleValuesParser::new(Folder::ALL.map(Folder::name))
        .try_map(|name| Folder::parse(&name).ok_or("no such folder"))
}
