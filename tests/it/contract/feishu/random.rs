//! Widgets of any shape: nothing of them is hidden, nothing panics, and no escape sequence of
//! theirs reaches a terminal.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use zhupi::domain::instance::Instance;
use zhupi::domain::value::plain;

use super::{WANG_FANG, fixture, reply, with_form};
use crate::cli::Home;
use crate::contract::server::Server;
use crate::support::hostile::{is_all_in, is_harmless, tabs, unruly};
use crate::support::random;

/// Types of the document, and some that it does not have.
const TYPES: [&str; 24] = [
    "input",
    "textarea",
    "date",
    "radioV2",
    "address",
    "number",
    "amount",
    "formula",
    "contact",
    "connect",
    "attachmentV2",
    "imageV2",
    "checkboxV2",
    "dateInterval",
    "fieldList",
    "document",
    "department",
    "leaveGroup",
    "widgetLeaveGroupV2",
    "shiftGroup",
    "tripGroup",
    "telephone",
    "mutableGroup",
    "",
];

const KEYS: [&str; 10] = [
    "start",
    "interval",
    "schedule",
    "peer",
    "unit",
    "value",
    "id",
    "name",
    "country_code",
    "x",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => "[a-z]{4,8}".prop_map(Value::from),
        1 => (10_000_u32..99_999).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!("")),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let key = prop::sample::select(KEYS.to_vec());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner.clone()), 0..4).prop_map(|all| {
                let all = all.into_iter().map(|(key, one)| (key.to_owned(), one));
                Value::Object(all.collect::<Map<_, _>>())
            }),
            widget(inner),
        ]
    })
}

fn widget(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let name = prop::option::of("[甲乙]{1,2}");
    let kind = prop::sample::select(TYPES.to_vec());
    ("w[1-3]", name, kind, value).prop_map(|(id, name, kind, value)| {
        let mut widget = json!({ "id": id, "type": kind, "value": value });
        if let Some(name) = name {
            widget["name"] = json!(name);
        }
        widget
    })
}

/// The values that a person would miss. What widgets are called, and of which type, is no value.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| leaves(one, found)),
        Value::Object(all) => {
            let is_widget = all.contains_key("type");
            for (key, one) in all {
                if !is_widget || key == "value" {
                    leaves(one, found);
                }
            }
        }
        Value::Null => {}
        one => found.push(plain(one)),
    }
}

/// All that the detail says of a form.
fn said(instance: &Instance) -> String {
    let mut said = instance.text.clone().unwrap_or_default();
    for part in &instance.form.parts {
        for row in &part.rows {
            for field in &part.fields {
                said += &row.get(&field.key).map(plain).unwrap_or_default();
                said.push('\n');
            }
            let known = |key: &String| part.fields.iter().any(|field| field.key == *key);
            assert!(row.keys().all(known) || instance.text.is_some());
        }
    }
    for file in &instance.attachments {
        said += file.id.as_deref().unwrap_or_default();
        said.push('\n');
    }
    said
}

#[test]
fn no_value_of_a_form_is_hidden_whatever_its_shape() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let forms = prop::collection::vec(widget(value()), 1..5);
    proptest!(random::config(96), |(widgets in forms)| {
        let widgets = Value::from(widgets);
        let instance = runtime.block_on(with_form(&widgets));
        let said = said(&instance);
        let mut expected = Vec::new();
        leaves(&widgets, &mut expected);
        for leaf in expected {
            prop_assert!(said.contains(&leaf), "{leaf} of {widgets} is not in {said}");
        }
    });
}

/// Widgets that say these texts, wherever one may stand.
fn saying() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => unruly().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    let value = leaf.prop_recursive(3, 16, 4, |inner| {
        let key = prop_oneof![
            prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned),
            unruly()
        ];
        let pairs = prop::collection::vec((key, inner.clone()), 0..4);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            pairs.prop_map(|pairs| pairs.into_iter().collect::<Value>()),
            widget(inner),
        ]
    });
    let kind = prop::sample::select(TYPES.to_vec());
    let widget = (unruly(), kind, value, prop::option::of(unruly()));
    widget.prop_map(|(name, kind, value, ext)| {
        let mut widget = json!({ "id": "w", "name": name, "type": kind, "value": value });
        // Files that have names are drawn by them, not by their addresses.
        let is_file = kind.starts_with("attachment") || kind.starts_with("image");
        if let Some(ext) = ext.filter(|_| !is_file) {
            widget["ext"] = json!(ext);
        }
        widget
    })
}

#[test]
fn widgets_of_anything_are_drawn_with_all_that_they_say() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let forms = prop::collection::vec(saying(), 1..5);
    proptest!(random::config(48), |(widgets in forms, width in 40_u16..160)| {
        let widgets = Value::from(widgets);
        let tabs = tabs(&runtime.block_on(with_form(&widgets)), width);
        prop_assert!(is_harmless(&tabs));
        let mut expected = Vec::new();
        leaves(&widgets, &mut expected);
        prop_assert!(is_all_in(&expected.concat(), &tabs[0]), "{widgets}\n{}", tabs[0]);
    });
}

#[test]
fn texts_that_are_no_form_are_kept_whatever_they_are() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    proptest!(random::config(64), |(text in "[\\[\\]{}\",:a-z0-9\\\\ ]{1,60}")| {
        let instance = runtime.block_on(super::opened(json!({ "form": text })));
        let empty = instance.form.parts.is_empty();
        prop_assert!(empty || instance.text.is_some() || text.starts_with('['), "{text}");
        prop_assert!(!empty || text.trim().replace(' ', "") == "[]", "{text}");
    });
}

/// What a terminal would obey, or show in another order than it stands.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}abc\u{200b}\u{8}";

fn poisoned(value: &Value) -> Value {
    match value {
        Value::String(text) if !text.starts_with(['[', '{']) => format!("{text}{HOSTILE}").into(),
        Value::Array(all) => all.iter().map(poisoned).collect(),
        Value::Object(all) => {
            let kept = [
                "id", "user_id", "open_id", "task_id", "node_id", "status", "type",
            ];
            let each = all.iter().map(|(key, one)| {
                let one = if kept.contains(&key.as_str()) {
                    one.clone()
                } else {
                    poisoned(one)
                };
                (key.clone(), one)
            });
            Value::Object(each.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_terminal_obeys_gets_out_of_an_instance_and_no_id_into_the_log() {
    let mut body = fixture();
    let widgets = json!([
        { "id": "1", "name": "事由", "type": "textarea", "value": "南京" },
        { "id": "2", "name": "请假", "type": "leaveGroup", "value": { "name": "年假", "odd": "x" } },
        { "id": "3", "name": "明细", "type": "fieldList", "value": [[{ "id": "4", "name": "项目", "type": "input", "value": "高铁" }]] },
        { "id": "5", "name": "附件", "type": "attachmentV2", "ext": "a.pdf", "value": ["https://f.example/1"] },
    ]);
    let mut data = poisoned(&body["data"]);
    data["form"] = json!(poisoned(&widgets).to_string());
    data["timeline"][7]["type"] = json!(format!("ODD{HOSTILE}"));
    data["status"] = json!(format!("ODD{HOSTILE}"));
    body["data"] = data;
    let server = Server::start().await;
    server.on("get", [reply(200, &body)]);
    let row = json!({ "title": format!("费用{HOSTILE}"), "task_id": "7303", "process_code": "F1BBCDCB", "definition_name": HOSTILE });
    let list = json!({ "tasks": [row], "has_more": false, "count": { "total": 1 } });
    server.on("query", [super::data(&list)]);
    let token = json!({ "code": 0, "tenant_access_token": "t-1", "expire": 7200 });
    server.on("internal", [reply(200, &token)]);
    let home = Home::new();
    let config = format!(
        "[accounts.office]\nprovider = \"feishu\"\napp_id = \"cli\"\nbase_url = \"{}\"\nuser_id = \"{WANG_FANG}\"\n",
        server.base
    );
    std::fs::write(home.path("office.toml"), config).unwrap();
    for args in [
        &["list", "todo"][..],
        &["show", "7303"],
        &["show", "7303", "--raw"],
        &["canvas", "7303"],
        &["tasks", "F1BBCDCB"],
        &["show", "yunfan-0007"],
    ] {
        let output = home
            .command(args)
            .env("ZHUPI_CONFIG", home.path("office.toml"))
            .env("ZHUPI_OFFICE_APP_SECRET", "geheim-7")
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{args:?}: {errors}");
        let obeyed = |c: char| {
            let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
            turns || c.is_control() && c != '\n'
        };
        assert!(!printed.contains(obeyed), "{args:?}: {printed:?}");
        assert!(printed.contains("abc"), "{args:?}: {printed}");
    }
    let log = std::fs::read_to_string(home.path("state/zhupi/zhupi.log")).unwrap();
    assert!(log.contains("GET users/:user_id"), "{log}");
    assert!(!log.contains(WANG_FANG), "an id of a person: {log}");
}
