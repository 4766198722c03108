//! How often an interface may be asked: so many requests in so much time, then one has to wait.
//! Never sends anything itself.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

/// The service takes 60 requests of an interface in 20 seconds; a few are left for others.
const MOST: usize = 50;
const WITHIN: Duration = Duration::from_secs(20);

/// One interface's.
#[derive(Debug)]
pub(crate) struct Pace {
    most: usize,
    within: Duration,
    /// When the last of them set out, the oldest first.
    lately: Mutex<VecDeque<Instant>>,
}

impl Default for Pace {
    fn default() -> Self {
        Self::new(MOST, WITHIN)
    }
}

impl Pace {
    /// At most so many within so long.
    pub(crate) fn new(most: usize, within: Duration) -> Self {
        Self {
            most,
            within,
            lately: Mutex::default(),
        }
    }

    /// Waits until one more may set out. Those who wait go in the order in which they came.
    pub(crate) async fn enter(&self) {
        let mut lately = self.lately.lock().await;
        if lately.len() >= self.most
            && let Some(oldest) = lately.front()
        {
            // Who stops waiting here has not set out.
            sleep_until(*oldest + self.within).await;
            lately.pop_front();
        }
        lately.push_back(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt;

    use super::Pace;

    #[tokio::test]
    async fn so_many_set_out_at_once_and_the_next_waits_until_the_first_is_long_ago() {
        let pace = Pace::new(2, Duration::from_hours(1));
        assert!(pace.enter().now_or_never().is_some());
        assert!(pace.enter().now_or_never().is_some());
        assert!(pace.enter().now_or_never().is_none());
        let quick = Pace::new(1, Duration::ZERO);
        quick.enter().await;
        quick.enter().await;
    }
}
