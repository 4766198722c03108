//! Where an item can go back to: listing the nodes, and finding the one that is meant.

use super::Ending;
use super::staging::{Staged, find, folders};
use crate::cli::args::Order;
use crate::cli::json::{Target as Row, Targets};
use crate::cli::{ALL_DONE, Session, filter};
use crate::domain::decision::{Decision, Target};
use crate::error::{Error, Kind, Result};

/// The nodes to which each of the items can go back, the one just before first.
pub(super) async fn list(session: &Session<'_>, order: &Order<'_>) -> Result<u8> {
    let look = session.look;
    let mut found = Vec::new();
    let mut items = Vec::new();
    for id in &order.args.ids {
        items.push(find(session, order, id).await?);
    }
    if let Some(query) = &order.args.filter {
        items = filter::select(session, query, &folders(order)).await?.items;
    }
    for item in items {
        for target in session.inbox.rollback_targets(&item).await? {
            found.push((item.key.id.clone(), target));
        }
    }
    let rows = found.iter();
    let document = Targets {
        items: rows
            .map(|(id, target)| Row::new(id.as_str(), target))
            .collect(),
    };
    look.print(&document, &document.items, || {
        let mut table = look.table();
        table.header(["id", "key", "node"].map(|key| look.locale.t(&format!("column-{key}"))));
        for (id, target) in &found {
            let node = target.node.id.as_ref();
            table.row([
                id.to_string(),
                node.map_or_else(String::new, ToString::to_string),
                target.node.name.clone().unwrap_or_default(),
            ]);
        }
        table.keep_whole(0);
        table.keep_whole(1);
        table.lines(look.color)
    })?;
    Ok(ALL_DONE)
}

/// Gives a decision the node that is meant, by its id, its name or the task decided there;
/// without a word the one just before.
pub(in crate::cli) async fn aim(
    session: &Session<'_>,
    wanted: Option<&str>,
    mut decision: Box<Decision>,
) -> Staged {
    let found = match session.inbox.rollback_targets(&decision.item).await {
        Ok(targets) => pick(targets, wanted),
        Err(error) => Err(error),
    };
    match found {
        Ok(target) => {
            decision.target = Some(target);
            Ok(decision)
        }
        Err(error) => Err(Box::new(Ending::failed(&decision, error))),
    }
}

fn pick(targets: Vec<Target>, wanted: Option<&str>) -> Result<Target> {
    let known = || {
        let labels = targets.iter().map(|target| target.node.label());
        labels.collect::<Vec<_>>().join(", ")
    };
    let missing = match wanted {
        _ if targets.is_empty() => Error::new(Kind::NotFound, "error-nowhere-back"),
        Some(text) => Error::new(Kind::NotFound, "error-node-unknown")
            .with("name", text)
            .with("known", known()),
        None => Error::new(Kind::NotFound, "error-no-node-before").with("known", known()),
    };
    let meant = |target: &Target| {
        wanted.map_or(target.last, |text| {
            let node = &target.node;
            let id = node.id.as_ref().is_some_and(|id| id.as_str() == text);
            id || node.name.as_deref() == Some(text) || target.task_id.as_str() == text
        })
    };
    let mut fitting = targets.into_iter().filter(meant);
    match (fitting.next(), fitting.next()) {
        (Some(target), None) => Ok(target),
        _ => Err(missing),
    }
}
