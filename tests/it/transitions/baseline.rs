//! What was seen of an item when it was decided: shown, read for it, or not read yet.

use std::collections::{BTreeSet, VecDeque};

use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::item::Item;
use zhupi::domain::plan::Group;
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use super::{decision, group};
use crate::support::desk::{Desk, settings};
use crate::support::papers;

#[test]
fn an_item_never_seen_is_read_before_it_is_sent() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let first = papers::todos()[0].clone();
    let effects = desk.press("a");
    let mut unread = decision(&first, Verb::Approve, None);
    unread.baseline = Baseline::Pending;
    let staged = group(1, unread.clone(), 8_000);
    assert_eq!(
        effects[..2],
        [
            Effect::Keep(vec![staged]),
            Effect::Base(Box::new(first.clone()))
        ]
    );
    assert_eq!(desk.press("$"), []);
    let read = Decision {
        baseline: Baseline::Fresh(papers::form("1820.00")),
        ..unread
    };
    let effects = desk.tell(Event::Based {
        key: first.key,
        form: Ok(papers::form("1820.00")),
    });
    let kept = Effect::Keep(vec![Group {
        left_ms: Some(0),
        ..group(1, read.clone(), 0)
    }]);
    assert_eq!(effects[..2], [kept, Effect::Send(vec![read])]);
}

#[test]
fn an_item_that_cannot_be_read_leaves_the_plan_and_says_why() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let first = papers::todos()[0].clone();
    desk.press("a");
    let effects = desk.tell(Event::Based {
        key: first.key.clone(),
        form: Err(Error::new(Kind::Server, "error-server")),
    });
    assert_eq!(effects, [Effect::Keep(vec![])]);
    assert_eq!(desk.model.receipts[&first.key].status, Status::Failed);
}

#[test]
fn a_narrow_list_has_not_shown_a_form_that_it_only_prefetched() {
    let mut desk = Desk::sized(80, 24);
    desk.press("a");
    assert_eq!(
        desk.model.plan.groups()[0].decisions[0].baseline,
        Baseline::Pending
    );
}

#[test]
fn a_form_that_was_read_again_but_not_shown_is_not_what_was_decided_on() {
    let mut desk = Desk::sized(80, 24);
    desk.press_and_read("<enter><esc>");
    let item = papers::todos()[0].clone();
    let effects = desk.press("r");
    desk.list(papers::todos());
    let changed = zhupi::domain::instance::Instance {
        form: papers::form("990000.00"),
        ..papers::instance(&item)
    };
    for effect in effects {
        if let Effect::Open { ticket, item } = effect {
            desk.tell(Event::Opened {
                ticket,
                key: item.key.clone(),
                instance: Box::new(Ok(changed.clone())),
            });
        }
    }
    desk.press("a");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.baseline, Baseline::Shown(papers::form("1820.00")));
}

#[test]
fn putting_back_what_was_never_read_reads_it() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let first = papers::todos()[0].clone();
    let base = Effect::Base(Box::new(first.clone()));
    assert!(desk.press("a").contains(&base));
    // As long as it is on its way, it is not asked for again.
    assert!(!desk.press("uU").contains(&base));
    desk.press("u");
    desk.tell(Event::Based {
        key: first.key,
        form: Ok(papers::form("1820.00")),
    });
    assert!(desk.press("U").contains(&base));
}

/// A thousand to-dos, all marked and approved unseen; what that asks to read.
fn thousand() -> (Desk, Vec<Item>) {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    let todos = (1..=1_000).map(|number| papers::todo(number, "采购申请", "李四", 1));
    desk.list(todos.collect());
    let asked = bases(&desk.press("*a"));
    assert_eq!(desk.model.plan.held(), 1_000);
    (desk, asked)
}

fn bases(effects: &[Effect]) -> Vec<Item> {
    let items = effects.iter().filter_map(|effect| match effect {
        Effect::Base(item) => Some((**item).clone()),
        _ => None,
    });
    items.collect()
}

fn read(desk: &mut Desk, item: &Item) -> Vec<Effect> {
    desk.tell(Event::Based {
        key: item.key.clone(),
        form: Ok(papers::form("1820.00")),
    })
}

#[test]
fn of_a_thousand_unseen_items_eight_are_read_at_once_each_of_them_once() {
    let (mut desk, asked) = thousand();
    assert_eq!(asked.len(), 8);
    let mut on_their_way = VecDeque::from(asked);
    let mut seen = BTreeSet::new();
    let mut written = 0;
    while let Some(item) = on_their_way.pop_front() {
        assert!(seen.insert(item.key.clone()), "{item:?}");
        let effects = read(&mut desk, &item);
        written += effects
            .iter()
            .filter(|one| matches!(one, Effect::Keep(_)))
            .count();
        on_their_way.extend(bases(&effects));
        assert!(on_their_way.len() <= 8);
    }
    assert_eq!(seen.len(), 1_000);
    assert!(desk.model.plan.groups()[0].is_ready());
    // Once for all of them: a plan of a thousand is not written a thousand times.
    assert_eq!(written, 1);
}

#[test]
fn a_group_counts_down_only_once_every_form_of_it_is_there() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let asked = bases(&desk.press("xjxa"));
    assert_eq!(asked.len(), 2);
    assert_eq!(desk.model.wakes_at(), None);
    for _ in 0..20 {
        assert_eq!(desk.pass(1_000), []);
    }
    desk.model.marks.clear();
    assert!(desk.frame(Language::English).contains("reading forms 0/2"));
    read(&mut desk, &asked[0]);
    desk.pass(1_000);
    assert!(desk.frame(Language::English).contains("reading forms 1/2"));
    read(&mut desk, &asked[1]);
    assert!(desk.frame(Language::English).contains(" 8s "));
    for _ in 0..7 {
        assert_eq!(desk.pass(1_000), []);
    }
    assert!(matches!(desk.pass(1_000).as_slice(), [Effect::Send(sent)] if sent.len() == 2));
}

#[test]
fn what_is_told_to_go_waits_for_its_forms_and_not_for_what_cannot_be_read() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let asked = bases(&desk.press("xjxa"));
    assert_eq!(desk.press("$"), []);
    read(&mut desk, &asked[0]);
    let effects = desk.tell(Event::Based {
        key: asked[1].key.clone(),
        form: Err(Error::new(Kind::Server, "error-server")),
    });
    let sent = |effect: &Effect| matches!(effect, Effect::Send(sent) if sent.len() == 1);
    assert!(effects.iter().any(sent), "{effects:?}");
}

#[test]
fn what_was_told_to_go_before_the_line_broke_waits_to_be_told_again() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let first = papers::todos()[0].clone();
    desk.press("a");
    desk.press("$");
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("读完即发出   u 撤"), "{frame}");
    let broken = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(Event::Based {
        key: first.key.clone(),
        form: Err(broken),
    });
    assert_eq!(desk.model.plan.groups()[0].left_ms, None);
    desk.tell(Event::Counted(Ok(papers::COUNTS)));
    let effects = desk.tell(Event::Based {
        key: first.key.clone(),
        form: Ok(papers::form("1820.00")),
    });
    let sent = |effect: &Effect| matches!(effect, Effect::Send(_));
    assert!(!effects.iter().any(sent), "{effects:?}");
    assert!(desk.press("$").iter().any(sent));
}

#[test]
fn staged_without_a_line_it_is_read_as_soon_as_there_is_one() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let down = Error::new(Kind::Unreachable, "error-unreachable");
    let asked = bases(&desk.press("xjxa"));
    for item in &asked {
        desk.tell(Event::Based {
            key: item.key.clone(),
            form: Err(down.clone()),
        });
    }
    assert_eq!(desk.model.plan.held(), 2);
    assert_eq!(bases(&desk.press("k")), []);
    let effects = desk.tell(Event::Counted(Ok(papers::COUNTS)));
    assert_eq!(bases(&effects), asked);
}

#[test]
fn a_form_that_has_come_is_kept_so_that_a_later_run_decides_on_the_same() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let asked = bases(&desk.press("a"));
    let effects = read(&mut desk, &asked[0]);
    let fresh = Baseline::Fresh(papers::form("1820.00"));
    let kept = |effect: &Effect| matches!(effect, Effect::Keep(groups) if groups[0].decisions[0].baseline == fresh);
    assert!(effects.iter().any(kept), "{effects:?}");
}
