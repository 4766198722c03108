//! What was seen last, without asking the server: the first picture, and all there is without a
//! line. What is read from the server is remembered where it is read.

use crate::domain::instance::Instance;
use crate::domain::item::{Folder, Item};
use crate::domain::people::Person;
use crate::domain::remembered::Remembered;
use crate::error::{Kind, Result};
use crate::inbox::Inbox;

/// Details that come with a folder's rows: of the row under the cursor and the next.
const DETAILS: usize = 2;

impl Inbox {
    /// A folder as it was read last: at most so many rows, with the details of the first. A cache
    /// that cannot be read knows nothing.
    pub async fn remembered(&self, folder: Folder, most: usize) -> Option<Remembered> {
        let parts = &self.parts;
        let found = parts.cache.remembered(&parts.account, folder, most);
        let mut remembered = found.await.ok()??;
        let rows = remembered.page.items.iter().take(DETAILS);
        let keys = rows.map(|item| item.key.clone()).collect();
        remembered.details = self.parts.cache.details(keys).await.unwrap_or_default();
        if let Some(id) = &parts.user_id {
            remembered.hand = self.remembered_name(id).await;
        }
        Some(remembered)
    }

    /// Waits until what was read is remembered: the last thing before the program ends.
    pub async fn rest(&self) {
        self.parts.cache.rest().await;
    }

    /// An instance in full; without a line, as it was read last.
    pub async fn open_or_recall(&self, item: &Item) -> Result<Instance> {
        let error = match self.open(item).await {
            Err(error) if is_of_the_line(error.kind) => error,
            answered => return answered,
        };
        let known = self.parts.cache.details(vec![item.key.clone()]).await;
        let known = known.unwrap_or_default().into_iter().next();
        known.ok_or(error)
    }

    /// Everybody who could be chosen last; nobody where that is not known.
    pub async fn remembered_people(&self) -> Vec<Person> {
        let parts = &self.parts;
        let found = parts.cache.people(&parts.account).await;
        found.unwrap_or_default()
    }
}

/// Whether the server was not heard, and so has not said that things are otherwise.
fn is_of_the_line(kind: Kind) -> bool {
    matches!(kind, Kind::Unreachable | Kind::Interrupted | Kind::Timeout)
}
