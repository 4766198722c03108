//! The sandbox: an embedded WeDa-compatible server with a real process engine, over real HTTP on loopback.
//! It imports nothing from the client, so that a mistake in one cannot hide in the other.

mod clock;
mod company;
mod config;
mod engine;
mod fail;
mod faults;
mod flow;
mod outbox;
mod routes;
mod snowflake;
mod store;
mod story;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use jiff::civil::Date;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

use clock::Clock;
use company::Company;
use engine::Engine;
pub use faults::Faults;
use routes::{Book, Desk, Server, lock};

/// What kind of sandbox to start.
#[derive(Debug)]
pub struct Options {
    /// Where to listen; port 0 picks a free one.
    pub addr: SocketAddr,
    /// A database file that keeps the state, and its story once it has one; none keeps it in memory.
    pub db: Option<PathBuf>,
    /// How many to-dos 王芳 has instead of the story's 35.
    pub items: Option<usize>,
    /// How many people there are at least.
    pub people: usize,
    /// Added to every answer.
    pub latency: Duration,
    /// What goes wrong.
    pub faults: Faults,
    /// The story ends where this day begins in Asia/Shanghai. The same day makes the same data.
    pub today: Date,
    /// How long a token lives.
    pub token_seconds: u64,
    /// How the workflow interfaces answer.
    pub style: Style,
    /// Where every step is pushed to: an `http://` address.
    pub push: Option<String>,
    /// After each so long, something happens in the company by itself, as long as the story has it.
    pub alive: Option<Duration>,
}

/// How the workflow interfaces answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// As document 003 says in its tables, with what only its examples show where a caller needs it.
    #[default]
    Clean,
    /// With the oddities of document 003's examples.
    AsDocumented,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            db: None,
            items: None,
            people: 0,
            latency: Duration::ZERO,
            faults: Faults::default(),
            today: clock::today(),
            token_seconds: 432_000,
            style: Style::Clean,
            push: None,
            alive: None,
        }
    }
}

/// Why a sandbox does not start, or does not take what it is given.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be listened on.
    #[error("cannot listen on {addr}")]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database cannot be opened or written.
    #[error("the sandbox's database fails")]
    Database(#[from] rusqlite::Error),
    /// A data file or a fault file is wrong.
    #[error("cannot read {name}: {source}")]
    Data {
        /// Which data.
        name: String,
        /// Where it is wrong, and how.
        source: Box<toml::de::Error>,
    },
    /// The story asks for what the engine refuses.
    #[error("the story cannot go on at scene {scene}: {reason}")]
    Story {
        /// The scene.
        scene: String,
        /// The engine's words.
        reason: String,
    },
    /// Pushes cannot go there.
    #[error("{url} is no http:// address that pushes could be sent to")]
    Push {
        /// The address asked for.
        url: String,
    },
    /// The work was interrupted.
    #[error("the sandbox was interrupted while it was being prepared")]
    Interrupted,
}

/// A running sandbox. It stops serving when dropped.
#[derive(Debug)]
pub struct Sandbox {
    base_url: String,
    server: Arc<Server>,
    /// Dropping it ends the accept loop and idle connections.
    _stop: oneshot::Sender<()>,
}

/// Every business error code of the sandbox's own; the service documents none.
pub fn codes() -> &'static [&'static str] {
    fail::NAMES
}

/// Starts a sandbox on the current tokio runtime; it answers as soon as this returns.
pub async fn start(options: Options) -> Result<Sandbox, Error> {
    let addr = options.addr;
    let push = options.push.clone().map(push_address).transpose()?;
    let alive = options.alive;
    let failed = |source| Error::Listen { addr, source };
    let listener = TcpListener::bind(addr).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    let prepared = tokio::task::spawn_blocking(move || prepare(options));
    let server = Arc::new(prepared.await.map_err(|_| Error::Interrupted)??);

    if let Some(to) = push {
        tokio::spawn(outbox::deliver(Arc::downgrade(&server), to));
    }

    if let Some(pause) = alive {
        tokio::spawn(live(Arc::downgrade(&server), pause));
    }

    let (stop, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(listener, routes::router(Arc::clone(&server)));
    let serving = serving.with_graceful_shutdown(async {
        // An error means that the sender was dropped, which is the signal.
        let _ = stopped.await;
    });
    tokio::spawn(serving.into_future());
    Ok(Sandbox {
        base_url: format!("http://{bound}"),
        server,
        _stop: stop,
    })
}

/// Lets the story go on for as long as the server is there.
async fn live(server: Weak<Server>, pause: Duration) {
    loop {
        tokio::time::sleep(pause).await;
        let Some(alive) = server.upgrade() else {
            return;
        };
        if !alive.go_on().unwrap_or_default() {
            return;
        }
    }
}

/// An address as it can be spoken to.
fn push_address(url: String) -> Result<hyper::Uri, Error> {
    match url.parse::<hyper::Uri>() {
        Ok(to) if to.scheme_str() == Some("http") && to.host().is_some() => Ok(to),
        _ => Err(Error::Push { url }),
    }
}

fn prepare(options: Options) -> Result<Server, Error> {
    let db = store::open(options.db.as_deref())?;
    let last = store::last_act(&db)?;
    let day = store::story_day(&db, options.today)?;
    let company = Company::load(options.people)?;
    store::register(&db, &company)?;
    let mut engine = Engine::new(db, company);
    if last.is_none() {
        story::play(&mut engine, day, options.items)?;
    }
    engine.pushes = options.push.is_some().then_some(options.style);
    let floor = clock::midnight(day).max(last.unwrap_or(0));
    let book = Book::read(engine.company(), day)?;
    let mut desk = Desk::play(engine.company(), day)?;
    desk.repeat(&store::done(engine.db())?)?;
    let mut server = Server::new(engine, Clock::not_before(floor), options);
    server.book = book;
    server.desk = desk.into();
    Ok(server)
}

impl Sandbox {
    /// Such as `http://127.0.0.1:41234`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// A complete zhupi config with an account for each main person; `work` is 王芳's.
    pub fn config_toml(&self) -> String {
        config::toml(lock(&self.server.engine).company(), &self.base_url)
    }

    /// The user id of the first person with this name, or with this name in pinyin.
    pub fn person(&self, name: &str) -> Option<String> {
        let engine = lock(&self.server.engine);
        let mut people = engine.company().people.iter();
        let found = people.find(|person| person.name == name || person.key == name)?;
        Some(found.id.to_string())
    }

    /// How many decisions (completions and revocations) were carried out for callers, by the id of the
    /// task they named. The story's own are not counted.
    pub fn decisions(&self) -> BTreeMap<String, u32> {
        self.server.decisions()
    }

    /// How many tokens were handed out.
    pub fn tokens(&self) -> usize {
        self.server.tokens()
    }

    /// Makes every token invalid that was handed out so far.
    pub fn revoke_tokens(&self) {
        self.server.revoke_tokens();
    }

    /// Counts the requests that arrive, before anything is done about them.
    pub fn arrivals(&self) -> watch::Receiver<u64> {
        self.server.arrived.subscribe()
    }

    /// Sets a field of an instance's form, as whoever edits the data beside the flow does.
    /// False when there is no such instance.
    pub fn edit(&self, instance: &str, field: &str, value: &str) -> bool {
        instance
            .parse()
            .is_ok_and(|id| self.server.edit(id, field, value.into()).is_ok())
    }

    /// How often each act was carried out for callers, by the id of the task or instance they named and
    /// by verb: submit, approve (handling too), reject, transfer, save, revoke, countersign, rollback,
    /// next, remind, stop, start. The story's own are not counted.
    pub fn acts(&self) -> BTreeMap<(String, String), u32> {
        self.server.acts()
    }

    /// Lets the next thing happen that the story still has to come; false when all of it is told.
    pub fn go_on(&self) -> bool {
        self.server.go_on().unwrap_or_default()
    }

    /// Replaces all fault rules.
    pub fn set_faults(&self, faults: Faults) {
        *lock(&self.server.faults) = faults;
    }

    /// Carries out and answers now what a delay holds back.
    pub fn let_go(&self) {
        self.server.let_go.notify_waiters();
    }
}
