//! Who waits for a list that is long in coming, and hears how much of it is missing.

use std::fmt;
use std::sync::Arc;

/// Told how many details are still to be read, and in the end that none is.
#[derive(Clone)]
pub struct Waiting(Arc<dyn Fn(usize) + Send + Sync>);

impl Waiting {
    pub fn new(tell: impl Fn(usize) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    pub(super) fn tell(&self, left: usize) {
        (self.0)(left);
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting")
    }
}
