//! What is staged: what was on the screen, with what was seen and said, by a key and by no other.

use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::form::Form;
use zhupi::domain::phrase;
use zhupi::domain::verb::Guard;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Model, Overlay, Question};

use super::{Laws, Turn, aimed};

impl Laws {
    pub(super) fn staging(&mut self, turn: &Turn<'_>) {
        let (before, after) = (turn.before, turn.after);
        for decision in after.plan.decisions() {
            match before.plan.staged(&decision.item.key) {
                None => self.is_new(turn, decision),
                Some(was) if was != decision => has_changed(turn, was, decision),
                Some(_) => {}
            }
        }
        self.drafts(turn);
        self.staged.extend(after.plan.decisions().cloned());
        self.staged.dedup();
        if let Event::Saved { decision, .. } = turn.event {
            self.seen.remove(&decision.item.key);
        }
    }

    fn is_new(&self, turn: &Turn<'_>, decision: &Decision) {
        let before = turn.before;
        let key = &decision.item.key;
        assert!(
            !before.in_flight.contains_key(key),
            "staged while in flight: {key:?}"
        );
        match turn.event {
            Event::Restored(Ok(groups)) => {
                assert!(groups.iter().flatten().any(|kept| kept == decision));
                return;
            }
            Event::Keys(keys) if keys.len() == 1 => {}
            other => panic!("staged by {other:?}"),
        }
        assert!(!self.over.contains(key), "decided already: {key:?}");
        if self.is_again(before, decision) {
            return;
        }
        if let Some(Overlay::Confirm {
            question: Question::Revoke(item),
            ..
        }) = before.overlays.last()
        {
            assert_eq!(**item, decision.item);
            return;
        }
        let expected = if let Some((draft, text)) = draft_of(before) {
            assert!(
                draft.items.contains(&decision.item),
                "not in the draft: {key:?}"
            );
            assert_eq!(decision.verb, draft.verb.at(decision.item.kind));
            text.or(draft.comment.clone())
        } else {
            self.is_aimed_at(turn, decision);
            let last = before.last.as_ref().and_then(|last| last.comment.clone());
            last.filter(|_| decision.comment.is_some())
        };
        let said = expected.filter(|text| !text.trim().is_empty()).map(|text| {
            let facts = before.sight.facts(key);
            phrase::fill(text.trim(), &decision.item, facts).unwrap()
        });
        assert_eq!(decision.comment, said, "{key:?}");
        self.is_on_what_was_seen(decision);
    }

    /// What was taken back, or has failed.
    fn is_again(&self, before: &Model, decision: &Decision) -> bool {
        let failed = before
            .settled
            .iter()
            .any(|one| one.decision == *decision && one.receipt.status == Status::Failed);
        let retried = failed && matches!(before.overlays.last(), Some(Overlay::Receipts(_)));
        retried || (before.overlays.is_empty() && self.staged.contains(decision))
    }

    fn is_on_what_was_seen(&self, decision: &Decision) {
        let expected = if decision.verb.row().guard == Guard::Revocable {
            Baseline::Fresh(Form::default())
        } else {
            let seen = self.seen.get(&decision.item.key).cloned();
            seen.map_or(Baseline::Pending, Baseline::Shown)
        };
        assert_eq!(decision.baseline, expected, "{:?}", decision.item.key);
    }

    /// It was on the screen, and marked or under the cursor there.
    fn is_aimed_at(&self, turn: &Turn<'_>, decision: &Decision) {
        let key = &decision.item.key;
        assert!(aimed(turn.before).contains(key), "nobody meant {key:?}");
        assert!(!self.slipped, "nobody has seen that {key:?} is meant");
        if turn.before.place.is_folder() {
            assert!(turn.before.list.shows(key), "hidden: {key:?}");
        }
    }

    /// A box that opens is about what was on the screen.
    fn drafts(&self, turn: &Turn<'_>) {
        let opens = turn.before.overlays.len() < turn.after.overlays.len();
        if draft_of(turn.before).is_some() || !opens || !matches!(turn.event, Event::Keys(_)) {
            return;
        }
        if let Some((draft, _)) = draft_of(turn.after) {
            for item in &draft.items {
                let decision = Decision::new(item.clone(), draft.verb, Baseline::Off);
                self.is_aimed_at(turn, &decision);
            }
        }
    }
}

/// A decision in the making on top, and what is typed for it.
fn draft_of(model: &Model) -> Option<(&zhupi::tui::model::Draft, Option<String>)> {
    match model.overlays.last()? {
        Overlay::Comment { draft, editor } => Some((draft, Some(editor.text()))),
        Overlay::People { draft, .. }
        | Overlay::Targets { draft, .. }
        | Overlay::Number { draft, .. } => Some((draft, None)),
        _ => None,
    }
}

/// What is staged changes by the hand of its owner alone, but for the form it waits for.
fn has_changed(turn: &Turn<'_>, was: &Decision, is: &Decision) {
    let mut expected = was.clone();
    match (turn.event, turn.before.overlays.last()) {
        (
            Event::Based {
                key,
                form: Ok(form),
            },
            _,
        ) => {
            assert_eq!((key, &was.baseline), (&was.item.key, &Baseline::Pending));
            expected.baseline = Baseline::Fresh(form.clone());
        }
        (Event::Keys(_), Some(Overlay::Fill(_))) => expected.inputs.clone_from(&is.inputs),
        (Event::Keys(_), Some(Overlay::Copies { .. })) => expected.cc.clone_from(&is.cc),
        (Event::Edited(_), Some(Overlay::Plan(_))) => {
            assert_eq!((&was.item, &was.baseline), (&is.item, &is.baseline));
            return;
        }
        (event, _) => panic!("changed by {event:?}: {was:?} to {is:?}"),
    }
    assert_eq!(*is, expected);
}
