//! The rows: what a fresh page, an old answer or a search moves, and what it does not.

use zhupi::domain::item::Page;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use crate::support::desk::{Desk, settings};
use crate::support::papers;

#[test]
fn an_answer_to_a_question_no_longer_asked_is_dropped() {
    let mut desk = Desk::new();
    desk.press("2");
    let before = desk.model.clone();
    let late = Page {
        total: 1,
        items: vec![papers::todo(9, "请假", "张三", 1)],
        ..Page::default()
    };
    assert_eq!(
        desk.tell(Event::Listed {
            ticket: 1,
            page: Ok(late)
        }),
        []
    );
    assert_eq!(desk.model.list, before.list);
}

#[test]
fn a_refresh_keeps_the_cursor_on_its_item() {
    let mut desk = Desk::new();
    desk.press_and_read("jj");
    desk.press("r");
    let mut rows = papers::todos();
    rows.insert(0, papers::todo(8, "付款申请", "张三", 1));
    rows.remove(2);
    desk.list(rows);
    assert_eq!(desk.cursor_title(), "欧阳静提交的权限申请");
    assert_eq!(desk.model.list.row(), 2);
}

#[test]
fn news_are_announced_and_move_nothing() {
    let mut desk = Desk::empty(
        zhupi::tui::model::Settings {
            poll_ms: Some(30_000),
            ..settings()
        },
        (120, 40),
    );
    desk.settle(papers::todos());
    desk.press_and_read("j");
    let effects = desk.pass(30_000);
    assert!(matches!(
        effects.as_slice(),
        [Effect::Count, Effect::Elsewhere, Effect::List { .. }]
    ));
    let mut rows = papers::todos();
    rows.insert(0, papers::todo(8, "付款申请", "张三", 1));
    desk.list(rows);
    assert_eq!(desk.model.list.arrived(), 1);
    assert_eq!(desk.model.list.items.len(), 5);
    assert_eq!(desk.cursor_title(), "李四提交的采购申请");
}

#[test]
fn moving_past_many_rows_asks_for_few_details() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.list(
        (1..=300)
            .map(|n| papers::todo(n, "请假", "张三", 10))
            .collect(),
    );
    let asked = |effects: &[Effect]| {
        let open = |effect: &&Effect| matches!(effect, Effect::Open { .. });
        effects.iter().filter(open).count()
    };
    let effects: Vec<_> = (0..100).flat_map(|_| desk.press("j")).collect();
    assert!(asked(&effects) <= 3, "asked for {}", asked(&effects));
}

#[test]
fn searching_goes_round_by_pinyin() {
    let mut desk = Desk::new();
    desk.press("/zs<enter>");
    assert_eq!(desk.cursor_title(), "张三提交的合同用印");
    desk.press("n");
    assert_eq!(desk.cursor_title(), "张三提交的差旅报销");
    desk.press("N");
    assert_eq!(desk.cursor_title(), "张三提交的合同用印");
}
