//! People: whose hand it is, and who is meant by a name.

use crate::domain::id::Id;
use crate::domain::people::{Named, Person};
use crate::error::{Error, Kind, Result};
use crate::inbox::Inbox;

/// More people than this are nobody's to choose from.
const MOST: usize = 50_000;

impl Inbox {
    /// Everybody who can be chosen; asked once.
    pub async fn people(&self) -> Result<&[Person]> {
        let read = self.directory.get_or_try_init(|| async {
            let mut people = self.provider().people().await?;
            people.truncate(MOST);
            let parts = &self.parts;
            parts.cache.remember_people(&parts.account, &people);
            Ok(people)
        });
        read.await.map(Vec::as_slice)
    }

    /// Whose hand decides: the id, and the name as soon as anything knows it.
    pub async fn hand(&self) -> Named {
        let known = self.known_hand();
        let Some(id) = known.id.as_ref().filter(|_| known.name.is_none()) else {
            return known;
        };
        if let Some(name) = self.remembered_name(id).await {
            return Named::new(known.id, Some(name));
        }
        // Without a name the hand is still known by its id; that is no reason to stop.
        let _ = self.people().await;
        let hand = self.known_hand();
        if let Some(name) = &hand.name {
            self.remember_hand(name.clone()).await;
        }
        hand
    }

    /// Remembers what the hand is called; nothing is lost where that fails.
    pub async fn remember_hand(&self, name: String) {
        if let Some(id) = &self.parts.user_id {
            let account = self.parts.account.clone();
            let _ = self
                .parts
                .cache
                .remember_hand(account, id.to_string(), name)
                .await;
        }
    }

    /// Whose hand decides, by what is remembered; nobody is asked.
    pub async fn remembered_hand(&self) -> Named {
        let known = self.known_hand();
        match known.id.as_ref().filter(|_| known.name.is_none()) {
            Some(id) => Named::new(known.id.clone(), self.remembered_name(id).await),
            None => known,
        }
    }

    pub(super) async fn remembered_name(&self, id: &Id) -> Option<String> {
        self.parts
            .cache
            .hand(self.parts.account.clone(), id.to_string())
            .await
            .ok()?
    }

    /// The one person that an id or a name means.
    pub async fn person(&self, text: &str) -> Result<Person> {
        let people = self.people().await?;
        if let Some(person) = people.iter().find(|person| person.id.as_str() == text) {
            return Ok(person.clone());
        }
        let same: Vec<_> = people.iter().filter(|person| person.name == text).collect();
        match same.as_slice() {
            [person] => Ok((*person).clone()),
            [] => Err(Error::new(Kind::NotFound, "error-person-unknown")
                .with("name", text)
                .hint("hint-person")),
            several => Err(Error::new(Kind::NotFound, "error-person-ambiguous")
                .with("name", text)
                .with(
                    "ids",
                    several
                        .iter()
                        .map(|person| person.id.as_str())
                        .collect::<Vec<_>>()
                        .join(", "),
                )
                .hint("hint-person-id")),
        }
    }
}
