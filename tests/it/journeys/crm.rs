//! An account at 71360 on the screen: its list grows while details are read, its forms, tables and
//! remarks are shown, and nothing can be decided.

use async_trait::async_trait;
use jiff::Timestamp;
use zhupi::domain::item::Folder;
use zhupi::inbox::{Inbox, Parts};
use zhupi::provider::Memory;
use zhupi::provider::open71360::connect;
use zhupi::store::{Cache, Journal, Owners};

use super::app::App;
use super::office::Office;

/// Why nothing can be decided, behind the name of the key.
const NO_INTERFACE: &str = "：这个平台的接口没有此功能，请在浏览器里办理";

/// When the story of the company ends.
fn then() -> Timestamp {
    "2026-03-20T10:00:00+08:00".parse().unwrap()
}

/// Keeps nothing.
#[derive(Debug)]
struct Forgetful;

#[async_trait]
impl Memory for Forgetful {
    async fn recall(&self) -> Option<String> {
        None
    }

    fn remember(&self, _: String) {}
}

/// 王芳 at 71360, on that day.
fn crm(office: &Office) -> Inbox {
    let config = office.config("machine", "crm", "");
    let (name, account) = config.account().unwrap();
    let provider = connect(name, account, &config.env, "zh", Box::new(Forgetful), then).unwrap();
    let folder = &config.folders.state;
    std::fs::create_dir_all(folder).unwrap();
    let owners = Owners::new(folder);
    Inbox::new(Parts {
        account: name.to_owned(),
        user_id: None,
        provider: Box::new(provider),
        journal: Journal::open(&folder.join("journal.db")).unwrap(),
        cache: Cache::open(&folder.join("cache.db")).unwrap(),
        owner: owners.join().unwrap(),
        owners,
        names: [].into(),
        read_only: false,
        concurrency: 8,
        clock: then,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_grows_while_details_are_read_and_says_how_many_are_left() {
    let known = App::start(crm(&Office::open().await)).await;
    let late = known.item().instance_id;
    let office = Office::open().await;
    office.faults(&format!(
        "[[fault]]\ninterface = \"get\"\nkind = \"delay\"\nms = 3600000\ntask = \"{late}\"\n"
    ));
    let mut app = App::begin(crm(&office)).await;
    app.answers_show("还要读").await.see(" 1/7 ");
    office.faults("");
    office.let_go();
    app.answers_come().await.not_see("还要读").see(" 2/8 ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preset_form_a_custom_one_and_a_table_are_shown_with_their_words() {
    let office = Office::open().await;
    let mut app = App::start(crm(&office)).await;
    app.see("付款申请 支付…");
    app.go_to(|item| item.title == "支付云图展架第二笔货款")
        .await;
    app.press("z").await;
    app.see("付款金额").see("¥ 48,600.00").see("是否开票");
    app.press("]").await.see("第 2 步");
    app.press("]").await.see("│ 条款与合同一致。");
    app.press("]").await.see("approval/get");
    // Nobody has a name: the end of an id tells people apart, and no line is cut.
    let sender = app.item().applicant.id.unwrap();
    app.see(&format!("\"{sender}\""));
    app.press("<esc>")
        .await
        .see(&format!(" …{} ", sender.ending()));
    app.see(&format!("{}\"", sender.ending()));
    app.press("[[[<esc>").await;
    app.go_to(|item| item.title == "与澄海物流的年度框架合同")
        .await;
    app.press("z").await;
    app.see("涉及事项").see("数据交换, 驻场实施, 延期罚则");
    app.see("备注 (w5)").see("对方法务已确认第 7 条");
    app.see("分期付款计划")
        .see("期次  比例  金额")
        .see("¥ 160,000");
    app.see("谈判纪要.mp3 · 录音").see("商机");
    app.press("]]").await.see("固定流程");
    app.see("│ 已补充到附件。").see("⎙ 违约金条款修订.docx");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_key_that_would_decide_says_why_it_cannot() {
    let office = Office::open().await;
    let mut app = App::start(crm(&office)).await;
    let keys = [
        ("1", Folder::Todo, "aAdt+b"),
        ("2", Folder::Done, "w"),
        ("4", Folder::Created, "w!"),
    ];
    for (folder, at, keys) in keys {
        app.press(folder).await;
        assert_eq!(app.item().key.folder, at);
        for key in keys.chars() {
            app.press(&key.to_string()).await;
            app.see(NO_INTERFACE);
            assert!(app.model().plan.groups().is_empty(), "{key}");
            // What was said is no longer on the screen.
            app.press("<esc>").await.not_see(NO_INTERFACE);
        }
    }
    app.press("1").await.press("xxx").await.press("a").await;
    app.see(NO_INTERFACE);
    app.press("gp").await;
    assert!(app.model().plan.groups().is_empty());
    assert_eq!(office.all_decisions(), 0);
}
