//! Marks: what a key acts on when there are any, and what it never touches.

use zhupi::domain::decision::{CALLED_OFF, Note, Receipt, Status};
use zhupi::domain::item::{Item, Kind};
use zhupi::domain::query::Facts;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::error::{Error, Kind as Failure};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::keymap::Keymap;
use zhupi::tui::model::marks::Marked;
use zhupi::tui::model::plan::PlanRow;
use zhupi::tui::model::{Overlay, Words};

use super::{done, message, settled};
use crate::support::desk::Desk;
use crate::support::papers;

/// The ids of what is handed over.
fn sent(effects: &[Effect]) -> Vec<String> {
    let all = effects.iter().filter_map(|effect| match effect {
        Effect::Send(decisions) => Some(decisions),
        _ => None,
    });
    all.flatten()
        .map(|one| one.item.key.id.to_string())
        .collect()
}

fn ids(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| item.key.id.to_string()).collect()
}

fn limit(desk: &mut Desk, query: &str) {
    desk.press("f");
    desk.tell(Event::Paste(query.to_owned()));
    desk.press("<enter>");
}

fn marked(shown: usize, hidden: usize) -> Marked {
    Marked { shown, hidden }
}

#[test]
fn a_verb_is_for_all_that_is_marked_and_for_nothing_else() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    desk.press("<space><space>");
    desk.press("a");
    assert_eq!(desk.model.plan.groups().len(), 1);
    let effects = desk.press("$");
    assert_eq!(sent(&effects), ids(&todos[..2]));
}

#[test]
fn marks_hidden_by_a_limit_are_counted_and_never_acted_on() {
    let mut desk = Desk::new();
    desk.press("*");
    assert_eq!(desk.model.mark_counts(), marked(5, 0));
    limit(&mut desk, "from:张三");
    let shown = desk.model.list.len();
    assert!(shown > 0 && shown < 5);
    assert_eq!(desk.model.mark_counts(), marked(shown, 5 - shown));
    desk.press("a");
    let staged = desk.model.plan.decisions().count();
    assert_eq!(staged, shown);
    assert!(
        desk.model
            .plan
            .decisions()
            .all(|one| one.item.applicant.label() == "张三")
    );
}

#[test]
fn with_every_mark_hidden_a_verb_does_nothing_and_says_so() {
    let mut desk = Desk::new();
    desk.press("x");
    limit(&mut desk, "from:李四");
    assert_eq!(desk.model.mark_counts(), marked(0, 1));
    desk.press("a");
    assert!(desk.model.plan.is_empty());
    assert_eq!(message(&desk), Some("toast-marks-hidden"));
}

#[test]
fn a_refresh_moves_no_mark_to_another_item() {
    let mut desk = Desk::new();
    let mut todos = papers::todos();
    desk.press("x");
    desk.press("r");
    todos.reverse();
    desk.list(todos.clone());
    let marked: Vec<_> = desk.model.marked().into_iter().cloned().collect();
    assert_eq!(ids(&marked), ids(&todos[4..]));
}

#[test]
fn an_action_during_a_reload_is_for_what_was_marked_at_the_key() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    desk.press("<space><space>r");
    desk.press("a");
    // The first has gone meanwhile.
    desk.list(todos[1..].to_vec());
    assert_eq!(sent(&desk.press("$")), ids(&todos[..2]));
}

#[test]
fn a_mark_on_an_item_that_has_gone_is_counted_and_acts_on_nothing() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    desk.press("<space><space>r");
    desk.list(todos[1..].to_vec());
    assert_eq!(desk.model.mark_counts(), marked(1, 1));
    desk.press("a");
    assert_eq!(sent(&desk.press("$")), ids(&todos[1..2]));
}

#[test]
fn what_is_done_loses_its_mark_and_what_is_refused_keeps_it_with_its_reason() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    desk.press("<space><space>a$");
    assert_eq!(desk.model.mark_counts(), marked(0, 0));
    settled(&mut desk, &todos[0], Verb::Approve, done(Verb::Approve));
    let no = Receipt::new(
        Status::Refused,
        Verb::Approve,
        Note::server(Some("无权".to_owned())),
    );
    settled(&mut desk, &todos[1], Verb::Approve, no.clone());
    let left: Vec<_> = desk.model.marked().into_iter().cloned().collect();
    assert_eq!(ids(&left), ids(&todos[1..2]));
    assert_eq!(desk.model.receipts[&todos[1].key], no);
    assert_eq!(message(&desk), Some("toast-run-ended"));
}

#[test]
fn taking_a_group_back_brings_its_marks_back() {
    let mut desk = Desk::new();
    desk.press("<space><space>a");
    assert_eq!(desk.model.mark_counts(), marked(0, 0));
    desk.press("u");
    assert_eq!(desk.model.mark_counts(), marked(2, 0));
}

#[test]
fn what_may_not_be_decided_among_others_is_named_and_left_out() {
    let mut desk = Desk::sized(120, 40);
    let mut todos = papers::todos();
    todos[1].batch = Some(false);
    desk.press("r");
    desk.list(todos.clone());
    desk.press("<space><space>a");
    let staged: Vec<_> = desk
        .model
        .plan
        .decisions()
        .map(|one| one.item.clone())
        .collect();
    assert_eq!(ids(&staged), ids(&todos[..1]));
    let told = desk.model.toast.as_ref().map(|toast| &toast.words);
    let out = vec![(Blocked::NotInBatch, vec![todos[1].title.clone()])];
    assert_eq!(told, Some(&Words::LeftOut(Verb::Approve, out)));
    assert_eq!(desk.model.mark_counts(), marked(1, 0));
}

#[test]
fn rejecting_many_asks_once_for_the_words() {
    let mut desk = Desk::new();
    desk.press("<space><space>d");
    desk.tell(Event::Paste("材料不全".to_owned()));
    desk.press("<enter>");
    let comments = desk
        .model
        .plan
        .decisions()
        .map(|one| one.comment.as_deref());
    assert_eq!(comments.collect::<Vec<_>>(), [Some("材料不全"); 2]);
}

#[test]
fn a_range_follows_the_cursor_and_escape_leaves_it() {
    let mut desk = Desk::new();
    desk.press("jvj");
    assert_eq!(desk.model.mark_counts(), marked(2, 0));
    desk.press("<esc>");
    assert_eq!(desk.model.mark_counts(), marked(0, 0));
    desk.press("vkv");
    assert_eq!(desk.model.mark_counts(), marked(2, 0));
    desk.press("gg");
    assert_eq!(desk.model.mark_counts(), marked(2, 0));
}

#[test]
fn the_star_marks_all_that_is_shown_and_then_none() {
    let mut desk = Desk::new();
    desk.press("**");
    assert_eq!(desk.model.mark_counts(), marked(0, 0));
    desk.press("gv");
    assert_eq!(desk.model.mark_counts(), marked(5, 0));
}

#[test]
fn a_query_marks_what_it_means() {
    let mut desk = Desk::new();
    desk.press("T");
    desk.tell(Event::Paste("from:张三".to_owned()));
    desk.press("<enter>");
    let marked = desk.model.marked();
    assert!(!marked.is_empty() && marked.len() < 5);
    assert!(marked.iter().all(|item| item.applicant.label() == "张三"));
}

#[test]
fn more_than_a_handful_waits_until_the_plan_was_looked_at() {
    let mut desk = Desk::new();
    desk.model.settings.confirm_above = 2;
    desk.press("<space><space>jjk");
    desk.press("<space>a");
    assert_eq!(desk.model.plan.held(), 3);
    assert_eq!(sent(&desk.pass(1_900)), [""; 0]);
    for _ in 0..10 {
        assert_eq!(sent(&desk.pass(1_000)), [""; 0]);
    }
    assert_eq!(sent(&desk.press("$")), [""; 0]);
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Plan(_))));
    // The same key held down sends nothing.
    assert_eq!(sent(&desk.press("$$")), [""; 0]);
    desk.pass(1_000);
    assert_eq!(sent(&desk.press("$")).len(), 3);
    assert!(desk.model.overlays.is_empty());
}

#[test]
fn one_is_taken_out_of_the_plan_and_the_rest_stays() {
    let mut desk = Desk::new();
    desk.press("<space><space>agp");
    desk.press("ju");
    assert_eq!(desk.model.plan.decisions().count(), 1);
    desk.press("<esc>U");
    assert_eq!(desk.model.plan.decisions().count(), 2);
}

#[test]
fn the_plan_comes_back_from_the_editor_changed() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    desk.press("<space><space>agp");
    assert_eq!(desk.press("E"), [Effect::EditPlan]);
    let text = desk.plan_text();
    let lines = text.lines().filter(|line| line.starts_with("approve "));
    assert_eq!(lines.count(), 2, "{text}");
    // What each is about, in the words of the list and of its form.
    let first = format!("# {} · {}", todos[0].flow_name(), todos[0].title);
    assert!(text.contains(&first), "{text}");
    assert!(text.contains("\n#   "), "{text}");
    let line = format!("reject {} -- 材料不全\n", todos[0].key.id);
    desk.tell(Event::Edited(Ok(line)));
    let staged: Vec<_> = desk.model.plan.decisions().collect();
    assert_eq!(staged.len(), 1);
    assert_eq!(staged[0].verb, Verb::Reject);
    assert_eq!(staged[0].comment.as_deref(), Some("材料不全"));
}

#[test]
fn a_plan_that_cannot_be_read_changes_nothing_and_is_not_lost() {
    let mut desk = Desk::new();
    desk.press("<space><space>agp");
    let staged = |desk: &Desk| desk.model.plan.decisions().cloned().collect::<Vec<_>>();
    let before = staged(&desk);
    let written = || "agree 7001\n".to_owned();
    desk.tell(Event::Edited(Ok(written())));
    assert_eq!(staged(&desk), before);
    let told = desk.model.toast.as_ref().map(|toast| &toast.words);
    assert!(matches!(told, Some(Words::Error(error)) if error.message == "error-plan-verb"));
    assert_eq!(desk.press("E"), [Effect::Edit(written())]);
    // Neither an editor that fails nor closing the plan loses it.
    desk.tell(Event::Edited(Err(Error::new(
        Failure::System,
        "error-editor",
    ))));
    assert_eq!(desk.press("<esc>gpE"), [Effect::Edit(written())]);
}

#[test]
fn what_was_written_of_the_plan_and_not_taken_is_mended_or_given_up_before_anything_goes() {
    let mut desk = Desk::new();
    desk.press("<space><space>agp");
    desk.tell(Event::Edited(Ok("agree 7001\n".to_owned())));
    desk.pass(60_000);
    let refused = |desk: &mut Desk, keys| {
        let effects = desk.press(keys);
        let sends = effects.iter().any(|one| matches!(one, Effect::Send(_)));
        assert!(!sends && !desk.model.plan.is_empty(), "{keys}: {effects:?}");
    };
    // In the plan, on the list, on leaving, and by itself after a while.
    for keys in ["$", "<esc>$", "<esc>q", "s", "<esc>"] {
        refused(&mut desk, keys);
        desk.pass(60_000);
    }
    assert!(desk.model.overlays.is_empty());
    assert!(desk.frame(Language::English).contains("see the plan: gp"));
    desk.press("gp");
    assert!(desk.frame(Language::English).contains("D gives it up"));
    desk.press("D");
    desk.pass(1_000);
    let sent = desk.press("$");
    assert!(matches!(sent.as_slice(), [Effect::Send(sent), ..] if sent.len() == 2));
}

#[test]
fn leaving_sends_no_more_than_the_key_that_sends() {
    let mut desk = Desk::new();
    desk.model.settings.confirm_above = 2;
    desk.press("*aq");
    assert!(desk.model.plan.held() > desk.model.settings.confirm_above);
    desk.pass(400);
    assert_eq!(desk.burst("s"), []);
    let on_top = desk.model.overlays.last();
    assert!(matches!(on_top, Some(Overlay::Plan(_))), "{on_top:?}");
    assert!(!desk.model.quitting);
}

#[test]
fn in_the_plan_the_keys_that_send_and_take_back_are_the_users_own() {
    let own = [
        ("f8", "send-now"),
        ("$", "disabled"),
        ("f9", "unstage"),
        ("u", "disabled"),
    ];
    let own = own.map(|(keys, command)| (keys.to_owned(), command.to_owned()));
    let mut desk = Desk::new();
    desk.model.settings.keymap = Keymap::of("default", &own.into()).unwrap();
    desk.press("<space><space>a");
    assert!(
        desk.frame(Language::English)
            .contains("f9 undo  f8 send now")
    );
    desk.press("gp");
    desk.pass(1_000);
    assert_eq!(desk.press("$u"), []);
    assert_eq!(desk.model.plan.held(), 2);
    desk.press("j<f9>");
    assert_eq!(desk.model.plan.held(), 1);
    let sent = desk.press("<f8>");
    assert!(matches!(sent.as_slice(), [Effect::Send(sent), ..] if sent.len() == 1));
}

#[test]
fn only_what_surely_did_not_run_is_tried_again() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    desk.press("<space><space><space>a$");
    for (item, status) in todos
        .iter()
        .zip([Status::Failed, Status::Refused, Status::Unknown])
    {
        let receipt = Receipt::new(status, Verb::Approve, Note::default());
        let verb = Verb::Approve.at(item.kind);
        settled(&mut desk, item, verb, receipt);
    }
    desk.press("grr");
    let staged: Vec<_> = desk
        .model
        .plan
        .decisions()
        .map(|one| one.item.clone())
        .collect();
    assert_eq!(ids(&staged), ids(&todos[..1]));
}

#[test]
fn a_batch_under_way_is_called_off_before_anybody_asks_to_leave() {
    let mut desk = Desk::new();
    desk.press("<space><space>a$");
    assert_eq!(desk.press("<ctrl-c>"), [Effect::Halt]);
    assert!(desk.model.overlays.is_empty());
    desk.press("<ctrl-c>");
    assert!(matches!(
        desk.model.overlays.last(),
        Some(Overlay::Confirm { .. })
    ));
}

#[test]
fn a_verb_that_none_of_the_marked_can_take_is_refused_like_for_one() {
    let mut desk = Desk::new();
    desk.press("<space><space>");
    assert_eq!(desk.model.blocked(Verb::Approve), None);
    let reason = Blocked::Kind(Kind::Approval);
    assert_eq!(desk.model.blocked(Verb::Submit), Some(reason));
    desk.press("S");
    assert!(desk.model.plan.is_empty());
}

/// The item under the cursor is approved, and that ends so.
fn approve(desk: &mut Desk, status: Status) {
    let item = desk.model.current().unwrap().clone();
    desk.press("a$gg");
    let receipt = Receipt::new(status, Verb::Approve, Note::default());
    settled(desk, &item, Verb::Approve, receipt);
    assert_eq!(desk.model.current(), Some(&item));
}

#[test]
fn what_was_done_after_it_failed_is_not_tried_again() {
    let mut desk = Desk::new();
    approve(&mut desk, Status::Failed);
    approve(&mut desk, Status::Done);
    // A refresh forgets the receipts on the rows, not what became of the decisions.
    desk.press("r");
    desk.list(papers::todos());
    assert!(desk.model.receipts.is_empty());
    desk.press("grr");
    assert!(desk.model.plan.is_empty());
}

#[test]
fn what_failed_twice_is_tried_again_once() {
    let mut desk = Desk::new();
    approve(&mut desk, Status::Failed);
    approve(&mut desk, Status::Failed);
    assert_eq!(desk.model.settled.len(), 2);
    desk.press("grr");
    assert_eq!(desk.model.plan.decisions().count(), 1);
}

/// A desk whose rows nobody has looked into.
fn unread() -> Desk {
    let mut desk = Desk::empty(crate::support::desk::settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    desk.drawn();
    desk
}

#[test]
fn the_cursor_in_the_plan_stays_on_its_decision_when_forms_arrive() {
    let mut desk = unread();
    desk.press("<space><space><space>agpjj");
    let before = desk.model.plan_rows();
    let Some(Overlay::Plan(review)) = desk.model.overlays.last() else {
        panic!("no plan");
    };
    let here = before[review.row_among(&before)].clone();
    for (item, amount) in papers::todos().iter().zip(["10.00", "9000.00", "20.00"]) {
        desk.tell(Event::Based {
            key: item.key.clone(),
            form: Ok(papers::form(amount)),
        });
    }
    let after = desk.model.plan_rows();
    assert_ne!(before, after, "the rows have changed places");
    let Some(Overlay::Plan(review)) = desk.model.overlays.last() else {
        panic!("no plan");
    };
    assert_eq!(after[review.row_among(&after)], here);
    let PlanRow::Item(key) = here else {
        panic!("{here:?}");
    };
    desk.press("u");
    assert!(desk.model.plan.staged(&key).is_none());
    assert_eq!(desk.model.plan.decisions().count(), 2);
}

#[test]
fn what_is_unmarked_by_hand_is_not_marked_again_by_the_query() {
    let mut desk = unread();
    desk.press("T");
    desk.tell(Event::Paste("amount<5000".to_owned()));
    desk.press("<enter>");
    assert!(desk.model.marks.asked.is_some(), "nothing was read yet");
    desk.press("xx");
    let here = desk.model.current().unwrap().key.clone();
    for item in papers::todos() {
        let facts = Facts {
            form: papers::form("1820.00"),
            ..Facts::default()
        };
        desk.tell(Event::Learned {
            key: item.key,
            facts: Box::new(Ok(facts)),
        });
    }
    assert!(!desk.model.marks.has(&here));
    assert_eq!(desk.model.mark_counts().shown, 4);
}

#[test]
fn a_placeholder_written_in_the_editor_is_filled_or_told() {
    let mut desk = Desk::new();
    let todos = papers::todos();
    desk.press_and_read("<space><space>agp");
    let line = |comment: &str| format!("approve {} -- {comment}\n", todos[0].key.id);
    desk.tell(Event::Edited(Ok(line("{amount} 已核"))));
    let said: Vec<_> = desk.model.plan.decisions().collect();
    assert_eq!(said[0].comment.as_deref(), Some("1820.00 已核"));
    desk.tell(Event::Edited(Ok(line("{nothing}"))));
    let told = desk.model.toast.as_ref().map(|toast| &toast.words);
    assert!(matches!(told, Some(Words::Error(error)) if error.message == "error-plan-placeholder"));
}

#[test]
fn a_batch_that_follows_one_that_was_called_off_can_be_called_off_too() {
    let mut desk = Desk::new();
    desk.press_and_read("a");
    desk.press("$");
    assert_eq!(desk.press("<ctrl-c>"), [Effect::Halt]);
    desk.press_and_read("a");
    desk.press("$");
    assert_eq!(desk.press("<ctrl-c>"), [Effect::Halt]);
}

#[test]
fn what_was_called_off_is_counted_apart_from_what_failed() {
    let mut desk = Desk::new();
    desk.press("<space><space><space>a$<ctrl-c>");
    let todos = papers::todos();
    let called_off = Receipt::new(Status::Failed, Verb::Approve, Note::ours(CALLED_OFF));
    settled(&mut desk, &todos[0], Verb::Approve, done(Verb::Approve));
    let verb = Verb::Approve.at(todos[1].kind);
    settled(&mut desk, &todos[1], verb, called_off.clone());
    desk.pass(1_000);
    let frame = desk.frame(Language::English);
    let counts = "done 1 · not done 0 · called off 1 · left 1";
    assert!(frame.contains(counts), "{frame}");
    let verb = Verb::Approve.at(todos[2].kind);
    settled(&mut desk, &todos[2], verb, called_off);
    assert_eq!(message(&desk), Some("toast-run-called-off"));
}
