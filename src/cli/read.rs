//! `counts` and `users`: what is only read and fits on one screen; and what people are called.

use super::args::Format;
use super::sides::Sides;
use super::{Session, json};
use crate::domain::id::Id;
use crate::domain::item::{Counts, Folder};
use crate::domain::people::{Named, Person};
use crate::error::Result;

/// Totals per folder, and unread messages: the sum of what is known.
pub(super) async fn counts(sides: &Sides<'_>) -> Result<u8> {
    let look = sides.look;
    let (each, failures) = sides
        .ask(async |session| session.inbox.counts().await)
        .await?;
    let each = each.iter().map(|(_, one)| *one);
    let total = each.fold(Counts::default(), |sum, one| sum + one);
    let document = json::Counts::from(&total);
    look.print(&document, std::slice::from_ref(&document), || {
        let mut table = look.table();
        for folder in Folder::ALL {
            let name = look.locale.t(&format!("folder-{}", folder.name()));
            table.row([name, total.text(folder)]);
        }
        table.row([look.locale.t("cli-unread-messages"), total.unread_text()]);
        table.align_right(1);
        table.lines(look.color)
    })?;
    Ok(failures.tell(look))
}

/// The people of whom something contains the text.
pub(super) async fn users(sides: &Sides<'_>, text: &str) -> Result<u8> {
    let look = sides.look;
    let (each, failures) = sides
        .ask(async |session| session.inbox.search_people(text).await)
        .await?;
    let people = each.iter().flat_map(|(session, people)| {
        let account = session.inbox.account();
        people.iter().map(move |person| (account, person))
    });
    let rows = people.clone();
    let rows = rows.map(|(account, person)| (Some(account), person.into()));
    let document = json::Users {
        items: json::Rows::new(sides.are_several(), rows),
    };
    look.print_rows(&document, &document.items, || {
        let mut table = sides.table();
        table.header(
            ["id", "name", "nick-name", "email", "phone"]
                .map(|key| look.locale.t(&format!("column-{key}"))),
        );
        for (account, person) in people {
            table.row_of(
                account,
                [
                    person.id.as_str(),
                    &person.name,
                    person.nick_name.as_deref().unwrap_or_default(),
                    person.email.as_deref().unwrap_or_default(),
                    person.phone.as_deref().unwrap_or_default(),
                ],
            );
        }
        table.keep_whole(0);
        table.lines(look.color)
    })?;
    Ok(failures.tell(look))
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
