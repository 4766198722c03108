//! The options of the commands about flows and their instances.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::flow::{FlowKind, InstanceSort, State};
use crate::domain::given::Given;

#[derive(Debug, Args)]
pub(in crate::cli) struct Flows {
    #[arg(long = "type", value_name = "approval|logic", value_parser = kind())]
    #[arg(hide_possible_values = true)]
    pub(in crate::cli) kind: Option<FlowKind>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Start {
    pub(in crate::cli) flow: String,
    #[arg(long, value_name = "KEY.FIELD=VALUE|KEY:=JSON", value_parser = Given::parse)]
    pub(in crate::cli) input: Vec<Given>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Instances {
    #[arg(long)]
    pub(in crate::cli) flow: Option<String>,
    #[arg(long, value_parser = state(), hide_possible_values = true)]
    pub(in crate::cli) status: Option<State>,
    #[arg(long, value_name = "USER")]
    pub(in crate::cli) starter: Option<String>,
    #[arg(long)]
    pub(in crate::cli) version: Option<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) since: Option<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) until: Option<String>,
    #[arg(long, value_name = "KEY", value_parser = sort(), hide_possible_values = true)]
    pub(in crate::cli) sort: Option<InstanceSort>,
    #[arg(long)]
    pub(in crate::cli) reverse: bool,
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

fn kind() -> impl TypedValueParser<Value = FlowKind> {
    PossibleValuesParser::new(["approval", "logic"])
        .try_map(|name| FlowKind::parse(&name).ok_or("no such type"))
}

fn state() -> impl TypedValueParser<Value = State> {
    PossibleValuesParser::new(State::ALL.map(State::name))
        .try_map(|name| State::parse(&name).ok_or("no such status"))
}

fn sort() -> impl TypedValueParser<Value = InstanceSort> {
    PossibleValuesParser::new(InstanceSort::ALL.map(InstanceSort::name))
        .try_map(|name| InstanceSort::parse(&name).ok_or("no such key"))
}
