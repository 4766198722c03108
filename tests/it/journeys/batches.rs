//! Many decisions at once, without a screen: each once, called off when asked, slower when the
//! server asks for that.

use std::collections::BTreeSet;

use futures_util::StreamExt;
use zhupi::domain::decision::{Baseline, Decision, Receipt, Status};
use zhupi::domain::item::{Folder, Item};
use zhupi::domain::verb::Verb;
use zhupi::inbox::{Halt, Inbox};

use super::office::Office;

/// Approvals of what waits, at most one of an instance, each on the form as it is.
async fn approvals(office: &Office, inbox: &Inbox) -> Vec<Decision> {
    let mut seen = BTreeSet::new();
    let items = office.items("work", Folder::Todo).await;
    let fits = |item: &Item| item.verbs.contains(&Verb::Approve);
    let mut decisions = Vec::new();
    for item in items.into_iter().filter(fits) {
        if seen.insert(item.instance_id.clone()) {
            let baseline = Baseline::Fresh(inbox.form(&item).await.unwrap());
            decisions.push(Decision::new(item, Verb::Approve, baseline));
        }
    }
    decisions
}

fn count(ends: &[(Decision, Receipt)], status: Status) -> u32 {
    let same = ends.iter().filter(|(_, receipt)| receipt.status == status);
    u32::try_from(same.count()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_item_is_sent_once_however_often_it_is_named() {
    let office = Office::with(Some(60)).await;
    let inbox = office.inbox("work");
    let once = approvals(&office, &inbox).await;
    let twice = once.iter().chain(&once).cloned().collect();
    let ends: Vec<_> = inbox.send_all(twice, &Halt::default()).collect().await;
    assert_eq!(ends.len(), once.len());
    assert_eq!(count(&ends, Status::Done), office.all_decisions());
    for (decision, _) in &ends {
        assert_eq!(office.decisions(&decision.item), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_off_is_not_sent_and_what_was_sent_is_told() {
    let office = Office::with(Some(60)).await;
    let inbox = office.inbox("work");
    let decisions = approvals(&office, &inbox).await;
    let total = decisions.len();
    office.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"delay\"\nms = 20\n");
    let halt = Halt::default();
    let ends: Vec<_> = inbox
        .send_all(decisions, &halt)
        .inspect(|_| halt.call())
        .collect()
        .await;
    assert_eq!(ends.len(), total);
    // Those that were under way with the first one.
    let sent = count(&ends, Status::Done);
    assert!((1..=16).contains(&sent), "{sent} of {total}");
    assert_eq!(office.all_decisions(), sent);
    for (_, receipt) in ends {
        let stopped = receipt.note.key.as_deref() == Some("note-stopped");
        assert_eq!(stopped, receipt.status == Status::Failed, "{receipt:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_for_patience_gets_it_and_every_decision_once() {
    let office = Office::with(Some(40)).await;
    let inbox = office.inbox("work");
    let decisions = approvals(&office, &inbox).await;
    let total = u32::try_from(decisions.len()).unwrap();
    office.faults(
        "[[fault]]\ninterface = \"*\"\nkind = \"rate\"\nretry_after = 0\nskip = 10\ncount = 12\n",
    );
    let ends: Vec<_> = inbox.send_all(decisions, &Halt::default()).collect().await;
    assert_eq!(count(&ends, Status::Done), total, "{ends:?}");
    assert_eq!(office.all_decisions(), total);
}
