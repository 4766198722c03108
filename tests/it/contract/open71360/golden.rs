//! Golden screens of a preset and of a custom form, in both languages and three sizes.

use insta::{Settings, assert_snapshot};
use zhupi::domain::instance::Instance;
use zhupi::locale::Language;

use super::story::{fixture, opened_in};
use crate::support::desk::Desk;

async fn check(name: &str, fixture_name: &str, tab: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../../../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut wire = fixture(fixture_name);
    wire["feed"]["tables"] = serde_json::json!([
        "付款计划<table><tr><th>期次</th><th>金额</th><th>条件</th></tr>\
         <tr><td>一</td><td>¥ 96,000</td><td rowspan=2>收到发票后 15 日</td></tr>\
         <tr><td>二</td><td>¥ 160,000</td></tr></table>"
    ]);
    for (language, tag) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        let instance = opened_in(tag, &wire).await;
        for (width, height) in [(80, 24), (120, 40), (200, 50)] {
            let mut desk = Desk::sized(width, height);
            desk.model.sides.home.verbs = &[];
            desk.model.sides.home.days = Some(180);
            desk.press_and_read("<enter>");
            desk.press_and_read("z");
            desk.press(tab);
            desk.read_anew(|shown| {
                *shown = Instance {
                    item: shown.item.clone(),
                    ..instance.clone()
                };
            });
            let frame = desk.frame(language);
            settings.bind(|| assert_snapshot!(format!("{name}-{width}x{height}-{tag}"), frame));
        }
    }
}

#[tokio::test]
async fn a_preset_form() {
    check("open71360-payment", "payment", "").await;
}

#[tokio::test]
async fn a_custom_form() {
    check("open71360-custom", "custom", "").await;
}

#[tokio::test]
async fn the_history_of_an_approval() {
    check("open71360-history", "payment", "]]").await;
}
