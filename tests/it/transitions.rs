//! `update` alone: what each event changes and asks for, by equality of effects.

use zhupi::domain::decision::{Baseline, Decision, Note, Receipt, Status};
use zhupi::domain::item::Item;
use zhupi::domain::plan::Group;
use zhupi::domain::verb::Verb;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Toast, Words};

use crate::support::desk::Desk;
use crate::support::papers;

mod account;
mod aiming;
mod attachments;
mod baseline;
mod boxes;
mod choosing;
mod commenting;
mod countdown;
mod filling;
mod finding;
mod gathering;
mod handing;
mod journal;
mod keys;
mod leaving;
mod limiting;
mod lists;
mod marking;
mod merged;
mod mouse;
mod palette;
mod places;
mod pushes;
mod settling;
mod staging;
mod telling;
mod views;

fn decision(item: &Item, verb: Verb, comment: Option<&str>) -> Decision {
    let baseline = Baseline::Shown(papers::form("1820.00"));
    Decision {
        comment: comment.map(str::to_owned),
        ..Decision::new(item.clone(), verb, baseline)
    }
}

fn group(number: u64, decision: Decision, left_ms: i64) -> Group {
    Group {
        number,
        verb: decision.verb,
        decisions: vec![decision],
        left_ms: Some(left_ms),
    }
}

fn settled(desk: &mut Desk, item: &Item, verb: Verb, receipt: Receipt) -> Vec<Effect> {
    desk.tell(Event::Settled {
        decision: Box::new(decision(item, verb, None)),
        receipt,
    })
}

fn done(verb: Verb) -> Receipt {
    Receipt::new(Status::Done, verb, Note::default())
}

fn message(desk: &Desk) -> Option<&'static str> {
    match &desk.model.toast {
        Some(Toast {
            words: Words::Message(key, _),
            ..
        }) => Some(key),
        _ => None,
    }
}
