//! All instances: which ones, their seats, and the item of one where there is a part in it.

use super::{PAGE, failed, open as open_place, refuse, seek};
use crate::domain::flow::{InstancePage, InstanceSort, InstanceWords, State};
use crate::domain::id::Id;
use crate::domain::instance::Task;
use crate::domain::when;
use crate::error::Error;
use crate::tui::effect::{Effect, Sought};
use crate::tui::event::Ticket;
use crate::tui::model::place::{Instances, Seats};
use crate::tui::model::{Model, Place, Words};
use crate::tui::update::list;

/// Seats on their way at once: a key held down must not ask for every row it passes.
const AT_ONCE: usize = 3;

/// `:instances`, with the options of the command of that name.
pub(in crate::tui::update) fn open(model: &mut Model, typed: &str) -> Vec<Effect> {
    let words = match words(model, typed) {
        Ok(words) => words,
        Err(word) => {
            refuse(
                model,
                Words::Message("toast-instances-options", vec![("word", word)]),
            );
            return Vec::new();
        }
    };
    let typed = typed.trim().to_owned();
    open_place(
        model,
        Place::Instances(Instances {
            words,
            typed,
            ..Instances::default()
        }),
    )
}

/// What is asked for; the error is the word that does not fit.
fn words(model: &Model, typed: &str) -> Result<InstanceWords, String> {
    let mut asked = InstanceWords::default();
    let mut rest = split(typed).into_iter();
    while let Some(option) = rest.next() {
        if option == "--reverse" {
            asked.ascending = true;
            continue;
        }
        let value = rest.next().ok_or_else(|| option.clone())?;
        let wrong = || value.clone();
        let time = || {
            let at = when::parse(&value, model.now, &model.settings.zone);
            at.map(Some).ok_or_else(wrong)
        };
        match option.as_str() {
            "--flow" => asked.flow = Some(value),
            "--version" => asked.version = Some(value),
            "--starter" => asked.starter = Some(value),
            "--status" => asked.state = Some(State::parse(&value).ok_or_else(wrong)?),
            "--sort" => asked.sort = InstanceSort::parse(&value).ok_or_else(wrong)?,
            "--since" => asked.since = time()?,
            "--until" => asked.until = time()?,
            _ => return Err(option),
        }
    }
    Ok(asked)
}

/// Words at blanks, those in quotes together.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (nth, part) in text.split('"').enumerate() {
        if nth % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

pub(super) fn page(open: &Instances, ticket: Ticket, number: u32) -> Effect {
    Effect::Instances {
        ticket,
        words: open.words.clone(),
        number,
        size: PAGE,
    }
}

/// Takes a page.
pub(in crate::tui::update) fn answered(
    model: &mut Model,
    ticket: Ticket,
    page: Result<InstancePage, Error>,
) -> Vec<Effect> {
    let height = list::height(model);
    let Place::Instances(open) = &mut model.place else {
        return Vec::new();
    };
    let Some(purpose) = open.rows.window.takes(ticket) else {
        return Vec::new();
    };
    match page {
        Ok(page) => open.rows.take(purpose, page.total, page.items, height),
        Err(error) => failed(model, purpose, error),
    }
    Vec::new()
}

/// Asks for the seats of the instance under the cursor.
pub(super) fn prefetch(model: &mut Model) -> Option<Effect> {
    let Place::Instances(open) = &mut model.place else {
        return None;
    };
    let id = open.rows.current()?.instance_id.clone();
    if open.seats.contains_key(&id) || open.awaited() >= AT_ONCE {
        return None;
    }
    open.seats.insert(id.clone(), Seats::Loading);
    Some(Effect::Seats(id))
}

/// The seats are to be read again; those on their way will come.
pub(super) fn forget_seats(model: &mut Model) {
    if let Place::Instances(open) = &mut model.place {
        open.seats.retain(|_, seats| *seats == Seats::Loading);
    }
}

/// Takes the seats of an instance.
pub(in crate::tui::update) fn seats(
    model: &mut Model,
    instance: Id,
    tasks: Result<Vec<Task>, Error>,
) -> Vec<Effect> {
    if let Place::Instances(open) = &mut model.place {
        let seats = match tasks {
            Ok(tasks) => Seats::Ready(tasks),
            Err(error) => Seats::Failed(error),
        };
        open.seats.insert(instance, seats);
    }
    Vec::new()
}

/// Opens the whole of an instance, where there is a part in it.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Place::Instances(open) = &model.place else {
        return Vec::new();
    };
    match open.rows.current() {
        Some(instance) => {
            let what = Sought::Instance(instance.instance_id.clone());
            seek(model, what)
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_are_split_at_blanks_and_held_together_by_quotes() {
        assert_eq!(
            split(r#"--starter "李 四"  --since -7d"#),
            ["--starter", "李 四", "--since", "-7d"]
        );
    }
}
