//! The query language: what it means, what is wrong with it, and what always holds.

mod faulty;
mod laws;
mod meaning;

use jiff::tz::TimeZone;
use serde_json::Value;
use zhupi::domain::form::{Field, FieldType, Form, Part, Shape};
use zhupi::domain::item::Item;
use zhupi::domain::query::{Facts, Known, Present, Query, Truth};

use crate::support::papers;

/// A form of one object with these values, and a label for the amount.
fn facts(values: Value) -> Facts {
    let Value::Object(row) = values else {
        panic!("a form is an object: {values}");
    };
    let mut part = Part::from_rows(None, None, Shape::Object, vec![row]);
    for field in &mut part.fields {
        if field.key == "amount" {
            *field = Field {
                key: "amount".to_owned(),
                label: Some("金额".to_owned()),
                kind: Some(FieldType::Money),
                ..Field::default()
            };
        }
    }
    Facts {
        flow: Some("差旅报销".to_owned()),
        form: Form { parts: vec![part] },
        ..Facts::default()
    }
}

/// What a query says of an item in the tests' present, in Shanghai.
fn truth(query: &str, item: &Item, facts: Option<&Facts>) -> Truth {
    let query = Query::parse(query).unwrap_or_else(|fault| panic!("{query}: {fault:?}"));
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let people = papers::people();
    let present = Present {
        now: papers::now(),
        zone: &zone,
        people: &people,
    };
    query.truth(Known { item, facts }, &present)
}
