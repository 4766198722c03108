//! Where values were put when flows were started: never the values.

use std::collections::BTreeMap;

use super::Cache;
use crate::error::Result;

impl Cache {
    /// Remembers where values were put when a flow was started; what was known stays.
    pub async fn remember_places(
        &self,
        account: String,
        flow: String,
        places: Vec<String>,
    ) -> Result<()> {
        self.database
            .run(move |connection| {
                let mut insert = connection.prepare(
                    "INSERT OR IGNORE INTO place (account, flow, place) VALUES (?1, ?2, ?3)",
                )?;
                for place in &places {
                    insert.execute([&account, &flow, place])?;
                }
                Ok(())
            })
            .await
    }

    /// Where values were put, by flow, in the order in which they came.
    pub async fn places(&self, account: String) -> Result<BTreeMap<String, Vec<String>>> {
        self.database
            .run(move |connection| {
                let mut statement = connection
                    .prepare("SELECT flow, place FROM place WHERE account = ?1 ORDER BY rowid")?;
                let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
                let mut rows = statement.query([account])?;
                while let Some(row) = rows.next()? {
                    found.entry(row.get(0)?).or_default().push(row.get(1)?);
                }
                Ok(found)
            })
            .await
    }
}
