//! The screen at work on pushes: the real core and picture, without a terminal. What it asks the
//! server about is answered at once, with a no.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use zhupi::config::{Advance, Commit};
use zhupi::domain::id::Id;
use zhupi::domain::item::{Folder, Item, Key, Page};
use zhupi::domain::people::Named;
use zhupi::domain::push::Push;
use zhupi::locale::{Language, Locale};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::keymap::Keymap;
use zhupi::tui::model::{Model, Settings, Side};
use zhupi::tui::screen::Screen;
use zhupi::tui::theme::Theme;
use zhupi::tui::update::{start, update};
use zhupi::tui::view::{Paint, draw};

const SIZE: Size = Size::new(120, 40);

/// Rows of the list; pushes tell of these.
pub(crate) const ROWS: u64 = 30;

/// Counts what a terminal would be sent.
#[derive(Default)]
struct Tally(usize);

impl Write for Tally {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) struct Desk {
    model: Model,
    screen: Screen<Tally>,
    locale: Locale,
    theme: Theme,
}

/// The instance of a row.
pub(crate) fn instance(row: u64) -> u64 {
    2_055_471_203_884_170_000 + row % ROWS
}

impl Desk {
    pub(crate) fn new() -> Self {
        let hand = Named::new(Some("301".into()), Some("王芳".to_owned()));
        let side = Side::new("work", &[], hand);
        let mut model = Model::new(settings(), side, (SIZE.width, SIZE.height), present());
        start(&mut model);
        let mut desk = Self {
            model,
            screen: Screen::new(Tally::default(), SIZE),
            locale: Locale::new(Language::Chinese),
            theme: Theme::named("vermilion").unwrap(),
        };
        let ticket = desk.model.list.loading().next().unwrap().ticket;
        let page = Ok(Page {
            items: (0..ROWS).map(item).collect(),
            total: ROWS,
            ..Page::default()
        });
        desk.take(Event::Listed { ticket, page });
        desk.draw();
        desk
    }

    /// Takes a push and draws; how many bytes the terminal is sent. What it asks then waits.
    pub(crate) fn show(&mut self, push: Push) -> (usize, Vec<Effect>) {
        let account = Arc::from("work");
        let push = Box::new(push);
        let asked = self.take(Event::Pushed { account, push });
        (self.draw(), asked)
    }

    /// The server knows nothing of it.
    pub(crate) fn answer(&mut self, asked: Vec<Effect>) {
        for effect in asked {
            if let Effect::Confirm { account, instance } = effect {
                let tasks = Ok(Vec::new());
                self.take(Event::Confirmed {
                    account,
                    instance,
                    tasks,
                });
            }
        }
        self.draw();
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        update(&mut self.model, event)
    }

    fn draw(&mut self) -> usize {
        let paint = Paint {
            model: &self.model,
            locale: &self.locale,
            theme: &self.theme,
        };
        let before = self.screen.writer_mut().0;
        let mut detail_lines = 0;
        self.screen
            .draw(|frame| detail_lines = draw(frame, paint))
            .unwrap();
        self.take(Event::Drawn { detail_lines });
        self.screen.writer_mut().0 - before
    }
}

fn item(row: u64) -> Item {
    let key = Key {
        account: "work".into(),
        folder: Folder::Todo,
        id: Id::from(format!("70000000000{row:04}")),
    };
    let task = key.id.clone();
    Item {
        title: format!("张三提交的差旅报销 {row}"),
        applicant: Named::new(None, Some("张三".to_owned())),
        node: Named::new(None, Some("部门经理审批".to_owned())),
        arrived_at: Some(present()),
        ..Item::bare(key, Some(task), Id::from(instance(row).to_string()))
    }
}

fn settings() -> Settings {
    Settings {
        accounts: vec!["work".to_owned()],
        undo_ms: 8_000,
        commit: Commit::Manual,
        advance: Advance::Next,
        confirm_above: 5,
        poll_ms: None,
        zone: TimeZone::UTC,
        keymap: Keymap::standard().unwrap(),
        ascii: false,
        mouse: false,
        browser: false,
        command_texts: Vec::new(),
        modes: BTreeMap::new(),
        views: Vec::new(),
        columns: BTreeMap::new(),
        phrases: BTreeMap::new(),
    }
}

pub(crate) fn present() -> Timestamp {
    Timestamp::constant(1_793_584_800, 0)
}
