//! Drafts: keeping what was filled in without submitting it. Repeating it does no harm, so it is
//! neither guarded nor journalled.

use crate::domain::decision::{Decision, Note, Receipt, Status};
use crate::inbox::Inbox;
use crate::inbox::select::ended;
use crate::provider::Answer;

impl Inbox {
    /// Keeps the inputs and the comment of a request that waits to be submitted. Where the server
    /// does not take that it refuses.
    pub async fn save_draft(&self, decision: &Decision) -> Receipt {
        let verb = decision.verb;
        if self.read_only() {
            return Receipt::new(Status::Failed, verb, Note::ours("blocked-read-only"));
        }
        match self.provider().save_draft(decision).await {
            Answer::Done { request_id, .. } => Receipt {
                request_id,
                ..Receipt::new(Status::Done, verb, Note::default())
            },
            Answer::Refused(error) => ended(verb, Status::Refused, &error),
            Answer::Failed(error) => ended(verb, Status::Failed, &error),
            Answer::Unknown(error) => ended(verb, Status::Unknown, &error),
        }
    }
}
