//! Anything at all is posted to the real receiver: nothing panics, what is answered with 200 is
//! acted on once and nothing else is, and nothing that a terminal obeys comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use ratatui::layout::Size;
use serde_json::Value;
use tokio::sync::oneshot;
use zhupi::config::{Config, Env, Folders, Overrides};
use zhupi::domain::push::Push;
use zhupi::error::{Error, Kind};
use zhupi::locale::{Language, Locale};
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::screen::Screen;
use zhupi::tui::theme::Theme;
use zhupi::tui::view::{Paint, draw};
use zhupi::webhook::hand_on;

use super::bodies::{Body, body, is_obeyed, known_by};
use super::{Listener, PATH, lines, speak_bytes, wait_for};
use crate::cli::Home;
use crate::support::desk::Desk;
use crate::support::papers;
use crate::support::ports;
use crate::support::random;

/// Bodies that are posted.
const CASES: u32 = 256;

/// Longer than a push takes that comes at all.
const PATIENCE: Duration = Duration::from_secs(20);

fn try_all(check: impl Fn(Body) -> Result<(), TestCaseError>) {
    // A push waits for what it must bring about, so what fails is made smaller only so far.
    let mut runner = TestRunner::new(ProptestConfig {
        max_shrink_iters: 100,
        ..random::config(CASES)
    });
    runner.run(&body(), check).unwrap();
}

fn post(addr: &str, body: &[u8]) -> u16 {
    let length = body.len();
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: {addr}\r\nContent-Length: {length}\r\n");
    let mut request = format!("{head}Connection: close\r\n\r\n").into_bytes();
    request.extend(body);
    wait_for(|| {
        let reply = speak_bytes(addr, &request).unwrap();
        (reply.status != 429).then_some(reply.status)
    })
}

/// Posts it once or twice; whether it was taken.
fn taken(addr: &str, body: &[u8]) -> Result<bool, TestCaseError> {
    let status = post(addr, body);
    prop_assert!(matches!(status, 200 | 400), "{status}");
    if body.len().is_multiple_of(4) {
        prop_assert_eq!(post(addr, body), status);
    }
    Ok(status == 200)
}

fn harmless(text: &str) -> Result<(), TestCaseError> {
    let obeyed = text.chars().find(|c| is_obeyed(*c) && *c != '\n');
    prop_assert_eq!(obeyed, None, "{:?}", text);
    Ok(())
}

/// The instances of the events in a file, and how often each.
fn instances(file: &Path, count: usize) -> BTreeMap<String, usize> {
    let mut instances = BTreeMap::new();
    for event in lines(&file.to_owned(), count) {
        let Value::String(instance) = &event["instance_id"] else {
            panic!("{event}");
        };
        *instances.entry(instance.clone()).or_default() += 1;
    }
    instances
}

#[test]
fn what_is_taken_is_acted_on_once_and_brings_nothing_along_that_is_obeyed() {
    let home = Home::new();
    let (told, seen, known) = (home.path("told"), home.path("seen"), home.path("known"));
    let exec = format!(
        "cat >> '{}'; env | sort | grep -v '^_=' > '{}'",
        seen.display(),
        known.display()
    );
    let jsonl = told.to_str().unwrap();
    let args = ["--jsonl", jsonl, "--exec", &exec];
    let mut listener = Listener::start(&home, "127.0.0.1:0", &args);
    let expected: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::default();
    try_all(|body| {
        let body = body.bytes();
        if taken(&listener.addr, &body)? {
            let (instance, known) = known_by(&body);
            let mut expected = expected.lock().unwrap();
            expected.entry(instance).or_default().insert(known);
        }
        Ok(())
    });
    let expected = expected.into_inner().unwrap().into_iter();
    let expected: BTreeMap<_, _> = expected.map(|(of, all)| (of, all.len())).collect();
    let count = expected.values().sum();
    assert!(count > 0);
    assert_eq!(instances(&seen, count), expected);
    listener.process.kill().unwrap();
    listener.process.wait().unwrap();
    assert_eq!(instances(&told, count), expected);
    // Nothing of a push is in the environment, and nothing of it was run.
    let known = fs::read_to_string(known).unwrap();
    assert!(!known.contains("owned"), "{known}");
    let files = home.files();
    assert!(
        !files.iter().any(|path| path.ends_with("owned")),
        "{files:?}"
    );
    for file in files
        .iter()
        .filter(|path| path.extension() == Some("log".as_ref()))
    {
        harmless(&fs::read_to_string(file).unwrap()).unwrap();
    }
    for file in [seen, told] {
        harmless(&fs::read_to_string(file).unwrap()).unwrap();
    }
}

/// The receiver of an inbox, in this process.
struct Door {
    addr: String,
    pushes: Receiver<Push>,
    _home: tempfile::TempDir,
    _stop: oneshot::Sender<()>,
    _runtime: tokio::runtime::Runtime,
}

impl Door {
    fn open() -> Self {
        let home = tempfile::tempdir().unwrap();
        let addr = ports::free();
        let config = Config::parse(
            &format!("[listen]\naddr = \"{addr}\"\npath = \"{PATH}\"\n"),
            home.path().join("config.toml"),
            Folders::below(home.path()),
            Env::default(),
            Overrides::default(),
        );
        let (sender, pushes) = channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let tell = Box::new(move |push| sender.send(push).unwrap());
        let stopped = async {
            let _ = stopped.await;
        };
        runtime.spawn(hand_on(config.unwrap(), addr, papers::now, tell, stopped));
        let addr = addr.to_string();
        wait_for(|| std::net::TcpStream::connect(&addr).ok());
        Self {
            addr,
            pushes,
            _home: home,
            _stop: stop,
            _runtime: runtime,
        }
    }
}

/// What the server says when it is asked about an approval.
fn told(effect: Effect, how: usize) -> Option<Event> {
    let Effect::Confirm { account, instance } = effect else {
        return None;
    };
    let tasks = match how % 7 {
        0 => Err(Error::new(Kind::Unreachable, "error-unreachable")),
        1 | 2 => Ok(Vec::new()),
        _ => Ok(papers::seats()),
    };
    Some(Event::Confirmed {
        account,
        instance,
        tasks,
    })
}

/// The desk and its terminal.
struct Seat {
    desk: Desk,
    screen: Screen<Vec<u8>>,
    locale: Locale,
    /// Whether hostile words were shown, which they may be as words.
    shown: bool,
}

impl Seat {
    fn of(width: u16, height: u16, language: Language) -> Self {
        let screen = Screen::new(Vec::new(), Size::new(width, height));
        let mut seat = Self {
            desk: Desk::sized(width, height),
            screen,
            locale: Locale::new(language),
            shown: false,
        };
        seat.written();
        seat
    }

    /// What the next frame writes.
    fn written(&mut self) -> String {
        let theme = Theme::named("vermilion").unwrap();
        let paint = Paint {
            model: &self.desk.model,
            locale: &self.locale,
            theme: &theme,
        };
        let drawn = self.screen.draw(|frame| {
            draw(frame, paint);
        });
        drawn.unwrap();
        String::from_utf8(std::mem::take(self.screen.writer_mut())).unwrap()
    }

    /// A frame moves, paints and nothing else, and no word in it does that.
    fn check(&mut self) -> Result<(), TestCaseError> {
        let written = self.written();
        let mut parts = written.split('\u{1b}');
        harmless(parts.next().unwrap_or_default())?;
        for part in parts {
            let part = part.strip_prefix('[');
            let part =
                part.map(|part| part.trim_start_matches(|c: char| "0123456789;?".contains(c)));
            let words = part.and_then(|part| part.strip_prefix(['H', 'G', 'm', 'h', 'l']));
            prop_assert!(words.is_some(), "{:?}", written);
            harmless(words.unwrap_or_default())?;
        }
        let frame = self.desk.frame(self.locale.language);
        self.shown |= frame.contains("owned");
        harmless(&frame)
    }

    fn take(&mut self, event: Event, how: usize) -> Result<(), TestCaseError> {
        let asked = self.desk.tell(event);
        self.check()?;
        for answer in asked.into_iter().filter_map(|effect| told(effect, how)) {
            self.take(answer, how)?;
        }
        Ok(())
    }
}

#[test]
fn the_screen_shows_whatever_a_push_says_and_obeys_none_of_it() {
    let door = Door::open();
    let seats = [
        Seat::of(120, 40, Language::Chinese),
        Seat::of(40, 12, Language::English),
    ];
    let seats = Mutex::new(seats);
    let known: Mutex<BTreeSet<(String, String)>> = Mutex::default();
    try_all(|body| {
        let body = body.bytes();
        let is_new = taken(&door.addr, &body)? && known.lock().unwrap().insert(known_by(&body));
        if !is_new {
            return Ok(());
        }
        let push = door.pushes.recv_timeout(PATIENCE);
        let push = push.map_err(|error| TestCaseError::fail(error.to_string()))?;
        for seat in seats.lock().unwrap().iter_mut() {
            let push = Box::new(push.clone());
            let account = "work".into();
            seat.take(Event::Pushed { account, push }, body.len())?;
            // The line holds again, and somebody goes on.
            seat.take(Event::Counted(Ok(papers::COUNTS)), body.len() / 3)?;
            seat.desk.press("jk");
        }
        Ok(())
    });
    // What was not taken was not told.
    assert!(door.pushes.try_recv().is_err());
    assert!(seats.into_inner().unwrap().iter().any(|seat| seat.shown));
}
