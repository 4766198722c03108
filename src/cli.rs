//! The commands: a line of arguments becomes one use-case of the inbox and one answer.
//! `args` is the line, `json` the contract with scripts, `look` the only file that prints.
//! Never talks to a provider or the store itself.

mod account;
mod args;
mod canvas;
mod choose;
mod csv;
mod decide;
mod demo;
mod dialogue;
mod doctor;
mod filter;
mod flow;
mod help;
mod journal;
mod json;
mod list;
mod listen;
mod login;
mod look;
mod message;
mod moment;
mod pages;
mod plan;
mod read;
mod serve;
mod settings;
mod setup;
mod shell;
mod show;
mod sides;
mod stop;
mod table;
mod usage;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, ValueEnum};
use futures_util::future::LocalBoxFuture;

use crate::config::{Config, Env, Folders, Overrides};
use crate::error::{Error, Kind, Result};
use crate::inbox::{Clock, Inbox};
use crate::locale::Language;
use crate::log;
use args::{Cli, Command, Global, Request, Trial};
use filter::Reading;
use look::Look;
use sides::Sides;

/// What the commands start but do not build.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// The inbox of the account that the configuration names.
    pub open: fn(&Config) -> Result<Inbox>,
    /// The screen of what the configuration names, until it is left.
    pub screen: fn(Config, Language) -> LocalBoxFuture<'static, Result<()>>,
    /// What only the screen can say about a configuration.
    pub check: fn(&Config) -> Result<()>,
    pub clock: Clock,
}

/// The exit code when all was done.
const ALL_DONE: u8 = 0;
/// The exit code of an error.
const FAILED: u8 = 1;
/// The exit code when some items were not done.
const SOME_NOT_DONE: u8 = 3;

/// One command on one account: everything it may need.
#[derive(Debug)]
struct Session<'a> {
    inbox: Inbox,
    config: Config,
    look: &'a Look,
    reading: Arc<Reading>,
}

/// Runs one command line to its end. The first argument is the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>, env: Env, start: Start) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let now = (start.clock)();
    let mut look = Look::new(&guess(&args), &env, now);
    let cli = match parse(&args, &look) {
        Ok(Some(cli)) => cli,
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            write_log(&env, false);
            return fail(&look, &error);
        }
    };
    if !matches!(cli.command, Some(Command::Demo { .. })) {
        write_log(&env, cli.global.verbose && cli.command.is_some());
    }
    look = Look::new(&cli.global, &env, now);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            return fail(
                &look,
                &Error::new(Kind::System, "error-system").because(error),
            );
        }
    };
    let ended = runtime.block_on(dispatch(cli, env, start, &mut look));
    // Somebody may still be asked a question that no longer matters.
    runtime.shutdown_background();
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(error) => fail(&look, &error),
    }
}

/// Begins the log in the user's state folder. Where that is impossible there is none: no reason
/// not to work.
fn write_log(env: &Env, verbose: bool) {
    if let Ok(folders) = Folders::of(env) {
        let _ = log::start(&folders.state, verbose);
    }
}

fn fail(look: &Look, error: &Error) -> ExitCode {
    log::shown(error, &look.locale);
    look.print_error(error);
    ExitCode::from(error.kind.exit_code())
}

/// The parsed line; `None` when it asked for help or the version and has it.
fn parse(args: &[OsString], look: &Look) -> Result<Option<Cli>> {
    let read = |command: clap::Command| {
        let matches = command.try_get_matches_from(args)?;
        Cli::from_arg_matches(&matches)
    };
    // Most lines are right, and need none of the words that the help is made of.
    match read(Cli::command()).or_else(|_| read(help::command(&look.locale))) {
        Ok(cli) => Ok(Some(cli)),
        Err(found) => match found.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            | ErrorKind::DisplayVersion => look.print_help(&found.render()).map(|()| None),
            _ => Err(usage::error(&found)),
        },
    }
}

/// How to answer a line that may not parse.
fn guess(args: &[OsString]) -> Global {
    let args: Vec<_> = args
        .iter()
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    Global {
        output: chosen(usage::option(&args, "-o", "--output")),
        lang: chosen(usage::option(&args, "", "--lang")),
        color: chosen(usage::option(&args, "", "--color")),
        ..Global::default()
    }
}

fn chosen<T: ValueEnum>(value: Option<&str>) -> Option<T> {
    T::from_str(value?, false).ok()
}

async fn dispatch(cli: Cli, env: Env, start: Start, look: &mut Look) -> Result<u8> {
    let Cli {
        global, command, ..
    } = cli;
    let request = match command {
        Some(Command::Completions { shell }) => return shell::completions(shell, look),
        Some(Command::Man) => return shell::man(look),
        Some(Command::Sandbox(options)) => return serve::sandbox(&options, look).await,
        Some(Command::Listen(args)) => {
            let config = settled(env, &global, look)?;
            return listen::run(&config, &args, start, look).await;
        }
        Some(Command::Setup(asked)) => {
            return setup::run(&asked, &global, env, start, look).await;
        }
        Some(Command::Demo {
            all_providers,
            alive,
            asked,
        }) => {
            match &asked {
                Some(Trial::Login(_) | Trial::Logout(_)) => return Err(demo::not_here()),
                Some(Trial::Inspect(_)) => {}
                Some(Trial::Request(request)) => check(Some(request))?,
                None => check(None)?,
            }
            let asked = demo::Demo {
                all_providers,
                alive,
                asked,
            };
            return demo::run(&global, asked, env, start, look).await;
        }
        Some(Command::Request(request)) => Some(request),
        None => None,
    };
    check(request.as_ref())?;
    let config = Config::load(env, overrides(&global))?;
    on_account(config, &global, request, start, look).await
}

/// The configuration, which has its say about the language.
fn settled(env: Env, global: &Global, look: &mut Look) -> Result<Config> {
    let config = Config::load(env, overrides(global))?;
    look.settle(global, &config.file.language, &config.env);
    Ok(config)
}

/// What can be seen to be wrong before anything is read.
fn check(request: Option<&Request>) -> Result<()> {
    let at_terminal = std::io::stdin().is_terminal();
    match request {
        Some(Request::List(args)) => list::check(args),
        Some(Request::Decide(deciding)) => decide::check(&deciding.order(), at_terminal),
        Some(Request::Plan(args)) => args.filter.as_deref().map_or(Ok(()), filter::check),
        Some(Request::Apply(args)) => plan::check(args, at_terminal),
        Some(_) => Ok(()),
        None if at_terminal && std::io::stdout().is_terminal() => Ok(()),
        None => Err(Error::new(Kind::Usage, "error-no-terminal").hint("hint-no-terminal")),
    }
}

fn overrides(global: &Global) -> Overrides {
    Overrides {
        config: global.config.clone(),
        account: global.account.clone(),
        read_only: global.read_only,
        ascii: global.ascii,
        language: global.language(),
    }
}

/// Opens the account and does what is asked of it: a request, else the screen.
async fn on_account(
    config: Config,
    global: &Global,
    request: Option<Request>,
    start: Start,
    look: &mut Look,
) -> Result<u8> {
    look.settle(global, &config.file.language, &config.env);
    let Some(request) = request else {
        let shown = (start.screen)(config, look.locale.language).await;
        return shown.map(|()| ALL_DONE);
    };
    if let Some(query) = request.query() {
        filter::check_accounts(&config, query)?;
    }
    let sides = Sides::open(&config, request.query(), start, look)?;
    let answered = answer(&sides, &request).await;
    sides.rest().await;
    answered
}

async fn answer(sides: &Sides<'_>, request: &Request) -> Result<u8> {
    match request {
        Request::Counts => read::counts(sides).await,
        Request::List(args) => list::run(sides, args).await,
        Request::Show(args) => show::run(sides, args).await,
        Request::Canvas(args) => canvas::run(sides, args).await,
        Request::Decide(deciding) => decide::run(sides, &deciding.order()).await,
        Request::Next(args) => choose::run(sides, args).await,
        Request::Plan(args) => plan::plan(sides, args).await,
        Request::Apply(args) => plan::apply(sides, args).await,
        Request::Messages(args) => message::run(sides, args).await,
        Request::Flows(args) => flow::flows(sides, args).await,
        Request::Start(args) => flow::start(sides, args).await,
        Request::Instances(args) => flow::instances(sides, args).await,
        Request::Tasks { instance } => flow::tasks(sides, instance).await,
        Request::Users { text } => read::users(sides, text).await,
        Request::Journal(args) if args.verify => journal::verify(sides).await,
        Request::Journal(args) => journal::list(sides, args.since.as_deref()).await,
        Request::Resume => journal::resume(sides).await,
    }
}
