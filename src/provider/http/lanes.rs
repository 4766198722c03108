//! How many requests may be under way at one server: half as many as soon as it asks for fewer,
//! and slowly more again with the answers it gives. Never sends or repeats anything itself.

use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// Requests under way at a server that has not complained.
const MOST: f64 = 64.0;

/// The lanes to one server.
#[derive(Debug)]
pub(super) struct Lanes {
    state: Mutex<State>,
    freed: Notify,
}

#[derive(Debug)]
struct State {
    /// How many may be under way; grows by parts.
    open: f64,
    under_way: u32,
    /// How often lanes were closed. What set out before the last time tells nothing new.
    closings: u64,
    /// Until when the server asked to be left alone.
    rest: Option<Instant>,
    /// When the last request ended, or set out where none was under way.
    heard: Instant,
}

/// A request under way; over when it is dropped.
#[derive(Debug)]
pub(super) struct Lane<'a> {
    lanes: &'a Lanes,
    closings: u64,
}

impl Lanes {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                open: MOST,
                under_way: 0,
                closings: 0,
                rest: None,
                heard: Instant::now(),
            }),
            freed: Notify::new(),
        }
    }

    /// Waits for a free lane, and until the server wants to be asked again.
    pub(super) async fn enter(&self) -> Lane<'_> {
        loop {
            let mut freed = pin!(self.freed.notified());
            // Heard from here on: a lane may become free before this one waits for it.
            freed.as_mut().enable();
            let rest = {
                let mut state = self.state();
                let rest = state.rest.filter(|until| *until > Instant::now());
                if rest.is_none() && f64::from(state.under_way) < state.open {
                    if state.under_way == 0 {
                        state.heard = Instant::now();
                    }
                    state.under_way += 1;
                    return Lane {
                        lanes: self,
                        closings: state.closings,
                    };
                }
                rest
            };
            match rest {
                Some(until) => sleep_until(until).await,
                None => freed.await,
            }
        }
    }

    /// How long nothing has been heard while something is under way.
    pub(super) fn silence(&self) -> Option<Duration> {
        let state = self.state();
        (state.under_way > 0).then(|| state.heard.elapsed())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Numbers are never half written.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lane<'_> {
    /// The server asked for fewer requests, and perhaps for none at all for a while. Several that
    /// were under way together close lanes once.
    pub(super) fn close(&self, rest: Option<Duration>) {
        let mut state = self.lanes.state();
        if self.closings == state.closings {
            state.open = (f64::from(state.under_way) / 2.0).max(1.0);
            state.closings += 1;
        }
        let until = rest.map(|rest| Instant::now() + rest);
        state.rest = state.rest.max(until);
    }

    /// The server answered: a whole round of answers opens one lane more.
    pub(super) fn open(&self) {
        let mut state = self.lanes.state();
        if self.closings == state.closings {
            state.open = (state.open + 1.0 / state.open).min(MOST);
        }
    }
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        {
            let mut state = self.lanes.state();
            state.under_way -= 1;
            state.heard = Instant::now();
        }
        self.lanes.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt;

    use super::{Lane, Lanes};

    /// Enters as often as that is possible at once.
    fn fill(lanes: &Lanes) -> Vec<Lane<'_>> {
        std::iter::from_fn(|| lanes.enter().now_or_never()).collect()
    }

    #[tokio::test]
    async fn half_of_what_was_under_way_stays_open_however_many_complain() {
        let lanes = Lanes::new();
        let mut under_way = fill(&lanes);
        assert_eq!(under_way.len(), 64);
        under_way.truncate(8);
        for lane in &under_way {
            lane.close(None);
        }
        drop(under_way);
        assert_eq!(fill(&lanes).len(), 4);
    }

    #[tokio::test]
    async fn one_lane_always_stays_open() {
        let lanes = Lanes::new();
        for _ in 0..3 {
            lanes.enter().now_or_never().unwrap().close(None);
        }
        assert_eq!(fill(&lanes).len(), 1);
    }

    #[tokio::test]
    async fn a_round_of_answers_opens_one_lane_more() {
        let lanes = Lanes::new();
        let mut under_way = fill(&lanes);
        under_way.truncate(8);
        under_way.pop().unwrap().close(None);
        // They set out before the server complained, and prove nothing.
        for lane in &under_way {
            lane.open();
        }
        drop(under_way);
        for _ in 0..2 {
            for lane in fill(&lanes) {
                lane.open();
            }
        }
        assert_eq!(fill(&lanes).len(), 6);
    }

    #[tokio::test]
    async fn nobody_sets_out_while_the_server_rests() {
        let lanes = Lanes::new();
        let lane = lanes.enter().now_or_never().unwrap();
        lane.close(Some(Duration::from_hours(1)));
        drop(lane);
        assert!(fill(&lanes).is_empty());
    }

    #[tokio::test]
    async fn only_while_something_is_under_way_nothing_is_heard() {
        let lanes = Lanes::new();
        assert_eq!(lanes.silence(), None);
        let lane = lanes.enter().await;
        assert!(lanes.silence().is_some());
        drop(lane);
        assert_eq!(lanes.silence(), None);
    }

    #[tokio::test]
    async fn who_waits_goes_on_as_soon_as_a_lane_is_free() {
        let lanes = Lanes::new();
        lanes.enter().await.close(None);
        let held = lanes.enter().await;
        let waiting = async { drop(lanes.enter().await) };
        let freeing = async { drop(held) };
        tokio::join!(waiting, freeing);
    }
}
