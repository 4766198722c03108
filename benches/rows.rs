//! A row down costs the same at 10 and at 100,000 rows: key to bytes, without a terminal.
//! The screen has room for ten rows, so that every size has as much to draw.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails may say so by panicking, and its answer is what it prints"
)]

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use criterion::measurement::{Measurement, WallTime};
use criterion::{BenchmarkId, Criterion};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use zhupi::config::{Advance, Commit};
use zhupi::domain::canvas::Canvas;
use zhupi::domain::form::{Form, Part, Shape};
use zhupi::domain::instance::Instance;
use zhupi::domain::item::{Folder, Item, Key, Page};
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;
use zhupi::locale::{Language, Locale};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::keymap::{Keymap, Press, parse_sequence};
use zhupi::tui::model::{Model, Settings, Side};
use zhupi::tui::screen::Screen;
use zhupi::tui::theme::Theme;
use zhupi::tui::update::{start, update};
use zhupi::tui::view::{Paint, draw};

const ROWS: [u32; 4] = [10, 1_000, 10_000, 100_000];

/// Ten rows fit the list beside its detail.
const SIZE: Size = Size::new(120, 16);

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

/// The screen at work over so many rows.
struct Desk {
    model: Model,
    screen: Screen<Tally>,
    locale: Locale,
    theme: Theme,
}

impl Desk {
    fn new(rows: u32) -> Self {
        let settings = Settings {
            accounts: vec!["work".to_owned()],
            undo_ms: 8_000,
            commit: Commit::Auto,
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
        };
        let hand = Named::new(Some("301".into()), Some("王芳".to_owned()));
        let verbs = &[Verb::Approve, Verb::Reject, Verb::Transfer];
        let side = Side::new("work", verbs, hand);
        let mut model = Model::new(settings, side, (SIZE.width, SIZE.height), present());
        start(&mut model);
        let mut desk = Self {
            model,
            screen: Screen::new(Tally::default(), SIZE),
            locale: Locale::new(Language::Chinese),
            theme: Theme::named("vermilion").unwrap(),
        };
        let ticket = desk.model.list.loading().next().unwrap().ticket;
        let page = Page {
            items: (0..rows).map(item).collect(),
            total: u64::from(rows),
            ..Page::default()
        };
        desk.take(Event::Listed {
            ticket,
            page: Ok(page),
        });
        assert_eq!(desk.model.list.items.len(), rows as usize);
        desk
    }

    /// Takes an event, and at once the answers to what it asks to read.
    fn take(&mut self, event: Event) {
        for effect in update(&mut self.model, event) {
            if let Effect::Open { ticket, item } = effect {
                self.take(Event::Opened {
                    ticket,
                    key: item.key.clone(),
                    instance: Box::new(Ok(instance(*item))),
                });
            }
        }
    }

    /// From a key to the bytes of its frame: how many those are.
    fn press(&mut self, key: Press) -> usize {
        self.take(Event::Keys(vec![key]));
        self.draw()
    }

    /// Begins again at the top where the end is reached: once in so many rows.
    fn turn_back(&mut self) {
        if self.model.list.row() + 1 == self.model.list.items.len() {
            self.take(Event::Keys(vec![key("home")]));
        }
    }

    fn draw(&mut self) -> usize {
        let paint = Paint {
            model: &self.model,
            locale: &self.locale,
            theme: &self.theme,
        };
        let before = self.screen.writer_mut().0;
        let mut lines = 0;
        self.screen
            .draw(|frame| lines = draw(frame, paint))
            .unwrap();
        self.take(Event::Drawn {
            detail_lines: lines,
        });
        self.screen.writer_mut().0 - before
    }
}

fn present() -> Timestamp {
    Timestamp::constant(1_793_584_800, 0)
}

fn item(number: u32) -> Item {
    let key = Key {
        account: "work".into(),
        folder: Folder::Todo,
        id: format!("7000000{number:08}").into(),
    };
    let task = key.id.clone();
    Item {
        title: format!("张三提交的差旅报销 {number}"),
        applicant: Named::new(None, Some("张三".to_owned())),
        node: Named::new(None, Some("部门经理审批".to_owned())),
        arrived_at: Some(present()),
        ..Item::bare(key, Some(task), format!("6000000{number:08}").into())
    }
}

fn instance(item: Item) -> Instance {
    let row = [("amount".to_owned(), 1820.into())].into_iter().collect();
    let part = Part::from_rows(None, Some("claim".to_owned()), Shape::Object, vec![row]);
    Instance {
        number: item.instance_id.to_string(),
        text: None,
        buttons: [].into(),
        cc_allowed: None,
        form: Form { parts: vec![part] },
        inputs: Vec::new(),
        verbs: Vec::new(),
        attachments: Vec::new(),
        tables: Vec::new(),
        related: Vec::new(),
        canvas: Canvas::default(),
        history: Vec::new(),
        link: None,
        raw: Vec::new(),
        item,
    }
}

fn key(name: &str) -> Press {
    parse_sequence(name).unwrap()[0]
}

/// What a row down cost in the best sample, and the most that it wrote.
struct Cost {
    rows: u32,
    time: Duration,
    bytes: usize,
}

/// Presses the two keys in turn over lists of these sizes. The best sample has the least noise.
fn measure(criterion: &mut Criterion, name: &str, keys: [Press; 2], sizes: &[u32]) -> Vec<Cost> {
    let mut group = criterion.benchmark_group(name);
    let costs = sizes.iter().map(|&rows| {
        let mut desk = Desk::new(rows);
        desk.draw();
        for _ in 0..5 {
            desk.press(key("j"));
        }
        let (mut time, mut bytes) = (Duration::MAX, 0);
        group.bench_function(BenchmarkId::from_parameter(rows), |bencher| {
            bencher.iter_custom(|times| {
                let began = WallTime.start();
                for nth in 0..times {
                    bytes = bytes.max(desk.press(keys[usize::from(nth % 2 == 1)]));
                    desk.turn_back();
                }
                let took = WallTime.end(began);
                time = time.min(took / u32::try_from(times).unwrap());
                took
            });
        });
        Cost { rows, time, bytes }
    });
    costs.collect()
}

fn report(name: &str, costs: &[Cost]) {
    let first = &costs[0];
    for cost in costs {
        let ratio = cost.time.as_secs_f64() / first.time.as_secs_f64();
        println!(
            "{name}: {:>7} rows {:>10.1?} a key, {:>5} bytes, {ratio:.2} of {} rows",
            cost.rows, cost.time, cost.bytes, first.rows
        );
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let (down, up) = (key("j"), key("k"));
    let within = measure(&mut criterion, "a row down", [down, up], &ROWS);
    let scrolling = measure(
        &mut criterion,
        "a row down, scrolling",
        [down, down],
        &ROWS[2..],
    );
    criterion.final_summary();
    println!("first frame: {} bytes", Desk::new(ROWS[0]).draw());
    report("a row down", &within);
    report("a row down, scrolling", &scrolling);
}
