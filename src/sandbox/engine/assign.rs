//! Who acts at a node.

use super::Act;
use crate::sandbox::company::Person;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Assignees, Node};

impl<'a> Act<'a> {
    /// The people of a node in the order of their seats; never nobody.
    ///
    /// Applicants do not decide on their own requests where others can. People to be chosen by the
    /// previous node are all asked, as the service does when nobody chooses.
    pub(super) fn assignees(&self, node: &Node, starter: i64) -> Result<Vec<i64>, Fail> {
        let people: Vec<i64> = match &node.assignees {
            Assignees::Starter => return Ok(vec![starter]),
            Assignees::Manager => self.manager(starter).into_iter().collect(),
            Assignees::People(keys) => keys
                .iter()
                .filter_map(|key| Some(self.company.by_key(key)?.id))
                .collect(),
            Assignees::Role(role) | Assignees::Chosen(role) => self.in_role(role),
        };
        let others: Vec<i64> = people.iter().copied().filter(|id| *id != starter).collect();
        let able = if others.is_empty() { people } else { others };
        if able.is_empty() {
            return Err(Fail::new(
                Code::NotAllowed,
                format!("节点“{}”没有审批人", node.name),
            ));
        }
        Ok(able)
    }

    fn in_role(&self, role: &str) -> Vec<i64> {
        let holds = |person: &&Person| person.roles.iter().any(|held| held == role);
        self.company
            .people
            .iter()
            .filter(holds)
            .map(|person| person.id)
            .collect()
    }

    /// The head of the company reports to nobody but themselves.
    fn manager(&self, id: i64) -> Option<i64> {
        let person = self.company.person(id)?;
        let manager = person
            .manager
            .as_ref()
            .and_then(|key| self.company.by_key(key));
        Some(manager.unwrap_or(person).id)
    }

    /// The person with this id.
    pub(in crate::sandbox) fn person(&self, id: i64) -> Result<&'a Person, Fail> {
        let missing = || Fail::new(Code::UserNotFound, format!("没有编号为 {id} 的用户"));
        self.company.person(id).ok_or_else(missing)
    }
}
