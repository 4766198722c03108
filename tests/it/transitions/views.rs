//! Saved views and business columns: what they count, what they ask for, where they lead.

use zhupi::domain::item::{Folder, Page};
use zhupi::domain::remembered::Remembered;
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::views::Tally;
use zhupi::tui::model::{Overlay, Views};

use super::limiting::{amount, asked, learn, titles, unread};
use crate::support::desk::Desk;
use crate::support::merged::{from, merged};
use crate::support::papers;

fn open(desk: &Desk) -> &Views {
    match desk.model.overlays.last() {
        Some(Overlay::Views(views)) => views,
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_saved_views_the_key_says_so() {
    let mut desk = Desk::new();
    desk.press("F");
    assert_eq!(desk.model.overlays, []);
    assert!(desk.model.toast.is_some());
}

#[test]
fn each_view_of_the_folder_counts_its_rows_and_those_it_cannot_tell() {
    let mut desk = unread();
    desk.model.settings.views = papers::views();
    let effects = desk.press("F");
    let tallies = [
        Some(Tally {
            shown: 0,
            unknown: 1,
        }),
        Some(Tally {
            shown: 2,
            unknown: 0,
        }),
        None,
    ];
    assert_eq!(open(&desk).tallies, tallies);
    let travel = &papers::todos()[0];
    assert_eq!(asked(&effects), [travel]);
    learn(&mut desk, travel, amount(400));
    let told = Tally {
        shown: 1,
        unknown: 0,
    };
    assert_eq!(open(&desk).tallies[0], Some(told));
    assert_eq!(titles(&desk).len(), 5);
}

#[test]
fn a_view_is_found_by_pinyin_and_limits_the_list_under_its_name() {
    let mut desk = Desk::new();
    desk.model.settings.views = papers::views();
    desk.press("F");
    for key in ["z", "s", "d"] {
        desk.press(key);
    }
    assert_eq!(open(&desk).matches, [1]);
    desk.press("<enter>");
    assert_eq!(desk.model.overlays, []);
    assert_eq!(titles(&desk), ["张三提交的差旅报销", "张三提交的合同用印"]);
    assert_eq!(desk.model.view().unwrap().name, "张三的");
    desk.press("<esc>");
    assert_eq!(titles(&desk).len(), 5);
    assert_eq!(desk.model.view(), None);
}

#[test]
fn a_view_of_another_folder_opens_that_folder() {
    let mut desk = Desk::new();
    desk.model.settings.views = papers::views();
    desk.press("F<up>");
    let effects = desk.press("<enter>");
    assert_eq!(desk.model.list.folder, Folder::Created);
    assert_eq!(desk.model.view().unwrap().name, "还没完的");
    let lists = |effect: &Effect| matches!(effect, Effect::List { .. });
    assert!(effects.iter().any(lists));
}

/// What was seen last of my own requests, of so many.
fn remembered(total: u64) -> Event {
    let own = |number, ended| {
        let mut item = papers::todo(number, "请假", "王芳", 60);
        item.key.folder = Folder::Created;
        item.completed = ended;
        item
    };
    Event::Recalled(Some(Box::new(Remembered {
        at: papers::minutes_ago(5),
        folder: Folder::Created,
        page: Page {
            total,
            items: vec![own(21, false), own(22, true), own(23, false)],
            ..Page::default()
        },
        counts: None,
        hand: None,
        details: Vec::new(),
    })))
}

#[test]
fn a_view_of_another_folder_counts_what_was_seen_there_last_and_marks_what_nobody_knows() {
    let mut desk = Desk::new();
    desk.model.settings.views = papers::views();
    let effects = desk.press("F");
    assert_eq!(effects, [Effect::Recall(Folder::Created)]);
    let told = |desk: &Desk| {
        let frame = desk.frame(Language::Chinese);
        let line = frame.lines().find(|line| line.contains("还没完的"));
        line.unwrap().to_owned()
    };
    assert!(told(&desk).contains("我发起 ? "), "{}", told(&desk));
    desk.tell(remembered(40));
    assert!(told(&desk).contains("我发起 2 ? "), "{}", told(&desk));
    // The same once more is no more than that.
    desk.tell(remembered(3));
    assert!(told(&desk).contains("我发起 2 "), "{}", told(&desk));
    assert!(!told(&desk).contains('?'), "{}", told(&desk));
    assert_eq!(titles(&desk).len(), 5, "the open folder is as it was");
}

#[test]
fn of_several_accounts_every_one_has_to_be_known() {
    let mut desk = merged(120, 40);
    desk.model.settings.views = papers::views();
    desk.press("F");
    desk.tell(remembered(3));
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("我发起 2 ? "), "{frame}");
    desk.tell(from("office", remembered(3)));
    let frame = desk.frame(Language::Chinese);
    assert!(frame.contains("我发起 4 "), "{frame}");
}

#[test]
fn a_closed_box_asks_for_nothing_more() {
    let mut desk = unread();
    desk.model.settings.views = papers::views();
    desk.press("F");
    desk.press("<esc>");
    assert!(desk.model.sight.missing.is_empty());
    assert_eq!(desk.model.overlays, []);
}

#[test]
fn columns_ask_for_the_details_of_the_rows_on_the_screen_alone() {
    let mut desk = Desk::empty(crate::support::desk::settings(), (120, 12));
    let columns = [("请假".to_owned(), vec!["days".to_owned()])];
    desk.model.settings.columns = columns.into();
    desk.tell(Event::Restored(Ok(Vec::new())));
    let rows = (1..=30).map(|nth| papers::todo(nth, "请假", "李四", 1));
    let effects = desk.list(rows.collect());
    let height = 12 - 4 - 2;
    assert_eq!(asked(&effects).len(), height);
    let seen: Vec<_> = asked(&effects).into_iter().cloned().collect();
    for item in &seen {
        let more = learn(&mut desk, item, amount(1));
        assert_eq!(asked(&more).len(), 0);
    }
    let below = desk.press("G");
    assert_eq!(asked(&below).len(), height);
}

#[test]
fn flows_without_columns_ask_for_nothing() {
    let mut desk = Desk::empty(crate::support::desk::settings(), (120, 40));
    let columns = [("用车".to_owned(), vec!["km".to_owned()])];
    desk.model.settings.columns = columns.into();
    desk.tell(Event::Restored(Ok(Vec::new())));
    let effects = desk.list(papers::todos());
    assert_eq!(asked(&effects).len(), 0);
}
