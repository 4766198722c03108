//! Whether an item is what a query asks for: the one evaluator of every filter.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::ast::{Comparison, Expr, Op};
use super::facts::Facts;
use super::field::Field;
use super::literal::{Literal, form_moment, form_number};
use super::truth::Truth;
use crate::domain::find;
use crate::domain::id::Id;
use crate::domain::item::{Item, Outcome};
use crate::domain::people::{Named, Person};
use crate::domain::value::plain;
use crate::domain::verb::Verb;

/// What a query needs to know beside the items.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    pub now: Timestamp,
    pub zone: &'a TimeZone,
    /// Who is known, for rows that name people by id alone.
    pub people: &'a [Person],
}

/// An item, and its detail where that was read.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub item: &'a Item,
    pub facts: Option<&'a Facts>,
}

/// Texts that a field has, and whether that is all of them.
struct Texts<'a> {
    found: Vec<Cow<'a, str>>,
    complete: bool,
}

impl Expr {
    /// Whether it holds, as far as that is known.
    pub fn truth(&self, known: Known<'_>, present: &Present<'_>) -> Truth {
        match self {
            Self::And(all) => Truth::all(all.iter().map(|one| one.truth(known, present))),
            Self::Or(all) => Truth::any(all.iter().map(|one| one.truth(known, present))),
            Self::Not(inner) => !inner.truth(known, present),
            Self::Word(text) => known.word(text, present),
            Self::Compare(comparison) => known.compare(comparison, present),
        }
    }

    /// The same where nothing of an item is known but its account.
    pub fn truth_of_account(&self, account: &str) -> Truth {
        match self {
            Self::And(all) => Truth::all(all.iter().map(|one| one.truth_of_account(account))),
            Self::Or(all) => Truth::any(all.iter().map(|one| one.truth_of_account(account))),
            Self::Not(inner) => !inner.truth_of_account(account),
            Self::Compare(Comparison {
                field: Field::Account,
                op,
                with,
                ..
            }) => Texts::of([account]).truth(*op, &with.text),
            Self::Word(_) | Self::Compare(_) => Truth::Unknown,
        }
    }
}

impl Comparison {
    /// Whether an account of this name is one that it names, be it to leave it out.
    pub(super) fn names_account(&self, account: &str) -> bool {
        let op = match self.op {
            Op::IsNot => Op::Is,
            op => op,
        };
        Texts::of([account]).truth(op, &self.with.text) == Truth::True
    }
}

impl<'a> Known<'a> {
    fn word(self, text: &str, present: &Present<'a>) -> Truth {
        let searched = [Field::Title, Field::From, Field::Flow, Field::Node];
        Truth::any(searched.map(|field| {
            let texts = self.texts(&field, present);
            texts.truth(Op::Contains, text)
        }))
    }

    fn compare(self, comparison: &Comparison, present: &Present<'a>) -> Truth {
        let Comparison {
            field, op, with, ..
        } = comparison;
        let Item {
            started_at,
            arrived_at,
            ended_at,
            completed,
            ..
        } = self.item;
        match field {
            Field::Started => moment(*started_at, *op, with, present),
            Field::Arrived => moment(*arrived_at, *op, with, present),
            // What still runs has not ended: that is known.
            Field::Ended if ended_at.is_none() && !completed => Truth::False,
            Field::Ended => moment(*ended_at, *op, with, present),
            Field::Waiting => waiting(*arrived_at, *op, with, present.now),
            Field::Read => flag(self.item.read, *op, with),
            Field::Batch => {
                let told = self.facts.and_then(|facts| facts.batch);
                flag(self.item.batch.or(told), *op, with)
            }
            Field::Form(name) => self.form(name, *op, with, present),
            text => self.texts(text, present).truth(*op, &with.text),
        }
    }

    /// The texts of a field that holds some.
    fn texts(self, field: &Field, present: &Present<'a>) -> Texts<'a> {
        let item = self.item;
        let told = |named: fn(&'a Facts) -> &'a Named| self.facts.map(named);
        match field {
            Field::Title => Texts::of([item.title.as_str()]),
            Field::From => named(&item.applicant, told(|facts| &facts.applicant), present),
            Field::Flow => self.flow(),
            Field::Node => {
                let mut texts = named(&item.node, told(|facts| &facts.node), present);
                // What has ended is at no node any more.
                texts.complete |= item.completed;
                texts
            }
            Field::Status => Texts::of([status(item)]),
            Field::Id => {
                let ids = [Some(&item.key.id), Some(&item.instance_id)];
                let ids = ids.into_iter().chain([item.task_id.as_ref()]).flatten();
                Texts::of(ids.map(Id::as_str))
            }
            Field::Verb => {
                let proved = self.facts.map_or(&item.verbs, |facts| &facts.verbs);
                Texts {
                    complete: self.facts.is_some(),
                    ..Texts::of(proved.iter().copied().map(Verb::name))
                }
            }
            Field::Account => Texts::of([&*item.key.account]),
            Field::Folder => Texts::of([item.key.folder.name()]),
            _ => Texts::of([""; 0]),
        }
    }

    fn flow(self) -> Texts<'a> {
        let told = self.facts.and_then(|facts| facts.flow.as_deref());
        let name = told.unwrap_or_else(|| self.item.flow_name());
        let code = self.item.flow.code.as_ref().map(Id::as_str);
        Texts {
            complete: !name.is_empty(),
            ..Texts::of([name].into_iter().chain(code))
        }
    }

    /// A form may have several of a name: one that fits is enough.
    fn form(self, name: &str, op: Op, with: &Literal, present: &Present<'_>) -> Truth {
        let Some(facts) = self.facts else {
            return Truth::Unknown;
        };
        let cells = facts.cells(name);
        if cells.is_empty() {
            // Nothing is there, which the form itself says.
            return (with.text.is_empty() && matches!(op, Op::Is | Op::Contains)).into();
        }
        let any = |op| {
            Truth::any(cells.iter().map(|(field, value)| {
                let word = field.word(value).map(|word| Texts::of([word]));
                let meant = word.map_or(Truth::False, |word| word.truth(op, &with.text));
                Truth::any([cell(value, op, with, present), meant])
            }))
        };
        match op {
            Op::IsNot => !any(Op::Is),
            op => any(op),
        }
    }
}

impl<'a> Texts<'a> {
    fn of<T: Into<Cow<'a, str>>>(found: impl IntoIterator<Item = T>) -> Self {
        Self {
            found: found.into_iter().map(Into::into).collect(),
            complete: true,
        }
    }

    fn truth(&self, op: Op, wanted: &str) -> Truth {
        let fits = |text: &Cow<'_, str>| match op {
            Op::Contains => find::contains(text, wanted),
            _ => **text == *wanted,
        };
        let found = match (self.found.iter().any(fits), self.complete) {
            (true, _) => Truth::True,
            (false, true) => Truth::False,
            (false, false) => Truth::Unknown,
        };
        if op == Op::IsNot { !found } else { found }
    }
}

/// Somebody or something by name and id; the row goes before the detail, and the directory
/// knows who has an id.
fn named<'a>(row: &'a Named, told: Option<&'a Named>, present: &Present<'a>) -> Texts<'a> {
    let told = told.filter(|_| row.name.is_none());
    let name = row
        .name
        .as_deref()
        .or(told.and_then(|told| told.name.as_deref()));
    let id = row.id.as_ref().or(told.and_then(|told| told.id.as_ref()));
    let name = name.or_else(|| {
        let mut people = present.people.iter();
        people
            .find(|person| Some(&person.id) == id)
            .map(|person| person.name.as_str())
    });
    Texts {
        complete: name.is_some(),
        ..Texts::of(name.into_iter().chain(id.map(Id::as_str)))
    }
}

/// Where the instance stands, in the words of the contract.
fn status(item: &Item) -> Cow<'static, str> {
    match (&item.outcome, item.completed) {
        (Some(Outcome::Approved), _) => "approved".into(),
        (Some(Outcome::Rejected), _) => "rejected".into(),
        (Some(Outcome::Stopped), _) => "stopped".into(),
        (Some(Outcome::Voided), _) => "voided".into(),
        (Some(Outcome::Failed), _) => "failed".into(),
        (Some(Outcome::Other(code)), _) => format!("other:{code}").into(),
        (Some(Outcome::Word(word)), _) => format!("other:{word}").into(),
        (None, true) => "ended".into(),
        (None, false) => "running".into(),
    }
}

fn moment(at: Option<Timestamp>, op: Op, with: &Literal, present: &Present<'_>) -> Truth {
    at.and_then(|at| place(at, with, present))
        .map_or(Truth::Unknown, |found| op.holds(found).into())
}

/// Where a moment stands to a day or another moment.
fn place(at: Timestamp, with: &Literal, present: &Present<'_>) -> Option<Ordering> {
    let range = with.when?.range(present.now, present.zone)?;
    Some(if at < range.start {
        Ordering::Less
    } else if at >= range.end {
        Ordering::Greater
    } else {
        Ordering::Equal
    })
}

fn waiting(since: Option<Timestamp>, op: Op, with: &Literal, now: Timestamp) -> Truth {
    let (Some(since), Some(lasting)) = (since, with.lasting) else {
        return Truth::Unknown;
    };
    let seconds = now.as_second() - since.as_second();
    let found = if op.is_ordering() {
        seconds.cmp(&lasting.seconds)
    } else {
        // Three days are three days until they are four.
        (seconds / lasting.unit).cmp(&(lasting.seconds / lasting.unit))
    };
    op.holds(found).into()
}

fn flag(is: Option<bool>, op: Op, with: &Literal) -> Truth {
    is.zip(with.flag).map_or(Truth::Unknown, |(is, wanted)| {
        op.holds(is.cmp(&wanted)).into()
    })
}

/// One value of a form. What cannot be compared is not known to differ.
fn cell(value: &Value, op: Op, with: &Literal, present: &Present<'_>) -> Truth {
    let text = plain(value);
    if op == Op::Contains {
        return find::contains(&text, &with.text).into();
    }
    let number = || Some(form_number(value)?.cmp(&with.number?));
    let date = || place(form_moment(value, present.zone)?, with, present);
    let found = number().or_else(date);
    if op.is_ordering() {
        return found.map_or(Truth::Unknown, |found| op.holds(found).into());
    }
    (text == with.text || found.is_some_and(Ordering::is_eq)).into()
}
