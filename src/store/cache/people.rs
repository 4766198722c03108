//! Who there is and whose hand it is, as they were read last. Nobody's secrets: a person here has
//! no more than a name and how to be reached.

use rusqlite::OptionalExtension;

use super::Cache;
use crate::domain::people::Person;
use crate::error::Result;

impl Cache {
    /// Remembers everybody who can be chosen; nobody waits for it.
    pub fn remember_people(&self, account: &str, people: &[Person]) {
        let account = account.to_owned();
        let people = serde_json::to_string(people).unwrap_or_default();
        self.database.leave(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO people (account, people) VALUES (?1, ?2)",
                [account, people],
            )?;
            Ok(())
        });
    }

    /// Everybody who could be chosen last.
    pub async fn people(&self, account: &str) -> Result<Vec<Person>> {
        let account = account.to_owned();
        let text: Option<String> = self
            .database
            .run(move |connection| {
                connection
                    .query_row(
                        "SELECT people FROM people WHERE account = ?1",
                        [account],
                        |row| row.get(0),
                    )
                    .optional()
            })
            .await?;
        let people = text.and_then(|text| serde_json::from_str(&text).ok());
        Ok(people.unwrap_or_default())
    }

    /// Remembers the name that goes with an account's user id.
    pub async fn remember_hand(&self, account: String, id: String, name: String) -> Result<()> {
        self.database
            .run(move |connection| {
                connection.execute(
                    "INSERT OR REPLACE INTO hand (account, id, name) VALUES (?1, ?2, ?3)",
                    [account, id, name],
                )?;
                Ok(())
            })
            .await
    }

    /// The name that went with an account's user id.
    pub async fn hand(&self, account: String, id: String) -> Result<Option<String>> {
        self.database
            .run(move |connection| {
                connection
                    .query_row(
                        "SELECT name FROM hand WHERE account = ?1 AND id = ?2",
                        [account, id],
                        |row| row.get(0),
                    )
                    .optional()
            })
            .await
    }
}
