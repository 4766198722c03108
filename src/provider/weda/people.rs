//! People: records of the data model as persons, and what is asked for as its filter.

use super::INTERNAL;
use super::api::Api;
use super::wire::user::User;
use crate::domain::people::{PeoplePage, Person, Wanted};
use crate::error::Result;

/// Fields in which a part of what was typed may stand.
const SEARCHED: [&str; 4] = ["name", "nick_name", "email", "phone"];

/// Everybody.
pub(super) async fn all(api: &Api) -> Result<Vec<Person>> {
    let users = api.sys_user().await?.rows;
    Ok(users.into_iter().filter_map(person).collect())
}

/// Some of those who are wanted.
pub(super) async fn some(api: &Api, wanted: &Wanted, skip: usize, top: u32) -> Result<PeoplePage> {
    let filter = filter(wanted);
    let found = api.sys_user_page(filter.as_deref(), skip, top).await?;
    Ok(PeoplePage {
        people: found.rows.into_iter().filter_map(person).collect(),
        total: found.total,
    })
}

/// `$filter` in the words of `OData` v4.
fn filter(wanted: &Wanted) -> Option<String> {
    let comparisons: Vec<String> = match wanted {
        Wanted::Everybody => return None,
        Wanted::Ids(ids) => {
            let ids = ids.iter();
            ids.map(|id| format!("_id eq {}", literal(id.as_str())))
                .collect()
        }
        Wanted::Called(text) => ["_id", "name"]
            .map(|field| format!("{field} eq {}", literal(text)))
            .into(),
        Wanted::Like(text) => SEARCHED
            .map(|field| format!("contains({field},{})", literal(text)))
            .into(),
    };
    Some(comparisons.join(" or "))
}

/// A text in quotes; a quote inside is doubled.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A person who can be named in a decision.
///
/// Quirk: the record's own `type` and `source` are not the `Type` of a `UserInfo`.
fn person(user: User) -> Option<Person> {
    let id = user.id?;
    let name = user.name.or_else(|| user.nick_name.clone());
    Some(Person {
        name: name.unwrap_or_else(|| id.to_string()),
        id,
        nick_name: user.nick_name,
        email: user.email,
        phone: user.phone,
        kind: INTERNAL,
    })
}
