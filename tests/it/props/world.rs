//! The screen at work in its small office: what it asks for is answered from there.

use std::sync::Arc;

use jiff::Timestamp;
use zhupi::domain::decision::Decision;
use zhupi::domain::item::{Folder, Item, Key};
use zhupi::domain::plan::Group;
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::{Event, Gesture};
use zhupi::tui::keymap::{Press, press};
use zhupi::tui::model::{Model, Settings, Side, Sides, later};
use zhupi::tui::update::{start, update};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::answers::altered;
use super::laws::{Laws, Turn};
use super::office::{ELSEWHERE, Office, Row};
use super::steps::Step;
use crate::support::desk::{Desk, settings, side};
use crate::support::papers;

/// Between two keys of a person, in milliseconds.
const KEYS_APART: i64 = 400;

/// So many keys at once are a paste, unless they are all the same.
const BURST: usize = 5;

/// An answer that comes so well is a good one.
const WELL: u8 = 9;

/// What was asked for and is not answered.
pub enum Asked {
    /// Of an account, with its rows as they were when it was asked for: an answer may be late.
    Effect(Arc<str>, Effect, Vec<Item>),
    Settle(Box<Decision>),
    /// What an earlier run has left in flight.
    Recover,
}

/// What of the plan would be found after a crash.
#[derive(Default)]
pub struct Disk {
    pub kept: Vec<Group>,
    /// Handed over and not released: the journal knows these.
    pub sent: Vec<Decision>,
}

impl Disk {
    fn take(&mut self, effect: &Effect) {
        match effect {
            Effect::Keep(groups) => self.kept.clone_from(groups),
            Effect::Send(decisions) => {
                for decision in decisions {
                    self.strike(&decision.item.key);
                }
                self.sent.extend(decisions.iter().cloned());
            }
            Effect::Release(key) => {
                self.strike(key);
                self.sent.retain(|one| one.item.key != *key);
            }
            _ => {}
        }
    }

    fn strike(&mut self, key: &Key) {
        for group in &mut self.kept {
            group.decisions.retain(|one| one.item.key != *key);
        }
    }
}

pub struct World {
    desk: Desk,
    pub office: Office,
    asked: Vec<Asked>,
    /// Answers that have been given.
    given: Vec<Event>,
    pub disk: Disk,
    /// Whether the rest of a batch was called off.
    pub halted: bool,
    laws: Laws,
    pictures: u32,
}

fn configured() -> Settings {
    let phrases = [
        ("approve", "同意，{amount} 已核"),
        ("reject", "材料不全，请补充"),
    ];
    Settings {
        confirm_above: 3,
        poll_ms: Some(5_000),
        views: papers::views(),
        phrases: phrases
            .map(|(verb, text)| (verb.to_owned(), vec![text.to_owned()]))
            .into(),
        ..settings()
    }
}

/// With another account beside the first where there is anything in it.
fn begin(now: Timestamp, several: bool) -> Model {
    let home = side();
    let beside = Side::new(ELSEWHERE, home.verbs, home.hand.clone());
    let mut sides = Sides::from(home);
    sides.beside.extend(several.then_some(beside));
    Model::new(configured(), sides, (120, 40), now)
}

impl World {
    pub fn new(rows: Vec<Row>) -> Self {
        let several = rows.iter().any(|row| row.elsewhere);
        let mut world = Self {
            desk: Desk {
                model: begin(papers::now(), several),
            },
            office: Office::new(rows),
            asked: Vec::new(),
            given: Vec::new(),
            disk: Disk::default(),
            halted: false,
            laws: Laws::default(),
            pictures: 0,
        };
        world.start();
        world
    }

    fn start(&mut self) {
        let effects = start(&mut self.desk.model);
        self.carry_out(effects);
        self.picture();
    }

    /// The program has ended; another one takes over what it has left.
    fn restart(&mut self) {
        let at = later(self.desk.model.now, 60_000);
        let several = self.desk.model.sides.are_several();
        self.desk.model = begin(at, several);
        self.asked.clear();
        self.given.clear();
        self.laws = Laws::default();
        self.start();
    }

    pub fn take(&mut self, step: &Step) {
        match step {
            Step::Keys(keys) => self.press(&keys.0, true),
            Step::Blind(keys) => self.press(&keys.0, false),
            // Fewer are keys of a person who types fast.
            Step::Burst(keys) if keys.0.len() < BURST => self.press(&keys.0, false),
            Step::Burst(keys) => self.seen(&Event::Keys(keys.0.clone())),
            Step::Held(keys) => {
                for key in &keys.0 {
                    self.pass(40);
                    self.seen(&Event::Repeated(*key));
                }
            }
            Step::Type(text) => {
                let keys: Vec<Press> = text.chars().map(typed).collect();
                self.press(&keys, true);
            }
            Step::Paste(text) => self.seen(&Event::Paste(text.clone())),
            Step::Wait(ms, parts) => {
                for _ in 0..*parts {
                    self.pass(i64::from(*ms) / i64::from(*parts));
                }
            }
            Step::Resize(width, height) => self.seen(&Event::Resize(*width, *height)),
            Step::Click(spot) => self.seen(&Event::Mouse(*spot, Gesture::Click)),
            Step::Answer(which, how) => self.answer(usize::from(*which), *how, true),
            Step::Unseen(which, how) => self.answer(usize::from(*which), *how, false),
            Step::Again(which) => self.again(usize::from(*which)),
            Step::Rest => self.rest(),
            Step::Change(change) => self.office.change(*change),
            Step::Line(down) => self.office.down = *down,
            Step::Terminate => self.seen(&Event::Terminate),
        }
    }

    fn press(&mut self, keys: &[Press], seen: bool) {
        for key in keys {
            self.pass(KEYS_APART);
            self.tell(&Event::Keys(vec![*key]));
            if seen {
                self.picture();
            }
        }
    }

    fn pass(&mut self, ms: i64) {
        let at = later(self.desk.model.now, ms);
        self.tell(&Event::Tick(at));
    }

    fn seen(&mut self, event: &Event) {
        self.tell(event);
        self.picture();
    }

    /// Everything that is awaited comes, and what is asked for then.
    fn rest(&mut self) {
        self.office.down = false;
        for _ in 0..1_000 {
            if self.asked.is_empty() {
                return;
            }
            self.answer(0, WELL, true);
        }
        panic!("it never comes to rest");
    }

    fn answer(&mut self, which: usize, how: u8, seen: bool) {
        if self.asked.is_empty() {
            return;
        }
        let asked = self.asked.remove(which % self.asked.len());
        let how = how % (WELL + 1);
        if let Asked::Effect(_, Effect::Inherit, _) = &asked {
            self.asked.push(Asked::Recover);
        }
        for event in self.answered(asked, how) {
            self.tell(&event);
            self.given.push(event);
        }
        if seen {
            self.picture();
        }
    }

    /// An answer with a number comes once more, long after.
    fn again(&mut self, which: usize) {
        let numbered = |event: &&Event| {
            matches!(
                inner(event),
                Event::Listed { .. }
                    | Event::Opened { .. }
                    | Event::Found { .. }
                    | Event::Messages { .. }
                    | Event::Journal { .. }
                    | Event::Settled { .. }
            )
        };
        let all: Vec<&Event> = self.given.iter().filter(numbered).collect();
        if !all.is_empty() {
            let event = all[which % all.len()].clone();
            self.seen(&event);
        }
    }

    /// Every change of the model goes through here, and is held against the laws.
    fn tell(&mut self, event: &Event) {
        let before = self.desk.model.clone();
        let effects = update(&mut self.desk.model, event.clone());
        for effect in &effects {
            self.disk.take(effect);
        }
        self.laws.hold(&Turn {
            before: &before,
            event: inner(event),
            after: &self.desk.model,
            effects: &effects,
            disk: &self.disk,
        });
        self.carry_out(effects);
    }

    fn picture(&mut self) {
        let before = self.desk.model.clone();
        self.desk.drawn();
        self.laws.drawn(&before, &self.desk.model);
        self.pictures += 1;
        if self.pictures.is_multiple_of(16) {
            // Whatever the size and whatever lies on top, it can be drawn.
            drop(self.desk.frame(Language::Chinese));
        }
    }

    fn ask(&mut self, account: Arc<str>, effect: Effect) {
        let folder = match &effect {
            Effect::List { request, .. } => request.folder,
            Effect::Recall(folder) => *folder,
            _ => Folder::Todo,
        };
        let rows = self.office.folder(&account, folder);
        self.asked.push(Asked::Effect(account, effect, rows));
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit | Effect::Account(_) => return self.restart(),
                Effect::Send(decisions) => {
                    let each = decisions.into_iter().map(Box::new);
                    self.asked.extend(each.map(Asked::Settle));
                }
                Effect::Halt => self.halted = true,
                Effect::Edit(text) => {
                    let how = u8::try_from(text.len() % 6).unwrap();
                    self.tell(&Event::Resumed);
                    self.tell(&Event::Edited(altered(&text, how)));
                }
                Effect::EditPlan => {
                    let text = self.desk.plan_text();
                    let how = u8::try_from(text.len() % 6).unwrap();
                    self.tell(&Event::Resumed);
                    self.tell(&Event::Edited(altered(&text, how)));
                }
                Effect::Suspend => {
                    self.tell(&Event::Resumed);
                    self.pass(3_600_000);
                }
                Effect::Reload => self.tell(&Event::Configured(None)),
                Effect::Keep(_)
                | Effect::Release(_)
                | Effect::Copy(_)
                | Effect::Browse(_)
                | Effect::Mouse(_)
                | Effect::Redraw => {}
                Effect::At(account, asked) => self.ask(account, *asked),
                asked => self.ask(self.desk.model.sides.home.account.clone(), asked),
            }
        }
    }
}

/// What happened, whichever account has told it.
fn inner(event: &Event) -> &Event {
    match event {
        Event::From(_, event) => event,
        event => event,
    }
}

pub fn broken() -> Error {
    Error::new(Kind::Unreachable, "error-unreachable")
}

fn typed(c: char) -> Press {
    press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
}
