//! Ready comments with placeholders, `{amount}` and the like, filled from each item. Knows no box
//! and no key.

use serde_json::Value;

use crate::domain::form::Form;
use crate::domain::item::Item;
use crate::domain::query::Facts;
use crate::domain::text::neutral_lines;
use crate::domain::value::plain;

/// Why a text cannot be filled for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The item's form has no such field.
    Unknown(String),
    /// Its form has not been read, so nobody knows.
    Unread(String),
}

/// Whether a text has anything to fill in.
pub fn has_placeholders(text: &str) -> bool {
    names(text).next().is_some()
}

/// The names in braces, in their order.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.split('{').skip(1);
    opened
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.trim()))
        .filter(|name| !name.is_empty())
}

/// The text as it is for one item. A brace that is never closed is a brace.
pub fn fill(text: &str, item: &Item, facts: Option<&Facts>) -> Result<String, Gap> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        if name.trim().is_empty() {
            filled.push('{');
            rest = after;
            continue;
        }
        filled.push_str(&neutral_lines(&value(name.trim(), item, facts)?));
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The same where only the form was read.
pub fn fill_on(text: &str, item: &Item, form: Option<&Form>) -> Result<String, Gap> {
    let facts = form.filter(|_| has_placeholders(text)).map(|form| Facts {
        form: form.clone(),
        ..Facts::default()
    });
    fill(text, item, facts.as_ref())
}

/// What a name stands for: something of the row, else a field of the form by key or label.
fn value(name: &str, item: &Item, facts: Option<&Facts>) -> Result<String, Gap> {
    match name {
        "title" => return Ok(item.title.clone()),
        "applicant" | "from" => return Ok(item.applicant.label().to_owned()),
        "flow" => return Ok(item.flow_name().to_owned()),
        "node" => return Ok(item.node.label().to_owned()),
        "no" => return Ok(item.instance_id.to_string()),
        _ => {}
    }
    let Some(facts) = facts else {
        return Err(Gap::Unread(name.to_owned()));
    };
    let values = facts.values(name);
    if values.is_empty() && name == "amount" {
        let money = facts.form.money().map(|(_, value)| plain(value));
        return money.ok_or_else(|| Gap::Unknown(name.to_owned()));
    }
    if values.is_empty() && !facts.has(name) {
        return Err(Gap::Unknown(name.to_owned()));
    }
    let texts = values.into_iter().map(|value: &Value| plain(value));
    Ok(texts.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::{Gap, fill, has_placeholders};
    use crate::domain::id::Id;
    use crate::domain::item::{Folder, Item, Key};
    use crate::domain::query::Facts;

    fn item() -> Item {
        let key = Key {
            account: "work".into(),
            folder: Folder::Todo,
            id: Id::from("7001"),
        };
        Item {
            title: "差旅报销".to_owned(),
            ..Item::bare(key, None, "6001".into())
        }
    }

    #[test]
    fn what_stands_in_braces_is_filled_from_the_item() {
        let filled = fill("同意 {title}（{no}）", &item(), None);
        assert_eq!(filled, Ok("同意 差旅报销（6001）".to_owned()));
    }

    #[test]
    fn a_field_nobody_has_read_and_one_that_is_not_there_are_different_gaps() {
        let unread = Gap::Unread("天数".to_owned());
        assert_eq!(fill("{天数} 天", &item(), None), Err(unread));
        let unknown = Gap::Unknown("天数".to_owned());
        let facts = Facts::default();
        assert_eq!(fill("{天数} 天", &item(), Some(&facts)), Err(unknown));
    }

    #[test]
    fn braces_that_hold_nothing_stay_as_they_are() {
        for text in ["{", "{}", "a { b", "}{", "{ }"] {
            assert!(!has_placeholders(text), "{text}");
            assert_eq!(fill(text, &item(), None).as_deref(), Ok(text));
        }
    }
}
