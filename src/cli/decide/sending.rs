//! Sending what is staged: each decision through its own account, all accounts at once.
//! What makes each of them safe is the inbox's work.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream::select_all;

use super::Ending;
use super::staging::Staged;
use crate::cli::choose::{ByAccount, Chosen};
use crate::cli::sides::Sides;
use crate::cli::{Session, choose, stop};
use crate::domain::decision::Decision;
use crate::domain::progress::Progress;
use crate::inbox::Halt;

/// What is sent through one account.
type Outgoing<'s, 'a> = (&'s Session<'a>, Vec<Decision>);

/// Sends what is staged, each through its account, several at once, and reports in the order
/// given. A wish to stop calls off what has not been sent yet.
pub(super) async fn send(
    sides: &Sides<'_>,
    staged: Vec<Staged>,
    chosen: &ByAccount<Chosen>,
) -> Vec<Ending> {
    let halt = Halt::default();
    let listening = tokio::spawn({
        let halt = halt.clone();
        async move {
            stop::asked().await;
            halt.call();
        }
    });
    let (mut endings, mut places) = (Vec::new(), BTreeMap::new());
    let mut outgoing: BTreeMap<Arc<str>, Outgoing<'_, '_>> = BTreeMap::new();
    for (place, staged) in staged.into_iter().enumerate() {
        endings.push(
            match staged.and_then(|decision| addressed(sides, decision)) {
                Ok((session, decision)) => {
                    let key = decision.item.key.clone();
                    let account = outgoing.entry(Arc::clone(&key.account));
                    let (_, decisions) = account.or_insert_with(|| (session, Vec::new()));
                    decisions.push(*decision);
                    places.insert(key, place);
                    None
                }
                Err(ending) => Some(*ending),
            },
        );
    }
    let clock = sides.clock();
    let mut progress = Progress::new(places.len(), clock());
    let mut ends = select_all(outgoing.into_iter().map(|(account, (session, decisions))| {
        let chosen = chosen.get(&account);
        let ends = session.inbox.send_all(decisions, &halt);
        let ends = ends.map(move |(decision, receipt)| async move {
            let receipt = match chosen {
                Some(chosen) => choose::follow(session, &decision.item.key, receipt, chosen).await,
                None => receipt,
            };
            (decision, receipt)
        });
        let at_once = session.config.file.concurrency.max(1);
        ends.buffer_unordered(at_once).boxed_local()
    }));
    while let Some((decision, receipt)) = ends.next().await {
        progress.count(receipt.status);
        sides.look.tell_progress(&progress, clock());
        let place = places.get(&decision.item.key);
        if let Some(ending) = place.and_then(|place| endings.get_mut(*place)) {
            *ending = Some(Ending::of(&decision, receipt));
        }
    }
    listening.abort();
    endings.into_iter().flatten().collect()
}

/// A decision with the account that it is sent through.
pub(in crate::cli) fn addressed<'s, 'a>(
    sides: &'s Sides<'a>,
    decision: Box<Decision>,
) -> Result<(&'s Session<'a>, Box<Decision>), Box<Ending>> {
    match sides.of(&decision.item.key.account) {
        Ok(session) => Ok((session, decision)),
        Err(error) => Err(Box::new(Ending::failed(&decision, error))),
    }
}
