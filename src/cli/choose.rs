//! Next approvers: `next`, which lists the choices that wait and makes one, and `--next`, which
//! makes it as soon as a decision asks for it. Sends nothing itself.

use super::args::Next;
use super::decide;
use super::look::Look;
use super::{ALL_DONE, Session, json};
use crate::domain::choice::Choice;
use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::id::Id;
use crate::domain::item::Key;
use crate::domain::people::Person;
use crate::error::{Error, Kind, Result};

/// Who of the candidates is to be asked.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    All,
    People(Vec<Person>),
}

impl Chosen {
    /// Whom `--next` means; `None` where it names nobody.
    pub(super) async fn of(session: &Session<'_>, named: &[String]) -> Result<Option<Self>> {
        Ok(match named {
            [] => None,
            [all] if all == "all" => Some(Self::All),
            named => Some(Self::People(people(session, named).await?)),
        })
    }

    /// The waiting tasks of those who are meant; nothing unless all of them are candidates.
    fn tasks(&self, choice: &Choice) -> Vec<Id> {
        let tasks = match self {
            Self::All => {
                let all = choice.candidates.iter();
                return all.map(|one| one.wait_task_id.clone()).collect();
            }
            Self::People(people) => people
                .iter()
                .map(|person| choice.tasks_of(&person.id).cloned().collect::<Vec<_>>()),
        };
        let tasks: Vec<_> = tasks.collect();
        if tasks.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        tasks.concat()
    }
}

/// The people whom ids or names mean.
pub(super) async fn people(session: &Session<'_>, named: &[String]) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    for text in named {
        let person = session.inbox.person(text).await?;
        if !people.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

/// `next`: what waits, or one choice made.
pub(super) async fn run(session: &Session<'_>, args: &Next) -> Result<u8> {
    let waiting = session.inbox.waiting_choices().await?;
    let Some(text) = &args.id else {
        return list(&waiting, session.look);
    };
    if session.inbox.read_only() {
        return Err(decide::read_only(session));
    }
    let choice = pick(&waiting, text)?;
    let chosen = match args.to.as_slice() {
        [] => Chosen::All,
        named => Chosen::People(people(session, named).await?),
    };
    let made = session.inbox.choose(choice, &chosen.tasks(choice)).await;
    let next = match made.status {
        Status::Done | Status::Stale => Vec::new(),
        _ => choice.candidates.clone(),
    };
    decide::report_choice(&choice.key.id, Receipt { next, ..made }, session.look)
}

fn list(waiting: &[Choice], look: &Look) -> Result<u8> {
    let document = json::Choices {
        items: waiting.iter().map(Into::into).collect(),
    };
    look.print(&document, &document.items, || {
        let mut table = look.table();
        table.header(
            ["id", "title", "node", "verb", "when", "candidates"]
                .map(|key| look.locale.t(&format!("column-{key}"))),
        );
        for choice in waiting {
            let candidates = choice.candidates.iter().map(|one| one.user.label());
            table.row([
                choice.key.id.to_string(),
                choice.title.clone(),
                choice.node.label().to_owned(),
                look.word("verb", choice.verb.name()),
                look.time(Some(choice.at)),
                candidates.collect::<Vec<_>>().join(" "),
            ]);
        }
        table.keep_whole(0);
        table.lines(look.color)
    })?;
    Ok(ALL_DONE)
}

/// The choice that an id, an instance id or an unambiguous ending means.
fn pick<'a>(waiting: &'a [Choice], text: &str) -> Result<&'a Choice> {
    let fits: [fn(&Choice, &str) -> bool; 3] = [
        |choice, text| choice.key.id.as_str() == text,
        |choice, text| choice.instance_id.as_str() == text,
        |choice, text| text.len() >= 3 && choice.key.id.as_str().ends_with(text),
    ];
    for fit in fits {
        let mut found = waiting.iter().filter(|choice| fit(choice, text));
        match (found.next(), found.next()) {
            (None, _) => {}
            (Some(choice), None) => return Ok(choice),
            (Some(one), Some(other)) => {
                return Err(Error::new(Kind::NotFound, "error-item-ambiguous")
                    .with("id", text)
                    .with("one", one.key.id.as_str())
                    .with("other", other.key.id.as_str())
                    .hint("hint-item-id"));
            }
        }
    }
    Err(Error::new(Kind::NotFound, "error-no-choice")
        .with("id", text)
        .hint("hint-no-choice"))
}

/// The receipt of a decision after the choice that it asked for. Whatever becomes of the choice,
/// the decision is done.
pub(super) async fn follow(
    session: &Session<'_>,
    key: &Key,
    receipt: Receipt,
    chosen: &Chosen,
) -> Receipt {
    if receipt.next.is_empty() {
        return receipt;
    }
    let waiting = session.inbox.waiting_choices().await.unwrap_or_default();
    let Some(choice) = waiting.iter().rev().find(|choice| choice.key == *key) else {
        return receipt;
    };
    let made = session.inbox.choose(choice, &chosen.tasks(choice)).await;
    match made.status {
        Status::Done => Receipt {
            next: Vec::new(),
            ..receipt
        },
        Status::Stale => Receipt {
            next: Vec::new(),
            note: made.note,
            ..receipt
        },
        _ => Receipt {
            note: said(made.note),
            code: made.code,
            ..receipt
        },
    }
}

/// Words, also where the server had none.
fn said(note: Note) -> Note {
    if note == Note::default() {
        Note::ours("error-refused-no-reason")
    } else {
        note
    }
}
