//! A desk of several accounts: two with rows, and one that could not be opened.

use std::sync::Arc;

use zhupi::domain::item::{Counts, Item, Page};
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Side, Sides};

use super::desk::{Desk, settings, side};
use super::papers;

/// Beside `work`: 王芳 at another provider, and an account that could not be opened.
pub fn sides() -> Sides {
    let hand = Named::new(Some("ou_9".into()), Some("王芳".to_owned()));
    let office = Side::new("office", &[Verb::Approve, Verb::Transfer], hand);
    Sides {
        beside: vec![office],
        shut: vec![("crm".to_owned(), Error::new(Kind::Auth, "error-no-secret"))],
        ..Sides::from(side())
    }
}

/// Two to-dos of `office`, with the ids of two that wait in `work`.
pub fn office_todos() -> Vec<Item> {
    let theirs = |mut item: Item| {
        item.key.account = "office".into();
        item
    };
    let mut items = vec![
        papers::todo(1, "出差申请", "周婷", 60),
        papers::todo(2, "费用报销", "郑洁", 1_000),
    ];
    items[0].verbs = vec![Verb::Approve, Verb::Transfer];
    items.into_iter().map(theirs).collect()
}

pub fn from(account: &str, answer: Event) -> Event {
    Event::From(account.into(), Box::new(answer))
}

/// The page that an account was asked for arrives.
pub fn list(desk: &mut Desk, account: &str, items: Vec<Item>) -> Vec<Effect> {
    let account: Arc<str> = account.into();
    let loading = desk.model.list.part(&account).loading.as_ref();
    let ticket = loading.unwrap().ticket;
    let page = Page {
        total: items.len() as u64,
        items,
        ..Page::default()
    };
    desk.tell(from(
        &account,
        Event::Listed {
            ticket,
            page: Ok(page),
        },
    ))
}

/// All that there is has come.
pub fn merged(width: u16, height: u16) -> Desk {
    let mut desk = Desk::of(sides(), settings(), (width, height));
    list(&mut desk, "office", office_todos());
    desk.settle(papers::todos());
    let counts = Counts {
        todo: 2,
        unread: 40,
        ..Counts::default()
    };
    desk.tell(from("office", Event::Counted(Ok(counts))));
    desk
}
