//! What follows from what people do: nodes open and end, seats are taken, the timeline grows.

use super::{Deed, Desk, Event, Task, settle};
use crate::sandbox::routes::feishu::story::Node;

impl Desk {
    /// Opens a node; those where nobody is asked are passed, and after the last all is agreed.
    pub(super) fn enter(&mut self, place: usize, from: usize, at: i64) {
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

    pub(super) fn open(&mut self, place: usize, node: usize, who: &str, at: i64) {
        self.sit(place, Some(node), who, at);
    }

    pub(super) fn sit(&mut self, place: usize, node: Option<usize>, who: &str, at: i64) -> String {
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
    pub(super) fn close(
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

    pub(super) fn end(&mut self, place: usize, status: &'static str, at: i64) {
        if let Some(request) = self.requests.get_mut(place) {
            settle(request, at, |task| task.status == "PENDING");
            request.status = status;
            request.ended = at;
        }
    }

    pub(super) fn note_by(
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

    pub(super) fn note(
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
    pub(super) fn next(&mut self, at: i64) -> String {
        self.tasks += 1;
        let seconds = u64::try_from(at / 1000).unwrap_or_default();
        ((seconds << 32) | (self.tasks.wrapping_mul(0x9E37_79B1) & 0xFFFF_FFFF)).to_string()
    }
}
