//! People, through the data model's interface: `GET sys_user` (document 003, first part), `OData` v4.

mod filter;

use serde_json::{Map, Value, json};

use crate::sandbox::company::{Company, Person};
use crate::sandbox::routes::answer::Answer;
use crate::sandbox::routes::call::Call;
use crate::sandbox::routes::{Server, lock};
use filter::Filter;

/// Rows without `$top`, and the most there are with it.
const ROWS: usize = 100;
const MOST: usize = 5000;

/// `GET /weda/odata/v1/{envType}/sys_user` with `$filter`, `$top`, `$skip` and `$count`.
pub(in crate::sandbox::routes) fn users(server: &Server, call: &Call) -> Answer {
    let engine = lock(&server.engine);
    match page(engine.company(), call) {
        Some(body) => Answer::flat(body),
        None => Answer::gateway(400, "INVALID_PARAM", "query option not understood"),
    }
}

fn page(company: &Company, call: &Call) -> Option<Value> {
    let option = |key: &str| call.query.get(key).map(String::as_str);
    let filter = option("$filter").map(Filter::parse);
    if let Some(None) = filter {
        return None;
    }
    let filter = filter.flatten();
    let top = option("$top").map_or(Some(ROWS), |text| text.parse().ok())?;
    let skip = option("$skip").map_or(Some(0), |text| text.parse().ok())?;
    let found: Vec<&Person> = company
        .everybody()
        .filter(|person| filter.as_ref().is_none_or(|filter| filter.holds(person)))
        .collect();
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), json!("$metadata#sys_user"));
    if option("$count") == Some("true") {
        body.insert("@odata.count".to_owned(), json!(found.len()));
    }
    let rows = found.into_iter().skip(skip).take(top.min(MOST)).map(row);
    body.insert("value".to_owned(), rows.collect());
    Some(Value::Object(body))
}

/// A text field of a person's record.
fn text(person: &Person, field: &str) -> Option<String> {
    Some(match field {
        "_id" => person.id.to_string(),
        "name" => person.name.clone(),
        "nick_name" => person.key.clone(),
        "email" => format!("{}@yunfan.example", person.key),
        "phone" => person.phone.clone(),
        _ => return None,
    })
}

fn row(person: &Person) -> Value {
    let joined = crate::sandbox::snowflake::made_at(person.id);
    json!({
        "_id": text(person, "_id"),
        "createdAt": joined,
        "updatedAt": joined,
        "createBy": "administrator",
        "updateBy": "administrator",
        "name": text(person, "name"),
        "type": 0,
        "internal_user_type": 0,
        "uuid": null,
        "open_id": null,
        "user_desc": person.title,
        "nick_name": text(person, "nick_name"),
        "source": 4,
        "email": text(person, "email"),
        "phone": text(person, "phone"),
    })
}
