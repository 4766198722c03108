//! People, through the data model's interface: `GET sys_user` (document 003, first part), `OData` v4.

use serde_json::{Map, Value, json};

use crate::sandbox::company::{Company, Person};
use crate::sandbox::routes::answer::Answer;
use crate::sandbox::routes::call::Call;
use crate::sandbox::routes::{Server, lock};

/// Rows without `$top`.
const ROWS: usize = 100;

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
    let rows = company.people.iter().map(row);
    let found: Vec<_> = rows
        .filter(|row| filter.as_ref().is_none_or(|filter| filter.holds(row)))
        .collect();
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), json!("$metadata#sys_user"));
    if option("$count") == Some("true") {
        body.insert("@odata.count".to_owned(), json!(found.len()));
    }
    let rows = found.into_iter().skip(skip).take(top).map(Value::Object);
    body.insert("value".to_owned(), rows.collect());
    Some(Value::Object(body))
}

fn row(person: &Person) -> Map<String, Value> {
    let joined = crate::sandbox::snowflake::made_at(person.id);
    let fields = [
        ("_id", json!(person.id.to_string())),
        ("createdAt", json!(joined)),
        ("updatedAt", json!(joined)),
        ("createBy", json!("administrator")),
        ("updateBy", json!("administrator")),
        ("name", json!(person.name)),
        ("type", json!(0)),
        ("internal_user_type", json!(0)),
        ("uuid", Value::Null),
        ("open_id", Value::Null),
        ("user_desc", json!(person.title)),
        ("nick_name", json!(person.key)),
        ("source", json!(4)),
        ("email", json!(format!("{}@yunfan.example", person.key))),
        ("phone", json!(person.phone)),
    ];
    fields
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// The one comparison that `$filter` may hold.
struct Filter<'q> {
    field: &'q str,
    /// Contains instead of equals.
    part: bool,
    text: String,
}

impl<'q> Filter<'q> {
    /// `name eq '王芳'` or `contains(name,'王')`; a quote inside is doubled.
    fn parse(text: &'q str) -> Option<Self> {
        let inside = text
            .trim()
            .strip_prefix("contains(")
            .and_then(|rest| rest.strip_suffix(')'));
        let (field, value) = match inside {
            Some(inside) => inside.split_once(',')?,
            None => text.trim().split_once(" eq ")?,
        };
        let value = value.trim().strip_prefix('\'')?.strip_suffix('\'')?;
        Some(Self {
            field: field.trim(),
            part: inside.is_some(),
            text: value.replace("''", "'"),
        })
    }

    fn holds(&self, row: &Map<String, Value>) -> bool {
        let Some(found) = row.get(self.field).and_then(Value::as_str) else {
            return false;
        };
        if self.part {
            found.contains(&self.text)
        } else {
            found == self.text
        }
    }
}
