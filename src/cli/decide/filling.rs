//! What only the server can complete in a decision: the types of what is filled in, whether it
//! takes copies, the node to go back to. Sends nothing.

use futures_util::StreamExt;
use futures_util::TryStreamExt;
use futures_util::stream;

use super::staging::Staged;
use super::{Ending, addressed, rollback};
use crate::cli::Session;
use crate::cli::args::Order;
use crate::cli::sides::Sides;
use crate::domain::blank::Wanted;
use crate::domain::decision::{Decision, Note, Receipt, Status};
use crate::domain::given::Fill;
use crate::domain::input::Misfit;
use crate::domain::verb::Needs;
use crate::error::{Error, Kind, Result};

/// Completes what can be sent; the others stand where they stood. A value that does not fit is
/// wrong usage, and then nothing is sent at all.
pub(super) async fn fill(
    sides: &Sides<'_>,
    order: &Order<'_>,
    staged: Vec<Staged>,
) -> Result<Vec<Staged>> {
    stream::iter(staged)
        .map(|staged| async move {
            match staged.and_then(|decision| addressed(sides, decision)) {
                Ok((session, decision)) => complete(session, order, decision).await,
                Err(ending) => Ok(Err(ending)),
            }
        })
        .buffered(sides.at_once())
        .try_collect()
        .await
}

async fn complete(
    session: &Session<'_>,
    order: &Order<'_>,
    mut decision: Box<Decision>,
) -> Result<Staged> {
    if order.verb.row().needs == Needs::Node {
        return Ok(rollback::aim(session, order.target, decision).await);
    }
    // Without the guard only the types of what is filled in are worth a look at the page.
    let asks_for_copies = !decision.cc.is_empty() && !order.args.no_guard;
    if order.inputs.is_empty() && !asks_for_copies {
        return Ok(Ok(decision));
    }
    let instance = match session.inbox.open(&decision.item).await {
        Ok(instance) => instance,
        Err(error) => return Ok(Err(Box::new(Ending::failed(&decision, error)))),
    };
    if asks_for_copies && instance.cc_allowed == Some(false) {
        let note = Note::ours("note-no-copies");
        let receipt = Receipt::new(Status::Failed, decision.verb, note);
        return Ok(Err(Box::new(Ending::of(&decision, receipt))));
    }
    for fill in order.inputs {
        let Fill { key, field, value } = fill;
        instance
            .fill(&mut decision.inputs, key, field, value, &session.look.zone)
            .map_err(|misfit| wrong(misfit, fill))?;
    }
    Ok(Ok(decision))
}

fn wrong(misfit: Misfit, fill: &Fill) -> Error {
    match misfit {
        Misfit::NoVariable { known } if known.is_empty() => {
            Error::new(Kind::Usage, "error-no-inputs")
        }
        Misfit::NoVariable { known } => Error::new(Kind::Usage, "error-input-unknown")
            .with("key", &fill.key)
            .with("known", known.join(", ")),
        Misfit::Unlike { field, wanted } => Error::new(Kind::Usage, unlike(wanted))
            .with("field", field)
            .with("value", &fill.value),
    }
}

fn unlike(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Date => "error-input-date",
        _ => "error-input-number",
    }
}
