//! Lines that break: what was done is found out, what was not is not pretended.

use super::office::Office;
use zhupi::tui::model::Words;

#[tokio::test]
async fn an_answer_lost_after_the_work_is_looked_up_and_the_decision_is_done() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    office.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"cut-after\"\ncount = 1\n");
    app.press("a$")
        .await
        .see("1 待办 34  2 已办 18")
        .see("同意 完成");
    assert_eq!(office.decisions(&item), 1);
    assert_eq!(office.all_decisions(), 1);
}

#[tokio::test]
async fn a_request_cut_before_the_work_leaves_the_item_to_be_decided_again() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    office.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"cut-before\"\ncount = 1\n");
    app.press("a$").await.see("未执行");
    assert_eq!(office.all_decisions(), 0);
    app.press("k").await;
    assert_eq!(app.item(), item);
    app.press("a$").await.see("1 待办 34");
    assert_eq!(office.decisions(&item), 1);
}

#[tokio::test]
async fn without_a_server_the_countdown_rests_and_nothing_is_pretended() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    office.faults("[[fault]]\ninterface = \"*\"\nkind = \"cut-before\"\n");
    app.press("r").await.see("○ 离线");
    app.press("a").await.see("⏳ 同意").see("暂停");
    app.pass(60_000).await.see("暂停");
    app.press("$").await.see("离线，暂不发出").see("暂停");
    assert!(app.model().plan.staged(&item.key).is_some());

    office.faults("");
    app.press("r").await.see("● 在线").see("1 待办 35");
    assert_eq!(office.all_decisions(), 0);
}

#[tokio::test]
async fn what_nobody_could_tell_is_unknown_and_found_out_at_the_next_start() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    // The guard still reads; the request is carried out; then nothing more is heard.
    let task = item.task_id.clone().unwrap();
    office.faults(&format!(
        "[[fault]]\ninterface = \"CompleteTask\"\nkind = \"cut-after\"\n\
         [[fault]]\ninterface = \"GetFlowInstanceTasks\"\nkind = \"cut-before\"\nskip = 1\ntask = \"{task}\"\n",
    ));
    app.press("a$").await.see("不明");
    app.press("k").await;
    assert!(app.row().contains('?'), "{}", app.row());
    app.press("a").await.see("这一项已经决定过了");
    app.leave().await;

    office.faults("");
    let mut app = office.sit_down().await;
    app.see("上次中断的决定已查明：1 项已完成，0 项未生效，0 项未知");
    app.see("1 待办 34  2 已办 18");
    assert_eq!(office.decisions(&item), 1);
    assert_eq!(office.all_decisions(), 1);
    app.leave().await;
    office.sit_down().await.not_see("上次中断的决定");
}

/// A fault of reading, and how it is told: the code, the words, the way out.
const TOLD: &[(&str, &str, &str, &str)] = &[
    (
        "status = 401\ncode = \"INVALID_CREDENTIALS\"",
        "INVALID_CREDENTIALS",
        "登录",
        "secret_id",
    ),
    ("status = 402\ncode = \"QUOTA\"", "QUOTA", "付费", "续费"),
    (
        "status = 403\ncode = \"POLICY\"",
        "POLICY",
        "不允许",
        "开通权限",
    ),
    (
        "status = 404\ncode = \"INVALID_PATH\"",
        "INVALID_PATH",
        "没有所请求",
        "env_id",
    ),
    (
        "status = 423\ncode = \"CLOSED\"",
        "CLOSED",
        "尚未开通",
        "开通该服务",
    ),
    ("status = 451\ncode = \"LEGAL\"", "LEGAL", "法律", "客服"),
    ("status = 500", "SYS_ERR", "HTTP 500", "稍后再试"),
];

#[tokio::test]
async fn each_refusal_is_shown_with_its_code_its_number_and_the_way_out() {
    let office = Office::open().await;
    for (fault, code, words, hint) in TOLD {
        let mut app = office.sit_down().await;
        office.faults(&format!(
            "[[fault]]\ninterface = \"*\"\nkind = \"status\"\n{fault}\n"
        ));
        app.press("r")
            .await
            .see("○ 离线")
            .see(code)
            .see(words)
            .see(hint);
        let toast = app.model().toast.clone().map(|toast| toast.words);
        let Some(Words::Error(error)) = toast else {
            panic!("{toast:?}");
        };
        let id = error.request_id.clone().unwrap();
        app.see(&id);
        office.faults("");
    }
}
