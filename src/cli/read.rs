//! `counts` and `users`: what is only read and fits on one screen; and what people are called.

use super::args::Format;
use super::look::Look;
use super::{ALL_DONE, Session, json};
use crate::domain::id::Id;
use crate::domain::item::{Counts, Folder};
use crate::domain::people::{Named, Person};
use crate::error::Result;

/// Totals per folder, and unread messages.
pub(super) async fn counts(session: &Session<'_>) -> Result<u8> {
    let counts = session.inbox.counts().await?;
    print_counts(&counts, session.look)?;
    Ok(ALL_DONE)
}

pub(super) fn print_counts(counts: &Counts, look: &Look) -> Result<()> {
    let document = json::Counts::from(counts);
    look.print(&document, std::slice::from_ref(&document), || {
        let mut table = look.table();
        for folder in Folder::ALL {
            let name = look.locale.t(&format!("folder-{}", folder.name()));
            table.row([name, counts.of(folder).to_string()]);
        }
        table.row([
            look.locale.t("cli-unread-messages"),
            counts.unread.to_string(),
        ]);
        table.align_right(1);
        table.lines(look.color)
    })
}

/// The people of whom something contains the text.
pub(super) async fn users(session: &Session<'_>, text: &str) -> Result<u8> {
    let look = session.look;
    let people = session.inbox.search_people(text).await?;
    let items = people.iter().map(Into::into).collect();
    let document = json::Users { items };
    look.print(&document, &document.items, || {
        let mut table = look.table();
        table.header(
            ["id", "name", "nick-name", "email", "phone"]
                .map(|key| look.locale.t(&format!("column-{key}"))),
        );
        for person in &people {
            table.row([
                person.id.as_str(),
                &person.name,
                person.nick_name.as_deref().unwrap_or_default(),
                person.email.as_deref().unwrap_or_default(),
                person.phone.as_deref().unwrap_or_default(),
            ]);
        }
        table.keep_whole(0);
        table.lines(look.color)
    })?;
    Ok(ALL_DONE)
}

/// Who the ids without a name are, for an answer in words: only people miss the names of those
/// who acted, and without them their ids have to do.
pub(super) async fn directory<'a>(
    session: &Session<'_>,
    named: impl IntoIterator<Item = &'a Named>,
) -> Vec<Person> {
    if session.look.format != Format::Table {
        return Vec::new();
    }
    let unnamed = named.into_iter().filter(|one| one.name.is_none());
    let ids: Vec<Id> = unnamed.filter_map(|one| one.id.clone()).collect();
    session.inbox.who_are(&ids).await.unwrap_or_default()
}

/// What a person is called: here, else in the directory, else by the id.
pub(super) fn name<'a>(person: &'a Named, people: &'a [Person]) -> &'a str {
    let known = people
        .iter()
        .find(|known| person.name.is_none() && Some(&known.id) == person.id.as_ref());
    known.map_or(person.label(), |known| &known.name)
}
