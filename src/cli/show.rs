//! `show`: one instance in full, or the server's answers about it.

mod page;

use std::io::Write;

use serde_json::{Map, Value, json};

use super::args::{Format, Show};
use super::look::{self, Look};
use super::{ALL_DONE, Session, json, read};
use crate::domain::instance::Instance;
use crate::domain::item::{Folder, Item, Key};
use crate::domain::text;
use crate::error::{Error, Kind, Result};

pub(super) async fn run(session: &Session<'_>, args: &Show) -> Result<u8> {
    let look = session.look;
    let item = find(session, args).await?;
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

async fn find(session: &Session<'_>, args: &Show) -> Result<Item> {
    let inbox = &session.inbox;
    let wanted = args.instance.as_deref().or(args.id.as_deref());
    let wanted = wanted.unwrap_or_default();
    match inbox.find(wanted, args.folder).await {
        // An instance may be readable that stands in none of the reader's folders.
        Err(error) if error.kind == Kind::NotFound && args.instance.is_some() => {
            let key = Key {
                account: inbox.account().into(),
                folder: args.folder.unwrap_or(Folder::Created),
                id: wanted.into(),
            };
            Ok(Item::bare(key, None, wanted.into()))
        }
        // Some services have further names for an instance, which stand in no row.
        Err(error) if error.kind == Kind::NotFound && args.folder.is_none() => {
            let other = inbox.item_of_instance(&wanted.into()).await;
            other.map_err(|_| error)
        }
        found => found,
    }
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
