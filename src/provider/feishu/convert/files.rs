//! Files, pictures and documents that a form names, each with its address. Nothing is fetched.

use serde_json::Value;

use crate::domain::instance::Attachment;
use crate::domain::value::plain;
use crate::provider::feishu::wire::instance::File;
use crate::provider::feishu::wire::widget::Widget;

/// The files of a widget, and what the form shows of them: their names, which do not change while
/// the addresses are signed anew for every reader.
pub(crate) fn files(widget: &Widget) -> (Vec<Attachment>, Value) {
    let kind = match widget.kind() {
        "image" | "imageV2" => "image",
        _ => "file",
    };
    let addresses = texts(&widget.value);
    let told = plain(&widget.ext);
    let names = names(&told, addresses.len());
    let shown = match &names {
        Some(names) => names
            .iter()
            .map(|name| Value::from(name.as_str()))
            .collect(),
        None if !told.is_empty() => Value::from(told.as_str()),
        None => addresses.iter().map(|it| Value::from(ending(it))).collect(),
    };
    let mut names = names.into_iter().flatten();
    let attachment = |address: String| Attachment {
        name: names.next().unwrap_or_else(|| ending(&address).to_owned()),
        id: Some(address),
        kind: Some(kind.to_owned()),
    };
    (addresses.into_iter().map(attachment).collect(), shown)
}

/// The names in an extension. Quirk: one text, joined by commas and sometimes quoted; a name may
/// hold a comma itself, and where the count then differs nobody knows which is whose.
fn names(told: &str, count: usize) -> Option<Vec<String>> {
    let told = told.trim();
    if told.is_empty() || count == 0 {
        return None;
    }
    let quote = told.chars().next().filter(|c| matches!(c, '\'' | '"'));
    let bare = quote.map_or(told, |quote| told.trim_matches(quote));
    if count == 1 {
        return Some(vec![bare.to_owned()]);
    }
    let between = quote.map_or_else(|| ",".to_owned(), |quote| format!("{quote},{quote}"));
    let names: Vec<_> = bare
        .split(between.as_str())
        .map(|name| name.trim().to_owned())
        .collect();
    (names.len() == count).then_some(names)
}

/// The last part of an address, without what signs it.
fn ending(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.rsplit('/')
        .next()
        .filter(|name| !name.is_empty())
        .unwrap_or(address)
}

/// Whether [`texts`] says all of it.
pub(crate) fn is_of_texts(value: &Value) -> bool {
    let is_one = |value: &Value| !value.is_object() && !value.is_array();
    value
        .as_array()
        .map_or_else(|| is_one(value), |all| all.iter().all(is_one))
}

/// A text, or each of a list.
pub(crate) fn texts(value: &Value) -> Vec<String> {
    let all = match value {
        Value::Array(all) => all.iter().map(plain).collect(),
        one => vec![plain(one)],
    };
    all.into_iter().filter(|text| !text.is_empty()).collect()
}

/// A document of the service's own, and what the form shows of it; `None` where it is no document.
pub(crate) fn document(value: &Value) -> Option<(Attachment, Value)> {
    let text = |key: &str| value.get(key)?.as_str().filter(|text| !text.is_empty());
    let address = text("url").or_else(|| text("token"))?;
    let title = text("title").unwrap_or(address);
    let attachment = Attachment {
        id: Some(address.to_owned()),
        name: title.to_owned(),
        kind: Some("document".to_owned()),
    };
    Some((attachment, Value::from(title)))
}

/// A file beside a remark or a decision.
pub(crate) fn beside(files: &[File]) -> Vec<Attachment> {
    let named = files.iter().filter_map(|file| {
        Some(Attachment {
            name: file.title.clone().or_else(|| file.url.clone())?,
            id: file.url.clone(),
            kind: file.kind.clone(),
        })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::{ending, names};

    #[test]
    fn names_are_told_apart_where_their_number_fits() {
        let two = Some(vec!["合同.pdf".to_owned(), "附表.xlsx".to_owned()]);
        assert_eq!(names("合同.pdf,附表.xlsx", 2), two);
        assert_eq!(names("'合同.pdf','附表.xlsx'", 2), two);
        assert_eq!(names("a,b.pdf", 1), Some(vec!["a,b.pdf".to_owned()]));
        assert_eq!(names("a,b.pdf,c.pdf", 2), None);
        assert_eq!(names("", 1), None);
    }

    #[test]
    fn an_address_is_called_by_its_last_part_without_its_signature() {
        assert_eq!(ending("https://files.example/a/b.pdf?sign=1"), "b.pdf");
        assert_eq!(ending("https://files.example/"), "https://files.example/");
        assert_eq!(ending("8E7C"), "8E7C");
    }
}
