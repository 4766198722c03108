//! What a provider has learnt of an account, in its own words: nobody else reads it.

use rusqlite::OptionalExtension;

use super::Cache;
use crate::error::Result;

impl Cache {
    /// Remembers it instead of what was learnt before; nobody waits for it.
    pub fn remember_learnt(&self, account: &str, text: String) {
        let account = account.to_owned();
        self.database.leave(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO learnt (account, text) VALUES (?1, ?2)",
                [account, text],
            )?;
            Ok(())
        });
    }

    /// What was learnt last.
    pub async fn learnt(&self, account: String) -> Result<Option<String>> {
        self.database
            .run(move |connection| {
                connection
                    .query_row(
                        "SELECT text FROM learnt WHERE account = ?1",
                        [account],
                        |row| row.get(0),
                    )
                    .optional()
            })
            .await
    }
}
