//! What sets the program up, and looks into it, on the demo: nothing of the user's own is touched.

use serde_json::Value;

use super::{Home, items, zhupi};

#[test]
fn the_accounts_of_the_demo_are_listed_with_the_one_that_is_opened() {
    let listed = zhupi(&["demo", "accounts", "-o", "json"]).ends(0).json();
    let usual: Vec<_> = items(&listed)
        .iter()
        .filter(|account| account["default"] == true)
        .collect();
    assert_eq!(usual.len(), 1, "{listed}");
    assert_eq!(usual[0]["name"], "work");
    assert!(items(&listed).len() > 3);
}

#[test]
fn the_demo_is_sound_and_says_whose_hand_it_is() {
    let answer = zhupi(&["demo", "doctor", "-o", "json"]).ends(0);
    let checks = answer.json()["checks"].clone();
    for check in checks.as_array().unwrap() {
        assert_eq!(check["status"], "ok", "{check}");
    }
    zhupi(&["--account", "office", "demo", "doctor"]).ends(0);
}

#[test]
fn the_configuration_of_the_demo_can_be_looked_at_while_it_lasts() {
    let home = Home::new();
    let told = home.zhupi(&["demo", "config", "path", "-o", "json"]);
    let told = told.ends(0).json();
    let path = told["path"].as_str().unwrap();
    assert!(path.contains("zhupi-demo-"), "{path}");
    assert_eq!(told["exists"], true);
    let shown = home.zhupi(&["demo", "config", "show", "-o", "json"]);
    let shown = shown.ends(0).json();
    let mut values = shown["values"].as_array().unwrap().iter();
    let usual = values.find(|value| value["key"] == "default_account");
    assert_eq!(
        usual.map(|value| &value["value"]),
        Some(&Value::from("work"))
    );
    home.zhupi(&["demo", "config", "check"]).ends(0).shows("✓");
    assert_eq!(home.files(), [home.path("tmp")]);
}

#[test]
fn nobody_logs_in_or_out_in_the_demo() {
    for line in [
        &["demo", "login", "--name", "mine"][..],
        &["demo", "logout"],
        &["demo", "logout", "work", "--forget"],
    ] {
        let home = Home::new();
        home.zhupi(line).ends(2).says("in the demo");
        assert_eq!(home.files(), [home.path("tmp"), home.path("state")][..1]);
    }
    let help = zhupi(&["demo", "--help"]).ends(0).out;
    assert!(
        help.contains("accounts") && !help.contains("login"),
        "{help}"
    );
}
