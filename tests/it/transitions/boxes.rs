//! The comment box and the people picker: what they ask for, keep and stage.

use zhupi::domain::verb::Verb;
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Overlay;

use super::{decision, group, message};
use crate::support::desk::Desk;
use crate::support::papers;

#[test]
fn rejecting_asks_for_a_comment_and_does_without_none() {
    let mut desk = Desk::new();
    desk.press("d");
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::Comment { .. }]
    ));
    assert_eq!(desk.press("<enter>"), []);
    assert_eq!(message(&desk), Some("toast-comment-required"));
    desk.tell(Event::Paste("发票抬头不对".to_owned()));
    let effects = desk.press("<enter>");
    let first = papers::todos()[0].clone();
    let staged = group(
        1,
        decision(&first, Verb::Reject, Some("发票抬头不对")),
        8_000,
    );
    assert_eq!(effects, [Effect::Keep(vec![staged])]);
}

#[test]
fn a_comment_has_at_most_five_hundred_characters() {
    let mut desk = Desk::new();
    desk.press("A");
    desk.tell(Event::Paste("字".repeat(501)));
    assert_eq!(desk.press("<enter>"), []);
    assert_eq!(message(&desk), Some("toast-comment-too-long"));
    desk.press("<backspace><enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_ref().unwrap().chars().count(), 500);
}

#[test]
fn an_emoji_counts_as_the_characters_it_is_made_of() {
    let mut desk = Desk::new();
    desk.press("A");
    // A family is three people and what joins them.
    desk.tell(Event::Paste(format!("{}👨‍👩‍👧", "字".repeat(496))));
    assert!(desk.frame(Language::Chinese).contains(" 501/500 "));
    assert_eq!(desk.press("<enter>"), []);
    assert_eq!(message(&desk), Some("toast-comment-too-long"));
    for _ in 0..5 {
        desk.press("<backspace>");
    }
    desk.tell(Event::Paste("👍👍👍👍".to_owned()));
    desk.press("<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_ref().unwrap().chars().count(), 500);
}

#[test]
fn a_comment_whose_box_is_closed_is_still_there_when_it_is_opened_again() {
    let mut desk = Desk::new();
    desk.press("d材料不全<esc>");
    assert!(desk.model.overlays.is_empty());
    desk.press("d<enter>");
    assert_eq!(
        desk.model.plan.groups()[0].decisions[0].comment.as_deref(),
        Some("材料不全")
    );
}

#[test]
fn an_unmarked_paste_into_the_comment_box_does_not_stage() {
    let mut desk = Desk::new();
    desk.press("d");
    desk.burst("wrong<enter>invoice");
    assert!(desk.model.plan.is_empty());
    desk.press("<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("wrong\ninvoice"));
}

#[test]
fn a_person_is_picked_by_the_first_letters_of_the_pinyin() {
    let mut desk = Desk::new();
    desk.press("toyj<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.verb, Verb::Transfer);
    assert_eq!(
        staged.people.first().map(|person| person.name.as_str()),
        Some("欧阳静")
    );
}

#[test]
fn alt_enter_picks_the_person_and_opens_the_comment() {
    let mut desk = Desk::new();
    desk.press("tlisi<alt-enter>");
    desk.press("请看<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("请看"));
    assert_eq!(
        staged.people.first().map(|person| person.name.as_str()),
        Some("李四")
    );
}

#[test]
fn repeating_a_rejection_opens_the_box_with_its_words() {
    let mut desk = Desk::new();
    desk.press("d超出标准<enter>");
    desk.press(".");
    assert!(
        matches!(desk.model.overlays.as_slice(), [Overlay::Comment { editor, .. }] if editor.text() == "超出标准")
    );
    desk.press("<enter>");
    assert_eq!(desk.model.plan.groups().len(), 2);
}
