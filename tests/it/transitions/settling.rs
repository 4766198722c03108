//! What an answer to a decision changes, and what can be done after it.

use zhupi::domain::decision::{Note, Receipt, Status};
use zhupi::domain::item::Folder;
use zhupi::domain::verb::Verb;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use super::{done, message, settled};
use crate::support::desk::Desk;
use crate::support::papers;

#[test]
fn what_was_done_stays_in_sight_and_the_counts_are_asked_again() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    let effects = settled(&mut desk, &first, Verb::Approve, done(Verb::Approve));
    assert!(effects.contains(&Effect::Count));
    assert!(desk.model.list.contains(&first.key));
    desk.press("ka");
    assert_eq!(message(&desk), Some("toast-decided-already"));
    assert!(desk.model.plan.is_empty());
}

#[test]
fn what_was_refused_can_be_decided_again() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    let said = Note::server(Some("任务已结束".to_owned()));
    settled(
        &mut desk,
        &first,
        Verb::Approve,
        Receipt::new(Status::Refused, Verb::Approve, said),
    );
    desk.press("ka");
    assert_eq!(desk.model.plan.groups().len(), 1);
}

#[test]
fn after_sending_taking_back_asks_the_server_whether_it_can_be_revoked() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    settled(&mut desk, &first, Verb::Approve, done(Verb::Approve));
    let effects = desk.press("u");
    let [Effect::Open { ticket, item }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(item.key.folder, Folder::Done);
    let instance = papers::instance(item);
    desk.tell(Event::Opened {
        ticket: *ticket,
        key: item.key.clone(),
        instance: Box::new(Ok(instance)),
    });
    desk.pass(400);
    let effects = desk.burst("y");
    assert!(matches!(effects.as_slice(), [Effect::Keep(groups)] if groups[0].verb == Verb::Revoke));
}

#[test]
fn an_end_takes_one_decision_out_of_what_is_kept_and_writes_nothing_else() {
    let mut desk = Desk::new();
    desk.press("ajaja$");
    let todos = papers::todos();
    let stale = Receipt::new(Status::Stale, Verb::Approve, Note::ours("note-changed"));
    for (item, end) in [(&todos[0], done(Verb::Approve)), (&todos[2], stale)] {
        let effects = settled(&mut desk, item, Verb::Approve, end);
        let written: Vec<_> = effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Keep(_) | Effect::Release(_)))
            .collect();
        assert_eq!(written, [&Effect::Release(item.key.clone())]);
    }
}
