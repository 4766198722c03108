//! The options of the message centre.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use crate::domain::message::MessageKind;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Messages {
    #[command(subcommand)]
    pub(in crate::cli) mark: Option<Mark>,
    #[arg(long)]
    pub(in crate::cli) unread: bool,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(in crate::cli) search: Option<String>,
    #[arg(long, value_name = "task|notice", value_parser = kind())]
    #[arg(hide_possible_values = true)]
    pub(in crate::cli) kind: Option<MessageKind>,
    #[arg(
        long,
        value_name = "N",
        conflicts_with = "all",
        allow_negative_numbers = true
    )]
    pub(in crate::cli) limit: Option<usize>,
    #[arg(long)]
    pub(in crate::cli) all: bool,
}

/// How messages are marked.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Mark {
    Read(Marked),
    Unread(Marked),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Marked {
    #[arg(
        value_name = "ID",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    pub(in crate::cli) message_ids: Vec<String>,
    #[arg(long)]
    pub(in crate::cli) all: bool,
}

fn kind() -> impl TypedValueParser<Value = MessageKind> {
    PossibleValuesParser::new(["task", "notice"])
        .try_map(|name| MessageKind::parse(&name).ok_or("no such kind"))
}
