//! Everything about one item, and where it stands: several interfaces put together.
//! Never writes.

use serde_json::Value;

use super::api::{Api, Ground, Reply};
use super::convert::{
    canvas as canvases, form as forms, history, instance as rules, item as items,
};
use super::pages::Pages;
use super::wire::canvas as drawn;
use super::wire::envelope;
use super::wire::page::Page;
use super::wire::task as wire;
use crate::domain::canvas::Canvas;
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::instance::{Instance, Standing, Task};
use crate::domain::item::{Folder, Item};
use crate::domain::verb::{Guard, Verb};
use crate::error::{Error, Kind, Result};

/// Form, permissions, canvas, history; what does not depend on another answer is asked at once.
pub(super) async fn open(api: &Api, row: &Item) -> Result<Instance> {
    let seat = seat(api, row).await?;
    let (detail, tasks, operations) = tokio::try_join!(
        async {
            // A draft has nothing but its row: the interface knows no such page type.
            Ok(match row.key.folder {
                Folder::Draft => None,
                folder => Some(api.describe_process_instance(folder, &seat).await?),
            })
        },
        api.get_flow_instance_tasks(&row.instance_id, None),
        api.get_flow_instance_operations(&row.instance_id),
    )?;
    let mut raw = Vec::new();
    let mut item = row.clone();
    if let Some(reply) = detail {
        item = items::completed(row, reply.data);
        raw.push(shown("DescribeProcessInstance", &reply.raw));
    }
    item.task_id = Some(seat.clone());
    let mine = tasks
        .rows
        .iter()
        .find(|task| task.task_id.as_ref() == Some(&seat));
    let ground = ground(&item, &seat, mine);
    let (reply, drawn) = tokio::try_join!(
        api.get_approval_page_detail(&ground),
        drawing(api, &row.instance_id, flow_code(&tasks).or(ground.flow)),
    )?;
    raw.push(shown("GetApprovalPageDetail", &reply.raw));
    raw.extend(
        tasks
            .raw
            .iter()
            .map(|raw| shown("GetFlowInstanceTasks", raw)),
    );
    let operated = operations.raw.iter();
    raw.extend(operated.map(|raw| shown("GetFlowInstanceOperations", raw)));
    let canvas = drawn.map(|reply| {
        raw.push(shown("GetProcessCanvasInfo", &reply.raw));
        canvases::canvas(reply.data)
    });
    let history = history::history(operations.rows);
    Ok(Instance {
        canvas: canvas.unwrap_or_default(),
        history,
        raw,
        ..instance(api, item, reply.data, tasks, &seat)
    })
}

/// The instance as page and tasks tell it, yet without canvas, history and raw answers.
fn instance(
    api: &Api,
    mut item: Item,
    page: Page,
    tasks: Pages<wire::Task>,
    seat: &Id,
) -> Instance {
    rules::obey(&mut item, &page);
    let named = tasks.rows.iter().find_map(|task| task.flow_name.clone());
    item.flow.name = named.or(item.flow.name);
    let mine = domain(tasks, &item.instance_id)
        .into_iter()
        .find(|task| task.id == *seat);
    Instance {
        number: item.instance_id.to_string(),
        text: None,
        buttons: forms::buttons(&page.buttons),
        cc_allowed: page.show_carbon_copy,
        verbs: rules::verbs(&item, mine.as_ref(), &api.user_id, &page),
        inputs: forms::inputs(page.out_entity_codes),
        form: forms::form(page.variable_infos),
        attachments: Vec::new(),
        tables: Vec::new(),
        related: Vec::new(),
        canvas: Canvas::default(),
        history: Vec::new(),
        link: mine.and_then(|task| task.link),
        raw: Vec::new(),
        item,
    }
}

/// The form alone, from the same page that [`open`] shows.
pub(super) async fn form(api: &Api, row: &Item) -> Result<Form> {
    let seat = seat(api, row).await?;
    let (item, mine) = match row.key.folder {
        Folder::Todo | Folder::Draft => {
            let tasks = api
                .get_flow_instance_tasks(&row.instance_id, Some(&seat))
                .await?;
            let own = |task: &wire::Task| task.task_id.as_ref() == Some(&seat);
            (row.clone(), tasks.rows.into_iter().find(own))
        }
        folder => {
            let reply = api.describe_process_instance(folder, &seat).await?;
            (items::completed(row, reply.data), None)
        }
    };
    let ground = ground(&item, &seat, mine.as_ref());
    let page = api.get_approval_page_detail(&ground).await?;
    Ok(forms::form(page.data.variable_infos))
}

/// Where an item stands: its task, or for an own request whether it runs.
pub(super) async fn standing(
    api: &Api,
    row: &Item,
    verb: Verb,
    with_form: bool,
) -> Result<Standing> {
    let seat = seat(api, row).await?;
    if row.key.folder == Folder::Created && verb.row().guard != Guard::OpenTask {
        let reply = api
            .describe_process_instance(Folder::Created, &seat)
            .await?;
        let running = reply.data.is_completed.map(|completed| !completed);
        return Ok(Standing {
            running,
            outcome: items::completed(row, reply.data).outcome,
            server_at: reply.server_at,
            ..Standing::default()
        });
    }
    let tasks = match api
        .get_flow_instance_tasks(&row.instance_id, Some(&seat))
        .await
    {
        Err(error) if envelope::is_gone(&error) => return Ok(Standing::default()),
        tasks => tasks?,
    };
    let server_at = tasks.server_at;
    let own = |task: &&wire::Task| task.task_id.as_ref() == Some(&seat);
    let mine = tasks.rows.iter().find(own);
    let ground = ground(row, &seat, mine);
    let open = mine.is_some_and(|task| rules::status(task.task_status).is_open());
    let form = if with_form && open {
        let page = api.get_approval_page_detail(&ground).await?;
        Some(forms::form(page.data.variable_infos))
    } else {
        None
    };
    let task = domain(tasks, &row.instance_id)
        .into_iter()
        .find(|task| task.id == seat);
    Ok(Standing {
        task,
        form,
        server_at,
        ..Standing::default()
    })
}

/// The drawing, or none where the server will not give it: a decision does not need one.
async fn drawing(
    api: &Api,
    instance: &Id,
    flow: Option<&Id>,
) -> Result<Option<Reply<drawn::Canvas>>> {
    match api.get_process_canvas_info(instance, flow).await {
        Err(error) if matches!(error.kind, Kind::Refused | Kind::NotFound | Kind::Denied) => {
            Ok(None)
        }
        reply => reply.map(Some),
    }
}

/// The drawing alone.
pub(super) async fn canvas(api: &Api, instance: &Id) -> Result<Canvas> {
    let tasks = api.get_flow_instance_tasks(instance, None).await?;
    let reply = api
        .get_process_canvas_info(instance, flow_code(&tasks))
        .await?;
    Ok(canvases::canvas(reply.data))
}

/// The version of the flow that an instance runs by, as its tasks tell it.
fn flow_code(tasks: &Pages<wire::Task>) -> Option<&Id> {
    tasks.rows.iter().find_map(|task| task.flow_code.as_ref())
}

/// Every seat of an instance.
pub(super) async fn tasks(api: &Api, instance: &Id) -> Result<Vec<Task>> {
    let tasks = api.get_flow_instance_tasks(instance, None).await?;
    Ok(domain(tasks, instance))
}

/// The task that an item is about; where the row names none, the instance's newest.
async fn seat(api: &Api, row: &Item) -> Result<Id> {
    if let Some(task) = &row.task_id {
        return Ok(task.clone());
    }
    let tasks = api.get_flow_instance_tasks(&row.instance_id, None).await?;
    domain(tasks, &row.instance_id)
        .pop()
        .map(|task| task.id)
        .ok_or_else(|| Error::new(Kind::NotFound, "error-no-task"))
}

/// What the page is asked with: the node of one's own open task, else where the instance is.
fn ground<'a>(item: &'a Item, seat: &'a Id, mine: Option<&'a wire::Task>) -> Ground<'a> {
    let at_work = matches!(item.key.folder, Folder::Todo | Folder::Draft);
    let mine = mine.filter(|_| at_work);
    Ground {
        folder: item.key.folder,
        instance: &item.instance_id,
        task: seat,
        // Quirk: the detail of a copy may answer without its CcId; the row has it.
        cc: (item.key.folder == Folder::Cc).then(|| item.cc_id.as_ref().unwrap_or(&item.key.id)),
        flow: mine
            .and_then(|task| task.flow_code.as_ref())
            .or(item.flow.code.as_ref()),
        node: mine
            .and_then(|task| task.element_id.as_ref())
            .or(item.node.id.as_ref()),
        completed: item.completed,
    }
}

/// Tasks in the order in which they began, whatever order they came in.
fn domain(tasks: Pages<wire::Task>, instance: &Id) -> Vec<Task> {
    let mut tasks: Vec<_> = tasks
        .rows
        .into_iter()
        .filter_map(|task| rules::task(task, instance))
        .collect();
    tasks.sort_by(|a, b| (a.started_at, &a.id).cmp(&(b.started_at, &b.id)));
    tasks
}

fn shown(name: &str, raw: &Value) -> (String, String) {
    (name.to_owned(), format!("{raw:#}"))
}
