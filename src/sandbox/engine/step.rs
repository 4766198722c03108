//! One step of an instance: from a node that is finished to where people are asked again.

use serde_json::json;

use super::Act;
use crate::sandbox::fail::Fail;
use crate::sandbox::flow::{Assignees, Flow, Kind, Mode, Node};
use crate::sandbox::store::{Action, Instance, Outcome, Task, TaskStatus};

impl<'a> Act<'a> {
    /// Follows the edges out of `node` until tasks wait or the instance ends.
    /// `actor` is who caused it by the task `cause`.
    pub(super) fn leave(
        &mut self,
        instance: &Instance,
        flow: &'a Flow,
        node: &'a Node,
        actor: i64,
        cause: i64,
    ) -> Result<(), Fail> {
        let mut ahead = self.go(instance, flow, node)?;
        while let Some(next) = take_next(&mut ahead) {
            match next.kind {
                Kind::Approval | Kind::Handle => {
                    self.enter(instance, flow, next)?;
                    continue;
                }
                Kind::End => {
                    self.end(instance, flow, Outcome::Approved)?;
                    continue;
                }
                Kind::Join if self.is_awaited(instance, flow, next)? => continue,
                Kind::Cc => self.send_copies(instance, flow, next, actor, cause)?,
                Kind::Start | Kind::Exclusive | Kind::Split | Kind::Join => {}
            }
            for way in self.go(instance, flow, next)? {
                if !ahead.iter().any(|node| node.id == way.id) {
                    ahead.push(way);
                }
            }
        }
        Ok(())
    }

    /// Goes along the edges out of `node` to the nodes they lead to.
    fn go(
        &self,
        instance: &Instance,
        flow: &'a Flow,
        node: &'a Node,
    ) -> Result<Vec<&'a Node>, Fail> {
        let form = match node.kind {
            Kind::Exclusive => self.form(instance)?,
            _ => serde_json::Value::Null,
        };
        let ways = flow.ways(node, &form);
        instance.pass(self.db, ways.iter().fold(0, |bits, (bit, _)| bits | bit))?;
        let next = ways.iter().filter_map(|(_, edge)| flow.node(&edge.to));
        Ok(next.collect())
    }

    /// Whether a branch that is still on its way leads to the join.
    fn is_awaited(&self, instance: &Instance, flow: &Flow, join: &Node) -> Result<bool, Fail> {
        let tasks = Task::of_instance(self.db, instance.id)?;
        let mut waiting = tasks.iter().filter(|task| task.status.is_pending());
        Ok(waiting.any(|task| flow.leads(&task.node, &join.id)))
    }

    fn send_copies(
        &mut self,
        instance: &Instance,
        flow: &Flow,
        node: &Node,
        actor: i64,
        cause: i64,
    ) -> Result<(), Fail> {
        let mut people = self.assignees(node, instance.starter)?;
        people.retain(|person| *person != instance.starter);
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        let content = json!({ "action": Action::Copy as i64, "ccUserIds": ids });
        self.record(instance, node, actor, &content, "")?;
        self.copy(instance, flow, cause, &people)
    }

    /// Asks the people of a node, or proposes them where the previous node chooses.
    fn enter(&mut self, instance: &Instance, flow: &Flow, node: &Node) -> Result<(), Fail> {
        let people = self.assignees(node, instance.starter)?;
        if matches!(node.assignees, Assignees::Chosen(_)) {
            return self.propose(instance, node, people);
        }
        self.seat(instance, flow, node, people)
    }

    /// Asks people at a node: the first alone where they come in sequence, else all.
    pub(super) fn seat(
        &mut self,
        instance: &Instance,
        flow: &Flow,
        node: &Node,
        people: Vec<i64>,
    ) -> Result<(), Fail> {
        let asked = if node.mode == Mode::Sequence {
            1
        } else {
            people.len()
        };
        let mut visit = None;
        for (seat, person) in (0_u32..).zip(people.into_iter().take(asked)) {
            let place = visit.map(|visit| (visit, seat));
            let task = self.open_task(instance, node, person, place, TaskStatus::Open)?;
            self.tell_of_task(instance, flow, node, &task)?;
            visit = Some(task.visit);
        }
        Ok(())
    }

    /// Makes a task. `place` is the visit it belongs to and the seat; without one it begins a visit.
    pub(super) fn open_task(
        &mut self,
        instance: &Instance,
        node: &Node,
        person: i64,
        place: Option<(i64, u32)>,
        status: TaskStatus,
    ) -> Result<Task, Fail> {
        let id = self.id();
        let (visit, seat) = place.unwrap_or((id, 0));
        let task = Task {
            id,
            instance: instance.id,
            node: node.id.clone(),
            person,
            visit,
            seat,
            status,
            result: 0,
            started: instance.started,
            arrived: self.now,
            ended: None,
            read: false,
        };
        task.insert(self.db)?;
        Ok(task)
    }

    /// After a decision that speaks for the node: asks who is left there, or moves on.
    pub(super) fn settle(
        &mut self,
        instance: &Instance,
        flow: &'a Flow,
        node: &'a Node,
        task: &Task,
    ) -> Result<(), Fail> {
        if node.mode == Mode::Any {
            self.cancel_waiting(instance, |other| other.visit == task.visit)?;
        }
        let tasks = Task::of_instance(self.db, instance.id)?;
        let beside = |other: &Task| other.visit == task.visit && other.status.waits();
        // In sequence, too: those who were added stand beside whoever added them.
        if tasks.iter().any(beside) {
            return Ok(());
        }
        match node.mode {
            Mode::Any | Mode::All => {}
            Mode::Sequence => {
                let seat = task.seat + 1;
                let people = self.assignees(node, instance.starter)?;
                if let Some((_, person)) = (0_u32..).zip(people).find(|(place, _)| *place == seat) {
                    let place = Some((task.visit, seat));
                    let next = self.open_task(instance, node, person, place, TaskStatus::Open)?;
                    return self.tell_of_task(instance, flow, node, &next);
                }
            }
        }
        self.leave(instance, flow, node, task.person, task.id)
    }

    /// Makes void the tasks still pending of an instance that `which` picks.
    pub(super) fn cancel_waiting(
        &self,
        instance: &Instance,
        which: impl Fn(&Task) -> bool,
    ) -> Result<(), Fail> {
        for task in Task::of_instance(self.db, instance.id)? {
            if task.status.is_pending() && which(&task) {
                task.cancel(self.db, self.now)?;
            }
        }
        Ok(())
    }

    /// Ends the instance: nobody is asked any more, and the applicant is told.
    pub(super) fn end(
        &mut self,
        instance: &Instance,
        flow: &Flow,
        outcome: Outcome,
    ) -> Result<(), Fail> {
        self.cancel_waiting(instance, |_| true)?;
        instance.end(self.db, outcome, self.now)?;
        self.tell_of_end(instance, flow, outcome)
    }
}

/// Takes what is to be entered next: a join only when all else is entered, so that it knows its branches.
fn take_next<'a>(ahead: &mut Vec<&'a Node>) -> Option<&'a Node> {
    let other = ahead.iter().position(|node| node.kind != Kind::Join);
    (!ahead.is_empty()).then(|| ahead.remove(other.unwrap_or(0)))
}
