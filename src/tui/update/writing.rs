//! Texts that go through the user's own editor: the plan, one decision a line, and comments. What
//! cannot be taken changes nothing and is kept.

use std::collections::{HashMap, HashSet};

use super::decide;
use crate::domain::decision::Decision;
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::item::Key;
use crate::domain::people::Person;
use crate::domain::phrase::{self, Gap};
use crate::domain::plan::text::{Line, Misread, name, read};
use crate::domain::verb::Verb;
use crate::error::{Error, Kind};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Overlay, Side};

/// What the user has left in the editor.
pub(super) fn edited(model: &mut Model, text: Result<String, Error>) -> Vec<Effect> {
    let text = match text {
        Ok(text) => text,
        Err(error) => {
            super::answers::fail(model, error);
            return Vec::new();
        }
    };
    match model.overlays.last_mut() {
        Some(Overlay::Comment { editor, .. }) => *editor = Editor::new(text.trim_end()),
        Some(Overlay::Plan(_)) => return take(model, text),
        _ => {}
    }
    Vec::new()
}

/// Takes the plan as it was written, all of it or nothing.
fn take(model: &mut Model, text: String) -> Vec<Effect> {
    let taken = read(&text)
        .map_err(|(line, misread)| misread_at(line, misread))
        .and_then(|lines| changes(model, &lines));
    let changes = match taken {
        Ok(changes) => changes,
        Err(error) => {
            super::answers::fail(model, error);
            model.plan.refuse(text);
            return Vec::new();
        }
    };
    let kept: HashSet<&Key> = changes.iter().map(|change| &change.item.key).collect();
    let staged = model.plan.decisions().map(|one| &one.item.key);
    let gone = staged.filter(|key| !kept.contains(key));
    let gone: Vec<Key> = gone.cloned().collect();
    model.plan.unstage(&gone);
    for change in changes {
        let key = change.item.key.clone();
        model.plan.amend(&key, |staged| *staged = change);
    }
    model.plan.part_verbs();
    model.plan.mend();
    if model.plan.is_empty() {
        model.overlays.pop();
    }
    decide::keep(model).into_iter().collect()
}

/// The staged decisions as the lines want them.
fn changes(model: &Model, lines: &[(usize, Line)]) -> Result<Vec<Decision>, Error> {
    let several = model.sides.are_several();
    let staged = model.plan.decisions();
    let staged: HashMap<Id, &Decision> = staged
        .map(|one| (name(&one.item.key, several), one))
        .collect();
    let change = |(number, line): &(usize, Line)| {
        let wrong = |key| wrong(*number, key);
        let staged = *staged
            .get(&line.id)
            .ok_or_else(|| wrong("error-plan-item").with("id", line.id.as_str()))?;
        let verb = line.verb.at(staged.item.kind);
        if refused(model, staged, verb) {
            return Err(wrong("error-plan-blocked").with("verb", verb.name()));
        }
        let side = model.sides.of(&staged.item.key.account);
        let mut people = Vec::new();
        for name in &line.people {
            let nobody = || wrong("error-plan-nobody").with("name", name.as_str());
            people.push(person(side, name).ok_or_else(nobody)?);
        }
        let same = verb == staged.verb;
        Ok(Decision {
            verb,
            comment: said(staged, line)
                .map_err(|name| wrong("error-plan-placeholder").with("name", name))?,
            people,
            target: staged.target.clone().filter(|_| same),
            inputs: if verb.takes_inputs() {
                staged.inputs.clone()
            } else {
                Inputs::new()
            },
            cc: if verb.takes_copies() {
                staged.cc.clone()
            } else {
                Vec::new()
            },
            ..staged.clone()
        })
    };
    lines.iter().map(change).collect()
}

/// What is said on a line, filled where it was written anew; the name of what the item has not.
fn said(staged: &Decision, line: &Line) -> Result<Option<String>, String> {
    if line.comment == staged.comment {
        return Ok(line.comment.clone());
    }
    let fill = |text: &String| phrase::fill_on(text, &staged.item, staged.baseline.form());
    let filled = line.comment.as_ref().map(fill).transpose();
    filled.map_err(|(Gap::Unknown(name) | Gap::Unread(name))| name)
}

/// Whether a staged decision cannot become one of another verb.
fn refused(model: &Model, staged: &Decision, verb: Verb) -> bool {
    verb != staged.verb && (!verb.takes_many() || model.blocked_for(verb, &staged.item).is_some())
}

/// A person by id, or by a name that only one has.
fn person(side: &Side, name: &str) -> Option<Person> {
    let mut named =
        (side.people.iter()).filter(|person| person.id.as_str() == name || person.name == name);
    let person = named.next()?;
    named.next().is_none().then(|| person.clone())
}

fn wrong(line: usize, key: &'static str) -> Error {
    Error::new(Kind::Usage, key)
        .with("file", "plan")
        .with("line", line.to_string())
}

fn misread_at(line: usize, misread: Misread) -> Error {
    let (key, named) = misread.message();
    let error = wrong(line, key);
    (named.into_iter()).fold(error, |error, (name, text)| error.with(name, text))
}
