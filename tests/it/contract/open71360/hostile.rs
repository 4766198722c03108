//! Approvals out of nonsense: nothing panics, nothing is hidden, and nothing reaches a terminal
//! that could move its cursor.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhupi::domain::instance::Instance;
use zhupi::error::Kind;

use super::story::{fixture, opened, tried};
use crate::support::hostile::{is_all_in, is_harmless, tabs, texts, unruly};
use crate::support::random;

/// What a server may send instead of anything: other types, long texts, escape sequences, HTML.
fn nonsense() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        "[\\PC\u{1b}\u{7}\u{202e}\u{200b}\n<>&/tdr=\"]{0,40}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[["deep"]], { "label": 7, "type": {} }, null])),
        Just(json!({ "label": "x", "value": { "a": [1] }, "type": "image" })),
        Just(json!({ "details": [[], {}, 3] })),
        Just(json!("<table><tr><td rowspan=-1 colspan=x>\u{1b}[2J")),
    ]
}

/// Every place of a value, as a pointer.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                places(item, &format!("{here}/{nth}"), found);
            }
        }
        Value::Object(object) => {
            for (key, item) in object {
                places(item, &format!("{here}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// An approval of which some places say something else.
fn spoilt() -> impl Strategy<Value = Value> {
    let change = (any::<prop::sample::Index>(), nonsense());
    let start = prop::sample::select(vec!["payment", "custom"]);
    (start, prop::collection::vec(change, 1..6)).prop_map(|(name, changes)| {
        let mut wire = fixture(name);
        wire["feed"]["tables"] = json!(["<table><tr><th>甲</th></tr><tr><td>乙</td></tr></table>"]);
        for (place, value) in changes {
            let mut found = Vec::new();
            places(&wire, "", &mut found);
            found.remove(0);
            if found.is_empty() {
                break;
            }
            let pointer = place.get(&found);
            *wire.pointer_mut(pointer).unwrap() = value;
        }
        wire
    })
}

/// Whether a text of the form stands somewhere that is shown.
fn is_shown(text: &str, instance: &Instance) -> bool {
    let mut shown = Vec::new();
    for row in instance.form.parts.iter().flat_map(|part| &part.rows) {
        texts(&Value::Object(row.clone()), &mut shown);
    }
    shown.extend(instance.text.clone());
    shown.iter().any(|other| other.contains(text))
}

/// Any JSON of these texts.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => unruly().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(|number| json!(number)),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from);
        let object = prop::collection::vec((key(), inner), 0..6);
        let object = object.prop_map(|pairs| pairs.into_iter().collect::<Value>());
        prop_oneof![list, object]
    })
}

/// A key that the document knows, or another. What a custom field's type says is shown nowhere.
fn key() -> impl Strategy<Value = String> {
    let known = [
        "details",
        "items",
        "amount",
        "travelType",
        "leaveType",
        "startTime",
        "memberIds",
        "invoiced",
        "remark",
        "paymentTime",
        "approveBudget",
        "label",
        "value",
        "id",
    ];
    prop_oneof![
        prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        unruly()
    ]
}

/// A record of a preset form, or one that names its fields itself.
fn record() -> impl Strategy<Value = (i64, Value)> {
    let object = |pairs: Vec<(String, Value)>| pairs.into_iter().collect::<Value>();
    let preset = prop::collection::vec((key(), anything()), 0..10).prop_map(object);
    let kind = prop::sample::select(vec!["text", "select_one", "select_many", "?"]);
    let field = (unruly(), anything(), kind)
        .prop_map(|(label, value, kind)| json!({ "label": label, "value": value, "type": kind }));
    let custom = prop::collection::vec((key(), field), 1..10).prop_map(object);
    prop_oneof![
        3 => (0..=10_i64, preset),
        1 => (Just(100), custom),
    ]
}

/// HTML of any tags in any order, and what it says.
fn soup() -> impl Strategy<Value = (String, String)> {
    let tags = [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "</th>",
        "<tbody>",
        "<td rowspan=99999999999999999999 colspan=-1>",
        "<th colspan=70>",
        "<td rowspan=3>",
        "<td colspan='0'",
        "<b>",
        "</b>",
        "<p>",
        "</div>",
        "<caption>",
        "&#27;[2J",
        "&lt;",
        "<br/>",
        "<template>",
        "<select>",
        "<svg>",
        "</svg>",
        "<",
    ];
    let tag =
        prop::sample::select(tags.to_vec()).prop_map(|tag| (format!("{tag}>"), String::new()));
    let said = unruly().prop_map(|text| (format!("{text}<i>"), text));
    let pieces = prop::collection::vec(prop_oneof![tag, said], 0..60);
    pieces.prop_map(|pieces| pieces.into_iter().unzip())
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(future)
}

#[tokio::test]
async fn an_approval_of_thousands_of_everything_is_opened_and_drawn() {
    let mut wire = fixture("custom");
    let person = |nth: usize| json!({ "employeeId": format!("FSUID_{nth}"), "state": "agree" });
    let remark = |nth: usize| json!({ "senderId": format!("FSUID_{nth}"), "content": "阅" });
    let crowd = json!({
        "taskId": "crowd",
        "type": "all_pass",
        "state": "agree",
        "taskMembers": (0..3_000).map(person).collect::<Vec<_>>(),
        "comments": (0..6_000).map(remark).collect::<Vec<_>>(),
    });
    let step = |nth: usize| json!({ "taskId": format!("t{nth}"), "state": "schedule" });
    let steps = (0..300).map(step);
    wire["approvalTasks"] = std::iter::once(crowd).chain(steps).collect();
    wire["visibleEmployeeIds"] = (0..6_000).map(|nth| format!("FSUID_{nth}")).collect();
    let field = |nth: usize| {
        let value = json!({ "label": "备注", "value": "长", "type": "text" });
        (format!("w{nth}"), value)
    };
    wire["formRecord"] = (0..20_000).map(field).collect();
    let instance = opened(&wire).await;
    assert_eq!(instance.form.parts[0].fields.len(), 20_000);
    assert_eq!(instance.history.len(), 6_002);
    assert!(is_harmless(&tabs(&instance, 100)));
}

proptest! {
    #![proptest_config(random::config(32))]

    #[test]
    fn an_approval_of_nonsense_is_opened_with_all_that_its_form_says(wire in spoilt()) {
        let instance = match wait(tried("zh", &wire)) {
            Ok(instance) => instance,
            // An id that arrived as a float is not what it was: better nothing than another's.
            Err(error) => {
                prop_assert_eq!(error.kind, Kind::Corrupt);
                return Ok(());
            }
        };
        let mut said = Vec::new();
        match &wire["formRecord"] {
            Value::Object(record) => {
                for value in record.values() {
                    // A custom field says its label as a key, and its type nowhere.
                    let custom = value.get("label").is_some_and(Value::is_string)
                        && value.get("type").is_some();
                    texts(if custom { &value["value"] } else { value }, &mut said);
                }
            }
            other => texts(other, &mut said),
        }
        for text in said {
            prop_assert!(is_shown(&text, &instance), "{text:?} of {wire}");
        }
        prop_assert!(is_harmless(&tabs(&instance, 100)), "{wire}");
        let raw = &instance.raw[0].1;
        prop_assert!(serde_json::from_str::<Value>(raw).is_ok());
    }

    #[test]
    fn a_record_of_anything_is_drawn_with_all_that_it_says(
        (kind, record) in record(),
        width in 40_u16..160,
    ) {
        let mut said = Vec::new();
        texts(&record, &mut said);
        let mut wire = fixture("payment");
        wire["approveType"] = json!(kind);
        wire["formRecord"] = record;
        let tabs = tabs(&wait(opened(&wire)), width);
        prop_assert!(is_harmless(&tabs));
        prop_assert!(is_all_in(&said.concat(), &tabs[0]), "{}", tabs[0]);
    }

    #[test]
    fn tables_of_any_markup_are_drawn_with_all_that_they_say(
        (html, said) in soup(),
        width in 40_u16..160,
    ) {
        let mut wire = fixture("payment");
        wire["feed"]["tables"] = json!([html]);
        let tabs = tabs(&wait(opened(&wire)), width);
        prop_assert!(is_harmless(&tabs));
        prop_assert!(is_all_in(&said, &tabs[0]), "{html:?}\n{}", tabs[0]);
    }
}
