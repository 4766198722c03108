//! Many decisions: each sent once, several at a time, until all are settled or the rest is called
//! off. What makes each of them safe is [`Inbox::send`]; nothing here talks to a server.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::stream::{self, Stream, StreamExt};

use crate::domain::decision::{Decision, Receipt};
use crate::inbox::Inbox;

/// The wish to stop: what has not been sent by then never is. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// Calls off what has not been sent yet. What is under way ends as it ends.
    pub fn call(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_called(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Inbox {
    /// Sends decisions in their order, as many requests at once as the account may, and tells each
    /// decision as it ends. An item that comes a second time is left out.
    pub fn send_all(
        &self,
        mut decisions: Vec<Decision>,
        halt: &Halt,
    ) -> impl Stream<Item = (Decision, Receipt)> + use<> {
        let mut seen = BTreeSet::new();
        decisions.retain(|decision| seen.insert(decision.item.key.clone()));
        let (inbox, halt) = (self.clone(), halt.clone());
        let requests = self.parts.concurrency.max(1);
        // Half as many more wait for the journal's disk, so that no request's place stands empty.
        let at_once = requests + requests.div_ceil(2);
        stream::iter(decisions)
            .map(move |decision| {
                let (inbox, halt) = (inbox.clone(), halt.clone());
                async move {
                    let receipt = inbox.send_unless(&decision, &halt).await;
                    (decision, receipt)
                }
            })
            .buffer_unordered(at_once)
    }
}
