//! People: whose hand it is, who is meant by a name, and what ids are called. A tenant may have
//! more people than anybody wants to read: the server is asked for those who are needed.

use crate::domain::find;
use crate::domain::id::Id;
use crate::domain::people::{Named, PeoplePage, Person, Wanted};
use crate::error::{Error, Kind, Result};
use crate::inbox::Inbox;
use crate::inbox::directory::Crowd;

/// How many people are read at first, and how many on a page of those who were searched for.
const FIRST: u32 = 1000;
const PAGE: u32 = 50;

/// Ids that are asked about at once: an address has no room for many more.
const AT_ONCE: usize = 40;

/// More people than this are nobody's to choose from.
const MOST: usize = 100_000;

impl Inbox {
    /// The first people who can be chosen; asked once.
    pub async fn people(&self) -> Result<&[Person]> {
        Ok(&self.crowd().await?.people)
    }

    /// Whether the first people are known to be all there are.
    pub fn knows_everybody(&self) -> bool {
        let directory = &self.directory;
        directory.everybody.get().is_some() || directory.first.get().is_some_and(|it| it.whole)
    }

    async fn crowd(&self) -> Result<&Crowd> {
        let read = || async {
            let provider = self.provider();
            let page = provider.some_people(&Wanted::Everybody, 0, FIRST).await?;
            // Some servers answer with fewer than they were asked for, and say how many there are.
            let there = page.people.len() as u64;
            let whole = page
                .total
                .map_or(there < u64::from(FIRST), |total| there >= total);
            let parts = &self.parts;
            parts.cache.remember_people(&parts.account, &page.people);
            let mine = |person: &&Person| parts.user_id.as_ref() == Some(&person.id);
            if let Some(person) = page.people.iter().find(mine) {
                self.remember_hand(person.name.clone()).await;
            }
            Ok(Crowd {
                people: page.people,
                whole,
            })
        };
        self.directory.first.get_or_try_init(read).await
    }

    /// Everybody who can be chosen, however many they are; asked once.
    async fn everybody(&self) -> Result<&[Person]> {
        let crowd = self.crowd().await?;
        if crowd.whole {
            return Ok(&crowd.people);
        }
        let read = || async {
            let mut people = self.provider().people().await?;
            people.truncate(MOST);
            Ok(people)
        };
        let read = self.directory.everybody.get_or_try_init(read).await;
        read.map(Vec::as_slice)
    }

    /// All people of whom something contains the text.
    pub async fn search_people(&self, text: &str) -> Result<Vec<Person>> {
        // Only this program can read Chinese as it is typed: then it has to look at everybody.
        let spelt = text.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
        if spelt || self.crowd().await?.whole {
            return self.look_through(text).await;
        }
        let mut found: Vec<Person> = Vec::new();
        loop {
            let page = self.find_people(text, found.len()).await?;
            let over = page.people.is_empty() || found.ends_with(&page.people);
            if over {
                return Ok(found);
            }
            found.extend(page.people);
            if page.total.is_some_and(|total| found.len() as u64 >= total) {
                return Ok(found);
            }
        }
    }

    /// A page of the people of whom something contains the text, as the server finds them.
    pub async fn find_people(&self, text: &str, skip: usize) -> Result<PeoplePage> {
        let wanted = Wanted::Like(text.to_owned());
        match self.provider().some_people(&wanted, skip, PAGE).await {
            Ok(page) => {
                self.directory.meet(&page.people);
                Ok(page)
            }
            // A server that cannot search leaves it to us.
            Err(error) if error.kind == Kind::Refused => {
                let found = self.look_through(text).await?;
                let total = Some(found.len() as u64);
                let people = found.into_iter().skip(skip).take(PAGE as usize).collect();
                Ok(PeoplePage { people, total })
            }
            Err(error) => Err(error),
        }
    }

    async fn look_through(&self, text: &str) -> Result<Vec<Person>> {
        let people = self.everybody().await?.iter();
        Ok(people
            .filter(|person| fits(person, text))
            .cloned()
            .collect())
    }

    /// Who the ids are, as far as the server knows: asked for together, and once.
    pub async fn who_are(&self, ids: &[Id]) -> Result<Vec<Person>> {
        let mut found = Vec::new();
        let mut unknown: Vec<Id> = Vec::new();
        for id in ids {
            match self.directory.known(id) {
                Some(person) => found.push(person),
                None if unknown.contains(id) => {}
                None => unknown.push(id.clone()),
            }
        }
        if unknown.is_empty() || self.crowd().await?.whole {
            let rest = unknown.iter().filter_map(|id| self.directory.known(id));
            found.extend(rest);
            return Ok(found);
        }
        for ids in unknown.chunks(AT_ONCE) {
            let wanted = Wanted::Ids(ids.to_vec());
            let page = self.provider().some_people(&wanted, 0, PAGE).await;
            let people = match page {
                Ok(page) => page.people,
                Err(error) if error.kind == Kind::Refused => {
                    let people = self.everybody().await?.iter();
                    people
                        .filter(|one| ids.contains(&one.id))
                        .cloned()
                        .collect()
                }
                Err(error) => return Err(error),
            };
            self.directory.meet(&people);
            found.extend(people);
        }
        Ok(found)
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
        let _ = self.who_are(std::slice::from_ref(id)).await;
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
        let people = self.called(text).await?;
        if let Some(person) = people.iter().find(|person| person.id.as_str() == text) {
            return Ok(person.clone());
        }
        match people.as_slice() {
            [person] => Ok(person.clone()),
            [] => Err(Error::new(Kind::NotFound, "error-person-unknown")
                .with("name", text)
                .hint("hint-person")),
            several => {
                let told = several
                    .iter()
                    .map(|person| format!("{} ({})", person.id, person.told_by()));
                let told: Vec<_> = told.collect();
                Err(Error::new(Kind::NotFound, "error-person-ambiguous")
                    .with("name", text)
                    .with("ids", told.join(", "))
                    .hint("hint-person-id"))
            }
        }
    }

    /// Those with this id, or exactly this name.
    async fn called(&self, text: &str) -> Result<Vec<Person>> {
        let fits = |person: &&Person| person.id.as_str() == text || person.name == text;
        if !self.crowd().await?.whole {
            let wanted = Wanted::Called(text.to_owned());
            match self.provider().some_people(&wanted, 0, PAGE).await {
                Ok(page) => return Ok(page.people.iter().filter(fits).cloned().collect()),
                Err(error) if error.kind != Kind::Refused => return Err(error),
                Err(_) => {}
            }
        }
        Ok(self
            .everybody()
            .await?
            .iter()
            .filter(fits)
            .cloned()
            .collect())
    }
}

fn fits(person: &Person, text: &str) -> bool {
    let optional = [&person.nick_name, &person.email, &person.phone];
    [person.id.as_str(), &person.name]
        .into_iter()
        .chain(optional.into_iter().flatten().map(String::as_str))
        .any(|field| find::contains(field, text))
}
