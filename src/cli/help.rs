//! The help in the user's language: every text of the command line is put in from the catalogue.
//! The names themselves are the same in all languages.

use clap::{Arg, Command, CommandFactory};

use super::args::Cli;
use crate::locale::Locale;

/// The command line with the words of a language.
pub(super) fn command(locale: &Locale) -> Command {
    // The holes of the template are the parser's, not the catalogue's.
    let usage = locale.f("cli-usage", &[("usage", "{usage}".into())]);
    let template = format!("{{about-with-newline}}\n{usage}\n\n{{all-args}}{{after-help}}");
    describe(Cli::command(), "zhupi", locale, &template).mut_subcommand("sandbox", |sandbox| {
        sandbox.after_help(locale.t("cli-sandbox-codes"))
    })
}

fn describe(command: Command, name: &str, locale: &Locale, template: &str) -> Command {
    let parts: Vec<_> = command
        .get_subcommands()
        .map(|part| part.get_name().to_owned())
        .collect();
    let command = command
        .about(locale.t(&format!("cli-{name}")))
        .help_template(template.to_owned())
        .subcommand_help_heading(locale.t("cli-commands"))
        .mut_args(|arg| explain(arg, name, locale));
    parts.into_iter().fold(command, |command, part| {
        let key = part_key(name, &part, locale);
        command.mut_subcommand(&part, |inner| describe(inner, &key, locale, template))
    })
}

/// A command below another may have words of its own.
fn part_key(command: &str, part: &str, locale: &Locale) -> String {
    if locale.has(&format!("cli-{command}-{part}")) {
        format!("{command}-{part}")
    } else {
        part.to_owned()
    }
}

fn explain(arg: Arg, command: &str, locale: &Locale) -> Arg {
    let heading = if arg.is_positional() {
        "cli-arguments"
    } else if arg.is_global_set() {
        "cli-global-options"
    } else {
        "cli-options"
    };
    let key = key(&arg, command, locale);
    arg.help(locale.t(&key)).help_heading(locale.t(heading))
}

/// The words of this command's argument, else of that argument anywhere.
fn key(arg: &Arg, command: &str, locale: &Locale) -> String {
    let id = arg.get_id().as_str().replace('_', "-");
    let own = format!("cli-arg-{command}-{id}");
    if locale.has(&own) {
        own
    } else {
        format!("cli-arg-{id}")
    }
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::{command, key, part_key};
    use crate::locale::{Language, Locale};

    fn check(command: &Command, name: &str, locale: &Locale) {
        let about = format!("cli-{name}");
        assert!(locale.has(&about), "{locale:?} lacks {about}");
        for arg in command.get_arguments() {
            let key = key(arg, name, locale);
            assert!(locale.has(&key), "{locale:?} lacks {key}");
        }
        for part in command.get_subcommands() {
            let name = part_key(name, part.get_name(), locale);
            check(part, &name, locale);
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_every_language() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            check(&command(&locale), "zhupi", &locale);
        }
    }

    #[test]
    fn the_tree_of_commands_is_sound() {
        command(&Locale::new(Language::Chinese)).debug_assert();
    }
}
