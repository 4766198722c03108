//! The folders that an approval stands in for one person: no list of the service says so.

use std::sync::Arc;

use super::state::is_decision;
use crate::domain::id::Id;
use crate::domain::item::{Flow, Folder, Item, Key};
use crate::domain::people::Named;
use crate::provider::open71360::terms::Terms;
use crate::provider::open71360::wire::approval::{Approval, Member};

/// Whose folders they are, and in which words.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub account: Arc<str>,
    /// openUserId.
    pub person: Id,
    pub terms: Terms,
}

impl Reader {
    /// The rows of an approval: one for each folder that it is in.
    pub(crate) fn items(&self, id: &Id, approval: &Approval) -> Vec<Item> {
        [Folder::Todo, Folder::Created, Folder::Done, Folder::Cc]
            .into_iter()
            .filter_map(|folder| {
                let name = self.name_in(folder, id, approval)?;
                Some(self.item(folder, name, id, approval))
            })
            .collect()
    }

    /// The row's id in a folder, if the approval is in it.
    fn name_in(&self, folder: Folder, id: &Id, approval: &Approval) -> Option<Id> {
        let mine = |person: &Option<Id>| person.as_ref() == Some(&self.person);
        match folder {
            Folder::Todo => {
                let (_, task) = approval.current()?;
                let waits = task.waiting().any(|person| *person == self.person);
                waits.then(|| task.id.clone())?
            }
            Folder::Done => self.decided(approval),
            Folder::Created => mine(&approval.sender_id).then(|| id.clone()),
            Folder::Cc => {
                let visible = approval.visible_employee_ids.contains(&self.person);
                let tasks = &mut approval.tasks.iter();
                let member = tasks.flat_map(|task| &task.members);
                let mut own = member.filter(|member| member.is(&self.person));
                let apart = !mine(&approval.sender_id) && own.next().is_none();
                (visible && apart).then(|| id.clone())
            }
            Folder::Draft => None,
        }
    }

    /// The last step that this person decided.
    fn decided(&self, approval: &Approval) -> Option<Id> {
        let mut steps = approval.steps().into_iter().rev();
        let decided = steps.find(|(_, task)| {
            let own = task.members.iter().find(|it| it.is(&self.person));
            let action = own.and_then(Member::action);
            action.is_some_and(|action| is_decision(&action))
        });
        decided.and_then(|(_, task)| task.id.clone())
    }

    /// A row, whether or not the approval is in that folder.
    pub(crate) fn item(&self, folder: Folder, name: Id, id: &Id, approval: &Approval) -> Item {
        let key = Key {
            account: Arc::clone(&self.account),
            folder,
            id: name.clone(),
        };
        let feed = approval.feed.clone().unwrap_or_default();
        let flow = approval.form_name.clone();
        let flow = flow.or_else(|| approval.other_form_name.clone());
        let flow = flow.or_else(|| self.terms.form(approval.approve_type?));
        let title = feed.content.or_else(|| flow.clone());
        let current = approval.current();
        let node = current
            .map(|(number, task)| Named::new(task.id.clone(), Some(self.terms.step(number))));
        let approver = current.and_then(|(_, task)| task.waiting().next().cloned());
        let of_mine = matches!(folder, Folder::Todo | Folder::Done);
        Item {
            title: title.unwrap_or_default(),
            description: flow.clone().unwrap_or_default(),
            flow: Flow {
                code: approval.form_id.clone(),
                version: None,
                name: flow,
            },
            node: node.unwrap_or_default(),
            applicant: Named::new(approval.sender_id.clone(), None),
            approver: Named::new(approver, None),
            started_at: feed.create_time,
            handled_as: self.handled_as(&name, folder, approval),
            // The last update of what has ended is its end.
            ended_at: feed.last_update_time.filter(|_| approval.has_ended()),
            completed: approval.has_ended(),
            outcome: approval.outcome(),
            ..Item::bare(key, of_mine.then_some(name), id.clone())
        }
    }

    fn handled_as(&self, task: &Id, folder: Folder, approval: &Approval) -> Option<String> {
        let mut tasks = approval.tasks.iter();
        let task = tasks.find(|it| folder == Folder::Done && it.id.as_ref() == Some(task))?;
        let own = task.members.iter().find(|it| it.is(&self.person))?;
        Some(own.action()?.name())
    }
}
