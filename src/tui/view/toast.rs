//! What is told until the next key: the words of a toast and of a receipt, in as many lines as they
//! need.

use super::Paint;
use super::hints::short;
use super::status;
use super::text::wrap;
use crate::domain::decision::{Decision, Receipt, Status};
use crate::domain::verb::{Blocked, Verb};
use crate::tui::command::Command;
use crate::tui::model::{Interruption, Words};
use crate::tui::theme::Role;

/// The toast in lines of so many columns; none while there is nothing to tell.
pub(super) fn lines(paint: Paint<'_>, columns: u16) -> Vec<String> {
    let toast = paint.model.toast.as_ref();
    let text = toast.map(|toast| words(paint, &toast.words));
    let text = text.filter(|text| !text.is_empty());
    text.map_or_else(Vec::new, |text| wrap(&text, columns))
}

fn words(paint: Paint<'_>, words: &Words) -> String {
    let locale = paint.locale;
    match words {
        Words::Message(key, args) => {
            let args: Vec<_> = args
                .iter()
                .map(|(name, value)| (*name, value.as_str().into()))
                .collect();
            locale.f(key, &args)
        }
        Words::Blocked(verb, blocked) => {
            let verb = locale.t(&format!("verb-{}", verb.name()));
            let reason = locale.t(blocked.message());
            locale.f(
                "toast-blocked",
                &[("verb", verb.into()), ("reason", reason.into())],
            )
        }
        Words::Error(error) => {
            let said = locale.error_of_request(error);
            match locale.hint(error) {
                // What went wrong stands in the line above.
                hint if status::problem(paint).is_some() => hint.unwrap_or_default(),
                Some(hint) => format!("{said} · {hint}"),
                None => said,
            }
        }
        Words::Useless(command, blocked) => {
            let name = short(paint, *command).unwrap_or_default();
            let reason = locale.t(blocked.message());
            locale.f(
                "toast-blocked",
                &[("verb", name.into()), ("reason", reason.into())],
            )
        }
        Words::LeftOut(verb, out) => left_out(paint, *verb, out),
        Words::Chosen(title, done) => became(paint, "toast-chosen", title, done),
        Words::Saved(title, done) => became(paint, "toast-saved", title, done),
        Words::Receipt(decision, done) => {
            let title = &decision.item.title;
            format!("{} · {title}", receipt(paint, Some(decision), done))
        }
        Words::Interrupted(found) => interrupted(paint, *found),
    }
}

/// Which of many items cannot take a verb, and why.
fn left_out(paint: Paint<'_>, verb: Verb, out: &[(Blocked, Vec<String>)]) -> String {
    let locale = paint.locale;
    let count: usize = out.iter().map(|(_, titles)| titles.len()).sum();
    let verb = locale.t(&format!("verb-{}", verb.name()));
    let reasons: Vec<String> = (out.iter())
        .map(|(reason, titles)| {
            let reason = locale.t(reason.message());
            let args = [
                ("reason", reason.into()),
                ("titles", titles.join(", ").into()),
            ];
            locale.f("toast-left-out-for", &args)
        })
        .collect();
    let args = [("verb", verb.into()), ("count", count.into())];
    let head = locale.f("toast-left-out", &args);
    format!("{head} {}", reasons.join(" · "))
}

/// What earlier runs have left: only what there is of it, and where the rest is told.
fn interrupted(paint: Paint<'_>, found: Interruption) -> String {
    let Paint { model, locale, .. } = paint;
    let counted = |key: &str, count: usize| locale.f(key, &[("count", count.into())]);
    if !found.had_begun() {
        return counted("toast-restored", found.staged);
    }
    let counts = [
        ("interrupted-done", found.done),
        ("interrupted-undone", found.undone),
        ("interrupted-open", found.open),
        ("interrupted-unknown", found.unknown),
        ("interrupted-staged", found.staged),
    ];
    let parts = counts.into_iter().filter(|(_, count)| *count > 0);
    let mut parts: Vec<String> = parts.map(|(key, count)| counted(key, count)).collect();
    let keys = model.settings.keymap.keys_of(Command::Journal);
    if let Some(key) = keys.into_iter().next() {
        parts.push(locale.f("interrupted-journal", &[("key", key.into())]));
    }
    format!("{} {}", locale.t("interrupted"), parts.join(" · "))
}

/// What became of something that is no decision, and the server's words.
fn became(paint: Paint<'_>, key: &'static str, title: &str, done: &Receipt) -> String {
    let locale = paint.locale;
    let status = locale.t(&format!("receipt-{}", done.status.name()));
    let args = [("title", title.into()), ("status", status.into())];
    let mut text = locale.f(key, &args);
    if let Some(note) = locale.note(&done.note) {
        text.push_str(" · ");
        text.push_str(&note);
    }
    text
}

/// A receipt in words: the sign, the verb, where that is known to whom or where to, what became of
/// it, the server's words.
pub(super) fn receipt(paint: Paint<'_>, decision: Option<&Decision>, receipt: &Receipt) -> String {
    let locale = paint.locale;
    let whither = decision.map(status::whither).unwrap_or_default();
    let mut text = ended(paint, (receipt.verb, &whither), Some(receipt));
    for part in [
        receipt.code.clone(),
        locale.note(&receipt.note),
        receipt.hint.map(|key| locale.t(key)),
        receipt
            .request_id
            .clone()
            .filter(|_| receipt.status != Status::Done),
    ]
    .into_iter()
    .flatten()
    {
        text.push_str(" · ");
        text.push_str(&part);
    }
    text
}

/// The sign, the verb and what became of it, if that is known.
pub(super) fn ending(paint: Paint<'_>, verb: Verb, receipt: Option<&Receipt>) -> String {
    ended(paint, (verb, ""), receipt)
}

fn ended(paint: Paint<'_>, (verb, whither): (Verb, &str), receipt: Option<&Receipt>) -> String {
    let locale = paint.locale;
    let sign = match receipt.map(|receipt| receipt.status) {
        Some(Status::Done | Status::Planned) => "✓",
        Some(Status::Refused | Status::Failed) => "✗",
        Some(Status::Stale) => "Δ",
        Some(Status::Unknown) => "?",
        None => "⏳",
    };
    let verb = receipt.map_or(verb, |receipt| receipt.verb);
    let status = receipt.map_or("open", |receipt| receipt.status.name());
    let verb = locale.t(&format!("verb-{}", verb.name()));
    let status = locale.t(&format!("receipt-{status}"));
    format!("{sign} {verb}{whither} {status}")
}

/// How an end is painted.
pub(super) fn end_role(receipt: Option<&Receipt>) -> Role {
    match receipt.map(|receipt| receipt.status) {
        Some(Status::Done | Status::Planned) => Role::Good,
        Some(Status::Refused | Status::Failed) => Role::Bad,
        Some(Status::Stale | Status::Unknown) | None => Role::Waiting,
    }
}
