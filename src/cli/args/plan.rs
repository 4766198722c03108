//! The options of `plan` and `apply`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::folder;
use crate::domain::item::Folder;
use crate::domain::verb::{Needs, TABLE, Verb};

#[derive(Debug, Args)]
pub(in crate::cli) struct Plan {
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(in crate::cli) filter: Option<String>,
    #[arg(long, value_parser = verb(), hide_possible_values = true)]
    pub(in crate::cli) verb: Verb,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(in crate::cli) comment: Option<String>,
    #[arg(long, value_parser = folder(), hide_possible_values = true)]
    pub(in crate::cli) folder: Option<Folder>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Apply {
    pub(in crate::cli) file: PathBuf,
    #[arg(short, long)]
    pub(in crate::cli) yes: bool,
}

/// The verbs that need nothing which differs from item to item.
fn verb() -> impl TypedValueParser<Value = Verb> {
    let rows = TABLE.iter().filter(|row| row.needs == Needs::Nothing);
    let names: Vec<_> = rows.map(|row| row.name).collect();
    PossibleValuesParser::new(names).try_map(|name| Verb::parse(&name).ok_or("no such verb"))
}
