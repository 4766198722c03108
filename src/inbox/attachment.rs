//! Files that a form names. Only their names are known: their content is never read, and nothing
//! of theirs is ever run.

use serde_json::Value;

use crate::domain::form::{FieldType, Form};
use crate::domain::instance::Attachment;

/// How the address of a file in the environment's own storage begins.
const STORED: &str = "cloud://";

/// The files of fields that are said to hold files, and of those whose value is a stored file's
/// address.
pub(super) fn of_form(form: &Form) -> Vec<Attachment> {
    let mut found = Vec::new();
    for part in &form.parts {
        for field in &part.fields {
            let said = field.kind == Some(FieldType::File);
            for value in part.rows.iter().filter_map(|row| row.get(&field.key)) {
                match value {
                    Value::Array(all) => found.extend(all.iter().filter_map(|one| file(one, said))),
                    one => found.extend(file(one, said)),
                }
            }
        }
    }
    found
}

fn file(value: &Value, said: bool) -> Option<Attachment> {
    let text = |key: &str| value.get(key)?.as_str().filter(|text| !text.is_empty());
    let address = match value {
        Value::String(address) => address.as_str(),
        _ => ["fileId", "url", "id"].into_iter().find_map(text)?,
    };
    if address.is_empty() || !(said || address.starts_with(STORED)) {
        return None;
    }
    let name = ["fileName", "name"].into_iter().find_map(text);
    let ending = || address.rsplit('/').next().unwrap_or(address);
    Some(Attachment {
        id: Some(address.to_owned()),
        name: name.unwrap_or_else(ending).to_owned(),
        kind: text("type").map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::form::{Part, Shape};

    fn named(value: &Value, kind: Option<FieldType>) -> Vec<(String, String, Option<String>)> {
        let row = json!({ "invoice": value.clone() })
            .as_object()
            .unwrap()
            .clone();
        let mut part = Part::from_rows(None, None, Shape::Object, vec![row]);
        part.fields[0].kind = kind;
        let files = of_form(&Form { parts: vec![part] }).into_iter();
        files
            .map(|file| (file.id.unwrap(), file.name, file.kind))
            .collect()
    }

    #[test]
    fn a_stored_file_is_known_by_its_address_wherever_it_stands() {
        let (address, other) = ("cloud://env.6c6f/claims/1.pdf", "cloud://env.6c6f/2.png");
        let first = (address.to_owned(), "1.pdf".to_owned(), None);
        assert_eq!(named(&json!(address), None), std::slice::from_ref(&first));
        let second = (other.to_owned(), "2.png".to_owned(), None);
        assert_eq!(
            named(&json!([address, other, "", 7]), None),
            [first, second]
        );
    }

    #[test]
    fn a_file_may_come_with_its_name_and_type() {
        let value = json!([{ "fileId": "cloud://e/x", "name": "合同.docx", "type": "docx" }]);
        let file = ("cloud://e/x", "合同.docx", Some("docx".to_owned()));
        assert_eq!(
            named(&value, None),
            [(file.0.to_owned(), file.1.to_owned(), file.2)]
        );
    }

    #[test]
    fn another_address_is_a_file_only_where_the_field_is_said_to_hold_files() {
        let link = "https://files.example/a/b.pdf";
        assert_eq!(named(&json!(link), None), []);
        let file = (link.to_owned(), "b.pdf".to_owned(), None);
        assert_eq!(named(&json!(link), Some(FieldType::File)), [file]);
    }
}
