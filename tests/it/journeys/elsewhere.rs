//! Details of the other providers as they are drawn, in both languages: from the sandbox's own
//! instances through the client to the screen.

use insta::{Settings, assert_snapshot};
use zhupi::domain::item::{Folder, Item};
use zhupi::inbox::Inbox;
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use super::app::App;
use super::office::Office;
use crate::support::desk::{Desk, settings};
use crate::support::papers;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// The detail of an item in hand, and then after some keys.
async fn frame(inbox: &Inbox, item: &Item, keys: &str, size: (u16, u16), in_: Language) -> String {
    let settings = zhupi::tui::model::Settings {
        account: inbox.account().to_owned(),
        verbs: inbox.verbs(),
        days: inbox.days(),
        ..settings()
    };
    let mut desk = Desk::empty(settings, size);
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

/// Compares the detail of the item that `wanted` picks with what is on record.
async fn check(name: &str, account: &str, keys: &str, wanted: impl Fn(&Item) -> bool) {
    // A clock that stands still in a day to come makes the same picture whenever it is taken.
    let office = Office::open_on(jiff::civil::date(2060, 3, 19)).await;
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (language, tag) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        let inbox = office.inbox_in(language, account);
        let page = inbox.all(Folder::Todo, Default::default(), false).await;
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
    check("feishu-form", "office", "", trip).await;
}

#[tokio::test]
async fn a_feishu_timeline() {
    let trip = |item: &Item| item.flow_name() == "出差";
    check("feishu-history", "office", "]]", trip).await;
}

#[tokio::test]
async fn a_detail_of_71360() {
    check("open71360-form", "crm", "", |_| true).await;
}

#[tokio::test]
async fn a_verb_at_71360_says_that_it_is_for_the_browser() {
    check("open71360-verb", "crm", "a", |_| true).await;
}

#[tokio::test]
async fn nothing_is_decided_at_71360_whatever_is_pressed() {
    let office = Office::open().await;
    let mut app = App::start(office.inbox_in(Language::Chinese, "crm")).await;
    for key in ["a", "d", "t", "b", "+"] {
        app.press(key).await.see("请在浏览器里办理").not_see("⏳");
    }
}
