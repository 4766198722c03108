//! The options of the deciding commands: each variant becomes one [`Order`].

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use super::{folder, given};
use crate::domain::given::Fill;
use crate::domain::item::Folder;
use crate::domain::verb::Verb;

/// What changes something at the server.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Deciding {
    Approve(Complete),
    Reject(Complete),
    Handle(Complete),
    Submit(Complete),
    Transfer(Transfer),
    Countersign(Countersign),
    Rollback(Rollback),
    Revoke(Revoke),
    Remind(Decide),
    Stop(Stop),
}

/// What every deciding command takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Decide {
    #[arg(required_unless_present = "filter", value_name = "ID", value_parser = given())]
    pub(in crate::cli) ids: Vec<String>,
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    #[arg(conflicts_with = "ids")]
    pub(in crate::cli) filter: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    comment: Option<String>,
    #[arg(long, value_parser = folder(), hide_possible_values = true)]
    folder: Option<Folder>,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(short, long)]
    pub(in crate::cli) yes: bool,
    #[arg(long)]
    pub(in crate::cli) no_guard: bool,
}

/// What completes a task, with all that its page takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Complete {
    #[command(flatten)]
    decide: Decide,
    #[arg(long, value_name = "KEY.FIELD=VALUE", value_parser = Fill::parse)]
    input: Vec<Fill>,
    #[arg(long, value_name = "USER", num_args = 1..)]
    cc: Vec<String>,
    #[arg(long, value_name = "USER", num_args = 1..)]
    next: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Transfer {
    #[command(flatten)]
    decide: Decide,
    #[arg(long, value_name = "USER")]
    to: String,
    #[arg(long, value_name = "USER", num_args = 1..)]
    cc: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Countersign {
    #[command(flatten)]
    decide: Decide,
    #[arg(long, value_name = "USER", num_args = 1.., required = true)]
    add: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Rollback {
    #[command(flatten)]
    decide: Decide,
    #[arg(long, value_name = "NODE")]
    to: Option<String>,
    #[arg(long, conflicts_with = "to")]
    list: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Revoke {
    #[command(flatten)]
    decide: Decide,
    #[arg(long = "as", value_name = "applicant|approver")]
    #[arg(hide_possible_values = true, conflicts_with = "folder")]
    role: Option<Role>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Stop {
    #[command(flatten)]
    decide: Decide,
    #[arg(long, value_name = "TEXT", required_unless_present = "comment")]
    #[arg(conflicts_with = "comment", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// Next approvers to be chosen.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("chosen").args(["to", "all"]))]
pub(in crate::cli) struct Next {
    #[arg(requires = "chosen", value_parser = given())]
    pub(in crate::cli) id: Option<String>,
    #[arg(long, value_name = "USER", num_args = 1.., requires = "id")]
    pub(in crate::cli) to: Vec<String>,
    #[arg(long, requires = "id")]
    pub(in crate::cli) all: bool,
}

/// Whose act is revoked: the request, or a decision on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    Applicant,
    Approver,
}

impl Role {
    /// The folder in which acts of this role stand.
    fn folder(self) -> Folder {
        match self {
            Self::Applicant => Folder::Created,
            Self::Approver => Folder::Done,
        }
    }
}

/// A deciding command with all its line says.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Order<'a> {
    pub(in crate::cli) verb: Verb,
    pub(in crate::cli) args: &'a Decide,
    pub(in crate::cli) comment: Option<&'a str>,
    pub(in crate::cli) folder: Option<Folder>,
    /// To whom: ids or names.
    pub(in crate::cli) people: &'a [String],
    /// Back to which node.
    pub(in crate::cli) target: Option<&'a str>,
    /// Only the nodes are asked for that it could go back to.
    pub(in crate::cli) lists: bool,
    pub(in crate::cli) cc: &'a [String],
    pub(in crate::cli) inputs: &'a [Fill],
    /// Who is to be asked next, where that has to be chosen.
    pub(in crate::cli) next: &'a [String],
}

impl Deciding {
    pub(in crate::cli) fn order(&self) -> Order<'_> {
        match self {
            Self::Approve(args) => Order::complete(Verb::Approve, args),
            Self::Reject(args) => Order::complete(Verb::Reject, args),
            Self::Handle(args) => Order::complete(Verb::Handle, args),
            Self::Submit(args) => Order::complete(Verb::Submit, args),
            Self::Transfer(transfer) => Order {
                people: std::slice::from_ref(&transfer.to),
                cc: &transfer.cc,
                ..Order::new(Verb::Transfer, &transfer.decide)
            },
            Self::Countersign(countersign) => Order {
                people: &countersign.add,
                ..Order::new(Verb::Countersign, &countersign.decide)
            },
            Self::Rollback(rollback) => Order {
                target: rollback.to.as_deref(),
                lists: rollback.list,
                ..Order::new(Verb::Rollback, &rollback.decide)
            },
            Self::Revoke(revoke) => Order {
                folder: revoke.role.map(Role::folder).or(revoke.decide.folder),
                ..Order::new(Verb::Revoke, &revoke.decide)
            },
            Self::Remind(args) => Order::new(Verb::Remind, args),
            Self::Stop(stop) => Order {
                comment: stop.reason.as_deref().or(stop.decide.comment.as_deref()),
                ..Order::new(Verb::Stop, &stop.decide)
            },
        }
    }
}

impl<'a> Order<'a> {
    fn new(verb: Verb, args: &'a Decide) -> Self {
        Self {
            verb,
            args,
            comment: args.comment.as_deref(),
            folder: args.folder,
            people: &[],
            target: None,
            lists: false,
            cc: &[],
            inputs: &[],
            next: &[],
        }
    }

    fn complete(verb: Verb, args: &'a Complete) -> Self {
        Self {
            cc: &args.cc,
            inputs: &args.input,
            next: &args.next,
            ..Self::new(verb, &args.decide)
        }
    }
}
