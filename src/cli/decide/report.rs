//! What became of the decisions: the document, the table, and the exit code.

use super::Ending;
use crate::cli::json::{Decided, Outcome, Rows};
use crate::cli::sides::Sides;
use crate::cli::{ALL_DONE, SOME_NOT_DONE};
use crate::domain::decision::{Cause, Status};
use crate::error::Result;
use crate::locale::format;

pub(super) fn print(endings: &[Ending], sides: &Sides<'_>) -> Result<()> {
    let look = sides.look;
    let count = |status| {
        let same = endings
            .iter()
            .filter(|ending| ending.receipt.status == status);
        same.count()
    };
    let results = endings.iter().map(|ending| {
        let message = ending.message(&look.locale);
        let outcome = Outcome::new(
            &ending.id,
            ending.guard,
            &ending.receipt,
            message,
            &look.locale,
        );
        (ending.account.as_deref(), outcome)
    });
    let document = Decided {
        results: Rows::new(sides.are_several(), results),
        done: count(Status::Done),
        refused: count(Status::Refused),
        failed: count(Status::Failed),
        stale: count(Status::Stale),
        unknown: count(Status::Unknown),
    };
    look.print_rows(&document, &document.results, || table(endings, sides))
}

fn table(endings: &[Ending], sides: &Sides<'_>) -> String {
    let (mut table, look) = (sides.table(), sides.look);
    for ending in endings {
        let receipt = &ending.receipt;
        let changes = receipt.changed.iter().map(|change| {
            let (was, is) = (format::plain(&change.was), format::plain(&change.is));
            format!("Δ {} {was} → {is}", change.field)
        });
        let next = receipt.next.iter().map(|one| one.user.label().to_owned());
        let said = ending.message(&look.locale);
        let hint = receipt.hint.map(|key| look.locale.t(key));
        let words = said.into_iter().chain(hint).chain(changes).chain(next);
        let cells = [
            ending.id.clone(),
            look.word("verb", receipt.verb.name()),
            look.word("receipt", receipt.status.name()),
            ending.title.clone(),
            words.collect::<Vec<_>>().join(" · "),
        ];
        table.row_of(ending.account.as_deref().unwrap_or_default(), cells);
    }
    table.keep_whole(0);
    table.lines(look.color)
}

/// 0 when all is done (or planned, where that was all that was wanted); 4 or 5 when one
/// reason kept everything from being done; else 3.
pub(super) fn exit_code(endings: &[Ending], dry_run: bool) -> u8 {
    let is_done = |ending: &Ending| match ending.receipt.status {
        Status::Done => ending.receipt.next.is_empty(),
        Status::Planned => dry_run,
        _ => false,
    };
    if endings.iter().all(is_done) {
        return ALL_DONE;
    }
    let mut codes = endings.iter().map(code);
    match codes.next() {
        Some(first @ (4 | 5)) if codes.all(|other| other == first) => first,
        _ => SOME_NOT_DONE,
    }
}

/// The exit code that one item alone would give.
fn code(ending: &Ending) -> u8 {
    if let Some(error) = &ending.error {
        return error.kind.exit_code();
    }
    match ending.receipt.cause {
        Some(Cause::NotAllowed) => 4,
        Some(Cause::NotReached) => 5,
        None => SOME_NOT_DONE,
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Status, exit_code};
    use crate::domain::decision::{Cause, Note, Receipt};
    use crate::domain::verb::Verb;

    fn ending(status: Status, cause: Option<Cause>) -> Ending {
        let receipt = Receipt {
            cause,
            ..Receipt::new(status, Verb::Approve, Note::default())
        };
        Ending::new("1".to_owned(), "fresh", receipt)
    }

    #[test]
    fn all_done_is_zero_and_anything_else_is_three() {
        let done = ending(Status::Done, None);
        assert_eq!(exit_code(&[done.clone(), done.clone()], false), 0);
        for status in [
            Status::Refused,
            Status::Failed,
            Status::Stale,
            Status::Unknown,
        ] {
            assert_eq!(exit_code(&[done.clone(), ending(status, None)], false), 3);
        }
    }

    #[test]
    fn a_plan_is_done_only_where_a_plan_was_wanted() {
        let planned = [ending(Status::Planned, None)];
        assert_eq!(exit_code(&planned, true), 0);
        assert_eq!(exit_code(&planned, false), 3);
    }

    #[test]
    fn one_reason_for_everything_is_told_by_its_own_code() {
        let away = ending(Status::Failed, Some(Cause::NotReached));
        let denied = ending(Status::Failed, Some(Cause::NotAllowed));
        assert_eq!(exit_code(&[away.clone(), away.clone()], false), 5);
        assert_eq!(exit_code(std::slice::from_ref(&denied), false), 4);
        assert_eq!(exit_code(&[away.clone(), denied], false), 3);
        assert_eq!(exit_code(&[away, ending(Status::Done, None)], false), 3);
    }
}
