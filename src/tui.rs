//! The screen: a pure core (`model`, `update`) and a thin shell (`driver`, `view`).
//! [`run`] is the whole of it: draw, take what has happened, update, start effects.

pub mod command;
mod configured;
pub mod driver;
pub mod editor;
pub mod effect;
pub mod event;
pub mod keymap;
pub mod layout;
pub mod model;
pub mod notice;
mod outside;
pub mod screen;
mod signals;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;

use std::path::PathBuf;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::{
    Event as Input, EventStream, KeyEventKind, MouseButton, MouseEvent, MouseEventKind,
};
use futures_util::StreamExt;
use futures_util::future::join_all;
use jiff::Timestamp;
use tokio::sync::mpsc;

use crate::config::{Config, Env};
use crate::domain::item::Folder;
use crate::error::{Error, Kind, Result};
use crate::inbox::{Clock, Inboxes};
use crate::locale::Locale;
use crate::log;

use configured::{settings, sides, theme};
use driver::Driver;
use effect::Effect;
use event::{Event, Gesture};
use keymap::press;
use model::{Link, Model, Words};
use screen::Screen;
use signals::{Signals, Told};
use terminal::{Output, Terminal};
use theme::Theme;
use view::Paint;

pub use configured::check;

/// Rows that the first picture is made of, where they were seen before.
const AT_FIRST: usize = 100;

/// Most that is taken before a frame is drawn: a flood must not freeze the picture.
const AT_ONCE: usize = 4096;

/// Where the user went from an inbox.
#[derive(Debug)]
pub enum Left {
    ForGood,
    /// To the account that this configuration names.
    For(Box<Config>),
}

/// Shows inboxes as one until the user leaves; begins with what went wrong before, if anything.
/// What is pushed comes when it comes: nothing waits for it.
pub async fn run(
    inboxes: Inboxes,
    config: &Config,
    locale: Locale,
    clock: Clock,
    notice: Option<Error>,
    pushes: mpsc::UnboundedReceiver<Event>,
) -> Result<Left> {
    let settings = settings(config, &locale)?;
    let sides = sides(&inboxes);
    let seen = inboxes.iter().map(async |inbox| {
        let remembered = inbox.remembered(Folder::Todo, AT_FIRST).await?;
        let recalled = Event::Recalled(Some(Box::new(remembered)));
        Some(Event::From(inbox.account().into(), Box::new(recalled)))
    });
    let seen = join_all(seen).await.into_iter().flatten();
    let broken = |error: std::io::Error| Error::new(Kind::System, "error-terminal").because(error);
    let mut terminal = Terminal::enter().map_err(broken)?;
    let size = Terminal::size().map_err(broken)?;
    let (sender, events) = mpsc::unbounded_channel();
    let mut shell = Shell {
        model: Model::new(settings, sides, (size.width, size.height), clock()),
        screen: Screen::new(terminal.output(), size),
        driver: Driver::new(inboxes, sender),
        config: config.clone(),
        theme: theme(config)?,
        locale,
        input: Some(EventStream::new()),
        signals: Signals::new().map_err(broken)?,
        events,
        pushes,
        clock,
        folder: config.folders.state.clone(),
        env: config.env.clone(),
        logged: Vec::new(),
    };
    let mut effects = shell.take(seen.collect());
    effects.extend(update::start(&mut shell.model));
    effects.extend(shell.take(notice.map(Event::Failed).into_iter().collect()));
    let ended = shell.run(&mut terminal, effects).await;
    let left = terminal.leave();
    shell.driver.finish().await;
    match ended.and_then(|to| left.map(|()| to)).map_err(broken)? {
        None => Ok(Left::ForGood),
        Some(name) => Ok(Left::For(Box::new(shell.config.with_account(&name)))),
    }
}

/// What the loop works with.
struct Shell {
    config: Config,
    theme: Theme,
    locale: Locale,
    model: Model,
    screen: Screen<Output>,
    driver: Driver,
    /// What comes from the keyboard; nothing while another program has it.
    input: Option<EventStream>,
    signals: Signals,
    events: mpsc::UnboundedReceiver<Event>,
    /// What comes unasked.
    pushes: mpsc::UnboundedReceiver<Event>,
    clock: Clock,
    /// Where a text stands while it is in the editor.
    folder: PathBuf,
    env: Env,
    /// The errors on the screen, each of them in the log.
    logged: Vec<Error>,
}

/// What came first.
enum Woken {
    Input(Option<std::io::Result<Input>>),
    Event(Event),
    Time,
    Told(Told),
}

impl Shell {
    /// Until the user leaves, for good or for the account of this name.
    async fn run(
        &mut self,
        terminal: &mut Terminal,
        mut effects: Vec<Effect>,
    ) -> std::io::Result<Option<String>> {
        loop {
            let mut happened = Vec::new();
            for effect in effects {
                match effect {
                    Effect::Quit => return Ok(None),
                    Effect::Account(name) => return Ok(Some(name)),
                    Effect::Reload => {
                        happened.push(self.reread().unwrap_or(Event::Configured(None)));
                    }
                    Effect::Redraw => self.screen.redraw(),
                    Effect::Copy(text) => terminal.copy(&text)?,
                    Effect::Edit(text) => happened.extend(self.edit(terminal, &text)?),
                    Effect::EditPlan => {
                        let text = view::plan_text(&self.model, &self.locale);
                        happened.extend(self.edit(terminal, &text)?);
                    }
                    Effect::Notify => self.notify(terminal)?,
                    Effect::Mouse(on) => terminal.take_mouse(on)?,
                    Effect::Suspend => happened.extend(self.suspend(terminal)?),
                    effect => {
                        // Whoever looks for news hears of a changed configuration too.
                        if effect == Effect::Count {
                            happened.extend(self.reread());
                        }
                        self.driver.start(effect);
                    }
                }
            }
            if happened.is_empty() {
                self.draw()?;
                // Without a terminal what is staged is kept, and nothing is sent.
                happened = self.wait().await.unwrap_or(vec![Event::Terminate]);
            }
            effects = self.take(happened);
        }
    }

    /// The configuration as it is now, where it has changed: what of it can change while the
    /// program runs does. A wrong one is told, and changes nothing.
    fn reread(&mut self) -> Option<Event> {
        let locale = &self.locale;
        let fit = |config: &Config| Ok((settings(config, locale)?, theme(config)?));
        match self.config.reread(fit) {
            Ok(None) => None,
            Ok(Some((settings, theme))) => {
                self.theme = theme;
                Some(Event::Configured(Some(Box::new(settings))))
            }
            Err(error) => Some(Event::Failed(error)),
        }
    }

    fn draw(&mut self) -> std::io::Result<()> {
        self.log_errors();
        let model = &self.model;
        let mut lines = model.detail_lines;
        let paint = Paint {
            model,
            locale: &self.locale,
            theme: &self.theme,
        };
        self.screen.draw(|frame| lines = view::draw(frame, paint))?;
        let drawn = Event::Drawn {
            detail_lines: lines,
        };
        let effects = update::update(&mut self.model, drawn);
        debug_assert!(effects.is_empty(), "a picture asks for nothing");
        Ok(())
    }

    /// What is shown is logged, once.
    fn log_errors(&mut self) {
        let mut seen: Vec<Error> = Vec::new();
        if let Some(Words::Error(error)) = self.model.toast.as_ref().map(|toast| &toast.words) {
            seen.push(error.clone());
        }
        for side in self.model.sides.iter() {
            if let Link::Offline(error) = &side.link
                && !seen.contains(error)
            {
                seen.push(error.clone());
            }
        }
        for error in seen.iter().filter(|error| !self.logged.contains(error)) {
            log::shown(error, &self.locale);
        }
        self.logged = seen;
    }

    /// Waits for something to happen, and takes all that has; `None` when the terminal is gone.
    async fn wait(&mut self) -> Option<Vec<Event>> {
        let input = self.input.get_or_insert_with(EventStream::new);
        let woken = tokio::select! {
            biased;
            told = self.signals.next() => Woken::Told(told),
            input = input.next() => Woken::Input(input),
            Some(event) = self.events.recv() => Woken::Event(event),
            Some(event) = self.pushes.recv() => Woken::Event(event),
            () = until(self.model.wakes_at(), self.clock) => Woken::Time,
        };
        let mut happened = vec![Event::Tick((self.clock)())];
        match woken {
            Woken::Told(Told::End) => happened.push(Event::Terminate),
            Woken::Told(Told::Window) => happened.extend(self.measure()),
            Woken::Input(Some(Ok(input))) => self.take_input(input, &mut happened),
            Woken::Input(_) => return None,
            Woken::Event(event) => happened.push(event),
            Woken::Time => {}
        }
        if !self.take_waiting_input(&mut happened).await {
            return None;
        }
        while happened.len() < AT_ONCE
            && let Ok(event) = self.events.try_recv().or_else(|_| self.pushes.try_recv())
        {
            happened.push(event);
        }
        Some(happened)
    }

    /// Takes the input that has arrived already; false when the terminal is gone.
    async fn take_waiting_input(&mut self, happened: &mut Vec<Event>) -> bool {
        // Polled with the task's own waker: the stream wakes whoever asked last.
        std::future::poll_fn(|context| {
            while happened.len() < AT_ONCE
                && let Some(input) = &mut self.input
            {
                match input.poll_next_unpin(context) {
                    Poll::Ready(Some(Ok(input))) => self.take_input(input, happened),
                    Poll::Ready(_) => return Poll::Ready(false),
                    Poll::Pending => {
                        Terminal::rouse_input();
                        break;
                    }
                }
            }
            Poll::Ready(true)
        })
        .await
    }

    fn take_input(&mut self, input: Input, happened: &mut Vec<Event>) {
        match input {
            Input::Key(key) => match (key.kind, happened.last_mut()) {
                (KeyEventKind::Release, _) => {}
                (KeyEventKind::Repeat, _) => happened.push(Event::Repeated(press(key))),
                (KeyEventKind::Press, Some(Event::Keys(keys))) => keys.push(press(key)),
                (KeyEventKind::Press, _) => happened.push(Event::Keys(vec![press(key)])),
            },
            Input::Paste(text) => happened.push(Event::Paste(text)),
            Input::Mouse(mouse) => self.take_mouse(mouse, happened),
            // Quirk: crossterm drops it when a key comes at the same moment; where there are
            // signals, they are heard instead.
            Input::Resize(..) if cfg!(not(unix)) => happened.extend(self.measure()),
            _ => {}
        }
    }

    /// Takes what the mouse did on the picture as it is.
    fn take_mouse(&self, mouse: MouseEvent, happened: &mut Vec<Event>) {
        let gesture = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
            MouseEventKind::ScrollUp => Gesture::WheelUp,
            MouseEventKind::ScrollDown => Gesture::WheelDown,
            _ => return,
        };
        // Nobody clicks while typing: behind keys it is a part of a paste, which it must not divide.
        let pasted = matches!(happened.last(), Some(Event::Keys(_)));
        if self.model.mouse.on && !pasted {
            let spot = view::spot(&self.model, &self.locale, (mouse.column, mouse.row));
            happened.push(Event::Mouse(spot, gesture));
        }
    }

    /// Asks the window for its size; the next frame paints all of it.
    fn measure(&mut self) -> Option<Event> {
        // A terminal that is going away has none, and says so in another way.
        let size = Terminal::size().ok()?;
        self.screen.resize(size);
        Some(Event::Resize(size.width, size.height))
    }

    fn take(&mut self, happened: Vec<Event>) -> Vec<Effect> {
        happened
            .into_iter()
            .flat_map(|event| update::update(&mut self.model, event))
            .collect()
    }

    /// Makes it known that something new waits, as the configuration wants it.
    fn notify(&self, terminal: &Terminal) -> std::io::Result<()> {
        let todo = self.model.sides.counts().map_or(0, |counts| counts.todo);
        let text = self.locale.f("notify-new", &[("count", todo.into())]);
        let config = &self.config;
        terminal.say(&notice::bytes(config.file.notify, &config.env, &text))
    }

    /// Lets the user's editor have terminal and keys until it ends; the text it leaves.
    fn edit(&mut self, terminal: &mut Terminal, text: &str) -> std::io::Result<Vec<Event>> {
        // Quirk: crossterm's reader of keys goes on until it is dropped, and no other can be made
        // before it has ended.
        self.input = None;
        self.input = Some(EventStream::new());
        let edited = terminal.lend(|| outside::edit(text, &self.folder, &self.env))?;
        let mut happened = self.resumed()?;
        happened.push(Event::Edited(edited));
        Ok(happened)
    }

    /// Stops until the shell goes on; what is to be known then.
    fn suspend(&mut self, terminal: &mut Terminal) -> std::io::Result<Vec<Event>> {
        terminal.suspend()?;
        self.resumed()
    }

    fn resumed(&mut self) -> std::io::Result<Vec<Event>> {
        let size = Terminal::size()?;
        self.screen.resize(size);
        Ok(vec![
            Event::Resumed,
            Event::Tick((self.clock)()),
            Event::Resize(size.width, size.height),
        ])
    }
}

/// Sleeps until a moment; for ever when there is none.
async fn until(moment: Option<Timestamp>, clock: Clock) {
    match moment {
        None => std::future::pending().await,
        Some(moment) => {
            let ms = moment.as_millisecond() - clock().as_millisecond();
            tokio::time::sleep(Duration::from_millis(ms.max(0).unsigned_abs())).await;
        }
    }
}
