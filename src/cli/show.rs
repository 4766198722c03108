//! `show`: one instance in full, or the server's answers about it.

mod page;

use std::io::Write;

use serde_json::{Map, Value, json};

use super::args::{Format, Show};
use super::look::{self, Look};
use super::sides::{Sides, Wish};
use super::{ALL_DONE, Session, json, read};
use crate::domain::instance::Instance;
use crate::domain::item::{Folder, Item, Key};
use crate::domain::text;
use crate::error::{Error, Kind, Result};

pub(super) async fn run(sides: &Sides<'_>, args: &Show) -> Result<u8> {
    let look = sides.look;
    let item = find(sides, args).await?;
    let session = sides.of(&item.key.account)?;
    let instance = session.inbox.show(&item).await?;
    if args.raw {
        return raw(&instance, look).map(|()| ALL_DONE);
    }
    let acts = instance.history.iter();
    let named = acts.flat_map(|act| [&act.operator].into_iter().chain(&act.people));
    let people = read::directory(session, named).await;
    let document = json::Show::new(&instance, &look.locale);
    look.print(&document, std::slice::from_ref(&document), || {
        page::text(&instance, &people, look)
    })?;
    Ok(ALL_DONE)
}

async fn find(sides: &Sides<'_>, args: &Show) -> Result<Item> {
    let wanted = args.instance.as_deref().or(args.id.as_deref());
    let wanted = wanted.unwrap_or_default();
    let in_folders =
        async |session: &Session<'_>, text: &str| session.inbox.find(text, args.folder).await;
    match sides.find_one(wanted, Wish::See, in_folders).await {
        Err(error) if error.kind == Kind::NotFound && error.message == "error-item-unknown" => {
            let elsewhere = async |session: &Session<'_>, text: &str| {
                outside(session, text, args, sides.are_several()).await
            };
            let found = sides.find_one(wanted, Wish::See, elsewhere).await;
            found.map_err(|found| match found.message {
                "error-item-in-accounts" => found,
                _ => error,
            })
        }
        found => found,
    }
}

/// What stands in none of the reader's folders.
async fn outside(
    session: &Session<'_>,
    wanted: &str,
    args: &Show,
    has_to_be_there: bool,
) -> Result<Item> {
    let inbox = &session.inbox;
    if args.instance.is_none() {
        // Some services have further names for an instance, which stand in no row.
        if args.folder.is_none() {
            return inbox.item_of_instance(&wanted.into()).await;
        }
        return Err(Error::new(Kind::NotFound, "error-item-unknown").with("id", wanted));
    }
    // An instance may be readable all the same.
    let key = Key {
        account: inbox.account().into(),
        folder: args.folder.unwrap_or(Folder::Created),
        id: wanted.into(),
    };
    let item = Item::bare(key, None, wanted.into());
    if has_to_be_there {
        inbox.open(&item).await?;
    }
    Ok(item)
}

/// The server's answers under the names of what was asked.
fn raw(instance: &Instance, look: &Look) -> Result<()> {
    if look.format == Format::Table {
        return look::write(|out| {
            instance.raw.iter().try_for_each(|(name, answer)| {
                writeln!(out, "{name}\n{}\n", text::neutral_lines(answer))
            })
        });
    }
    // An interface that was asked for several pages has several answers.
    let mut answers: Map<String, Value> = Map::new();
    for (name, answer) in &instance.raw {
        let answer: Value = serde_json::from_str(answer).map_err(|error| {
            Error::new(Kind::Corrupt, "error-output").with("reason", error.to_string())
        })?;
        match answers.get_mut(name) {
            None => drop(answers.insert(name.clone(), answer)),
            Some(Value::Array(pages)) => pages.push(answer),
            Some(first) => *first = json!([first.take(), answer]),
        }
    }
    look.print_document(&answers)
}
