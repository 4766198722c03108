//! Filling in fields, keeping drafts, sending copies: what the boxes take, and with what it goes.

use serde_json::json;
use zhupi::domain::decision::{Baseline, Note, Receipt, Status};
use zhupi::domain::input::Inputs;
use zhupi::domain::instance::{Allowed, Instance};
use zhupi::domain::item::Kind;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::locale::Language;
use zhupi::tui::command::Command;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Overlay, Words};

use super::message;
use crate::support::desk::Desk;
use crate::support::papers;

/// A desk whose first item has an amount, a reason, a day and a number of days to fill in.
fn fillable() -> Desk {
    let mut desk = Desk::new();
    desk.read_anew(|instance| instance.inputs = vec![papers::input()]);
    desk
}

/// Takes the amount of 1820.00 away.
const EMPTIED: &str =
    "<backspace><backspace><backspace><backspace><backspace><backspace><backspace>";

fn checked(fields: serde_json::Value) -> Inputs {
    Inputs::from([("checked".to_owned(), fields)])
}

fn staged(desk: &Desk) -> &zhupi::domain::decision::Decision {
    &desk.model.plan.groups()[0].decisions[0]
}

fn why(desk: &Desk) -> Option<(Command, Blocked)> {
    match desk.model.toast.as_ref()?.words {
        Words::Useless(command, blocked) => Some((command, blocked)),
        _ => None,
    }
}

#[test]
fn what_is_filled_in_goes_with_the_next_decision_and_only_what_was_changed() {
    let mut desk = fillable();
    desk.press(&format!("e{EMPTIED}1700.5<tab><tab>"));
    assert_eq!(desk.press("<enter>"), []);
    assert!(
        desk.frame(Language::Chinese)
            .contains("✎ 将填写 金额：¥ 1,820.00 → ¥ 1,700.50")
    );
    desk.press("a");
    assert_eq!(staged(&desk).inputs, checked(json!({ "amount": "1700.5" })));
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("同意 差旅报销 · 张三 · 填 1 项"), "{frame}");
}

#[test]
fn a_field_that_no_page_shows_can_be_filled_and_days_are_dates() {
    let mut desk = fillable();
    desk.press("e<up>三<enter>");
    assert_eq!(message(&desk), Some("toast-filling-wrong"));
    assert!(desk.frame(Language::Chinese).contains("✗ 须为数字"));
    desk.press("<backspace>4<up>");
    for _ in 0..10 {
        desk.press("<backspace>");
    }
    desk.press("2026-11-31<enter>");
    assert!(desk.frame(Language::English).contains("✗ must be a date"));
    assert!(
        desk.model.filled.is_empty(),
        "nothing is taken while something is wrong"
    );
    desk.press("<backspace><backspace>30<enter>a");
    let filled = json!({ "day": 1_795_968_000_000_i64, "days": "4" });
    assert_eq!(staged(&desk).inputs, checked(filled));
}

#[test]
fn a_box_that_is_closed_keeps_what_was_typed_and_sends_none_of_it() {
    let mut desk = fillable();
    desk.press("e1<esc>");
    assert_eq!(message(&desk), Some("toast-filling-kept"));
    desk.press("a");
    assert_eq!(staged(&desk).inputs, Inputs::new());
    desk.press("ue<enter>");
    assert_eq!(
        desk.model.filled.values().next(),
        Some(&checked(json!({ "amount": "1820.001" })))
    );
}

#[test]
fn filling_in_what_is_staged_changes_it_and_keeps_what_it_was_decided_on() {
    let mut desk = fillable();
    desk.press("a");
    let before = staged(&desk).clone();
    desk.press("ke5");
    let effects = desk.press("<enter>");
    let after = staged(&desk);
    assert_eq!(after.inputs, checked(json!({ "amount": "1820.005" })));
    assert_eq!(after.baseline, before.baseline);
    assert_eq!(effects, [Effect::Keep(desk.model.plan.groups().to_vec())]);
}

#[test]
fn a_rejection_takes_nothing_that_was_filled_in() {
    let mut desk = fillable();
    desk.press("e5<enter>d材料不全<enter>");
    assert_eq!(staged(&desk).inputs, Inputs::new());
    desk.press("ke");
    assert_eq!(message(&desk), Some("toast-decided-already"));
}

#[test]
fn an_item_with_nothing_to_fill_in_says_so() {
    let mut desk = Desk::new();
    desk.press("e");
    assert!(desk.model.overlays.is_empty());
    assert_eq!(why(&desk), Some((Command::Fill, Blocked::NoInputs)));
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("填写：这里没有要填写的"), "{frame}");
}

#[test]
fn pasted_text_goes_into_the_field_as_one_line() {
    let mut desk = fillable();
    desk.press(&format!("e{EMPTIED}"));
    desk.tell(Event::Paste("17\n00".to_owned()));
    desk.press("<enter>");
    assert_eq!(message(&desk), Some("toast-filling-wrong"));
    let Some(Overlay::Fill(filling)) = desk.model.overlays.last() else {
        panic!("the box is open");
    };
    assert_eq!(filling.editors[0].text(), "17 00");
}

#[test]
fn of_a_long_value_the_end_is_in_sight_where_the_caret_is() {
    let mut desk = fillable();
    desk.press("e");
    let ending = |desk: &Desk| {
        desk.frame(Language::Chinese)
            .contains("两晚住宿；发票已随附件上传")
    };
    assert!(!ending(&desk));
    desk.press("<tab>");
    assert!(ending(&desk), "{}", desk.frame(Language::Chinese));
}

#[test]
fn the_smallest_screen_has_room_for_what_is_typed() {
    let mut desk = Desk::sized(40, 12);
    desk.read_anew(|instance| {
        let mut input = papers::input();
        input.more[0].label = Some("经财务经理核准的天数合计".to_owned());
        instance.inputs = vec![input];
    });
    desk.press("e<up>12345678");
    for language in Language::ALL {
        let frame = desk.frame(language);
        assert!(
            frame.contains("▌ 经财务") && frame.contains("12345678"),
            "{frame}"
        );
    }
}

#[test]
fn an_object_without_a_form_of_its_own_is_filled_as_json() {
    let mut desk = Desk::new();
    desk.read_anew(|instance| {
        let mut input = papers::input();
        (input.entity, input.more) = (Some("elsewhere".to_owned()), Vec::new());
        instance.inputs = vec![input];
    });
    desk.press("e<backspace>");
    desk.press("<enter>");
    assert!(desk.frame(Language::Chinese).contains("✗ 须为JSON"));
    desk.tell(Event::Paste(r#""level":"低"}"#.to_owned()));
    desk.press("<enter>a");
    assert_eq!(staged(&desk).inputs, checked(json!({ "level": "低" })));
}

/// The first item is a request that waits to be submitted.
fn to_submit(instance: &mut Instance) {
    instance.inputs = vec![papers::input()];
    instance.verbs = vec![Allowed {
        verb: Verb::Submit,
        blocked: None,
    }];
}

#[test]
fn a_draft_is_kept_without_being_submitted_and_then_read_anew() {
    let mut desk = Desk::new();
    desk.read_anew(to_submit);
    desk.model.list.items[0].kind = Kind::Submit;
    desk.press("e5");
    let effects = desk.press("<alt-enter>");
    let [Effect::Save(decision)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(decision.inputs, checked(json!({ "amount": "1820.005" })));
    desk.press("S");
    assert_eq!(
        message(&desk),
        Some("toast-decided-already"),
        "not while it is being kept"
    );
    let effects = desk.tell(Event::Saved {
        decision: decision.clone(),
        receipt: Receipt::new(Status::Done, Verb::Submit, Note::default()),
    });
    assert!(matches!(
        effects.as_slice(),
        [Effect::Open { .. }, Effect::Count]
    ));
    assert!(desk.model.filled.is_empty());
    assert!(desk.frame(Language::Chinese).contains("存草稿 完成"));
}

#[test]
fn a_draft_that_was_not_taken_is_still_filled_in() {
    let mut desk = Desk::new();
    desk.read_anew(to_submit);
    desk.model.list.items[0].kind = Kind::Submit;
    desk.press("e5");
    let effects = desk.press("<alt-enter>");
    let [Effect::Save(decision)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    desk.tell(Event::Saved {
        decision: decision.clone(),
        receipt: Receipt::new(Status::Refused, Verb::Submit, Note::default()),
    });
    desk.press("S");
    assert_eq!(
        staged(&desk).inputs,
        checked(json!({ "amount": "1820.005" }))
    );
}

#[test]
fn leaving_waits_until_a_draft_is_kept() {
    let mut desk = Desk::new();
    desk.read_anew(to_submit);
    desk.press("e5");
    let effects = desk.press("<alt-enter>");
    let [Effect::Save(decision)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(desk.press("q"), []);
    let effects = desk.tell(Event::Saved {
        decision: decision.clone(),
        receipt: Receipt::new(Status::Done, Verb::Submit, Note::default()),
    });
    assert_eq!(effects.last(), Some(&Effect::Quit));
}

#[test]
fn only_what_waits_to_be_submitted_is_kept_as_a_draft() {
    let mut desk = fillable();
    desk.press("e5");
    assert_eq!(desk.press("<alt-enter>"), []);
    assert_eq!(message(&desk), Some("toast-no-draft"));
    assert_eq!(desk.model.overlays.len(), 1);
}

#[test]
fn copies_go_with_what_was_staged_last() {
    let mut desk = Desk::new();
    desk.press("aCli<tab>");
    desk.press("<backspace><backspace>zs<tab><enter>");
    let names: Vec<_> = staged(&desk)
        .cc
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["张三", "李四"]);
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("抄送 张三, 李四"), "{frame}");
    desk.press("kC<tab><enter>");
    let names: Vec<_> = staged(&desk)
        .cc
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["李四"], "who is named already is marked");
}

#[test]
fn copies_that_cannot_be_sent_say_why() {
    let mut desk = Desk::new();
    desk.press("C");
    assert_eq!(why(&desk), Some((Command::Copy, Blocked::NotStaged)));
    desk.read_anew(|instance| instance.cc_allowed = Some(false));
    desk.press("aC");
    assert_eq!(why(&desk), Some((Command::Copy, Blocked::NoCopies)));
    desk.press("+oyj<enter>C");
    assert_eq!(
        why(&desk),
        Some((Command::Copy, Blocked::NoCopies)),
        "who is added gets no copy"
    );
}

#[test]
fn what_was_filled_in_is_over_with_the_decision() {
    let mut desk = fillable();
    let effects = desk.press("e5<enter>a$");
    let Some(Effect::Send(sent)) = effects.last() else {
        panic!("{effects:?}");
    };
    let decision = sent[0].clone();
    assert!(matches!(decision.baseline, Baseline::Shown(_)));
    desk.tell(Event::Settled {
        decision: Box::new(decision),
        receipt: Receipt::new(Status::Done, Verb::Approve, Note::default()),
    });
    assert!(desk.model.filled.is_empty());
}
