//! The command line as a tree of types. Their doc lines are for readers of the code: what the
//! user reads stands in the catalogue and is put in by `help`.

mod account;
mod decide;
mod flow;
mod listen;
mod message;
mod plan;
mod serve;

use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::domain::item::Folder;
use crate::domain::order;
use crate::locale::Language;

pub(super) use account::{Inspect, Login, Logout, Settings, Setup};
pub(super) use decide::{Decide, Deciding, Next, Order};
pub(super) use flow::{Flows, Instances, Start};
pub(super) use listen::Listen;
pub(super) use message::{Mark, Messages};
pub(super) use plan::{Apply, Plan};
pub(super) use serve::{AnswerStyle, Sandbox};

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
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    #[arg(short = 'o', long, global = true, hide_possible_values = true)]
    #[arg(value_name = "table|json|jsonl|csv")]
    pub(super) output: Option<Format>,
    #[arg(long, global = true, value_name = "zh|en")]
    #[arg(hide_possible_values = true)]
    pub(super) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "auto|always|never")]
    #[arg(hide_possible_values = true)]
    pub(super) color: Option<Color>,
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub(super) help: Option<bool>,
}

impl Global {
    /// The language that the line names.
    pub(super) fn language(&self) -> Option<Language> {
        self.lang.map(|lang| match lang {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        })
    }
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
        #[arg(long)]
        all_providers: bool,
        #[arg(long, value_name = "SECONDS", default_value = "20")]
        alive: Option<u64>,
        #[command(subcommand)]
        asked: Option<Trial>,
    },
    /// What a shell completes lines with.
    Completions {
        #[arg(hide_possible_values = true)]
        shell: Shell,
    },
    Man,
    /// The sandbox by itself.
    Sandbox(Sandbox),
    /// Receives the pushes of a workflow.
    Listen(Listen),
    #[command(flatten)]
    Setup(Setup),
    #[command(flatten)]
    Request(Request),
}

/// What can be tried on the demo.
#[derive(Debug, Subcommand)]
pub(super) enum Trial {
    /// Not there; named so that this can be said.
    #[command(hide = true)]
    Login(Box<Login>),
    #[command(hide = true)]
    Logout(Logout),
    #[command(flatten)]
    Request(Request),
    #[command(flatten)]
    Inspect(Inspect),
}

/// What is asked of one account.
#[derive(Debug, Subcommand)]
pub(super) enum Request {
    Counts,
    List(List),
    Show(Show),
    Canvas(Canvas),
    #[command(flatten)]
    Decide(Deciding),
    Next(Next),
    Plan(Plan),
    Apply(Apply),
    Messages(Messages),
    Flows(Flows),
    Start(Start),
    Instances(Instances),
    Tasks {
        #[arg(value_parser = given())]
        instance: String,
    },
    Users {
        text: String,
    },
    Journal(Journal),
    Resume,
}

impl Request {
    /// The query that says which items it is about.
    pub(super) fn query(&self) -> Option<&str> {
        match self {
            Self::List(args) => args.filter.as_deref(),
            Self::Decide(deciding) => deciding.order().args.filter.as_deref(),
            Self::Plan(args) => args.filter.as_deref(),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(value_parser = folder(), hide_possible_values = true)]
    pub(super) folder: Option<Folder>,
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) filter: Option<String>,
    #[arg(long, value_name = "KEY", value_parser = order())]
    pub(super) sort: Option<order::Key>,
    #[arg(long)]
    pub(super) reverse: bool,
    #[arg(
        long,
        value_name = "N",
        conflicts_with = "all",
        allow_negative_numbers = true
    )]
    pub(super) limit: Option<usize>,
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(required_unless_present = "instance", conflicts_with = "instance")]
    #[arg(value_parser = given())]
    pub(super) id: Option<String>,
    #[arg(long, value_name = "ID", value_parser = given())]
    pub(super) instance: Option<String>,
    #[arg(long, value_parser = folder(), hide_possible_values = true)]
    pub(super) folder: Option<Folder>,
    #[arg(long)]
    pub(super) raw: bool,
}

#[derive(Debug, Args)]
pub(super) struct Journal {
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) since: Option<String>,
    #[arg(long, conflicts_with = "since")]
    pub(super) verify: bool,
}

/// How the canvas is printed for people and for drawing programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CanvasFormat {
    #[default]
    Text,
    Dot,
    Mermaid,
}

#[derive(Debug, Args)]
pub(super) struct Canvas {
    #[arg(required_unless_present = "instance", conflicts_with = "instance")]
    #[arg(value_parser = given())]
    pub(super) id: Option<String>,
    #[arg(long, value_name = "ID", value_parser = given())]
    pub(super) instance: Option<String>,
    #[arg(long, value_name = "text|dot|mermaid", hide_possible_values = true)]
    pub(super) format: Option<CanvasFormat>,
}

fn order() -> impl TypedValueParser<Value = order::Key> {
    NonEmptyStringValueParser::new().map(|name| order::Key::parse(&name))
}

/// What has to be given: an empty text is what an empty variable of a script leaves.
fn given() -> NonEmptyStringValueParser {
    NonEmptyStringValueParser::new()
}

fn folder() -> impl TypedValueParser<Value = Folder> {
    PossibleValuesParser::new(Folder::ALL.map(Folder::name))
        .try_map(|name| Folder::parse(&name).ok_or("no such folder"))
}
