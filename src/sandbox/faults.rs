//! Faults as data: which calls go wrong, how, and how often.
//! Decides only; carrying out is left to the routes.

use std::borrow::Cow;
use std::time::Duration;

use serde::Deserialize;

use super::Error;

/// Rules in the order of the file, with what each has seen so far. The default is no fault.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    #[serde(default)]
    fault: Vec<Fault>,
}

/// One rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fault {
    /// Name of the interface, `Token` or `sys_user`; `*` for all.
    interface: String,
    pub(super) kind: Kind,
    #[serde(default)]
    ms: u64,
    #[serde(default)]
    jitter_ms: u64,
    /// How far the server's clock goes ahead, or behind when negative.
    #[serde(default)]
    skew_ms: i64,
    /// Of what is added to a huge answer, 40 MiB unless told, or of each drop of a slow one, 16 unless told.
    pub(super) bytes: Option<usize>,
    /// 503 unless told; of a business error, 200.
    pub(super) status: Option<u16>,
    /// Of the gateway, `SYS_ERR` unless told; of a business error, `InternalError`.
    pub(super) code: Option<String>,
    #[serde(default = "injected")]
    pub(super) message: String,
    /// Seconds.
    #[serde(default = "one")]
    pub(super) retry_after: u64,
    #[serde(default = "always")]
    probability: f64,
    #[serde(default)]
    seed: u64,
    /// Calls that pass before the rule begins.
    #[serde(default)]
    skip: u64,
    /// Calls that the rule spoils before it is spent.
    count: Option<u64>,
    /// Only calls that name this task, this instance, or this approval.
    task: Option<String>,
    #[serde(skip)]
    met: u64,
    #[serde(skip)]
    spoilt: u64,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// The answer comes `ms` plus up to `jitter_ms` later.
    Delay,
    /// The connection breaks; nothing was done.
    CutBefore,
    /// All was done; half of the body is sent.
    CutMiddle,
    /// All was done; the connection breaks without an answer.
    CutAfter,
    /// Nothing was done; an HTTP status, with the gateway's words.
    Status,
    /// Nothing was done; a business error, with the workflow's words.
    Error,
    /// Nothing was done; 429 with Retry-After.
    Rate,
    /// Nothing was done; 401.
    ExpiredToken,
    /// All was done; the body is not JSON.
    Garbage,
    /// All was done; the body is longer than anybody wants.
    Huge,
    /// All was done; the body comes in drops, `ms` apart.
    SlowDrip,
    /// The server's clock is wrong by `skew_ms`, in what it writes down and in the head of its answer.
    ClockSkew,
}

/// What is to happen to one call.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) delay: Duration,
    /// In milliseconds.
    pub(super) skew: i64,
    pub(super) fault: Option<Fault>,
}

impl Faults {
    /// Reads rules from TOML: a list of `[[fault]]` tables.
    pub fn parse(toml: &str) -> Result<Self, Error> {
        super::company::read("faults", toml)
    }

    /// Decides about one call. Delays and skews add up; of the other kinds the first rule that fires wins.
    pub(super) fn plan(&mut self, interface: &str, tasks: &[Cow<'_, str>]) -> Plan {
        let mut plan = Plan::default();
        for rule in &mut self.fault {
            let adds = matches!(rule.kind, Kind::Delay | Kind::ClockSkew);
            let settled = plan.fault.is_some() && !adds;
            if settled || !rule.concerns(interface, tasks) || !rule.fires() {
                continue;
            }
            plan.skew += rule.skew_ms;
            if rule.kind != Kind::SlowDrip {
                plan.delay += rule.pause();
            }
            if !adds {
                plan.fault = Some(rule.clone());
            }
        }
        plan
    }
}

impl Fault {
    fn concerns(&self, interface: &str, tasks: &[Cow<'_, str>]) -> bool {
        let named = self.interface == "*" || self.interface == interface;
        named
            && self
                .task
                .as_deref()
                .is_none_or(|task| tasks.iter().any(|named| named == task))
    }

    fn fires(&mut self) -> bool {
        self.met += 1;
        let spent = self.count.is_some_and(|count| self.spoilt >= count);
        let fires = self.met > self.skip && !spent && self.chance(0) < self.probability;
        self.spoilt += u64::from(fires);
        fires
    }

    /// How long the rule holds things up this time.
    pub(super) fn pause(&self) -> Duration {
        let jitter = Duration::from_millis(self.jitter_ms).mul_f64(self.chance(1));
        Duration::from_millis(self.ms) + jitter
    }

    /// A number in 0..1 that depends on the seed and on how many calls the rule has met (`SplitMix64`).
    fn chance(&self, stream: u64) -> f64 {
        let step = self.met.wrapping_mul(2).wrapping_add(stream);
        let mut mixed = self
            .seed
            .wrapping_add(step.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        let bits = u32::try_from((mixed ^ mixed >> 31) >> 32).unwrap_or(u32::MAX);
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }
}

fn injected() -> String {
    "沙箱注入的故障".to_owned()
}

fn one() -> u64 {
    1
}

fn always() -> f64 {
    1.0
}
