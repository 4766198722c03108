//! What is said with each decision: the placeholders of a comment, filled from the item that it is
//! about. Sends nothing.

use super::Ending;
use super::staging::Staged;
use crate::domain::decision::{COMMENT_LIMIT, Note, Receipt, Status};
use crate::domain::form::Form;
use crate::domain::item::Item;
use crate::domain::phrase::{self, Gap, has_placeholders};
use crate::domain::query::Facts;

/// The decision with its own words; one whose item has not what they name is not made.
pub(in crate::cli) fn word(staged: Staged) -> Staged {
    let mut decision = staged?;
    let Some(comment) = &decision.comment else {
        return Ok(decision);
    };
    match fill(comment, &decision.item, decision.baseline.form()) {
        Ok(filled) => {
            decision.comment = Some(filled);
            Ok(decision)
        }
        Err(note) => {
            let receipt = Receipt::new(Status::Failed, decision.verb, note);
            Err(Box::new(Ending::of(&decision, receipt)))
        }
    }
}

/// A comment as it is for one item, or why it cannot be said of it.
pub(in crate::cli) fn fill(text: &str, item: &Item, form: Option<&Form>) -> Result<String, Note> {
    if !has_placeholders(text) {
        return Ok(text.to_owned());
    }
    let facts = form.map(|form| Facts {
        form: form.clone(),
        ..Facts::default()
    });
    match phrase::fill(text, item, facts.as_ref()) {
        Ok(filled) if filled.chars().count() > COMMENT_LIMIT => {
            Err(Note::ours("toast-comment-too-long"))
        }
        Ok(filled) => Ok(filled),
        Err(Gap::Unknown(name) | Gap::Unread(name)) => {
            Err(Note::about("note-no-placeholder", name))
        }
    }
}
