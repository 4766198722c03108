//! Where an item can go back to: listing the nodes, and finding the one that is meant.

use super::staging::Staged;
use super::{Ending, staging};
use crate::cli::args::Order;
use crate::cli::json::{Rows, Target as Row, Targets};
use crate::cli::sides::{Failures, Sides};
use crate::cli::{Session, filter};
use crate::domain::decision::{Decision, Target};
use crate::error::{Error, Kind, Result};
use crate::inbox::Learned;

/// The nodes to which each of the items can go back, the one just before first.
pub(super) async fn list(sides: &Sides<'_>, order: &Order<'_>) -> Result<u8> {
    let look = sides.look;
    let (mut items, mut failures) = (Vec::new(), Failures::default());
    for (_, item) in staging::items(sides, order).await? {
        items.push(item?);
    }
    if let Some(query) = &order.args.filter {
        let folders = staging::folders(order);
        let select = async |session: &Session<'_>| filter::select(session, query, &folders).await;
        let (each, failed) = sides.ask(select).await?;
        let mut learned = Learned::default();
        for (_, (found, of)) in each {
            items.extend(found.items);
            learned.extend(of);
        }
        filter::check_fields(sides, query, &learned)?;
        failures = failed;
    }
    let mut found = Vec::new();
    for item in items {
        let inbox = &sides.of(&item.key.account)?.inbox;
        for target in inbox.rollback_targets(&item).await? {
            found.push((item.key.clone(), target));
        }
    }
    let rows = found.iter().map(|(key, target)| {
        let row = Row::new(key.id.as_str(), target);
        (Some(&*key.account), row)
    });
    let document = Targets {
        items: Rows::new(sides.are_several(), rows),
    };
    look.print_rows(&document, &document.items, || {
        let mut table = sides.table();
        table.header(["id", "key", "node"].map(|key| look.locale.t(&format!("column-{key}"))));
        for (key, target) in &found {
            let node = target.node.id.as_ref();
            let cells = [
                key.id.to_string(),
                node.map_or_else(String::new, ToString::to_string),
                target.node.name.clone().unwrap_or_default(),
            ];
            table.row_of(&key.account, cells);
        }
        table.keep_whole(0);
        table.keep_whole(1);
        table.lines(look.color)
    })?;
    Ok(failures.tell(look))
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
