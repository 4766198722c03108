//! An instance as a page of text: what it is, its form, what can be done, what was done.

use crate::cli::json;
use crate::cli::look::Look;
use crate::cli::read::name;
use crate::domain::form::{Field, Part, Shape};
use crate::domain::instance::{Act, Instance};
use crate::domain::people::Person;
use crate::domain::text;
use crate::locale::format;

/// The whole page.
pub(super) fn text(instance: &Instance, people: &[Person], look: &Look) -> String {
    let mut page = String::new();
    let title = &instance.item.title;
    section(&mut page, title, &head(instance, look));
    if let Some(unparsed) = &instance.text {
        let note = look.locale.t("detail-unread");
        let lines = format!(" {note}\n{}\n", text::neutral_lines(unparsed));
        section(&mut page, &look.locale.t("cli-form"), &lines);
    }
    for part in &instance.form.parts {
        let unnamed = match part.shape {
            Shape::Object => "cli-form",
            Shape::List => "cli-lines",
        };
        let name = part.name.clone();
        let name = name.unwrap_or_else(|| look.locale.t(unnamed));
        section(&mut page, &name, &form(part, look));
    }
    for table in &instance.tables {
        let name = table.name.clone();
        let name = name.unwrap_or_else(|| look.locale.t("cli-table"));
        section(&mut page, &name, &form(table, look));
    }
    let related = look.locale.t("cli-related");
    section(&mut page, &related, &others(instance, look));
    let heading = look.locale.t("cli-attachments");
    section(&mut page, &heading, &files(instance, look));
    section(
        &mut page,
        &look.locale.t("cli-verbs"),
        &verbs(instance, look),
    );
    let history = history(&instance.history, people, look);
    section(&mut page, &look.locale.t("cli-history"), &history);
    page
}

/// A heading over its lines; nothing when there are none.
fn section(page: &mut String, heading: &str, lines: &str) {
    if lines.is_empty() {
        return;
    }
    if !page.is_empty() {
        page.push('\n');
    }
    page.push_str(&text::neutral(heading));
    page.push('\n');
    page.push_str(lines);
}

fn head(instance: &Instance, look: &Look) -> String {
    let item = &instance.item;
    let state = item.outcome.as_ref().map(json::outcome);
    let state = state.unwrap_or_else(|| if item.completed { "ended" } else { "running" }.into());
    let time = |at| look.time(at);
    let mut table = look.table();
    for (key, value) in [
        ("column-number", instance.number.clone()),
        ("column-flow", item.flow_name().to_owned()),
        ("column-from", item.applicant.label().to_owned()),
        ("column-node", item.node.label().to_owned()),
        ("column-at", item.approver.label().to_owned()),
        ("column-state", look.word("outcome", &state)),
        ("column-started", time(item.started_at)),
        ("column-arrived", time(item.arrived_at)),
        ("column-handled", time(item.handled_at)),
        ("column-ended", time(item.ended_at)),
    ] {
        if !value.is_empty() {
            table.row([look.locale.t(key), value]);
        }
    }
    table.lines(false)
}

/// An object as label and value, a list of objects as a table.
fn form(part: &Part, look: &Look) -> String {
    let label = |field: &Field| field.label.clone().unwrap_or_else(|| field.key.clone());
    let mut table = look.table();
    match part.shape {
        Shape::Object => {
            for row in &part.rows {
                for field in &part.fields {
                    let value = row.get(&field.key);
                    let value = value.map(|value| format::field_value(field, value, &look.zone));
                    table.row([label(field), value.unwrap_or_default()]);
                }
            }
        }
        Shape::List => {
            table.header(part.fields.iter().map(label));
            for row in &part.rows {
                table.row(part.fields.iter().map(|field| {
                    let value = row.get(&field.key);
                    let value = value.map(|value| format::field_value(field, value, &look.zone));
                    value.unwrap_or_default()
                }));
            }
        }
    }
    table.lines(look.color)
}

/// The records that it is about: what each is, and its id.
fn others(instance: &Instance, look: &Look) -> String {
    let mut table = look.table();
    for other in &instance.related {
        let id = other.id.clone().unwrap_or_default();
        table.row([look.word("related", &other.kind), id]);
    }
    table.lines(false)
}

/// The files, each with what it is where that is known.
fn files(instance: &Instance, look: &Look) -> String {
    let mut table = look.table();
    for file in &instance.attachments {
        let kind = file.kind.as_deref().unwrap_or_default();
        table.row([file.name.clone(), look.word("file", kind)]);
    }
    table.lines(false)
}

/// Every verb, and why it cannot be done where it cannot.
fn verbs(instance: &Instance, look: &Look) -> String {
    let mut table = look.table();
    for allowed in &instance.verbs {
        let blocked = allowed.blocked.map(|why| look.locale.t(why.message()));
        table.row([
            look.word("verb", allowed.verb.name()),
            blocked.unwrap_or_else(|| look.locale.t("cli-possible")),
        ]);
    }
    table.lines(false)
}

fn history(acts: &[Act], people: &[Person], look: &Look) -> String {
    let mut table = look.table();
    for act in acts {
        let others = act.people.iter().map(|person| name(person, people));
        let files = act.attachments.iter().map(|file| file.name.as_str());
        let said = [&act.comment, &act.note].into_iter().flatten();
        let said: Vec<_> = said.map(String::as_str).chain(files).collect();
        table.row([
            look.time(act.at),
            name(&act.operator, people).to_owned(),
            look.word("action", &act.action.name()),
            others.collect::<Vec<_>>().join(" "),
            act.node.clone().unwrap_or_default(),
            said.join(" · "),
        ]);
    }
    table.lines(false)
}
