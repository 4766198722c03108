//! The company's people as the tenant knows them: two ids each, which follow from their id.

use crate::sandbox::company::{Company, Person};

/// Spreads the digits of an id.
const SPREAD: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;

/// Which of the two ids a caller speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ids {
    User,
    Open,
}

/// `user_id`: eight hexadecimal digits.
pub(in crate::sandbox) fn user_id(person: &Person) -> String {
    format!("{:08x}", spread(person.id) >> 96)
}

/// `open_id`.
pub(super) fn open_id(person: &Person) -> String {
    format!("ou_{:032x}", spread(person.id))
}

fn spread(id: i64) -> u128 {
    u128::from(id.unsigned_abs()).wrapping_mul(SPREAD)
}

/// A code such as instances and definitions have, from a number.
pub(super) fn code(number: u64) -> String {
    let digits = format!("{:032X}", u128::from(number + 1).wrapping_mul(SPREAD));
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().to_owned();
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

/// The person with this id.
pub(super) fn by_id<'a>(company: &'a Company, ids: Ids, id: &str) -> Option<&'a Person> {
    company.people.iter().find(|person| match ids {
        Ids::User => user_id(person) == id,
        Ids::Open => open_id(person) == id,
    })
}
