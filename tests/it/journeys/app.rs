//! The screen without a terminal: keys are pressed one by one, and after each everything that
//! was asked for is awaited. Time passes only when it is told.

use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use zhupi::domain::item::{Folder, Item};
use zhupi::inbox::Inboxes;
use zhupi::locale::Language;
use zhupi::tui::driver::Driver;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Model, Settings, Side, Sides, later};
use zhupi::tui::update::{start, update};

use crate::support::desk::{Desk, keys_of, settings};

/// Longer than any answer takes: who waits so long waits for nothing.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two keys of a person, in milliseconds.
const KEYS_APART: i64 = 400;

pub(super) struct App {
    desk: Desk,
    driver: Driver,
    events: UnboundedReceiver<Event>,
    /// Answers that are on their way.
    awaited: usize,
    /// What is to be made known beyond the picture, how often.
    pub(super) rung: usize,
    /// Whether the program has ended.
    pub(super) ended: bool,
}

impl App {
    /// Starts as the program does, and waits until the first screen is complete.
    pub(super) async fn start(inboxes: impl Into<Inboxes>) -> Self {
        let mut app = Self::begin(inboxes).await;
        app.settle().await;
        app
    }

    /// Starts as the program does, before anything is answered.
    pub(super) async fn begin(inboxes: impl Into<Inboxes>) -> Self {
        let now = "2026-03-20T10:00:00+08:00".parse().unwrap();
        let inboxes = inboxes.into();
        let mut sides = inboxes.iter().map(|inbox| {
            let hand = inbox.known_hand();
            Side::new(inbox.account(), inbox.verbs(), hand)
        });
        let sides = Sides {
            home: sides.next().unwrap(),
            beside: sides.collect(),
            shut: inboxes.shut.clone(),
        };
        let settings = Settings {
            accounts: ["crm", "lisi", "work"].map(str::to_owned).into(),
            ..settings()
        };
        let mut model = Model::new(settings, sides, (120, 40), now);
        let mut effects = Vec::new();
        for inbox in inboxes.iter() {
            let remembered = inbox.remembered(Folder::Todo, 100).await;
            let recalled = Box::new(Event::Recalled(remembered.map(Box::new)));
            let recalled = Event::From(inbox.account().into(), recalled);
            effects.extend(update(&mut model, recalled));
        }
        effects.extend(start(&mut model));
        let (sender, events) = unbounded_channel();
        let mut app = Self {
            desk: Desk { model },
            driver: Driver::new(inboxes, sender),
            events,
            awaited: 0,
            rung: 0,
            ended: false,
        };
        app.carry_out(effects);
        app
    }

    /// Presses keys as a person does: `gg`, `<enter>`, `<ctrl-d>`.
    pub(super) async fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys_of(keys) {
            self.pass(KEYS_APART).await;
            self.tell(Event::Keys(vec![key]));
            self.settle().await;
        }
        self
    }

    /// Presses keys before anything that was asked for is answered; then the answers come.
    pub(super) async fn rush(&mut self, keys: &str) -> &mut Self {
        for key in keys_of(keys) {
            self.tell(Event::Tick(later(self.desk.model.now, KEYS_APART)));
            self.tell(Event::Keys(vec![key]));
        }
        self.settle().await;
        self
    }

    /// Presses a key whose questions are never answered.
    pub(super) fn ask_in_vain(&mut self, keys: &str) {
        for key in keys_of(keys) {
            self.tell(Event::Keys(vec![key]));
        }
    }

    /// Pastes text.
    pub(super) async fn paste(&mut self, text: &str) -> &mut Self {
        self.tell(Event::Paste(text.to_owned()));
        self.settle().await;
        self
    }

    /// Lets time pass with the screen in view, in milliseconds.
    pub(super) async fn pass(&mut self, ms: i64) -> &mut Self {
        let end = later(self.desk.model.now, ms);
        while self.desk.model.now < end {
            let step = later(self.desk.model.now, 500).min(end);
            self.tell(Event::Tick(step));
        }
        self.settle().await;
        self
    }

    /// Moves down to the first row that `wanted` picks.
    pub(super) async fn go_to(&mut self, wanted: impl Fn(&Item) -> bool) -> &mut Self {
        self.press("gg").await;
        while !wanted(&self.item()) {
            let before = self.item();
            self.press("j").await;
            assert_ne!(self.item(), before, "no such row:\n{}", self.frame());
        }
        self
    }

    /// Something happens that nobody asked for; what it asks for is not answered yet.
    pub(super) fn happen(&mut self, event: Event) -> &mut Self {
        self.tell(event);
        self
    }

    /// What was asked for is answered.
    pub(super) async fn answers_come(&mut self) -> &mut Self {
        self.settle().await;
        self
    }

    /// Answers come one by one, until this is on the screen.
    pub(super) async fn answers_show(&mut self, text: &str) -> &mut Self {
        while !self.frame().contains(text) {
            self.take_one().await;
        }
        self
    }

    /// The system asks the program to end.
    pub(super) fn terminate(&mut self) {
        self.tell(Event::Terminate);
    }

    /// Ends the program without asking it, and waits until its plan is on disk.
    pub(super) async fn leave(self) {
        self.driver.finish().await;
    }

    pub(super) fn model(&self) -> &Model {
        &self.desk.model
    }

    /// The item under the cursor.
    pub(super) fn item(&self) -> Item {
        self.desk.model.current().unwrap().clone()
    }

    #[track_caller]
    pub(super) fn see(&mut self, text: &str) -> &mut Self {
        let frame = self.frame();
        assert!(frame.contains(text), "no {text:?} on the screen:\n{frame}");
        self
    }

    #[track_caller]
    pub(super) fn see_in_english(&mut self, text: &str) -> &mut Self {
        let frame = self.desk.frame(Language::English);
        assert!(frame.contains(text), "no {text:?} on the screen:\n{frame}");
        self
    }

    #[track_caller]
    pub(super) fn not_see(&mut self, text: &str) -> &mut Self {
        let frame = self.frame();
        assert!(!frame.contains(text), "{text:?} on the screen:\n{frame}");
        self
    }

    /// The row of the item under the cursor, as it is drawn.
    pub(super) fn row(&self) -> String {
        let row = self.frame();
        let row = row.lines().find(|line| line.contains('▌'));
        row.unwrap_or_default()
            .split('│')
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    }

    fn frame(&self) -> String {
        self.desk.frame(Language::Chinese)
    }

    fn tell(&mut self, event: Event) {
        let effects = self.desk.tell(event);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.awaited += match &effect {
                Effect::Send(decisions) => decisions.len(),
                // What was staged or known, then what was in flight or is so now.
                Effect::Inherit => 1 + self.desk.model.sides.iter().count(),
                Effect::Identify => 2,
                Effect::At(_, effect) if **effect == Effect::Identify => 2,
                Effect::Halt
                | Effect::Keep(_)
                | Effect::Release(_)
                | Effect::Mouse(_)
                | Effect::Notify
                | Effect::Redraw
                | Effect::Suspend
                | Effect::Quit => 0,
                _ => 1,
            };
            self.ended |= effect == Effect::Quit;
            self.rung += usize::from(effect == Effect::Notify);
            self.driver.start(effect);
        }
    }

    /// Takes every answer that is on its way, and those it asks for; then the picture is seen.
    async fn settle(&mut self) {
        while self.awaited > 0 {
            self.take_one().await;
        }
        let detail_lines = self.desk.model.detail_lines;
        self.tell(Event::Drawn { detail_lines });
    }

    async fn take_one(&mut self) {
        let event = tokio::time::timeout(PATIENCE, self.events.recv()).await;
        let event = event.unwrap_or_else(|_| panic!("no answer:\n{}", self.frame()));
        let event = event.unwrap();
        assert!(!matches!(event, Event::Failed(_)), "{event:?}");
        self.awaited -= 1;
        self.tell(event);
    }
}
