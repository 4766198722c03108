//! What goes out: what was staged, when its owner could see it go, and each task once.

use std::collections::BTreeSet;
use std::sync::Arc;

use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::id::Id;
use zhupi::domain::item::Folder;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::layout::too_small;
use zhupi::tui::model::{Model, Overlay, Question};

use super::{Laws, Turn};

impl Laws {
    pub(super) fn sending(&mut self, turn: &Turn<'_>) {
        if let Event::Settled { decision, receipt } = turn.event {
            let told = self
                .in_flight
                .get(&name(decision))
                .is_some_and(|sent| *sent == **decision);
            if told {
                self.in_flight.remove(&name(decision));
                let key = decision.item.key.clone();
                if receipt.status == Status::Done && receipt.verb.row().closes {
                    self.over.insert(key);
                }
            }
        }
        let mut sent = Vec::new();
        for effect in turn.effects {
            if let Effect::Send(decisions) = effect {
                sent.extend(decisions);
            }
        }
        if !sent.is_empty() {
            may_go(turn, &sent);
        }
        for decision in sent {
            self.is_as_staged(turn, decision);
            let twice = self.in_flight.insert(name(decision), decision.clone());
            assert_eq!(twice, None, "twice in flight");
        }
        let awaited: BTreeSet<_> = self.in_flight.values().map(|one| &one.item.key).collect();
        assert_eq!(
            turn.after.in_flight.keys().collect::<BTreeSet<_>>(),
            awaited
        );
        is_kept(turn);
        self.nothing_vanishes(turn);
    }

    fn is_as_staged(&self, turn: &Turn<'_>, sent: &Decision) {
        let key = &sent.item.key;
        let staged = turn.before.plan.staged(key);
        let staged = staged.unwrap_or_else(|| panic!("never staged: {key:?}"));
        let mut expected = staged.clone();
        if let (
            Baseline::Pending,
            Event::Based {
                key: read,
                form: Ok(form),
            },
        ) = (&staged.baseline, turn.event)
            && read == key
        {
            expected.baseline = Baseline::Fresh(form.clone());
        }
        assert_eq!(*sent, expected);
        assert_ne!(sent.baseline, Baseline::Pending, "on nothing: {key:?}");
        assert!(!self.over.contains(key), "decided already: {key:?}");
        assert_eq!(
            turn.after.plan.staged(key),
            None,
            "sent and still staged: {key:?}"
        );
    }

    /// What is staged leaves the plan by being sent, taken back or dropped, and by nothing else.
    fn nothing_vanishes(&self, turn: &Turn<'_>) {
        let sent = |one: &Decision| self.in_flight.contains_key(&name(one));
        let left = turn.before.plan.decisions();
        let mut left =
            left.filter(|one| turn.after.plan.staged(&one.item.key).is_none() && !sent(one));
        let allowed = match turn.event {
            Event::Keys(_) | Event::Edited(_) => true,
            Event::Based { form, .. } => form.is_err(),
            _ => false,
        };
        if !allowed {
            assert_eq!(left.next(), None, "gone by {:?}", turn.event);
        }
    }
}

/// A task goes out as one, whichever list it stands in.
fn name(decision: &Decision) -> (Arc<str>, Id) {
    let item = &decision.item;
    let id = match item.key.folder {
        Folder::Todo | Folder::Done => item.task_id.clone().unwrap(),
        _ => item.key.id.clone(),
    };
    (item.key.account.clone(), id)
}

/// Whether something may go out now: `$` is pressed, or a countdown ends that could be seen.
fn may_go(turn: &Turn<'_>, sent: &[&Decision]) {
    let before = turn.before;
    let mut keys = sent.iter().map(|decision| &decision.item.key);
    assert!(
        !keys.any(|key| before.sides.misses(key))
            || matches!(turn.event, Event::Based { .. } | Event::Restored(_)),
        "offline"
    );
    let limit = before.settings.confirm_above;
    match (turn.event, before.overlays.last()) {
        // It was told to go before, and waited for its form, or for what an earlier run left.
        (Event::Based { .. } | Event::Restored(_), _) => assert!(
            before
                .plan
                .groups()
                .iter()
                .any(|group| group.left_ms == Some(0))
        ),
        (Event::Tick(_), None) => {
            assert!(
                before.plan.held() <= limit && !too_small(before.size),
                "unseen"
            );
        }
        (Event::Keys(_), None | Some(Overlay::Palette(_) | Overlay::Help(_))) => {
            assert!(before.plan.held() <= limit, "too many");
        }
        (
            Event::Keys(_),
            Some(
                Overlay::Plan(_)
                | Overlay::Confirm {
                    question: Question::QuitStaged(_),
                    ..
                },
            ),
        ) => {}
        (event, overlay) => panic!("sent by {event:?} over {overlay:?}"),
    }
}

/// What is on disk is what must outlive the program.
fn is_kept(turn: &Turn<'_>) {
    let after = turn.after;
    if !after.inherited || turn.effects.contains(&Effect::Quit) {
        return;
    }
    let ids = |decisions: Vec<&Decision>| -> BTreeSet<_> {
        let each = decisions.into_iter();
        each.map(|one| (name(one), one.verb.name(), one.comment.clone()))
            .collect()
    };
    let staged = turn.disk.kept.iter().flat_map(|group| &group.decisions);
    let on_disk = staged.chain(&turn.disk.sent);
    assert_eq!(ids(on_disk.collect()), ids(outlives(after)));
}

fn outlives(model: &Model) -> Vec<&Decision> {
    model
        .plan
        .decisions()
        .chain(model.in_flight.values())
        .collect()
}
