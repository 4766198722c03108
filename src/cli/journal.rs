//! `journal` and `resume`: what was decided with this program, whether the record of it is whole,
//! and settling what is unknown.

use super::look::Look;
use super::moment::moment;
use super::sides::Sides;
use super::{ALL_DONE, FAILED, SOME_NOT_DONE, json};
use crate::domain::decision::Status;
use crate::domain::journal::{Entry, Flaw, Inspection};
use crate::error::Result;

/// What was done, oldest first. All accounts have one journal.
pub(super) async fn list(sides: &Sides<'_>, since: Option<&str>) -> Result<u8> {
    let since = since.map(|text| moment(text, sides.look)).transpose()?;
    let entries = sides.any()?.inbox.journal(since).await?;
    print(&entries, sides)?;
    Ok(ALL_DONE)
}

/// Whether every row is as it was written, and the seal to note elsewhere.
pub(super) async fn verify(sides: &Sides<'_>) -> Result<u8> {
    let look = sides.look;
    let found = sides.any()?.inbox.inspect_journal().await?;
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
pub(super) async fn resume(sides: &Sides<'_>) -> Result<u8> {
    let (each, failures) = sides
        .ask(async |session| session.inbox.resume().await)
        .await?;
    let entries = each
        .into_iter()
        .flat_map(|(_, recovered)| recovered.entries);
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|entry| entry.intent.at);
    print(&entries, sides)?;
    let settled = entries.iter().all(|entry| {
        let receipt = entry.receipt.as_ref();
        receipt.is_some_and(|receipt| receipt.status != Status::Unknown)
    });
    let told = failures.tell(sides.look);
    Ok(if settled { told } else { SOME_NOT_DONE })
}

fn print(entries: &[Entry], sides: &Sides<'_>) -> Result<()> {
    let look = sides.look;
    let recorded = |entry| json::Recorded::new(entry, &look.locale);
    let items = entries.iter().map(recorded).collect();
    let document = json::Journal { items };
    look.print(&document, &document.items, || table(entries, sides))
}

fn table(entries: &[Entry], sides: &Sides<'_>) -> String {
    let (mut table, look) = (sides.table(), sides.look);
    table.header(
        [
            "when", "hand", "verb", "id", "title", "receipt", "comment", "message",
        ]
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
        let cells = [
            look.time(Some(intent.at)),
            intent.hand.label().to_owned(),
            look.word("verb", intent.verb.name()),
            intent.key.id.to_string(),
            intent.title.clone(),
            look.word("receipt", status),
            intent.comment.clone().unwrap_or_default(),
            message.unwrap_or_default(),
        ];
        table.row_of(&intent.key.account, cells);
    }
    table.keep_whole(3);
    table.lines(look.color)
}
