//! The first effects of a run, and how it ends: quitting, being ended, and what it leaves to the next.

use zhupi::domain::decision::{Note, Receipt, Status};
use zhupi::domain::item::{Folder, PageRequest, ServerSort};
use zhupi::domain::verb::Verb;
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Overlay, Question};

use super::{decision, done, settled};
use crate::support::desk::{Desk, settings};
use crate::support::papers;

#[test]
fn the_program_begins_with_counts_the_first_page_and_what_earlier_runs_left() {
    let mut desk = Desk::empty(settings(), (120, 40));
    let effects = zhupi::tui::update::start(&mut desk.model);
    let request = PageRequest {
        folder: Folder::Todo,
        number: 1,
        size: 50,
        sort: ServerSort::Started,
        ascending: false,
    };
    assert_eq!(
        effects,
        [
            Effect::Count,
            Effect::List { ticket: 2, request },
            Effect::Identify,
            Effect::Inherit,
            Effect::Elsewhere,
            Effect::Choices
        ]
    );
}

#[test]
fn quitting_with_staged_decisions_asks_and_takes_no_hasty_answer() {
    let mut desk = Desk::new();
    desk.press("aq");
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::Confirm {
            question: Question::QuitStaged(1),
            ..
        }]
    ));
    desk.burst("d");
    assert_eq!(
        desk.model.overlays.len(),
        1,
        "an answer within 300 ms is none"
    );
    desk.pass(400);
    assert_eq!(desk.burst("<enter>"), []);
    assert!(desk.model.overlays.is_empty());
    assert_eq!(desk.model.plan.groups().len(), 1);
}

#[test]
fn quitting_and_sending_waits_for_the_answer() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("aq");
    desk.pass(400);
    let effects = desk.burst("s");
    assert!(matches!(effects.as_slice(), [Effect::Send(_)]));
    let effects = settled(&mut desk, &first, Verb::Approve, done(Verb::Approve));
    assert_eq!(effects.last(), Some(&Effect::Quit));
}

#[test]
fn quitting_can_keep_or_drop_what_is_staged() {
    let mut desk = Desk::new();
    desk.press("aq");
    desk.pass(400);
    let kept = desk.model.plan.groups().to_vec();
    assert_eq!(desk.burst("k"), [Effect::Keep(kept), Effect::Quit]);
    let mut desk = Desk::new();
    desk.press("aq");
    desk.pass(400);
    assert_eq!(desk.burst("d"), [Effect::Keep(vec![]), Effect::Quit]);
}

#[test]
fn the_system_ending_the_program_keeps_what_is_staged_and_sends_nothing() {
    let mut desk = Desk::new();
    desk.press("a");
    let kept = desk.model.plan.groups().to_vec();
    let effects = desk.tell(Event::Terminate);
    assert_eq!(effects[..2], [Effect::Keep(kept), Effect::Quit]);
}

#[test]
fn what_an_earlier_run_had_staged_waits_for_the_dollar_key() {
    let mut desk = Desk::new();
    let item = papers::todo(40, "请假", "李四", 5);
    let kept = vec![vec![decision(&item, Verb::Approve, None)]];
    desk.tell(Event::Restored(Ok(kept)));
    for _ in 0..100 {
        assert_eq!(desk.pass(1_000), []);
    }
    assert!(matches!(desk.press("$").as_slice(), [Effect::Send(_)]));
}

#[test]
fn of_a_batch_that_was_interrupted_one_notice_tells_what_waits_and_what_became_of_the_rest() {
    let mut desk = Desk::new();
    let items = [40, 41].map(|number| papers::todo(number, "请假", "李四", 5));
    let kept = items.iter().map(|item| decision(item, Verb::Approve, None));
    desk.tell(Event::Restored(Ok(vec![kept.collect()])));
    desk.tell(Event::Recovered(Ok(papers::recorded())));
    let frame = desk.frame(Language::Chinese);
    for told in [
        "1 项已完成",
        "1 项未成",
        "1 项不明",
        "2 项还没发出",
        "gl 看日志",
    ] {
        assert!(frame.contains(told), "{told} in {frame}");
    }
    desk.tell(Event::Recovered(Ok(Vec::new())));
    assert!(desk.frame(Language::Chinese).contains("1 项已完成"));
    let refused = &papers::todos()[1].key;
    assert_eq!(desk.model.receipts[refused].status, Status::Refused);
}

#[test]
fn what_was_only_staged_is_told_as_before() {
    let mut desk = Desk::new();
    let item = papers::todo(40, "请假", "李四", 5);
    let kept = vec![vec![decision(&item, Verb::Approve, None)]];
    desk.tell(Event::Restored(Ok(kept)));
    desk.tell(Event::Recovered(Ok(Vec::new())));
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("先前暂存的 1 项还在"), "{frame}");
}

#[test]
fn nothing_is_written_before_it_is_known_what_earlier_runs_left() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.list(papers::todos());
    let effects = desk.press("a");
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(_)))
    );
    let item = papers::todo(40, "请假", "李四", 5);
    let kept = vec![vec![decision(&item, Verb::Approve, None)]];
    let effects = desk.tell(Event::Restored(Ok(kept)));
    assert!(matches!(effects.last(), Some(Effect::Keep(groups)) if groups.len() == 2));
}

#[test]
fn whoever_asked_to_send_and_leave_is_shown_what_was_not_done() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("aq");
    desk.pass(400);
    desk.burst("s");
    let stale = Receipt::new(Status::Stale, Verb::Approve, Note::ours("note-changed"));
    let effects = settled(&mut desk, &first, Verb::Approve, stale);
    assert!(!effects.contains(&Effect::Quit));
    assert!(!desk.model.quitting);
}
