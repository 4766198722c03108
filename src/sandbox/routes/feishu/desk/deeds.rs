//! What people do with a request: each verb, and when it is refused.

use super::{BAD_PARAMETER, Deed, Desk, NO_INSTANCE, NO_TASK, Refusal, Task, settle};
use crate::sandbox::routes::feishu::story::Node;

const NOT_RUNNING: Refusal = (1_390_015, "approval is not running");
const NOT_HIS: Refusal = (1_390_013, "no permission");

/// Where rolling back leads when it leads to the applicant.
const START: &str = "START";

impl Desk {
    /// One of the verbs, by the name that the interface gives it.
    pub(in crate::sandbox::routes::feishu) fn act(
        &mut self,
        code: &str,
        verb: &str,
        deed: &Deed<'_>,
    ) -> Result<(), Refusal> {
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
}
