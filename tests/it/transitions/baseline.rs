//! What was seen of an item when it was decided: shown, read for it, or not read yet.

use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use super::{decision, group, sent};
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
            Effect::Base(Box::new(first.clone())),
            Effect::Keep(vec![staged])
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
    assert_eq!(effects[..2], [sent(&read), Effect::Send(vec![read])]);
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
    desk.press("au");
    let effects = desk.press("U");
    assert!(effects.contains(&Effect::Base(Box::new(first))));
}
