//! `counts` and `users`: what is only read and fits on one screen; and what people are called.

use super::args::Format;
use super::{ALL_DONE, Session, json};
use crate::domain::find;
use crate::domain::item::Folder;
use crate::domain::people::{Named, Person};
use crate::error::Result;

/// Totals per folder, and unread messages.
pub(super) async fn counts(session: &Session<'_>) -> Result<u8> {
    let look = session.look;
    let counts = session.inbox.counts().await?;
    let document = json::Counts::from(&counts);
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
    })?;
    Ok(ALL_DONE)
}

/// The people of whom something contains the text.
pub(super) async fn users(session: &Session<'_>, text: &str) -> Result<u8> {
    let look = session.look;
    let people = session.inbox.people().await?.iter();
    let people: Vec<_> = people.filter(|person| matches(person, text)).collect();
    let items = people.iter().copied().map(Into::into).collect();
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

fn matches(person: &Person, text: &str) -> bool {
    let optional = [&person.nick_name, &person.email, &person.phone];
    [person.id.as_str(), &person.name]
        .into_iter()
        .chain(optional.into_iter().flatten().map(String::as_str))
        .any(|field| find::contains(field, text))
}

/// The directory for an answer in words: only people miss the names of those who acted, and
/// without it their ids have to do.
pub(super) async fn directory<'a>(session: &'a Session<'_>) -> &'a [Person] {
    match session.look.format {
        Format::Table => session.inbox.people().await.unwrap_or_default(),
        _ => &[],
    }
}

/// What a person is called: here, else in the directory, else by the id.
pub(super) fn name<'a>(person: &'a Named, people: &'a [Person]) -> &'a str {
    let known = people
        .iter()
        .find(|known| person.name.is_none() && Some(&known.id) == person.id.as_ref());
    known.map_or(person.label(), |known| &known.name)
}
