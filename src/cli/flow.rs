//! `flows`, `start`, `instances` and `tasks`: what can be started, starting it, following it.

use super::args::{Flows, Instances, Start};
use super::look::Look;
use super::moment::moment;
use super::pages;
use super::read::name;
use super::sides::Sides;
use super::{ALL_DONE, Session, json, read};
use crate::domain::flow::{FlowInstance, FlowKind, InstanceWords};
use crate::domain::given;
use crate::domain::id::Id;
use crate::domain::instance::{Action, Task, TaskStatus};
use crate::domain::people::Person;
use crate::error::Result;

/// What can be started.
pub(super) async fn flows(sides: &Sides<'_>, args: &Flows) -> Result<u8> {
    let look = sides.look;
    let kind = args.kind.unwrap_or_default();
    let (each, failures) = sides
        .ask(async |session| session.inbox.flows(kind).await)
        .await?;
    let flows = each.iter().flat_map(|(session, flows)| {
        let account = session.inbox.account();
        flows.iter().map(move |flow| (account, flow))
    });
    let rows = flows.clone();
    let rows = rows.map(|(account, flow)| (Some(account), flow.into()));
    let document = json::Flows {
        total: flows.clone().count() as u64,
        items: json::Rows::new(sides.are_several(), rows),
    };
    look.print_rows(&document, &document.items, || {
        let mut table = sides.table();
        table.header(headings(look, ["key", "flow", "version", "description"]));
        for (account, flow) in flows {
            let description = flow.description.as_deref().unwrap_or_default();
            table.row_of(account, [&flow.key, &flow.name, &flow.version, description]);
        }
        table.keep_whole(0);
        table.lines(look.color)
    })?;
    Ok(failures.tell(look))
}

/// Starts a flow, once.
pub(super) async fn start(sides: &Sides<'_>, args: &Start) -> Result<u8> {
    let (session, look) = (sides.only()?, sides.look);
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
pub(super) async fn instances(sides: &Sides<'_>, args: &Instances) -> Result<u8> {
    let look = sides.look;
    let words = words(args, look)?;
    let (each, failures) = sides
        .ask(async |session| read_instances(session, args, &words).await)
        .await?;
    let total = each.iter().map(|(_, (total, _))| total).sum();
    let rows = each.iter().flat_map(|(session, (_, found))| {
        let account = session.inbox.account();
        found.iter().map(move |one| (account, one))
    });
    let mut rows: Vec<_> = rows.collect();
    if each.len() > 1 {
        rows.sort_by(|(_, one), (_, other)| words.sort.compare(one, other, words.ascending));
    }
    if !args.all {
        rows.truncate(args.limit.unwrap_or(pages::PAGE));
    }
    let lines = rows
        .iter()
        .map(|(account, one)| (Some(*account), (*one).into()));
    let document = json::Instances {
        total,
        items: json::Rows::new(sides.are_several(), lines),
    };
    look.print_rows(&document, &document.items, || instance_table(&rows, sides))?;
    look.say_more(args.all, rows.len(), total);
    Ok(failures.tell(look))
}

async fn read_instances(
    session: &Session<'_>,
    args: &Instances,
    words: &InstanceWords,
) -> Result<(u64, Vec<FlowInstance>)> {
    let query = session.inbox.instance_query(words).await?;
    if args.all {
        let page = session.inbox.all_instances(&query).await?;
        return Ok((page.total, page.items));
    }
    let page = async |number, size| {
        let page = session.inbox.instances(&query, number, size).await?;
        Ok((page.total, page.items))
    };
    let limit = args.limit.unwrap_or(pages::PAGE);
    pages::first(limit, |one: &FlowInstance| &one.instance_id, |_| true, page).await
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

fn instance_table(instances: &[(&str, &FlowInstance)], sides: &Sides<'_>) -> String {
    let (mut table, look) = (sides.table(), sides.look);
    table.header(headings(
        look,
        ["instance", "title", "from", "started", "ended", "state"],
    ));
    for (account, one) in instances {
        let state = one.outcome.as_ref().map(json::outcome);
        let running = || look.locale.t("outcome-running");
        let cells = [
            one.instance_id.to_string(),
            one.title.clone(),
            one.applicant.label().to_owned(),
            look.age(one.started_at),
            look.age(one.ended_at),
            state.map_or_else(running, |state| look.word("outcome", &state)),
        ];
        table.row_of(account, cells);
    }
    table.keep_whole(0);
    table.lines(look.color)
}

/// Every seat of an instance, in the order in which they began.
pub(super) async fn tasks(sides: &Sides<'_>, instance: &str) -> Result<u8> {
    let (look, instance) = (sides.look, Id::new(instance));
    let (session, tasks) = sides
        .agree(&instance, async |session| {
            session.inbox.tasks(&instance).await
        })
        .await?;
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
