//! What a key stages, sends and takes back, and how one that cannot act says why.

use zhupi::config::Commit;
use zhupi::domain::item;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::error::{Error, Kind};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Side;
use zhupi::tui::model::Words;

use super::{decision, group, message};
use crate::support::desk::{Desk, settings, side};
use crate::support::papers;

#[test]
fn approving_stages_what_was_seen_and_sends_nothing() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    let effects = desk.press("a");
    let staged = group(1, decision(&first, Verb::Approve, None), 8_000);
    assert_eq!(effects, [Effect::Keep(vec![staged])]);
    assert_eq!(desk.cursor_title(), "李四提交的采购申请");
}

#[test]
fn approving_at_a_handle_node_handles() {
    let mut desk = Desk::new();
    desk.press_and_read("jj");
    desk.press("a");
    assert_eq!(desk.model.plan.groups()[0].verb, Verb::Handle);
}

#[test]
fn the_dollar_key_sends_at_once() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a");
    let due = decision(&first, Verb::Approve, None);
    assert_eq!(desk.press("$"), [Effect::Send(vec![due])]);
    assert_eq!(desk.press("$"), []);
    assert_eq!(message(&desk), Some("toast-nothing-staged"));
}

#[test]
fn with_manual_commit_only_the_dollar_key_sends() {
    let mut desk = Desk::empty(
        zhupi::tui::model::Settings {
            commit: Commit::Manual,
            ..settings()
        },
        (120, 40),
    );
    desk.settle(papers::todos());
    desk.press("a");
    for _ in 0..100 {
        assert_eq!(desk.pass(1_000), []);
    }
    assert!(matches!(desk.press("$").as_slice(), [Effect::Send(_)]));
}

#[test]
fn taking_back_brings_the_cursor_back_and_putting_back_stages_again() {
    let mut desk = Desk::new();
    desk.press("a");
    assert_eq!(desk.press("u"), [Effect::Keep(vec![])]);
    assert_eq!(desk.cursor_title(), "张三提交的差旅报销");
    let first = papers::todos()[0].clone();
    let again = group(1, decision(&first, Verb::Approve, None), 8_000);
    assert_eq!(desk.press("U"), [Effect::Keep(vec![again])]);
}

#[test]
fn a_key_that_cannot_act_says_why() {
    let mut desk = Desk::new();
    assert_eq!(desk.press("S"), []);
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    let reason = Blocked::Kind(item::Kind::Approval);
    assert_eq!(words, Some(Words::Blocked(Verb::Submit, reason)));
    desk.press("w");
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    assert_eq!(words, Some(Words::Blocked(Verb::Revoke, Blocked::Folder)));
}

#[test]
fn a_read_only_account_stages_nothing() {
    let read_only = Side {
        read_only: true,
        ..side()
    };
    let mut desk = Desk::of(read_only, settings(), (120, 40));
    desk.settle(papers::todos());
    assert_eq!(desk.press("a"), []);
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    assert_eq!(
        words,
        Some(Words::Blocked(Verb::Approve, Blocked::ReadOnly))
    );
}

#[test]
fn nothing_is_sent_while_the_line_is_down() {
    let mut desk = Desk::new();
    desk.press("a");
    let down = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(Event::Counted(Err(down)));
    assert_eq!(desk.press("$"), [Effect::Count]);
    assert_eq!(message(&desk), Some("toast-offline"));
    assert_eq!(desk.model.plan.groups().len(), 1);
    desk.tell(Event::Counted(Ok(papers::COUNTS)));
    assert!(matches!(desk.press("$").as_slice(), [Effect::Send(_)]));
}
