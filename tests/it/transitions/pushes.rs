//! Pushes on the screen: each is a claim about which the server is asked, and only the answer
//! changes anything.

use zhupi::domain::item::{Counts, Item};
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::later;
use zhupi::tui::model::news::Standing;

use super::{Desk, done, papers, settled};
use crate::support::pushes;

fn asks(item: &Item) -> Effect {
    Effect::Confirm {
        account: item.key.account.clone(),
        instance: item.instance_id.clone(),
    }
}

fn standing(desk: &Desk) -> Option<Standing> {
    desk.model.news.told.as_ref().map(|told| told.standing)
}

/// Rings for whoever looks elsewhere.
fn rings(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Notify)
}

fn is_look(effect: &Effect) -> bool {
    matches!(effect, Effect::List { .. } | Effect::Count)
}

#[test]
fn a_push_asks_the_server_about_its_approval_and_changes_nothing_else() {
    let mut desk = Desk::new();
    let item = papers::todos()[1].clone();
    let before = desk.model.list.clone();
    assert_eq!(desk.tell(pushes::approved(&item, "同意")), [asks(&item)]);
    assert_eq!(desk.model.list, before);
    assert_eq!(standing(&desk), Some(Standing::Unverified));
    assert!(desk.model.news.is_unverified(&item));
    assert_eq!(desk.model.news.gone(&item.key), None);
}

#[test]
fn what_the_server_confirms_is_marked_and_looked_at() {
    let mut desk = Desk::new();
    let item = papers::todos()[1].clone();
    desk.tell(pushes::approved(&item, "同意"));
    let effects = desk.tell(pushes::answer(&item, Ok(vec![pushes::done(&item)])));
    assert_eq!(effects.iter().filter(|effect| is_look(effect)).count(), 2);
    assert_eq!(standing(&desk), Some(Standing::Confirmed));
    assert!(!desk.model.news.is_unverified(&item));
    let gone = desk.model.news.gone(&item.key).unwrap();
    assert_eq!(gone.who.label(), "李四");
    assert!(desk.model.list.contains(&item.key));
}

#[test]
fn what_the_server_does_not_say_leaves_the_row_as_it_was() {
    let mut desk = Desk::new();
    let item = papers::todos()[1].clone();
    let refused = Error::new(Kind::Refused, "error-server");
    for tasks in [Ok(vec![pushes::open(&item)]), Ok(Vec::new()), Err(refused)] {
        desk.tell(pushes::approved(&item, "同意"));
        desk.tell(pushes::answer(&item, tasks));
        assert_eq!(standing(&desk), Some(Standing::Withdrawn));
        assert_eq!(desk.model.news.gone(&item.key), None);
        assert_eq!(desk.model.news.unverified(), 0);
    }
}

#[test]
fn more_that_is_said_meanwhile_is_asked_about_after_the_answer() {
    let mut desk = Desk::new();
    let item = papers::todos()[1].clone();
    desk.tell(pushes::approved(&item, "一"));
    assert_eq!(desk.tell(pushes::approved(&item, "二")), []);
    let too_old = pushes::answer(&item, Ok(vec![pushes::open(&item)]));
    assert_eq!(desk.tell(too_old), [asks(&item)]);
    assert_eq!(standing(&desk), Some(Standing::Unverified));
    desk.tell(pushes::answer(&item, Ok(vec![pushes::done(&item)])));
    assert_eq!(standing(&desk), Some(Standing::Confirmed));
}

#[test]
fn only_a_few_are_asked_about_at_once() {
    let mut desk = Desk::new();
    let items = papers::todos();
    for item in &items[..4] {
        assert_eq!(desk.tell(pushes::approved(item, "同意")), [asks(item)]);
    }
    assert_eq!(desk.tell(pushes::approved(&items[4], "同意")), []);
    let answer = pushes::answer(&items[2], Ok(vec![pushes::done(&items[2])]));
    assert_eq!(desk.tell(answer), [asks(&items[4])]);
}

#[test]
fn a_flood_is_looked_at_and_not_kept() {
    let mut desk = Desk::new();
    for number in 0..1_000 {
        desk.tell(pushes::started(&papers::todo(
            100 + number,
            "请假",
            "张三",
            1,
        )));
    }
    let effects = desk.tell(pushes::started(&papers::todo(9_999, "请假", "张三", 1)));
    assert!(effects.contains(&Effect::Count), "{effects:?}");
    assert_eq!(desk.model.news.unverified(), 1_000);
}

#[test]
fn what_was_decided_here_is_no_news() {
    let mut desk = Desk::new();
    let item = papers::todos()[0].clone();
    desk.press("a$");
    settled(&mut desk, &item, Verb::Approve, done(Verb::Approve));
    assert_eq!(desk.tell(pushes::approved_by(&item, "301", "同意")), []);
    assert_eq!(standing(&desk), None);
}

#[test]
fn without_a_line_it_stays_unverified_until_there_is_one() {
    let mut desk = Desk::new();
    let item = papers::todos()[1].clone();
    desk.tell(pushes::approved(&item, "同意"));
    let unheard = Err(Error::new(Kind::Unreachable, "error-unreachable"));
    assert_eq!(desk.tell(pushes::answer(&item, unheard)), []);
    assert_eq!(standing(&desk), Some(Standing::Unverified));
    assert!(desk.model.news.is_unverified(&item));
    let effects = desk.tell(Event::Counted(Ok(papers::COUNTS)));
    assert!(effects.contains(&asks(&item)), "{effects:?}");
}

#[test]
fn a_task_that_is_new_to_me_rings_once_for_all_that_come_together() {
    let mut desk = Desk::new();
    let mut rung = 0;
    let mut comes = |desk: &mut Desk, number| {
        let item = papers::todo(number, "请假", "张三", 0);
        desk.tell(pushes::started(&item));
        let effects = desk.tell(pushes::answer(&item, Ok(vec![pushes::open(&item)])));
        rung += usize::from(rings(&effects));
        let todo = papers::COUNTS.todo + u64::from(number) - 5;
        let counts = Counts {
            todo,
            ..papers::COUNTS
        };
        rung += usize::from(rings(&desk.tell(Event::Counted(Ok(counts)))));
        rung
    };
    assert_eq!(comes(&mut desk, 6), 1);
    assert_eq!(comes(&mut desk, 7), 1);
    desk.pass(5_000);
    assert_eq!(comes(&mut desk, 8), 2);
}

#[test]
fn what_came_while_nobody_was_there_rings_for_nobody() {
    let mut desk = Desk::new();
    let item = papers::todo(6, "请假", "张三", 0);
    let Event::Pushed { account, mut push } = pushes::started(&item) else {
        unreachable!("a push");
    };
    push.received_at = later(papers::now(), -1);
    desk.tell(Event::Pushed { account, push });
    let effects = desk.tell(pushes::answer(&item, Ok(vec![pushes::open(&item)])));
    assert!(!rings(&effects), "{effects:?}");
    assert!(effects.contains(&Effect::Count), "{effects:?}");
}

#[test]
fn what_has_come_to_its_end_is_said_until_the_next_key() {
    let mut desk = Desk::new();
    let item = papers::todos()[1].clone();
    desk.tell(pushes::approved(&item, "同意"));
    desk.press("j");
    assert_eq!(standing(&desk), Some(Standing::Unverified));
    desk.tell(pushes::answer(&item, Ok(vec![pushes::done(&item)])));
    assert_eq!(standing(&desk), Some(Standing::Confirmed));
    desk.press("j");
    assert_eq!(standing(&desk), None);
}

/// Another account's approval may have the same number.
#[test]
fn a_push_of_another_account_says_nothing_of_the_rows_of_this_one() {
    let mut desk = Desk::new();
    let item = papers::todos()[1].clone();
    let mut other = item.clone();
    other.key.account = "crm".into();
    assert_eq!(desk.tell(pushes::approved(&other, "同意")), [asks(&other)]);
    assert!(!desk.model.news.is_unverified(&item));
    desk.tell(pushes::answer(&other, Ok(vec![pushes::done(&other)])));
    assert_eq!(desk.model.news.gone(&item.key), None);
}
