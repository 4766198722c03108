//! The process engine: moves instances through their flows by the acts of people.
//! Knows neither HTTP nor where the time comes from.

mod assign;
mod choose;
mod countersign;
mod decide;
mod fill;
mod notify;
mod press;
mod push;
mod revoke;
mod rollback;
mod start;
mod step;
mod stop;

use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

use super::Style;
use super::company::Company;
use super::fail::{Code, Fail};
use super::flow::Flow;
use super::snowflake::Snowflakes;
use super::store::{CarbonCopy, Instance, Operation, Task, TaskStatus};

pub(super) use decide::{Decision, Verb};
pub(super) use fill::{Input, begin};

/// The state of all instances and what is needed to move them.
#[derive(Debug)]
pub(super) struct Engine {
    db: Connection,
    company: Company,
    ids: Snowflakes,
    /// In which style what happens is told to other systems, if it is.
    pub(super) pushes: Option<Style>,
}

impl Engine {
    pub(super) fn new(db: Connection, company: Company) -> Self {
        Self {
            db,
            company,
            ids: Snowflakes::default(),
            pushes: None,
        }
    }

    pub(super) fn company(&self) -> &Company {
        &self.company
    }

    pub(super) fn db(&self) -> &Connection {
        &self.db
    }

    /// Carries out `work` at the moment `now` in one transaction: all of it, or on a failure nothing.
    pub(super) fn act<T>(
        &mut self,
        now: i64,
        work: impl FnOnce(&mut Act<'_>) -> Result<T, Fail>,
    ) -> Result<T, Fail> {
        let transaction = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut act = Act {
            db: &transaction,
            company: &self.company,
            ids: &mut self.ids,
            now,
            proposed: Vec::new(),
            recorded: Vec::new(),
            completed: false,
        };
        let done = work(&mut act)?;
        if let Some(style) = self.pushes {
            act.push_recorded(style)?;
        }
        transaction.commit()?;
        Ok(done)
    }
}

/// One act on the engine's state, inside one transaction. The rules are spread over this folder by subject.
#[derive(Debug)]
pub(super) struct Act<'a> {
    pub(super) db: &'a Connection,
    pub(super) company: &'a Company,
    ids: &'a mut Snowflakes,
    /// When it is done, in epoch milliseconds.
    pub(super) now: i64,
    /// Tasks of people among whom the caller has to choose.
    proposed: Vec<Task>,
    /// What was written into the histories.
    recorded: Vec<Operation>,
    /// Whether an end with approval was told already.
    completed: bool,
}

impl<'a> Act<'a> {
    fn id(&mut self) -> i64 {
        self.ids.next(self.now)
    }

    /// The task with this id.
    pub(super) fn task(&self, id: i64) -> Result<Task, Fail> {
        let missing = || Fail::new(Code::TaskNotFound, format!("没有编号为 {id} 的审批任务"));
        let found = Task::find(self.db, id)?;
        let told = found.filter(|task| task.status != TaskStatus::Proposed);
        told.ok_or_else(missing)
    }

    /// The instance with this id.
    pub(super) fn instance(&self, id: i64) -> Result<Instance, Fail> {
        let missing = || {
            Fail::new(
                Code::InstanceNotFound,
                format!("没有编号为 {id} 的流程实例"),
            )
        };
        Instance::find(self.db, id)?.ok_or_else(missing)
    }

    /// The copy with this `CcId`.
    pub(super) fn copied(&self, id: i64) -> Result<CarbonCopy, Fail> {
        let missing = || Fail::new(Code::TaskNotFound, format!("没有编号为 {id} 的抄送"));
        CarbonCopy::find(self.db, id)?.ok_or_else(missing)
    }

    /// The flow of an instance.
    pub(super) fn flow(&self, instance: &Instance) -> Result<&'a Flow, Fail> {
        let missing = || Fail::new(Code::Internal, format!("流程 {} 已不存在", instance.flow));
        self.company.flow(&instance.flow).ok_or_else(missing)
    }

    /// The form of an instance: `{"object": {…}, "list": […]}`.
    pub(super) fn form(&self, instance: &Instance) -> Result<Value, Fail> {
        serde_json::from_str(&instance.form(self.db)?)
            .map_err(|error| Fail::new(Code::Internal, format!("表单已损坏：{error}")))
    }
}
