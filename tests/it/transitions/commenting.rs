//! The comment box: ready phrases, placeholders filled for each item, names, the user's own editor.

use zhupi::domain::verb::Verb;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Overlay;

use super::message;
use crate::support::desk::Desk;

fn desk() -> Desk {
    let mut desk = Desk::new();
    let phrases = ["材料不全", "{applicant}，金额 {amount} 有误"];
    let phrases = phrases.map(str::to_owned).to_vec();
    desk.model.settings.phrases = [("reject".to_owned(), phrases)].into();
    desk
}

fn comments(desk: &Desk) -> Vec<&str> {
    let all = desk.model.plan.decisions();
    all.filter_map(|one| one.comment.as_deref()).collect()
}

#[test]
fn a_phrase_is_written_by_its_number() {
    let mut desk = desk();
    desk.press("d<alt-1><enter>");
    assert_eq!(comments(&desk), ["材料不全"]);
}

#[test]
fn a_handle_node_has_the_phrases_of_approving_unless_it_has_its_own() {
    let mut desk = desk();
    let mut phrase = |verb: &str, text: &str| {
        let phrases = &mut desk.model.settings.phrases;
        phrases.insert(verb.to_owned(), vec![text.to_owned()]);
        desk.model.settings.phrases_of(Verb::Handle).to_vec()
    };
    assert_eq!(phrase("approve", "同意"), ["同意"]);
    assert_eq!(phrase("handle", "已办"), ["已办"]);
    assert!(desk.model.settings.phrases_of(Verb::Transfer).is_empty());
}

#[test]
fn a_phrase_is_chosen_from_the_list_and_filled_for_each_item() {
    let mut desk = desk();
    desk.press("<space><space>d<down><down><enter><enter>");
    let filled = ["张三，金额 1820.00 有误", "李四，金额 1820.00 有误"];
    assert_eq!(comments(&desk), filled);
}

#[test]
fn a_placeholder_that_an_item_lacks_is_told_before_anything_is_staged() {
    let mut desk = desk();
    desk.press("d");
    desk.tell(Event::Paste("缺 {车牌}".to_owned()));
    desk.press("<enter>");
    assert_eq!(message(&desk), Some("toast-no-placeholder"));
    assert!(desk.model.plan.is_empty());
    assert!(matches!(
        desk.model.overlays.last(),
        Some(Overlay::Comment { .. })
    ));
}

#[test]
fn a_form_nobody_has_read_is_read_before_its_placeholder_is_filled() {
    let mut desk = desk();
    let keys: Vec<_> = desk
        .model
        .list
        .rows()
        .map(|item| item.key.clone())
        .collect();
    for key in &keys {
        desk.model.sight.forget(key);
    }
    desk.press("d<alt-2>");
    let effects = desk.press("<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Learn(item)] if item.key == keys[0]));
    assert_eq!(message(&desk), Some("toast-placeholders-unread"));
    assert!(desk.model.plan.is_empty());
}

#[test]
fn the_limit_counts_what_is_filled_in() {
    let mut desk = desk();
    desk.press("d");
    desk.tell(Event::Paste(format!("{}{{applicant}}", "好".repeat(499))));
    desk.press("<enter>");
    assert_eq!(message(&desk), Some("toast-comment-too-long"));
    assert!(desk.model.plan.is_empty());
}

#[test]
fn a_name_is_picked_and_written() {
    let mut desk = desk();
    desk.press("d@ls<enter><enter>");
    assert_eq!(comments(&desk), ["@李四"]);
}

#[test]
fn the_comment_goes_through_the_users_own_editor() {
    let mut desk = desk();
    desk.press("d<alt-1>");
    let effects = desk.press("<ctrl-x><ctrl-e>");
    assert_eq!(effects, [Effect::Edit("材料不全".to_owned())]);
    desk.tell(Event::Edited(Ok("材料不全，请补发票\n".to_owned())));
    desk.press("<enter>");
    assert_eq!(comments(&desk), ["材料不全，请补发票"]);
}
