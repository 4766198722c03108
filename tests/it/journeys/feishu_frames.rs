//! Details of a Feishu account as they are drawn, in both languages: from the sandbox's own
//! instances through the client to the screen.

use insta::{Settings, assert_snapshot};
use zhupi::domain::item::{Folder, Item, ServerSort};
use zhupi::inbox::Inbox;
use zhupi::locale::{Language, Locale};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::Side;

use super::office::Office;
use crate::support::desk::{Desk, settings};
use crate::support::papers;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// The detail of an item in hand, and then after some keys.
async fn frame(inbox: &Inbox, item: &Item, keys: &str, size: (u16, u16), in_: Language) -> String {
    let account = Side {
        days: inbox.days(),
        ..Side::new(inbox.account(), inbox.verbs(), inbox.known_hand())
    };
    let mut settings = settings();
    settings.modes = Locale::new(in_).modes();
    let mut desk = Desk::of(account, settings, size);
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.tell(Event::Counted(Ok(papers::COUNTS)));
    for effect in desk.list(vec![item.clone()]) {
        if let Effect::Open { ticket, item } = effect {
            let instance = inbox.open(&item).await;
            desk.tell(Event::Opened {
                ticket,
                key: item.key,
                instance: Box::new(instance),
            });
        }
    }
    desk.press("<enter>");
    desk.press(keys);
    desk.frame(in_)
}

/// Compares the detail of the to-do that `wanted` picks with what is on record.
async fn check(name: &str, keys: &str, wanted: impl Fn(&Item) -> bool) {
    // A clock that stands still in a day to come makes the same picture whenever it is taken.
    let office = Office::open_on(jiff::civil::date(2060, 3, 19)).await;
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (language, tag) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        let inbox = office.inbox_in(language, "office");
        let page = inbox.all(Folder::Todo, ServerSort::Started, false).await;
        let item = page.unwrap().items.into_iter().find(&wanted).unwrap();
        for size in SIZES {
            let frame = frame(&inbox, &item, keys, size, language).await;
            let (width, height) = size;
            let name = format!("{name}-{width}x{height}-{tag}");
            settings.bind(|| assert_snapshot!(name, frame));
        }
    }
}

#[tokio::test]
async fn a_feishu_form_with_objects_and_lists() {
    let trip = |item: &Item| item.flow_name() == "出差";
    check("feishu-form", "", trip).await;
}

#[tokio::test]
async fn a_feishu_timeline() {
    let trip = |item: &Item| item.flow_name() == "出差";
    check("feishu-history", "]]", trip).await;
}
