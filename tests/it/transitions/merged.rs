//! Several accounts on one screen: whose a row is, what is asked of whom, and what one that fails
//! means for the others.

use zhupi::domain::item::{Beyond, Counts, Folder, Item};
use zhupi::domain::people::Named;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Words;

use crate::support::desk::{Desk, settings};
use crate::support::merged::{from, list, merged, office_todos, sides};
use crate::support::papers;

fn rows(desk: &Desk) -> Vec<(&str, &str)> {
    let rows = desk.model.list.rows();
    rows.map(|item| (&*item.key.account, item.flow_name()))
        .collect()
}

#[test]
fn rows_of_all_accounts_stand_newest_first_whoever_answers_first() {
    let desk = merged(120, 40);
    let expected = [
        ("work", "差旅报销"),
        ("office", "出差申请"),
        ("work", "采购申请"),
        ("work", "权限申请"),
        ("office", "费用报销"),
        ("work", "请假"),
        ("work", "合同用印"),
    ];
    assert_eq!(rows(&desk), expected);
    assert_eq!(desk.model.list.row(), 0, "nobody has moved the cursor");
}

#[test]
fn once_a_key_was_pressed_the_cursor_stays_on_its_item_whatever_comes() {
    let mut desk = Desk::of(sides(), settings(), (120, 40));
    list(&mut desk, "office", office_todos());
    desk.press("j");
    let here = desk.model.current().unwrap().key.clone();
    desk.settle(papers::todos());
    assert_eq!(desk.model.current().unwrap().key, here);
    assert_eq!(&*here.account, "office");
}

#[test]
fn the_same_id_in_two_accounts_is_two_items() {
    let mut desk = merged(120, 40);
    desk.press_and_read("jjjjgg");
    desk.press("x");
    let marked = desk.model.marked();
    assert_eq!(marked.len(), 1);
    assert_eq!(&*marked[0].key.account, "work");
    let ids: Vec<_> = desk
        .model
        .list
        .rows()
        .take(2)
        .map(|item| &item.key.id)
        .collect();
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn every_account_is_asked_and_only_its_own_rows_are_replaced() {
    let mut desk = merged(120, 40);
    let effects = desk.press("r");
    let asked = |effect: &&Effect| match effect {
        Effect::List { .. } => true,
        Effect::At(_, effect) => matches!(**effect, Effect::List { .. }),
        _ => false,
    };
    assert_eq!(effects.iter().filter(asked).count(), 2);
    list(&mut desk, "office", Vec::new());
    assert_eq!(rows(&desk).len(), 5);
    assert!(rows(&desk).iter().all(|(account, _)| *account == "work"));
}

#[test]
fn counts_are_summed_and_messages_are_those_that_open_here() {
    let desk = merged(120, 40);
    let counts = desk.model.sides.counts().unwrap();
    assert_eq!((counts.todo, counts.done), (7, papers::COUNTS.done));
    assert_eq!(counts.unread, papers::COUNTS.unread);
}

#[test]
fn what_was_counted_to_a_limit_is_marked_until_all_of_it_is_here() {
    let mut desk = merged(120, 40);
    let beyond = Counts {
        todo: 999,
        unread: 999,
        beyond: Beyond::folder(Folder::Todo) | Beyond::UNREAD,
        ..Counts::default()
    };
    desk.tell(from("office", Event::Counted(Ok(beyond))));
    let counts = desk.model.sides.counts().unwrap();
    assert_eq!(counts.text(Folder::Todo), "1004+");
    // The messages that open here are those of the other account.
    assert_eq!(counts.unread_text(), papers::COUNTS.unread.to_string());
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("1004+"), "{frame}");
    assert!(frame.contains("1/7 "), "{frame}");
}

#[test]
fn rows_that_tell_no_start_stand_where_they_came() {
    let mut desk = merged(120, 40);
    desk.press("r");
    let mut items = office_todos();
    for item in &mut items {
        item.started_at = None;
    }
    list(&mut desk, "office", items);
    list(&mut desk, "work", papers::todos());
    let order: Vec<_> = desk.model.list.items.iter().map(Item::placed_at).collect();
    assert!(order.is_sorted_by(|one, next| one >= next), "{order:?}");
    let first = rows(&desk)
        .iter()
        .position(|(account, _)| *account == "office");
    assert_eq!(first, Some(1));
}

#[test]
fn a_verb_is_what_the_account_of_the_item_can_do() {
    let mut desk = merged(120, 40);
    desk.press_and_read("j");
    desk.press("d");
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    assert_eq!(words, Some(Words::Blocked(Verb::Reject, Blocked::Provider)));
}

#[test]
fn nobody_is_handed_items_of_two_accounts_at_once() {
    let mut desk = merged(120, 40);
    for item in &mut desk.model.list.items {
        item.verbs = vec![Verb::Approve, Verb::Transfer];
    }
    desk.press("xjx");
    assert_eq!(desk.model.marked().len(), 2);
    assert_eq!(
        desk.model.blocked(Verb::Transfer),
        Some(Blocked::OneAccount)
    );
    assert_eq!(desk.model.blocked(Verb::Approve), None);
    assert_eq!(desk.press("t"), []);
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    assert_eq!(
        words,
        Some(Words::Blocked(Verb::Transfer, Blocked::OneAccount))
    );
    assert_eq!(desk.model.overlays, []);
}

#[test]
fn people_are_those_of_the_account_of_the_item() {
    let mut desk = merged(120, 40);
    desk.press_and_read("j");
    let effects = desk.press("t");
    assert_eq!(
        effects,
        [Effect::At("office".into(), Box::new(Effect::Identify))]
    );
    let known = papers::people()[..2].to_vec();
    desk.tell(from(
        "office",
        Event::Identified {
            hand: Named::default(),
            people: Ok(known.clone()),
            whole: true,
        },
    ));
    let picker = desk.model.overlays.last().unwrap().picker().unwrap();
    assert_eq!(&*picker.account, "office");
    assert_eq!(picker.matches.len(), 2);
    assert_eq!(desk.model.sides.home.people.len(), papers::people().len());
}

#[test]
fn a_line_that_breaks_holds_back_only_what_would_take_it() {
    let mut desk = merged(120, 40);
    desk.press_and_read("a");
    let broken = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(from("office", Event::Counted(Err(broken))));
    assert!(desk.model.counts_down(), "work can be reached");
    desk.press_and_read("ggj");
    assert_eq!(&*desk.model.current().unwrap().key.account, "office");
    desk.press_and_read("a");
    let left = |desk: &Desk| -> Vec<_> {
        let groups = desk.model.plan.groups().iter();
        groups.map(|group| group.left_ms.unwrap()).collect()
    };
    let before = left(&desk);
    desk.pass(2_000);
    assert_eq!(left(&desk), [before[0] - 2_000, before[1]]);
}

#[test]
fn what_is_sent_now_is_what_can_be_and_the_rest_waits() {
    let mut desk = merged(120, 40);
    desk.press_and_read("a");
    desk.press_and_read("ggj");
    desk.press_and_read("a");
    let broken = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(from("office", Event::Counted(Err(broken))));
    let effects = desk.press("$");
    let sent = effects.iter().find_map(|effect| match effect {
        Effect::Send(decisions) => Some(decisions),
        _ => None,
    });
    let accounts: Vec<_> = sent
        .unwrap()
        .iter()
        .map(|one| &*one.item.key.account)
        .collect();
    assert_eq!(accounts, ["work"]);
    let waiting: Vec<_> = desk.model.plan.decisions().collect();
    assert_eq!(waiting.len(), 1);
    assert_eq!(&*waiting[0].item.key.account, "office");
    desk.press("gp");
    let frame = desk.frame(Language::Chinese);
    assert!(
        frame.contains("同意 office · 周婷提交的出差申请"),
        "{frame}"
    );
}

#[test]
fn a_plan_in_the_editor_says_whose_each_item_is() {
    let mut desk = merged(120, 40);
    desk.press_and_read("<space><space>agp");
    assert_eq!(desk.press("E"), [Effect::EditPlan]);
    let text = desk.plan_text();
    assert!(text.contains("approve work/700000000000001\n"), "{text}");
    let text = text.replace(
        "office/700000000000001",
        "office/700000000000001 -- 路上小心",
    );
    desk.tell(Event::Edited(Ok(text)));
    let said = desk.model.plan.decisions().filter_map(|one| {
        let comment = one.comment.as_deref()?;
        Some((&*one.item.key.account, comment))
    });
    assert_eq!(said.collect::<Vec<_>>(), [("office", "路上小心")]);
}

#[test]
fn lists_beside_the_folders_say_whose_they_are() {
    let mut desk = merged(120, 40);
    let effects = desk.press("6");
    assert!(
        matches!(effects[..], [Effect::Messages { .. }]),
        "{effects:?}"
    );
    assert!(desk.frame(Language::Chinese).contains("消息 · work"));
}

#[test]
fn an_account_that_fails_is_a_line_and_no_more() {
    let mut desk = merged(120, 40);
    let broken = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(from("office", Event::Counted(Err(broken))));
    assert_eq!(desk.model.toast, None);
    assert_eq!(rows(&desk).len(), 7);
    let frame = desk.frame(Language::English);
    assert!(frame.contains("office ✗  crm ✗  work ●"), "{frame}");
    assert!(frame.contains("office: "), "{frame}");
}
