//! What people complain of in other programs, each complaint a test that bears its name. Those that
//! other modules show are named in [`ELSEWHERE`].

use zhupi::domain::decision::{Baseline, Decision, Note, Receipt, Status};
use zhupi::domain::item::{Folder, Item, Page};
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Overlay, Words};
use zhupi::tui::update::update;

use crate::support::desk::{Desk, keys_of, settings};
use crate::support::papers;

macro_rules! shown {
    ($($file:literal: $($test:literal)+),+ $(,)?) => {
        &[$($((include_str!($file), $test)),+),+]
    };
}

/// Modules, and tests in them.
const ELSEWHERE: &[(&str, &str)] = shown! {
    "transitions/marking.rs":
        "marks_hidden_by_a_limit_are_counted_and_never_acted_on"
        "an_action_during_a_reload_is_for_what_was_marked_at_the_key"
        "a_mark_on_an_item_that_has_gone_is_counted_and_acts_on_nothing"
        "a_verb_is_for_all_that_is_marked_and_for_nothing_else"
        "rejecting_many_asks_once_for_the_words"
        "what_is_done_loses_its_mark_and_what_is_refused_keeps_it_with_its_reason"
        "only_what_surely_did_not_run_is_tried_again",
    "transitions/lists.rs":
        "a_refresh_keeps_the_cursor_on_its_item"
        "news_are_announced_and_move_nothing",
    "transitions/staging.rs":
        "taking_back_brings_the_cursor_back_and_putting_back_stages_again",
    "transitions/keys.rs":
        "pasted_text_is_never_keys"
        "a_burst_of_input_stages_nothing",
    "transitions/leaving.rs":
        "quitting_with_staged_decisions_asks_and_takes_no_hasty_answer",
    "journeys/revoking.rs":
        "after_sending_u_offers_to_revoke_and_yes_does_it_after_a_countdown",
    "journeys/together.rs":
        "a_form_that_has_changed_is_not_decided_on_until_it_was_seen_again"
        "a_colleague_who_was_quicker_makes_the_decision_stale_and_nothing_counts_twice",
    "journeys/failing.rs":
        "an_answer_lost_after_the_work_is_looked_up_and_the_decision_is_done",
};

#[test]
fn what_is_shown_elsewhere_is_there() {
    for (module, test) in ELSEWHERE {
        assert!(module.contains(&format!("fn {test}(")), "{test}");
    }
}

fn message(desk: &Desk) -> Option<&'static str> {
    match &desk.model.toast.as_ref()?.words {
        Words::Message(key, _) => Some(key),
        _ => None,
    }
}

/// An answer of which there is no picture yet.
fn unseen(desk: &mut Desk, items: Vec<Item>) {
    let ticket = desk.model.list.loading().next().unwrap().ticket;
    let page = Page {
        total: items.len() as u64,
        items,
        ..Page::default()
    };
    let page = Ok(page);
    update(&mut desk.model, Event::Listed { ticket, page });
}

/// What was handed over last ends.
fn end(desk: &mut Desk, item: &Item, status: Status) {
    let decision = desk.model.in_flight[&item.key].clone();
    let receipt = Receipt::new(status, decision.verb, Note::default());
    let decision = Box::new(decision);
    desk.tell(Event::Settled { decision, receipt });
}

#[test]
fn a_list_that_slides_under_the_finger_decides_nothing_unseen() {
    let mut desk = Desk::new();
    desk.press("r");
    unseen(&mut desk, papers::todos()[1..].to_vec());
    update(&mut desk.model, Event::Keys(keys_of("a")));
    assert!(desk.model.plan.is_empty());
    assert_eq!(message(&desk), Some("toast-unseen"));
    desk.drawn();
    desk.press("a");
    let staged = desk.model.plan.decisions().next().unwrap();
    assert_eq!(staged.item, papers::todos()[1]);
}

#[test]
fn marks_that_a_query_sets_late_are_not_decided_before_they_were_seen() {
    let mut desk = Desk::new();
    let keys: Vec<_> = papers::todos().into_iter().map(|item| item.key).collect();
    for key in &keys {
        desk.model.sight.forget(key);
    }
    desk.press("T");
    desk.tell(Event::Paste("amount>1000".to_owned()));
    desk.press("<enter>");
    assert!(desk.model.marked().is_empty());
    for item in papers::todos() {
        let facts = Box::new(Ok((&papers::instance(&item)).into()));
        update(
            &mut desk.model,
            Event::Learned {
                key: item.key,
                facts,
            },
        );
    }
    assert_eq!(desk.model.marked().len(), 5);
    update(&mut desk.model, Event::Keys(keys_of("a")));
    assert!(desk.model.plan.is_empty());
    desk.drawn();
    desk.press("a");
    assert_eq!(desk.model.plan.held(), 5);
}

#[test]
fn handled_rows_stay_handled_until_the_list_was_read_again() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    end(&mut desk, &first, Status::Done);
    desk.press("rgga");
    assert_eq!(message(&desk), Some("toast-decided-already"));
    let ticket = desk.model.list.loading().next().unwrap().ticket;
    let page = Err(Error::new(Kind::Unreachable, "error-unreachable"));
    desk.tell(Event::Listed { ticket, page });
    desk.press("gga");
    assert_eq!(message(&desk), Some("toast-decided-already"));
    assert!(desk.model.plan.is_empty());
}

#[test]
fn rows_that_were_asked_for_before_a_decision_do_not_offer_it_again() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$r");
    end(&mut desk, &first, Status::Done);
    desk.list(papers::todos());
    desk.press("gga");
    assert_eq!(message(&desk), Some("toast-decided-already"));
    assert!(desk.model.plan.is_empty());
}

#[test]
fn a_held_enter_chooses_once_and_stages_nothing() {
    let mut desk = Desk::new();
    let phrases = vec!["材料不全".to_owned()];
    desk.model.settings.phrases = [("reject".to_owned(), phrases)].into();
    desk.press("d<down><enter>");
    for _ in 0..30 {
        desk.pass(500);
        desk.tell(Event::Repeated(keys_of("<enter>")[0]));
    }
    assert!(desk.model.plan.is_empty());
    assert!(desk.frame(Language::Chinese).contains("材料不全"));
    desk.press("<enter>");
    assert_eq!(desk.model.plan.held(), 1);
}

#[test]
fn a_confirmation_takes_no_key_that_is_held() {
    let mut desk = Desk::new();
    desk.press("<ctrl-c>");
    for key in ["<ctrl-c>", "y"] {
        desk.pass(1_000);
        desk.tell(Event::Repeated(keys_of(key)[0]));
        assert!(!desk.model.quitting);
        assert_eq!(desk.model.overlays.len(), 1);
    }
}

#[test]
fn a_pasted_line_picks_no_node_and_no_next_approver() {
    let mut desk = Desk::new();
    desk.press("b");
    let key = desk.model.current().unwrap().key.clone();
    let target = zhupi::domain::decision::Target {
        node: zhupi::domain::people::Named::new(Some("n1".into()), Some("直属主管审批".to_owned())),
        task_id: "700000000009990".into(),
        start: false,
        last: true,
    };
    let targets = Ok(vec![target]);
    desk.tell(Event::Targets { key, targets });
    desk.burst("rm -x<enter>");
    assert!(desk.model.plan.is_empty());
    assert!(matches!(
        desk.model.overlays.last(),
        Some(Overlay::Targets { .. })
    ));
    desk.press("<enter>");
    assert_eq!(desk.model.plan.held(), 1);
}

#[test]
fn an_end_that_is_told_twice_counts_once() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    let decision = Box::new(desk.model.in_flight[&first.key].clone());
    for status in [Status::Done, Status::Failed] {
        let receipt = Receipt::new(status, Verb::Approve, Note::default());
        let decision = decision.clone();
        desk.tell(Event::Settled { decision, receipt });
    }
    assert_eq!(desk.model.settled.len(), 1);
    assert_eq!(desk.model.receipts[&first.key].status, Status::Done);
}

#[test]
fn what_was_decided_before_an_earlier_plan_came_is_not_decided_again() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    let kept = Decision::new(first, Verb::Approve, Baseline::Pending);
    desk.tell(Event::Restored(Ok(vec![vec![kept]])));
    assert!(desk.model.plan.is_empty());
}

#[test]
fn words_for_two_items_wait_side_by_side() {
    let mut desk = Desk::new();
    desk.press("d材料不全<esc>jd重复报销<esc>");
    desk.press("kd<enter>");
    desk.press("d<enter>");
    let said = desk.model.plan.decisions().map(|one| one.comment.clone());
    let said: Vec<_> = said.flatten().collect();
    assert_eq!(said, ["材料不全", "重复报销"]);
}

#[test]
fn the_reason_of_a_stop_outlives_a_change_of_mind() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.settle(papers::todos());
    desk.press("4");
    let mut item = papers::todo(21, "请假", "王芳", 4_400);
    item.key.folder = Folder::Created;
    item.key.id = item.instance_id.clone();
    let effects = desk.list(vec![item]);
    desk.open(effects);
    desk.press(":stop<enter>重复了<enter>");
    desk.press("<esc>:stop<enter>");
    desk.press("<enter>0021<enter>");
    let staged = desk.model.plan.decisions().next().unwrap();
    assert_eq!(staged.comment.as_deref(), Some("重复了"));
}

#[test]
fn what_the_editor_makes_a_rejection_counts_down_as_one() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    let (first, second) = (&todos[0], &todos[1]);
    desk.press("<space><space>agp");
    let lines = [
        format!("approve {}\n", first.key.id),
        format!("reject {} -- 材料不全\n", second.key.id),
    ];
    desk.tell(Event::Edited(Ok(lines.concat())));
    let groups = desk.model.plan.groups().iter();
    let verbs: Vec<_> = groups
        .map(|group| (group.verb, group.decisions.len()))
        .collect();
    assert_eq!(verbs, [(Verb::Approve, 1), (Verb::Reject, 1)]);
    let effects = desk.press("<esc>u");
    assert!(matches!(effects.first(), Some(Effect::Keep(left)) if left[0].verb == Verb::Approve));
}
