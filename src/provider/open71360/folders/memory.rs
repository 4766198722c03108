//! What is known of all approvals, kept from one start to the next: reading each of them again
//! would take minutes. Whoever else it was read for, or in other words, it is not taken.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::learning::Known;
use crate::domain::id::Id;
use crate::provider::Memory;
use crate::provider::open71360::convert::item::Reader;

/// As it is written down.
#[derive(Debug, Serialize, Deserialize)]
struct Kept<K> {
    person: Id,
    language: String,
    known: K,
}

/// What was kept, if it is of use to this reader.
pub(super) async fn recall(memory: &dyn Memory, reader: &Reader) -> BTreeMap<Id, Known> {
    let text = memory.recall().await.unwrap_or_default();
    let kept: Option<Kept<BTreeMap<Id, Known>>> = serde_json::from_str(&text).ok();
    let of_use =
        |kept: &Kept<_>| kept.person == reader.person && kept.language == reader.terms.language();
    kept.filter(of_use)
        .map(|kept| kept.known)
        .unwrap_or_default()
}

/// Keeps it instead of what was kept before.
pub(super) fn keep(memory: &dyn Memory, reader: &Reader, known: &BTreeMap<Id, Known>) {
    let kept = Kept {
        person: reader.person.clone(),
        language: reader.terms.language().to_owned(),
        known,
    };
    if let Ok(text) = serde_json::to_string(&kept) {
        memory.remember(text);
    }
}
