//! Limits and orders: which rows stay, what is asked for, and where the cursor is.

use serde_json::json;
use zhupi::domain::form::{FieldType, Form, Part, Shape};
use zhupi::domain::item::Item;
use zhupi::domain::query::{Facts, Reason};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Overlay, Words};

use crate::support::desk::{Desk, settings};
use crate::support::papers;

/// A desk on which no detail was read yet.
pub(super) fn unread() -> Desk {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    desk
}

fn limit(desk: &mut Desk, query: &str) -> Vec<Effect> {
    desk.press("f");
    desk.tell(Event::Paste(query.to_owned()));
    desk.press("<enter>")
}

pub(super) fn titles(desk: &Desk) -> Vec<&str> {
    let rows = desk.model.list.rows();
    rows.map(|item| item.title.as_str()).collect()
}

/// The items whose details a limit or an order asks for.
pub(super) fn asked(effects: &[Effect]) -> Vec<&Item> {
    let learning = effects.iter().filter_map(|effect| match effect {
        Effect::Learn(item) => Some(&**item),
        _ => None,
    });
    learning.collect()
}

pub(super) fn amount(amount: u32) -> Facts {
    let row = json!({"amount": amount}).as_object().unwrap().clone();
    let part = Part::from_rows(None, None, Shape::Object, vec![row]);
    Facts {
        form: Form { parts: vec![part] },
        ..Facts::default()
    }
}

pub(super) fn learn(desk: &mut Desk, item: &Item, facts: Facts) -> Vec<Effect> {
    desk.tell(Event::Learned {
        key: item.key.clone(),
        facts: Box::new(Ok(facts)),
    })
}

#[test]
fn an_amount_is_never_cut_in_a_row() {
    let mut desk = unread();
    let item = desk.model.current().unwrap().clone();
    for (number, shown) in [
        (3_000_000, "¥ 3,000,000.00"),
        (123_456_789, "¥ 123,456,789"),
    ] {
        let mut facts = amount(number);
        facts.form.parts[0].fields[0].kind = Some(FieldType::Money);
        learn(&mut desk, &item, facts);
        let frame = desk.frame(Language::Chinese);
        let row = frame.lines().find(|line| line.contains('▌')).unwrap();
        assert!(row.contains(&format!(" {shown} ")), "{row}");
    }
}

#[test]
fn ctrl_u_takes_back_what_was_typed() {
    let mut desk = Desk::new();
    desk.press("ffrom:zs");
    assert_eq!(titles(&desk).len(), 2);
    desk.press("<ctrl-u>");
    assert_eq!(titles(&desk).len(), 5);
    desk.press("from:ls");
    assert!(titles(&desk).len() < 5);
}

#[test]
fn the_rows_follow_what_is_typed_and_esc_brings_them_back() {
    let mut desk = Desk::new();
    desk.press("f");
    desk.tell(Event::Paste("from:zs".to_owned()));
    assert_eq!(titles(&desk), ["张三提交的差旅报销", "张三提交的合同用印"]);
    desk.press("<esc>");
    assert_eq!(titles(&desk).len(), 5);
    limit(&mut desk, "from:zs");
    assert_eq!(titles(&desk).len(), 2);
    desk.press("<esc>");
    assert_eq!(titles(&desk).len(), 5);
}

#[test]
fn the_cursor_stays_on_its_item_through_limit_and_order() {
    let mut desk = Desk::new();
    desk.press_and_read("G");
    limit(&mut desk, "from:zs");
    assert_eq!(desk.cursor_title(), "张三提交的合同用印");
    assert_eq!(desk.model.list.row(), 1);
    desk.press("<esc>,r");
    assert_eq!(desk.cursor_title(), "张三提交的合同用印");
    assert_eq!(desk.model.list.row(), 0);
}

#[test]
fn a_wrong_query_stays_in_its_line_and_the_last_good_one_holds() {
    let mut desk = Desk::new();
    limit(&mut desk, "from:zs (a");
    let Some(Overlay::Limit(typing)) = desk.model.overlays.last() else {
        panic!("the line was closed");
    };
    let fault = typing.fault.as_ref().unwrap();
    assert_eq!(fault.reason, Reason::OpenParenthesis);
    assert_eq!(fault.column, 9);
    assert_eq!(titles(&desk).len(), 5);
}

#[test]
fn an_account_that_is_not_there_stays_in_its_line_with_the_nearest_there_is() {
    let mut desk = Desk::new();
    limit(&mut desk, "account:zork");
    let Some(Overlay::Limit(typing)) = desk.model.overlays.last() else {
        panic!("the line was closed");
    };
    let reason = Reason::NoAccount("zork".to_owned(), Some("work".to_owned()));
    assert_eq!(typing.fault.as_ref().unwrap().reason, reason);
    desk.press("<esc>");
    limit(&mut desk, "account:wo");
    assert_eq!(titles(&desk).len(), 5);
}

#[test]
fn a_form_field_asks_for_the_details_that_rows_do_not_tell_once_it_is_accepted() {
    let mut desk = unread();
    desk.press("f");
    let typing = desk.tell(Event::Paste("from:zs amount<500".to_owned()));
    assert_eq!(asked(&typing).len(), 0);
    assert_eq!(desk.model.sight.unknown, 2);
    let effects = desk.press("<enter>");
    let todos = papers::todos();
    assert_eq!(asked(&effects), [&todos[0], &todos[4]]);
    assert_eq!(titles(&desk).len(), 0);
    learn(&mut desk, &todos[0], amount(400));
    learn(&mut desk, &todos[4], amount(500));
    assert_eq!(titles(&desk), ["张三提交的差旅报销"]);
    assert_eq!(desk.model.sight.unknown, 0);
}

#[test]
fn a_detail_that_cannot_be_read_stays_unknown_negated_or_not() {
    for query in ["amount<500", "-amount<500"] {
        let mut desk = unread();
        limit(&mut desk, query);
        for item in papers::todos() {
            let error = zhupi::error::Error::new(zhupi::error::Kind::Refused, "error-refused");
            desk.tell(Event::Learned {
                key: item.key,
                facts: Box::new(Err(error)),
            });
        }
        assert_eq!(titles(&desk).len(), 0, "{query}");
        assert_eq!(desk.model.sight.unknown, 5, "{query}");
    }
}

#[test]
fn a_field_that_no_form_has_is_named_once_all_were_read() {
    let mut desk = unread();
    limit(&mut desk, "amout<500");
    for item in papers::todos() {
        assert_eq!(desk.model.toast, None);
        learn(&mut desk, &item, amount(400));
    }
    let Some(Words::Error(error)) = desk.model.toast.as_ref().map(|toast| &toast.words) else {
        panic!("nothing was said");
    };
    assert!(error.args.contains(&("nearest", "amount".to_owned())));
}

#[test]
fn an_order_by_money_or_a_column_reads_the_details_and_puts_the_greatest_first() {
    let mut desk = unread();
    desk.press(",c");
    desk.tell(Event::Paste("amount".to_owned()));
    let effects = desk.press("<enter>");
    assert_eq!(asked(&effects).len(), 5);
    for (nth, item) in papers::todos().iter().enumerate() {
        learn(&mut desk, item, amount(u32::try_from(nth).unwrap()));
    }
    assert_eq!(titles(&desk)[0], "张三提交的合同用印");
    desk.press(",r");
    assert_eq!(titles(&desk)[0], "张三提交的差旅报销");
    desk.press(",d");
    assert_eq!(titles(&desk)[1], "李四提交的采购申请");
}

#[test]
fn an_order_by_name_flow_and_arrival_needs_no_details() {
    let mut desk = unread();
    for (keys, first) in [
        (",t", "张三提交的差旅报销"),
        (",f", "张三提交的合同用印"),
        (",n", "单晓红提交的请假"),
    ] {
        let effects = desk.press(keys);
        assert_eq!(asked(&effects).len(), 0);
        assert_eq!(titles(&desk)[0], first, "{keys}");
    }
}

#[test]
fn another_folder_begins_without_the_limit() {
    let mut desk = Desk::new();
    limit(&mut desk, "from:zs");
    desk.press("2");
    desk.list(papers::todos());
    assert_eq!(titles(&desk).len(), 5);
}

#[test]
fn rows_that_come_later_are_limited_too() {
    let mut desk = Desk::new();
    limit(&mut desk, "from:zs");
    desk.press("r");
    let mut rows = papers::todos();
    rows.insert(0, papers::todo(8, "付款申请", "张三", 1));
    rows.insert(1, papers::todo(9, "付款申请", "李四", 1));
    desk.list(rows);
    assert_eq!(titles(&desk).len(), 3);
    assert_eq!(desk.cursor_title(), "张三提交的差旅报销");
}

#[test]
fn a_search_takes_a_query_and_falls_back_to_plain_text() {
    let mut desk = Desk::new();
    let mut search = |text: &str| {
        desk.press("gg/");
        desk.tell(Event::Paste(text.to_owned()));
        desk.press("<enter>");
        desk.model.list.row()
    };
    assert_eq!(search("flow:用印"), 4);
    assert_eq!(search("-from:zs -采购"), 2);
    assert_eq!(search("提交的请"), 3);
    assert_eq!(search("nothing:like (this"), 0);
}

#[test]
fn tab_completes_fields_and_the_values_that_items_have() {
    let mut desk = Desk::new();
    let mut complete = |text: &str| {
        desk.press("f");
        desk.tell(Event::Paste(text.to_owned()));
        desk.press("<tab>");
        let Some(Overlay::Limit(typing)) = desk.model.overlays.last() else {
            panic!("the line was closed");
        };
        let text = typing.editor.text();
        desk.press("<esc>");
        text
    };
    assert_eq!(complete("fr"), "from:");
    assert_eq!(complete("amo"), "amount:");
    assert_eq!(complete("waiting>1d from:zs"), "waiting>1d from:张三");
    assert_eq!(complete("flow:差"), "flow:差旅报销");
}

#[test]
fn a_column_that_no_form_has_is_named_with_the_nearest() {
    let mut desk = Desk::new();
    desk.press(",c");
    desk.tell(Event::Paste("amuont".to_owned()));
    desk.press("<enter>");
    let Some(Words::Error(error)) = desk.model.toast.as_ref().map(|toast| &toast.words) else {
        panic!("nothing was said");
    };
    assert_eq!(error.message, "error-sort-nearest");
    assert_eq!(desk.model.sight.order, None);
    assert!(error.args.contains(&("nearest", "amount".to_owned())));
}

#[test]
fn leaving_the_line_with_an_interrupt_brings_back_what_was() {
    let mut desk = Desk::new();
    desk.press("f");
    desk.tell(Event::Paste("from:zs".to_owned()));
    desk.press("<ctrl-c>");
    assert_eq!(titles(&desk).len(), 5);
}
