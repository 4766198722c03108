//! `flows`, `start`, `instances` and `tasks`: what can be started, starting it, following it.

use super::args::{Flows, Instances, Start};
use super::look::Look;
use super::moment::moment;
use super::pages;
use super::read::name;
use super::{ALL_DONE, Session, json, read};
use crate::domain::flow::{FlowInstance, FlowKind, InstanceWords};
use crate::domain::given;
use crate::domain::id::Id;
use crate::domain::instance::{Action, Task, TaskStatus};
use crate::domain::people::Person;
use crate::error::Result;

/// What can be started.
pub(super) async fn flows(session: &Session<'_>, args: &Flows) -> Result<u8> {
    let look = session.look;
    let flows = session.inbox.flows(args.kind.unwrap_or_default()).await?;
    let document = json::Flows {
        total: flows.len() as u64,
        items: flows.iter().map(Into::into).collect(),
    };
    look.print(&document, &document.items, || {
        let mut table = look.table();
        table.header(headings(look, ["key", "flow", "version", "description"]));
        for flow in &flows {
            let description = flow.description.as_deref().unwrap_or_default();
            table.row([&flow.key, &flow.name, &flow.version, description]);
        }
        table.keep_whole(0);
        table.lines(look.color)
    })?;
    Ok(ALL_DONE)
}

/// Starts a flow, once.
pub(super) async fn start(session: &Session<'_>, args: &Start) -> Result<u8> {
    let look = session.look;
    let inputs = given::inputs(args.input.clone());
    if inputs.is_empty() {
        say_what_is_expected(session, &args.flow).await?;
    }
    let started = session.inbox.start(&args.flow, &inputs).await;
    let started = started.map_err(|error| {
        if error.kind.may_have_run() {
            error.hint("hint-may-have-started")
        } else {
            error
        }
    })?;
    let document = json::Started::from(&started);
    look.print(&document, std::slice::from_ref(&document), || {
        let mut table = look.table();
        let task = started.task_id.as_ref();
        for (key, id) in [
            ("column-instance", Some(&started.instance_id)),
            ("column-task", task),
        ] {
            if let Some(id) = id {
                table.row([look.locale.t(key), id.to_string()]);
            }
        }
        table.lines(look.color)
    })?;
    Ok(ALL_DONE)
}

/// Where a flow expects values and none is given, says so, and which places had some before.
async fn say_what_is_expected(session: &Session<'_>, flow: &str) -> Result<()> {
    let look = session.look;
    let flows = session.inbox.flows(FlowKind::Approval).await?;
    let found = flows.iter().find(|one| one.is_called(flow));
    let Some(flow) = found.filter(|one| one.has_inputs == Some(true)) else {
        return Ok(());
    };
    Look::say(&look.locale.t("cli-start-without-inputs"));
    let mut used = session.inbox.places_used().await?;
    if let Some(places) = used.remove(&flow.key) {
        let places = places.join(" ");
        Look::say(
            &look
                .locale
                .f("cli-start-used", &[("places", places.into())]),
        );
    }
    Ok(())
}

/// All instances, whoever's they are.
pub(super) async fn instances(session: &Session<'_>, args: &Instances) -> Result<u8> {
    let look = session.look;
    let query = session.inbox.instance_query(&words(args, look)?).await?;
    let (total, found) = if args.all {
        let page = session.inbox.all_instances(&query).await?;
        (page.total, page.items)
    } else {
        let page = async |number, size| {
            let page = session.inbox.instances(&query, number, size).await?;
            Ok((page.total, page.items))
        };
        let limit = args.limit.unwrap_or(pages::PAGE);
        pages::first(limit, |one: &FlowInstance| &one.instance_id, |_| true, page).await?
    };
    let document = json::Instances {
        total,
        items: found.iter().map(Into::into).collect(),
    };
    look.print(&document, &document.items, || instance_table(&found, look))?;
    look.say_more(args.all, found.len(), total);
    Ok(ALL_DONE)
}

fn words(args: &Instances, look: &Look) -> Result<InstanceWords> {
    let time = |text: &Option<String>| text.as_deref().map(|text| moment(text, look)).transpose();
    Ok(InstanceWords {
        flow: args.flow.clone(),
        version: args.version.clone(),
        starter: args.starter.clone(),
        since: time(&args.since)?,
        until: time(&args.until)?,
        state: args.status,
        sort: args.sort.unwrap_or_default(),
        ascending: args.reverse,
    })
}

fn instance_table(instances: &[FlowInstance], look: &Look) -> String {
    let mut table = look.table();
    table.header(headings(
        look,
        ["instance", "title", "from", "started", "ended", "state"],
    ));
    for one in instances {
        let state = one.outcome.as_ref().map(json::outcome);
        let running = || look.locale.t("outcome-running");
        table.row([
            one.instance_id.to_string(),
            one.title.clone(),
            one.applicant.label().to_owned(),
            look.age(one.started_at),
            look.age(one.ended_at),
            state.map_or_else(running, |state| look.word("outcome", &state)),
        ]);
    }
    table.keep_whole(0);
    table.lines(look.color)
}

/// Every seat of an instance, in the order in which they began.
pub(super) async fn tasks(session: &Session<'_>, instance: &str) -> Result<u8> {
    let look = session.look;
    let tasks = session.inbox.tasks(&Id::new(instance)).await?;
    let named = tasks.iter().map(|task| &task.assignee);
    let people = read::directory(session, named).await;
    let document = json::Tasks {
        total: tasks.len() as u64,
        items: tasks.iter().map(Into::into).collect(),
    };
    look.print(&document, &document.items, || {
        task_table(&tasks, &people, look)
    })?;
    Ok(ALL_DONE)
}

fn task_table(tasks: &[Task], people: &[Person], look: &Look) -> String {
    let mut table = look.table();
    table.header(headings(
        look,
        ["task", "node", "at", "state", "started", "ended", "verb"],
    ));
    for task in tasks {
        let result = task.result.as_ref().map(Action::name);
        table.row([
            task.id.to_string(),
            task.node.label().to_owned(),
            name(&task.assignee, people).to_owned(),
            standing(&task.status, look),
            look.time(task.started_at),
            look.time(task.ended_at),
            result.map_or_else(String::new, |word| look.word("action", &word)),
        ]);
    }
    table.keep_whole(0);
    table.lines(look.color)
}

fn standing(status: &TaskStatus, look: &Look) -> String {
    match status {
        TaskStatus::Open => look.locale.t("task-open"),
        TaskStatus::Done => look.locale.t("task-done"),
        TaskStatus::Void => look.locale.t("task-void"),
        TaskStatus::Draft => look.locale.t("task-draft"),
        TaskStatus::Unsubmitted => look.locale.t("task-unsubmitted"),
        TaskStatus::Other(_) | TaskStatus::Word(_) => status.name(),
    }
}

fn headings<const N: usize>(look: &Look, keys: [&str; N]) -> [String; N] {
    keys.map(|key| look.locale.t(&format!("column-{key}")))
}
