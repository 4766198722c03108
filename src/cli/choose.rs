//! Next approvers: `next`, which lists the choices that wait and makes one, and `--next`, which
//! makes it as soon as a decision asks for it. Sends nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::args::Next;
use super::decide;
use super::decide::Staged;
use super::sides::{Sides, ambiguous};
use super::{Session, json};
use crate::domain::choice::Choice;
use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::id::Id;
use crate::domain::item::Key;
use crate::domain::people::Person;
use crate::error::{Error, Kind, Result};

/// What each account knows by names that it was given.
pub(super) type ByAccount<T> = BTreeMap<Arc<str>, T>;

/// Who of the candidates is to be asked.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    All,
    People(Vec<Person>),
}

impl Chosen {
    /// Whom `--next` means in each account; nothing where it names nobody.
    pub(super) async fn of(
        sides: &Sides<'_>,
        staged: &[Staged],
        named: &[String],
    ) -> Result<ByAccount<Self>> {
        if let [all] = named
            && all == "all"
        {
            let accounts = accounts(staged).into_iter();
            return Ok(accounts.map(|account| (account, Self::All)).collect());
        }
        let known = known(sides, staged, named).await?.into_iter();
        let people = known.filter(|(_, people)| !people.is_empty());
        Ok(people
            .map(|(account, people)| (account, Self::People(people)))
            .collect())
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

/// The people whom ids or names mean in each account that has something to send.
pub(super) async fn known(
    sides: &Sides<'_>,
    staged: &[Staged],
    named: &[String],
) -> Result<ByAccount<Vec<Person>>> {
    let mut known = BTreeMap::new();
    for account in accounts(staged) {
        let people = people(sides.of(&account)?, named).await?;
        known.insert(account, people);
    }
    Ok(known)
}

fn accounts(staged: &[Staged]) -> BTreeSet<Arc<str>> {
    let decisions = staged.iter().flatten();
    decisions
        .map(|decision| Arc::clone(&decision.item.key.account))
        .collect()
}

/// `next`: what waits, or one choice made.
pub(super) async fn run(sides: &Sides<'_>, args: &Next) -> Result<u8> {
    let (each, failures) = sides
        .ask(async |session| session.inbox.waiting_choices().await)
        .await?;
    let mut waiting: Vec<_> = each.into_iter().flat_map(|(_, waiting)| waiting).collect();
    waiting.sort_by_key(|choice| choice.at);
    let Some(text) = &args.id else {
        list(&waiting, sides)?;
        return Ok(failures.tell(sides.look));
    };
    if let Some(session) = sides.alone()
        && session.inbox.read_only()
    {
        return Err(decide::read_only(session));
    }
    let choice = pick(&waiting, text)?;
    let session = sides.of(&choice.key.account)?;
    let chosen = match args.to.as_slice() {
        [] => Chosen::All,
        named => Chosen::People(people(session, named).await?),
    };
    let made = session.inbox.choose(choice, &chosen.tasks(choice)).await;
    let next = match made.status {
        Status::Done | Status::Stale => Vec::new(),
        _ => choice.candidates.clone(),
    };
    decide::report_choice(&choice.key, Receipt { next, ..made }, sides)
}

fn list(waiting: &[Choice], sides: &Sides<'_>) -> Result<()> {
    let look = sides.look;
    let document = json::Choices {
        items: waiting.iter().map(Into::into).collect(),
    };
    look.print(&document, &document.items, || {
        let mut table = sides.table();
        table.header(
            ["id", "title", "node", "verb", "when", "candidates"]
                .map(|key| look.locale.t(&format!("column-{key}"))),
        );
        for choice in waiting {
            let candidates = choice.candidates.iter().map(|one| one.user.label());
            let cells = [
                choice.key.id.to_string(),
                choice.title.clone(),
                choice.node.label().to_owned(),
                look.word("verb", choice.verb.name()),
                look.time(Some(choice.at)),
                candidates.collect::<Vec<_>>().join(" "),
            ];
            table.row_of(&choice.key.account, cells);
        }
        table.keep_whole(0);
        table.lines(look.color)
    })
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
            (Some(one), Some(other)) if one.key.account != other.key.account => {
                return Err(ambiguous(text, &one.key.account, &other.key.account));
            }
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
    let waiting = session.inbox.waiting_choice(key).await;
    let Some(choice) = waiting.unwrap_or_default() else {
        return receipt;
    };
    let made = session.inbox.choose(&choice, &chosen.tasks(&choice)).await;
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
