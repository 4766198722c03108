//! Details as they were read last, a bounded number of them. The server's answers themselves are
//! not kept.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::Cache;
use crate::domain::instance::Instance;
use crate::domain::item::Key;
use crate::error::Result;

/// Details of one account; the oldest make room.
const KEPT: i64 = 1000;

impl Cache {
    /// Remembers a detail that was read just now; nobody waits for it.
    pub fn remember_detail(&self, key: Key, instance: &Instance, at: Timestamp) {
        let bare = Instance {
            raw: Vec::new(),
            ..instance.clone()
        };
        self.database.leave(move |connection| {
            let text = serde_json::to_string(&bare).unwrap_or_default();
            let work = connection.transaction()?;
            work.prepare_cached(
                "INSERT OR REPLACE INTO detail (account, folder, id, at, instance) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                &*key.account,
                key.folder.name(),
                key.id.as_str(),
                at.as_millisecond(),
                text
            ])?;
            work.prepare_cached(
                "DELETE FROM detail WHERE account = ?1 AND at <
                   (SELECT at FROM detail WHERE account = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)",
            )?
            .execute(params![&*key.account, KEPT])?;
            work.commit()
        });
    }

    /// The details of these items that are known.
    pub async fn details(&self, keys: Vec<Key>) -> Result<Vec<Instance>> {
        self.database
            .run(move |connection| {
                let mut known = connection.prepare_cached(
                    "SELECT instance FROM detail WHERE account = ?1 AND folder = ?2 AND id = ?3",
                )?;
                let mut found = Vec::new();
                for key in keys {
                    let place = params![&*key.account, key.folder.name(), key.id.as_str()];
                    let text: Option<String> =
                        known.query_row(place, |row| row.get(0)).optional()?;
                    found.extend(text.and_then(|text| serde_json::from_str(&text).ok()));
                }
                Ok(found)
            })
            .await
    }
}
