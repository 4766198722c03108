//! What is wrong with a command line, as an error of ours in the user's language.
//! Reads what the parser found; judges nothing itself.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::domain::alike::nearest;
use crate::domain::verb::Verb;
use crate::error::{Error, Kind};

/// The parser's finding in the catalogue's terms.
pub(super) fn error(found: &clap::Error) -> Error {
    let said = |kind| found.get(kind).map(text).filter(|text| !text.is_empty());
    let arg = said(ContextKind::InvalidArg).unwrap_or_default();
    let message = match found.kind() {
        ErrorKind::UnknownArgument => "error-usage-argument",
        ErrorKind::InvalidSubcommand => "error-usage-command",
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_none() => {
            "error-usage-no-value"
        }
        ErrorKind::InvalidValue if said(ContextKind::ValidValue).is_some() => "error-usage-choice",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "error-usage-value",
        ErrorKind::MissingRequiredArgument => "error-usage-missing",
        ErrorKind::ArgumentConflict if said(ContextKind::PriorArg).as_ref() == Some(&arg) => {
            "error-usage-twice"
        }
        ErrorKind::ArgumentConflict => "error-usage-conflict",
        _ => "error-usage",
    };
    let like = |wrong, guesses| {
        // The parser takes more for a slip than anybody would.
        let (wrong, guesses) = (said(wrong)?, said(guesses)?);
        nearest(&wrong, guesses.split(", ")).map(str::to_owned)
    };
    let similar = like(ContextKind::InvalidArg, ContextKind::SuggestedArg)
        .or_else(|| {
            like(
                ContextKind::InvalidSubcommand,
                ContextKind::SuggestedSubcommand,
            )
        })
        .or_else(|| like(ContextKind::InvalidValue, ContextKind::SuggestedValue));
    let asked = asked(&said(ContextKind::Usage).unwrap_or_default());
    let of_items = Verb::parse(&asked).is_some() && arg.ends_with("<ID>...");
    let hint = match message {
        _ if similar.is_some() => "hint-usage-similar",
        "error-usage-value" => wanted(&arg),
        "error-usage-missing" if of_items => "hint-usage-items",
        _ => "hint-usage",
    };
    let or_nothing = |kind| said(kind).unwrap_or_default();
    Error::new(Kind::Usage, message)
        .with("command", or_nothing(ContextKind::InvalidSubcommand))
        .with("value", or_nothing(ContextKind::InvalidValue))
        .with("valid", or_nothing(ContextKind::ValidValue))
        .with("other", or_nothing(ContextKind::PriorArg))
        .with("similar", similar.unwrap_or_default())
        .with("arg", arg)
        .with("asked", ["zhupi", &asked].join(" ").trim_end())
        .hint(hint)
}

/// The command of a line of usage, without the program's name: `messages read`.
fn asked(usage: &str) -> String {
    let words = usage.split_whitespace().skip(2);
    let of_name = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
    words.take_while(of_name).collect::<Vec<_>>().join(" ")
}

/// What an option takes, as its name and the name of its value tell.
fn wanted(arg: &str) -> &'static str {
    let value = arg.split(['<', '>']).nth(1);
    match (arg, value) {
        ("--limit <N>", _) => "hint-usage-limit",
        (_, Some("N" | "MS" | "SECONDS")) => "hint-usage-number",
        (_, Some("HOST:PORT")) => "hint-usage-address",
        (_, Some("KEY.FIELD=VALUE")) => "hint-usage-input",
        (_, Some("KEY.FIELD=VALUE|KEY:=JSON")) => "hint-usage-start-input",
        _ => "hint-usage",
    }
}

fn text(value: &ContextValue) -> String {
    value.to_string()
}

/// The value of a global option as far as it can be told from a line that does not parse.
pub(super) fn option<'a>(args: &'a [String], short: &str, long: &str) -> Option<&'a str> {
    let mut args = args.iter().take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        if arg == long || (arg == short && !short.is_empty()) {
            return args.next().map(String::as_str);
        }
        let joined = arg
            .strip_prefix(long)
            .and_then(|rest| rest.strip_prefix('='));
        let close = || match short {
            "" => None,
            _ => arg.strip_prefix(short),
        };
        if let Some(value) = joined.or_else(close) {
            return Some(value.strip_prefix('=').unwrap_or(value));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::option;

    #[test]
    fn an_option_is_found_in_all_its_spellings() {
        for line in [
            "-o json",
            "-ojson",
            "-o=json",
            "--output json",
            "--output=json",
            "list -o json x",
        ] {
            let args: Vec<_> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(option(&args, "-o", "--output"), Some("json"), "{line}");
        }
    }

    #[test]
    fn what_follows_two_dashes_is_no_option() {
        let args = ["--", "-o", "json"].map(str::to_owned);
        assert_eq!(option(&args, "-o", "--output"), None);
    }
}
