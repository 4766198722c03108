//! `journal` and `resume`: what was decided with this program, whether the record of it is whole,
//! and settling what is unknown.

use super::look::Look;
use super::moment::moment;
use super::{ALL_DONE, FAILED, SOME_NOT_DONE, Session, json};
use crate::domain::decision::Status;
use crate::domain::journal::{Entry, Flaw, Inspection};
use crate::error::Result;

/// What was done, oldest first.
pub(super) async fn list(session: &Session<'_>, since: Option<&str>) -> Result<u8> {
    let since = since.map(|text| moment(text, session.look)).transpose()?;
    let entries = session.inbox.journal(since).await?;
    print(&entries, session.look)?;
    Ok(ALL_DONE)
}

/// Whether every row is as it was written, and the seal to note elsewhere.
pub(super) async fn verify(session: &Session<'_>) -> Result<u8> {
    let look = session.look;
    let found = session.inbox.inspect_journal().await?;
    let document = json::Inspected::new(&found);
    look.print(&document, std::slice::from_ref(&document), || {
        verdict(&found, look)
    })?;
    if found.flaw.is_none() && found.head.is_some() {
        Look::say(&look.locale.t("journal-note-head"));
    }
    Ok(if found.flaw.is_none() {
        ALL_DONE
    } else {
        FAILED
    })
}

fn verdict(found: &Inspection, look: &Look) -> String {
    let rows = ("rows", found.rows.into());
    let text = match (&found.flaw, &found.head) {
        (Some(Flaw { harm, part, row }), _) => {
            let key = format!("journal-{}", harm.name());
            let part = look.locale.t(&format!("part-{part}"));
            let place = [rows, ("part", part.into()), ("row", (*row).into())];
            look.locale.f(&key, &place)
        }
        (None, Some(head)) => {
            let seal = ("head", head.as_str().into());
            look.locale.f("journal-whole", &[rows, seal])
        }
        (None, None) => look.locale.t("journal-empty"),
    };
    format!("{text}\n")
}

/// Looks up what nobody knows the end of; sends nothing.
pub(super) async fn resume(session: &Session<'_>) -> Result<u8> {
    let entries = session.inbox.resume().await?.entries;
    print(&entries, session.look)?;
    let settled = entries.iter().all(|entry| {
        let receipt = entry.receipt.as_ref();
        receipt.is_some_and(|receipt| receipt.status != Status::Unknown)
    });
    Ok(if settled { ALL_DONE } else { SOME_NOT_DONE })
}

fn print(entries: &[Entry], look: &Look) -> Result<()> {
    let recorded = |entry| json::Recorded::new(entry, &look.locale);
    let items = entries.iter().map(recorded).collect();
    let document = json::Journal { items };
    look.print(&document, &document.items, || table(entries, look))
}

fn table(entries: &[Entry], look: &Look) -> String {
    let mut table = look.table();
    table.header(
        ["when", "hand", "verb", "id", "title", "receipt", "message"]
            .map(|key| look.locale.t(&format!("column-{key}"))),
    );
    for Entry {
        intent, receipt, ..
    } in entries
    {
        let status = receipt.as_ref().map_or("open", |found| found.status.name());
        let message = receipt
            .as_ref()
            .and_then(|found| look.locale.note(&found.note));
        table.row([
            look.time(Some(intent.at)),
            intent.hand.label().to_owned(),
            look.word("verb", intent.verb.name()),
            intent.key.id.to_string(),
            intent.title.clone(),
            look.word("receipt", status),
            message.unwrap_or_default(),
        ]);
    }
    table.keep_whole(3);
    table.lines(look.color)
}
