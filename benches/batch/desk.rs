//! The screen at work on a batch: the real core, driver and picture, without a terminal. A key
//! comes every ten milliseconds, as from a hand that does not stop.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, MissedTickBehavior, interval};
use zhupi::config::{Advance, Commit};
use zhupi::domain::decision::Status;
use zhupi::domain::item::{Item, Page};
use zhupi::inbox::Inbox;
use zhupi::locale::{Language, Locale};
use zhupi::tui::driver::Driver;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::keymap::{Keymap, parse_sequence};
use zhupi::tui::model::{Model, Settings, Side, later};
use zhupi::tui::screen::Screen;
use zhupi::tui::theme::Theme;
use zhupi::tui::update::{start, update};
use zhupi::tui::view::{Paint, draw};

const SIZE: Size = Size::new(120, 40);

/// Between two keys.
const PACE: Duration = Duration::from_millis(10);

/// How long keys waited for their frames.
#[derive(Default)]
pub(crate) struct Waits(Vec<Duration>);

impl Waits {
    fn at(&self, part: f64) -> Duration {
        let mut all = self.0.clone();
        all.sort_unstable();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a rank among some thousands"
        )]
        let rank = ((all.len() - 1) as f64 * part) as usize;
        all[rank]
    }

    pub(crate) fn worst(&self) -> Duration {
        self.at(1.0)
    }
}

/// What a run has shown.
pub(crate) struct Run {
    pub(crate) took: Duration,
    pub(crate) keys: Waits,
    /// MiB in memory, by the number of decisions that had ended.
    resident: Vec<(usize, f64)>,
}

impl fmt::Display for Run {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, worst] = [0.5, 0.99, 1.0].map(|part| self.keys.at(part));
        let (count, first) = (self.keys.0.len(), self.keys.0[0]);
        write!(
            to,
            "{count} keys, to frame: the one that sends {first:.1?}, p50 {half:.1?}, p99 {most:.1?}, max {worst:.1?}"
        )?;
        for (ended, mib) in &self.resident {
            write!(to, "\n{ended:>6} ended: {mib:.1} MiB resident")?;
        }
        Ok(())
    }
}

/// Swallows what a terminal would be sent.
struct Nowhere;

impl Write for Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) struct Desk {
    model: Model,
    screen: Screen<Nowhere>,
    locale: Locale,
    theme: Theme,
    driver: Driver,
    events: UnboundedReceiver<Event>,
    begun: Instant,
}

impl Desk {
    /// With these items on it, all of them approved unseen, and everything that takes has been read.
    pub(crate) async fn new(inbox: Inbox, items: Vec<Item>) -> Self {
        let side = Side::new("work", inbox.verbs(), inbox.known_hand());
        let (sender, events) = unbounded_channel();
        let mut desk = Self {
            model: Model::new(settings(), side, (SIZE.width, SIZE.height), present()),
            screen: Screen::new(Nowhere, SIZE),
            locale: Locale::new(Language::Chinese),
            theme: Theme::named("vermilion").unwrap(),
            driver: Driver::new(inbox, sender),
            events,
            begun: Instant::now(),
        };
        let asked = start(&mut desk.model).into_iter();
        // The list is given.
        let asked = asked.filter(|effect| !matches!(effect, Effect::List { .. }));
        desk.carry_out(asked.collect());
        let ticket = desk.model.list.loading().next().unwrap().ticket;
        let total = items.len() as u64;
        let page = Ok(Page {
            items,
            total,
            ..Page::default()
        });
        desk.take(Event::Listed { ticket, page });
        // What has not been seen is not decided.
        desk.draw();
        desk.press("*");
        desk.press("a");
        while !desk.model.inherited || desk.model.plan.unready() > 0 {
            let event = desk.events.recv().await.unwrap();
            desk.take(event);
        }
        desk
    }

    /// Sends everything, and presses keys until all of it has ended.
    pub(crate) async fn run(mut self) -> Run {
        let count = self.model.plan.held();
        assert!(count > 0, "nothing was staged");
        let mut keys = Waits::default();
        let mut resident = vec![(0, resident())];
        let mut pace = interval(PACE);
        pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let begun = Instant::now();
        self.press("$");
        self.draw();
        keys.0.push(begun.elapsed());
        while self.model.settled.len() < count {
            let due = tokio::select! {
                biased;
                due = pace.tick() => Some(due),
                event = self.events.recv() => {
                    self.take(event.unwrap());
                    None
                }
            };
            while let Ok(event) = self.events.try_recv() {
                self.take(event);
            }
            if let Some(due) = due {
                self.press(if keys.0.len() % 2 == 0 { "j" } else { "k" });
                self.draw();
                keys.0.push(due.elapsed());
            } else {
                self.draw();
            }
            let ended = self.model.settled.len();
            let next = if resident.len() == 1 {
                count / 10
            } else {
                count
            };
            if ended >= next {
                resident.push((ended, self::resident()));
            }
        }
        let took = begun.elapsed();
        let mut ends = self.model.settled.iter();
        assert!(ends.all(|one| one.receipt.status == Status::Done));
        self.driver.finish().await;
        Run {
            took,
            keys,
            resident,
        }
    }

    fn press(&mut self, key: &str) {
        let ms = i64::try_from(self.begun.elapsed().as_millis()).unwrap();
        self.take(Event::Tick(later(present(), ms)));
        self.take(Event::Keys(parse_sequence(key).unwrap()));
    }

    fn take(&mut self, event: Event) {
        let effects = update(&mut self.model, event);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.driver.start(effect);
        }
    }

    fn draw(&mut self) {
        let paint = Paint {
            model: &self.model,
            locale: &self.locale,
            theme: &self.theme,
        };
        let mut detail_lines = 0;
        self.screen
            .draw(|frame| detail_lines = draw(frame, paint))
            .unwrap();
        self.take(Event::Drawn { detail_lines });
    }
}

/// Everything that is staged goes at one key.
fn settings() -> Settings {
    Settings {
        accounts: vec!["work".to_owned()],
        undo_ms: 8_000,
        commit: Commit::Manual,
        advance: Advance::Next,
        confirm_above: usize::MAX,
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

fn present() -> Timestamp {
    Timestamp::constant(1_793_584_800, 0)
}

/// MiB of this process in memory; where nobody tells, none.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = pages.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.map_or(0.0, |pages: f64| pages * 4.0 / 1024.0)
}
