//! Selecting: giving a decision the form that it is made on.

use crate::domain::decision::{Baseline, Cause, Decision, Note, Receipt, Status};
use crate::domain::form::Form;
use crate::domain::item::Item;
use crate::domain::phrase::has_placeholders;
use crate::domain::verb::Verb;
use crate::error::{Error, Kind, Result};
use crate::inbox::Inbox;

impl Inbox {
    /// The form as it is now: the baseline of a decision on something that was never shown.
    pub async fn form(&self, item: &Item) -> Result<Form> {
        let mut form = self.provider().form(item).await?;
        if let Some(names) = self.parts.names.get(item.flow_name()) {
            form.name_fields(names);
        }
        Ok(form)
    }

    /// Gives a decision of a command its baseline: what `show` printed last, else what is read
    /// now. A decision that cannot be read is not made; its receipt says why.
    pub async fn select(
        &self,
        mut decision: Decision,
    ) -> std::result::Result<Decision, Box<(Decision, Receipt)>> {
        if decision.baseline != Baseline::Pending {
            return Ok(decision);
        }
        let said = decision.comment.as_deref().unwrap_or_default();
        if !decision.verb.row().guard.compares_form() && !has_placeholders(said) {
            decision.baseline = Baseline::Fresh(Form::default());
            return Ok(decision);
        }
        let shown = self.parts.cache.shown(decision.item.key.clone()).await;
        if let Ok(Some(form)) = shown {
            decision.baseline = Baseline::Shown(form);
            return Ok(decision);
        }
        match self.form(&decision.item).await {
            Ok(form) => {
                decision.baseline = Baseline::Fresh(form);
                Ok(decision)
            }
            Err(error) => {
                let receipt = failed(&decision, &error);
                Err(Box::new((decision, receipt)))
            }
        }
    }
}

/// The receipt of a decision that an error kept from being sent.
pub(super) fn failed(decision: &Decision, error: &Error) -> Receipt {
    ended(decision.verb, Status::Failed, error)
}

/// The receipt of what ended with an error.
pub(super) fn ended(verb: Verb, status: Status, error: &Error) -> Receipt {
    let cause = match error.kind {
        Kind::Auth | Kind::Denied | Kind::Unsupported => Some(Cause::NotAllowed),
        Kind::Unreachable | Kind::Interrupted | Kind::Timeout => Some(Cause::NotReached),
        _ => None,
    };
    Receipt {
        cause: cause.filter(|_| status == Status::Failed),
        hint: error.hint,
        code: error.code.clone(),
        request_id: error.request_id.clone(),
        ..Receipt::new(status, verb, note(error))
    }
}

/// The server's own words where there are any, else the message of the error.
fn note(error: &Error) -> Note {
    if error.said.is_some() {
        return Note::server(error.said.clone());
    }
    let args = error.args.iter().cloned();
    Note {
        args: args.map(|(name, value)| (name.to_owned(), value)).collect(),
        ..Note::ours(error.message)
    }
}
