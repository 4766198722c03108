//! Reminding whoever keeps an instance waiting (document 003, interface 15).

use super::Act;
use crate::sandbox::clock;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::store::{Task, TaskStatus, count_press, presses};

/// Reminders of one task in one day.
const A_DAY: u32 = 3;

impl Act<'_> {
    /// Reminds the people of the current tasks; false when all of them have been reminded often enough today.
    pub(in crate::sandbox) fn press(&mut self, instance: i64) -> Result<bool, Fail> {
        let instance = self.instance(instance)?;
        let flow = self.flow(&instance)?;
        let refused = |message| Err(Fail::new(Code::NotAllowed, message));
        if instance.ended.is_some() {
            return refused("流程已结束，不需要催办");
        }
        let mut tasks = Task::of_instance(self.db, instance.id)?;
        tasks.retain(|task| task.status == TaskStatus::Open);
        if tasks.is_empty() {
            return refused("没有等待审批的任务，不能催办");
        }
        let day = clock::day(self.now);
        let mut reminded = false;
        for task in tasks {
            if presses(self.db, task.id, day)? >= A_DAY {
                continue;
            }
            count_press(self.db, task.id, day)?;
            self.remind(&instance, flow, flow.known_node(&task.node)?, &task)?;
            reminded = true;
        }
        Ok(reminded)
    }
}
