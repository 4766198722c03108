//! Going to another account, and a configuration that changes while the screen is there.

use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Settings;

use crate::support::desk::{Desk, settings};

#[test]
fn another_account_is_gone_to_by_its_name() {
    let mut desk = Desk::new();
    let effects = desk.press(":account crm<enter>");
    let there = Effect::Account("crm".to_owned());
    assert_eq!(effects, [Effect::Keep(Vec::new()), there]);
}

#[test]
fn what_is_staged_is_kept_before_leaving() {
    let mut desk = Desk::new();
    desk.press("a");
    let effects = desk.press(":account crm<enter>");
    assert!(matches!(
        &effects[..],
        [Effect::Keep(groups), Effect::Account(_)] if groups.len() == 1
    ));
}

#[test]
fn nobody_leaves_while_decisions_are_on_their_way() {
    let mut desk = Desk::new();
    desk.press("a$");
    assert!(!desk.model.in_flight.is_empty());
    assert_eq!(desk.press(":account crm<enter>"), []);
}

#[test]
fn an_unknown_account_and_the_present_one_are_refused_with_a_reason() {
    for name in ["nowhere", "work", ""] {
        let mut desk = Desk::new();
        assert_eq!(desk.press(&format!(":account {name}<enter>")), []);
        assert!(desk.model.toast.is_some(), "{name}");
    }
}

#[test]
fn a_changed_configuration_takes_effect_at_once() {
    let mut desk = Desk::new();
    let changed = Settings {
        undo_ms: 60_000,
        ..settings()
    };
    desk.tell(Event::Configured(Some(Box::new(changed.clone()))));
    assert_eq!(desk.model.settings, changed);
}

fn staged_elsewhere(desk: &mut Desk) {
    let counted = |account: &str, count| (account.to_owned(), count);
    // Of an account that is no longer configured nothing can be sent.
    let staged = vec![counted("crm", 3), counted("gone", 2)];
    desk.tell(Event::Elsewhere(staged));
}

#[test]
fn what_is_staged_in_another_account_is_counted_in_the_first_line_and_in_the_plan() {
    let mut desk = Desk::new();
    staged_elsewhere(&mut desk);
    let top = |desk: &Desk| {
        desk.frame(Language::Chinese)
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(
        top(&desk).contains("另有 3 项待发（crm）"),
        "{}",
        top(&desk)
    );
    desk.press("agp");
    let frame = desk.frame(Language::Chinese);
    assert!(
        frame.contains("计划 1 项 · 另有 3 项待发（crm）"),
        "{frame}"
    );
    desk.press("<esc>");
    desk.tell(Event::Elsewhere(Vec::new()));
    assert!(!top(&desk).contains("另有"), "{}", top(&desk));
}

#[test]
fn whoever_wants_to_send_what_is_not_here_is_told_where_it_is() {
    for keys in ["$", "gp"] {
        let mut desk = Desk::new();
        staged_elsewhere(&mut desk);
        assert_eq!(desk.press(keys), []);
        let frame = desk.frame(Language::Chinese);
        assert!(
            frame.contains("crm 还有 3 项，用 :account crm 去看"),
            "{frame}"
        );
    }
}
