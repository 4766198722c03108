//! A screen without a terminal: keys and answers go in, effects come out, time is told.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use zhupi::config::{Advance, Commit};
use zhupi::domain::flow::InstancePage;
use zhupi::domain::instance::Instance;
use zhupi::domain::item::{Item, Page};
use zhupi::domain::message::MessagePage;
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;
use zhupi::locale::{Language, Locale};
use zhupi::tui::command::search_texts;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::keymap::{Keymap, Press, parse_sequence};
use zhupi::tui::model::{Model, Settings, Side, Sides, later};
use zhupi::tui::theme::Theme;
use zhupi::tui::update::{start, update};
use zhupi::tui::view::{Paint, draw, plan_text};

use super::papers;

/// The model at work.
pub struct Desk {
    pub model: Model,
}

/// The account of 王芳, who can do everything.
pub fn side() -> Side {
    let hand = Named::new(Some("301".into()), Some("王芳".to_owned()));
    let verbs = &[
        Verb::Approve,
        Verb::Reject,
        Verb::Handle,
        Verb::Submit,
        Verb::Transfer,
        Verb::Countersign,
        Verb::Rollback,
        Verb::Revoke,
        Verb::Remind,
        Verb::Stop,
    ];
    Side::new("work", verbs, hand)
}

pub fn settings() -> Settings {
    let chinese = Locale::new(Language::Chinese);
    Settings {
        accounts: vec!["crm".to_owned(), "work".to_owned()],
        undo_ms: 8_000,
        commit: Commit::Auto,
        advance: Advance::Next,
        confirm_above: 5,
        poll_ms: None,
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        keymap: Keymap::standard().unwrap(),
        ascii: false,
        mouse: false,
        browser: true,
        command_texts: search_texts(|key| chinese.t(key)),
        modes: Locale::new(Language::Chinese).modes(),
        views: Vec::new(),
        columns: BTreeMap::new(),
        phrases: BTreeMap::new(),
    }
}

impl Desk {
    /// With nothing on it yet.
    pub fn empty(settings: Settings, size: (u16, u16)) -> Self {
        Self::of(side(), settings, size)
    }

    /// The same of other accounts.
    pub fn of(sides: impl Into<Sides>, settings: Settings, size: (u16, u16)) -> Self {
        let mut model = Model::new(settings, sides, size, papers::now());
        start(&mut model);
        Self { model }
    }

    /// With the five to-dos on it, every one of them looked at.
    pub fn new() -> Self {
        let mut desk = Self::sized(120, 40);
        desk.press_and_read("jjjjgg");
        desk
    }

    pub fn sized(width: u16, height: u16) -> Self {
        let mut desk = Self::empty(settings(), (width, height));
        desk.settle(papers::todos());
        desk
    }

    /// Counts, rows, people and details arrive.
    pub fn settle(&mut self, items: Vec<Item>) {
        self.tell(Event::Restored(Ok(Vec::new())));
        self.tell(Event::Counted(Ok(papers::COUNTS)));
        self.tell(Event::Identified {
            hand: self.model.sides.home.hand.clone(),
            people: Ok(papers::people()),
            whole: true,
        });
        let effects = self.list(items);
        self.open(effects);
    }

    /// The page that is awaited arrives.
    pub fn list(&mut self, items: Vec<Item>) -> Vec<Effect> {
        let ticket = self.model.list.loading().next().unwrap().ticket;
        let page = Page {
            total: items.len() as u64,
            items,
            ..Page::default()
        };
        self.tell(Event::Listed {
            ticket,
            page: Ok(page),
        })
    }

    /// Every detail and every form asked for arrives, and those that are asked for then.
    pub fn open(&mut self, effects: Vec<Effect>) {
        let mut asked = effects;
        while !asked.is_empty() {
            asked = std::mem::take(&mut asked)
                .into_iter()
                .filter_map(|effect| match effect {
                    Effect::Open { ticket, item } => Some(self.tell(Event::Opened {
                        ticket,
                        key: item.key.clone(),
                        instance: Box::new(Ok(papers::instance(&item))),
                    })),
                    Effect::Base(item) => Some(self.tell(Event::Based {
                        form: Ok(papers::instance(&item).form),
                        key: item.key,
                    })),
                    _ => None,
                })
                .flatten()
                .collect();
        }
    }

    /// What is asked for beside the folders arrives: messages, instances, seats, flows.
    pub fn read_beside(&mut self, effects: Vec<Effect>) {
        let mut asked = effects;
        while !asked.is_empty() {
            asked = std::mem::take(&mut asked)
                .into_iter()
                .filter_map(papers_beside)
                .flat_map(|answer| self.tell(answer))
                .collect();
        }
    }

    /// The detail under the cursor is read anew, changed in some way.
    pub fn read_anew(&mut self, change: impl Fn(&mut Instance)) {
        let item = self.model.current().unwrap().clone();
        let ticket = self.model.ticket();
        self.model.details.ask(&item.key, ticket);
        let mut instance = papers::instance(&item);
        change(&mut instance);
        self.tell(Event::Opened {
            ticket,
            key: item.key,
            instance: Box::new(Ok(instance)),
        });
    }

    /// What happens, and then the picture of it.
    pub fn tell(&mut self, event: Event) -> Vec<Effect> {
        let effects = update(&mut self.model, event);
        self.drawn();
        effects
    }

    /// The model as it is now is on the screen.
    pub fn drawn(&mut self) {
        let drawn = Event::Drawn { detail_lines: 60 };
        assert_eq!(update(&mut self.model, drawn), []);
    }

    /// So many milliseconds later.
    pub fn pass(&mut self, ms: i64) -> Vec<Effect> {
        let at = later(self.model.now, ms);
        self.tell(Event::Tick(at))
    }

    /// Presses keys one after the other, as a person does: `gg`, `<enter>`, `<ctrl-d>`.
    /// Details that this asks to read are not answered.
    pub fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for key in keys_of(keys) {
            effects.extend(self.pass(200));
            effects.extend(self.tell(Event::Keys(vec![key])));
        }
        effects
    }

    /// The same, and after each key what it asks to read is answered.
    pub fn press_and_read(&mut self, keys: &str) {
        for key in keys_of(keys) {
            let mut effects = self.pass(200);
            effects.extend(self.tell(Event::Keys(vec![key])));
            self.open(effects);
        }
    }

    /// All keys at once, as a paste without brackets arrives.
    pub fn burst(&mut self, keys: &str) -> Vec<Effect> {
        self.tell(Event::Keys(keys_of(keys)))
    }

    /// The screen as text.
    /// What the user's editor gets of the plan.
    pub fn plan_text(&self) -> String {
        plan_text(&self.model, &Locale::new(Language::Chinese))
    }

    pub fn frame(&self, language: Language) -> String {
        let locale = Locale::new(language);
        let theme = Theme::named("vermilion").unwrap();
        let (width, height) = self.model.size;
        let backend = ratatui::backend::TestBackend::new(width, height);
        let mut terminal = ratatui::Terminal::new(backend).unwrap();
        terminal
            .draw(|frame| {
                let model = &self.model;
                draw(
                    frame,
                    Paint {
                        model,
                        locale: &locale,
                        theme: &theme,
                    },
                );
            })
            .unwrap();
        text_of(terminal.backend().buffer())
    }

    pub fn cursor_title(&self) -> &str {
        &self.model.current().unwrap().title
    }
}

fn papers_beside(effect: Effect) -> Option<Event> {
    Some(match effect {
        Effect::Messages { ticket, .. } => Event::Messages {
            ticket,
            page: Ok(MessagePage {
                total: 3,
                items: papers::messages(),
            }),
        },
        Effect::Instances { ticket, .. } => Event::Instances {
            ticket,
            page: Ok(InstancePage {
                total: 2,
                items: papers::instances(),
            }),
        },
        Effect::Seats(instance) => Event::Seats {
            instance,
            tasks: Ok(papers::seats()),
        },
        Effect::Flows { ticket, .. } => Event::Flows {
            ticket,
            flows: Ok(papers::flows()),
        },
        Effect::Journal { ticket, .. } => Event::Journal {
            ticket,
            entries: Ok(papers::recorded()),
        },
        Effect::PlacesUsed => {
            let places = vec!["request.city=".to_owned(), "request.days=".to_owned()];
            Event::PlacesUsed(Ok([("flow_travel".to_owned(), places)].into()))
        }
        _ => return None,
    })
}

/// Rows of text; a wide character's second cell is no character.
pub fn text_of(buffer: &ratatui::buffer::Buffer) -> String {
    use unicode_width::UnicodeWidthStr;
    let area = buffer.area;
    let mut lines = Vec::new();
    for y in 0..area.height {
        let (mut line, mut x) = (String::new(), 0);
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// `a<enter>gg` as keys.
pub fn keys_of(text: &str) -> Vec<Press> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '<'
            && let Some((name, after)) = rest[1..].split_once('>')
        {
            keys.extend(parse_sequence(name).unwrap());
            rest = after;
        } else {
            keys.extend(parse_sequence(&first.to_string()).unwrap());
            rest = &rest[first.len_utf8()..];
        }
    }
    keys
}
