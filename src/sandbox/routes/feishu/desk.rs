//! The tenant's requests, and what can be done with them: a small engine for flows that go from
//! node to node. People are named by their keys here. In memory only.

use std::collections::BTreeMap;

use super::story::{Flow, Node};

/// Why nothing is done: a code and its words.
pub(super) type Refusal = (i64, &'static str);

pub(super) const BAD_PARAMETER: Refusal = (1_390_001, "param is invalid");
pub(super) const NO_INSTANCE: Refusal = (1_390_003, "instance code not found");
pub(super) const NO_TASK: Refusal = (1_390_010, "task id not found");
const NOT_RUNNING: Refusal = (1_390_015, "approval is not running");
const NOT_HIS: Refusal = (1_390_013, "no permission");

/// Where rolling back leads when it leads to the applicant.
const START: &str = "START";

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

    /// Counts an act that was carried out for a caller.
    pub(super) fn count(&mut self, id: &str, verb: &str) {
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

    /// One of the verbs, by the name that the interface gives it.
    pub(super) fn act(&mut self, code: &str, verb: &str, deed: &Deed<'_>) -> Result<(), Refusal> {
        let place = self.place(code)?;
        if verb == "cancel" {
            return self.cancel(place, deed);
        }
        if verb == "cc" {
            return self.copy(place, deed);
        }
        self.seat(place, deed)?;
        match verb {
            "approve" => self.approve(place, deed),
            "reject" => self.reject(place, deed),
            "transfer" => self.transfer(place, deed)?,
            "add_sign" => self.add_sign(place, deed)?,
            "rollback" => self.roll_back(place, deed)?,
            _ => return Err(BAD_PARAMETER),
        }
        Ok(())
    }

    /// The deed's task, open and of the person who acts.
    fn seat(&self, place: usize, deed: &Deed<'_>) -> Result<&Task, Refusal> {
        let request = self.requests.get(place).ok_or(NO_INSTANCE)?;
        let task = request.tasks.iter().find(|it| it.id == deed.task);
        let task = task.ok_or(NO_TASK)?;
        if request.status != "PENDING" || task.status != "PENDING" {
            return Err(NOT_RUNNING);
        }
        if task.who == deed.who {
            Ok(task)
        } else {
            Err(NOT_HIS)
        }
    }

    fn approve(&mut self, place: usize, deed: &Deed<'_>) {
        let node = self.close(place, deed, "APPROVED", "PASS", &[]);
        let Some(number) = node else {
            return self.enter(place, 0, deed.at);
        };
        let Some(request) = self.requests.get_mut(place) else {
            return;
        };
        let Some(Node { mode, who, .. }) = request.flow.node.get(number).cloned() else {
            return;
        };
        let open = |task: &Task| task.node == Some(number) && task.status == "PENDING";
        if mode == "OR" {
            settle(request, deed.at, open);
        }
        if request.tasks.iter().any(open) {
            return;
        }
        let asked = |key: &&String| {
            let mut tasks = request.tasks.iter();
            tasks.any(|task| task.node == Some(number) && task.who == **key)
        };
        let next = who.iter().find(|key| !asked(key)).cloned();
        match next.filter(|_| mode == "SEQUENTIAL") {
            Some(next) => self.open(place, number, &next, deed.at),
            None => self.enter(place, number + 1, deed.at),
        }
    }

    fn reject(&mut self, place: usize, deed: &Deed<'_>) {
        self.close(place, deed, "REJECTED", "REJECT", &[]);
        self.end(place, "REJECTED", deed.at);
    }

    fn transfer(&mut self, place: usize, deed: &Deed<'_>) -> Result<(), Refusal> {
        let [to] = deed.to else {
            return Err(BAD_PARAMETER);
        };
        if to == deed.who {
            return Err(BAD_PARAMETER);
        }
        let node = self.close(place, deed, "TRANSFERRED", "TRANSFER", deed.to);
        self.open(place, node.unwrap_or(0), to, deed.at);
        Ok(())
    }

    /// Beside those who are asked already.
    fn add_sign(&mut self, place: usize, deed: &Deed<'_>) -> Result<(), Refusal> {
        let task = self.seat(place, deed)?.clone();
        let request = self.requests.get(place).ok_or(NO_INSTANCE)?;
        let sits = |key: &String| {
            let mut tasks = request.tasks.iter();
            tasks.any(|it| it.node == task.node && it.who == *key && it.status == "PENDING")
        };
        if deed.to.is_empty() || deed.to.iter().any(sits) {
            return Err(BAD_PARAMETER);
        }
        let event = Some(task.id.clone());
        self.note_by(place, "ADD_APPROVER", deed, event, deed.to);
        for key in deed.to {
            self.open(place, task.node.unwrap_or(0), key, deed.at);
        }
        Ok(())
    }

    /// To a node that was passed, or to the applicant.
    fn roll_back(&mut self, place: usize, deed: &Deed<'_>) -> Result<(), Refusal> {
        let [key] = deed.to else {
            return Err(BAD_PARAMETER);
        };
        let request = self.requests.get(place).ok_or(NO_INSTANCE)?;
        let passed = request
            .events
            .iter()
            .any(|event| event.kind == "PASS" && event.node.as_ref() == Some(key));
        let target = request.flow.node.iter().position(|node| node.key == *key);
        let applicant = request.by.clone();
        if key != START && !(passed && target.is_some()) {
            return Err(BAD_PARAMETER);
        }
        self.close(place, deed, "ROLLBACK", "ROLLBACK_SELECTED", &[]);
        if let Some(request) = self.requests.get_mut(place) {
            settle(request, deed.at, |task| task.status == "PENDING");
        }
        match target {
            Some(node) => self.enter(place, node, deed.at),
            None => {
                self.sit(place, None, &applicant, deed.at);
            }
        }
        Ok(())
    }

    fn cancel(&mut self, place: usize, deed: &Deed<'_>) -> Result<(), Refusal> {
        let request = self.requests.get(place).ok_or(NO_INSTANCE)?;
        if request.by != deed.who {
            return Err(NOT_HIS);
        }
        if request.status != "PENDING" {
            return Err(NOT_RUNNING);
        }
        self.note_by(place, "CANCEL", deed, None, &[]);
        self.end(place, "CANCELED", deed.at);
        Ok(())
    }

    fn copy(&mut self, place: usize, deed: &Deed<'_>) -> Result<(), Refusal> {
        if deed.to.is_empty() {
            return Err(BAD_PARAMETER);
        }
        self.note_by(place, "CC", deed, None, deed.to);
        for key in deed.to {
            let id = self.next(deed.at);
            let Some(request) = self.requests.get_mut(place) else {
                continue;
            };
            if !request.copies.iter().any(|(who, ..)| who == key) {
                request.copies.push((key.clone(), id, false));
            }
        }
        Ok(())
    }

    /// Opens a node; those where nobody is asked are passed, and after the last all is agreed.
    fn enter(&mut self, place: usize, from: usize, at: i64) {
        for number in from.. {
            let node = self
                .requests
                .get(place)
                .and_then(|it| it.flow.node.get(number));
            let Some(node) = node.cloned() else {
                return self.end(place, "APPROVED", at);
            };
            if node.mode.starts_with("AUTO") {
                let id = self.sit(place, Some(number), "", at);
                self.pass_by(place, &id, &node, at);
                continue;
            }
            let asked = if node.mode == "SEQUENTIAL" {
                1
            } else {
                node.who.len()
            };
            for key in node.who.iter().take(asked) {
                self.open(place, number, key, at);
            }
            return;
        }
    }

    fn pass_by(&mut self, place: usize, id: &str, node: &Node, at: i64) {
        if let Some(request) = self.requests.get_mut(place)
            && let Some(task) = request.tasks.iter_mut().find(|it| it.id == id)
        {
            task.status = "APPROVED";
            task.ended = at;
        }
        let key = Some(node.key.clone());
        self.note(
            place,
            "AUTO_PASS",
            at,
            Some(id.to_owned()),
            String::new(),
            &[],
        );
        if let Some(event) = self
            .requests
            .get_mut(place)
            .and_then(|it| it.events.last_mut())
        {
            event.node = key;
            event.who.clear();
        }
    }

    fn open(&mut self, place: usize, node: usize, who: &str, at: i64) {
        self.sit(place, Some(node), who, at);
    }

    fn sit(&mut self, place: usize, node: Option<usize>, who: &str, at: i64) -> String {
        let id = self.next(at);
        if let Some(request) = self.requests.get_mut(place) {
            request.tasks.push(Task {
                id: id.clone(),
                who: who.to_owned(),
                node,
                status: "PENDING",
                started: at,
                ended: 0,
            });
        }
        id
    }

    /// Closes the deed's task and tells of it; the number of its node.
    fn close(
        &mut self,
        place: usize,
        deed: &Deed<'_>,
        status: &'static str,
        event: &'static str,
        people: &[String],
    ) -> Option<usize> {
        let request = self.requests.get_mut(place)?;
        let task = request.tasks.iter_mut().find(|it| it.id == deed.task)?;
        task.status = status;
        task.ended = deed.at;
        let node = task.node;
        self.note_by(place, event, deed, Some(deed.task.to_owned()), people);
        node
    }

    fn end(&mut self, place: usize, status: &'static str, at: i64) {
        if let Some(request) = self.requests.get_mut(place) {
            settle(request, at, |task| task.status == "PENDING");
            request.status = status;
            request.ended = at;
        }
    }

    fn note_by(
        &mut self,
        place: usize,
        kind: &'static str,
        deed: &Deed<'_>,
        task: Option<String>,
        people: &[String],
    ) {
        self.note(place, kind, deed.at, task, deed.says.to_owned(), people);
        if let Some(event) = self
            .requests
            .get_mut(place)
            .and_then(|it| it.events.last_mut())
        {
            deed.who.clone_into(&mut event.who);
        }
    }

    fn note(
        &mut self,
        place: usize,
        kind: &'static str,
        at: i64,
        task: Option<String>,
        says: String,
        people: &[String],
    ) {
        let Some(request) = self.requests.get_mut(place) else {
            return;
        };
        let seat = request
            .tasks
            .iter()
            .find(|it| Some(&it.id) == task.as_ref());
        let node = seat.and_then(|it| request.flow.node.get(it.node?));
        let event = Event {
            kind,
            at,
            who: request.by.clone(),
            node: node.map(|node| node.key.clone()),
            task,
            says,
            people: people.to_vec(),
        };
        request.events.push(event);
    }

    /// An id as the service makes them: seconds in the upper half.
    fn next(&mut self, at: i64) -> String {
        self.tasks += 1;
        let seconds = u64::try_from(at / 1000).unwrap_or_default();
        ((seconds << 32) | (self.tasks.wrapping_mul(0x9E37_79B1) & 0xFFFF_FFFF)).to_string()
    }
}

/// Tasks that nobody has to decide any more.
fn settle(request: &mut Request, at: i64, which: impl Fn(&Task) -> bool) {
    for task in request.tasks.iter_mut().filter(|task| which(task)) {
        task.status = "DONE";
        task.ended = at;
    }
}
