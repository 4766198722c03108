//! The tenant's requests, and what can be done with them: a small engine for flows that go from
//! node to node. People are named by their keys here. In memory: what callers do is kept elsewhere.

mod deeds;
mod steps;

use std::collections::BTreeMap;

use super::story::Flow;
use crate::sandbox::store::Done;

/// Why nothing is done: a code and its words.
pub(super) type Refusal = (i64, &'static str);

pub(super) const BAD_PARAMETER: Refusal = (1_390_001, "param is invalid");
pub(super) const NO_INSTANCE: Refusal = (1_390_003, "instance code not found");
pub(super) const NO_TASK: Refusal = (1_390_010, "task id not found");
/// All there is.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Desk {
    pub(super) flows: Vec<Flow>,
    pub(super) requests: Vec<Request>,
    pub(super) tasks: u64,
    /// How often each verb was carried out for callers, by task or instance.
    pub(super) acts: BTreeMap<(String, String), u32>,
}

/// One request.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) code: String,
    pub(super) uuid: String,
    pub(super) number: String,
    pub(super) flow: Flow,
    pub(super) by: String,
    pub(super) form: String,
    pub(super) status: &'static str,
    /// Epoch milliseconds.
    pub(super) started: i64,
    pub(super) ended: i64,
    pub(super) tasks: Vec<Task>,
    pub(super) events: Vec<Event>,
    pub(super) remarks: Vec<(i64, String, String)>,
    /// Who got a copy, its id, and whether it was read.
    pub(super) copies: Vec<(String, String, bool)>,
    pub(super) modifies: Option<String>,
    pub(super) reverts: Option<String>,
}

/// One person's seat.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) id: String,
    /// Nobody where nobody is asked.
    pub(super) who: String,
    /// The number of its node; none at the applicant's own.
    pub(super) node: Option<usize>,
    pub(super) status: &'static str,
    pub(super) started: i64,
    pub(super) ended: i64,
}

/// One entry of the timeline.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) kind: &'static str,
    pub(super) at: i64,
    pub(super) who: String,
    pub(super) task: Option<String>,
    pub(super) node: Option<String>,
    pub(super) says: String,
    pub(super) people: Vec<String>,
}

/// What somebody does with a task, at a moment.
pub(super) struct Deed<'a> {
    pub(super) at: i64,
    pub(super) who: &'a str,
    pub(super) task: &'a str,
    pub(super) says: &'a str,
    /// People, or the key of a node.
    pub(super) to: &'a [String],
}

impl Desk {
    /// The request with this code, or this uuid.
    pub(super) fn find(&self, code: &str) -> Option<&Request> {
        self.requests
            .iter()
            .find(|it| it.code == code || it.uuid == code)
    }

    fn place(&self, code: &str) -> Result<usize, Refusal> {
        let mut all = self.requests.iter();
        all.position(|it| it.code == code || it.uuid == code)
            .ok_or(NO_INSTANCE)
    }

    /// The code of the request that a task belongs to.
    pub(super) fn of_task(&self, task: &str) -> Result<String, Refusal> {
        let has = |request: &&Request| request.tasks.iter().any(|it| it.id == task);
        let found = self.requests.iter().find(has);
        found.map(|request| request.code.clone()).ok_or(NO_TASK)
    }

    /// Carries out what a caller does, and counts it.
    pub(super) fn carry_out(&mut self, done: &Done) -> Result<(), Refusal> {
        let deed = Deed {
            at: done.at,
            who: &done.who,
            task: &done.task,
            says: &done.says,
            to: &done.to,
        };
        self.act(&done.request, &done.verb, &deed)?;
        let named = match done.task.as_str() {
            "" => &done.request,
            task => task,
        };
        self.count(named, &done.verb);
        Ok(())
    }

    fn count(&mut self, id: &str, verb: &str) {
        *self
            .acts
            .entry((id.to_owned(), verb.to_owned()))
            .or_default() += 1;
    }

    /// A new request: its first node opens.
    pub(super) fn send(&mut self, request: Request) {
        let at = request.started;
        self.requests.push(request);
        let place = self.requests.len() - 1;
        self.note(place, "START", at, None, String::new(), &[]);
        self.enter(place, 0, at);
    }
}

/// Tasks that nobody has to decide any more.
fn settle(request: &mut Request, at: i64, which: impl Fn(&Task) -> bool) {
    for task in request.tasks.iter_mut().filter(|task| which(task)) {
        task.status = "DONE";
        task.ended = at;
    }
}
