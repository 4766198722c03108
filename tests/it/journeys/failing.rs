//! Lines that break: what was done is found out, what was not is not pretended.

use zhupi::error::Error;
use zhupi::tui::model::Words;

use super::app::App;
use super::office::Office;
use crate::faults::told::{SILENT, TOLD};

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
    app.see("上次中断： 1 项已完成 · gl 看日志");
    app.see("1 待办 34  2 已办 18");
    assert_eq!(office.decisions(&item), 1);
    assert_eq!(office.all_decisions(), 1);
    app.leave().await;
    office.sit_down().await.not_see("上次中断");
}

/// Reading fails in this way from now on, whatever is read.
fn failing(fault: &str) -> String {
    ["ListProcessInstances", "ListProcessInstancesCount"]
        .map(|interface| format!("[[fault]]\ninterface = \"{interface}\"\n{fault}\n"))
        .concat()
}

/// The error on the screen, which names the server's request where that had one.
fn shown(app: &App) -> Error {
    let toast = app.model().toast.clone().map(|toast| toast.words);
    match toast {
        Some(Words::Error(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_refusal_is_shown_with_its_code_its_number_and_the_way_out() {
    let office = Office::open().await;
    for (fault, kind, _, words, hint) in TOLD {
        let mut app = office.sit_down().await;
        office.faults(&failing(fault));
        app.press("r").await.see("○ 离线");
        let error = shown(&app);
        assert_eq!(error.kind.name(), *kind, "{fault}");
        let (code, id) = (error.code.unwrap(), error.request_id.unwrap());
        app.see(&code).see(&id);
        for part in [words, hint, &code.as_str(), &id.as_str()] {
            app.see_in_english(part);
        }
        office.faults("");
    }
}

#[tokio::test]
async fn an_answer_that_is_none_is_shown_with_the_way_out() {
    let office = Office::open().await;
    for (fault, kind, words, hint) in SILENT {
        let mut app = office.sit_down().await;
        office.faults(&failing(fault));
        app.press("r").await.see("○ 离线");
        assert_eq!(shown(&app).kind.name(), *kind, "{fault}");
        app.see_in_english(words).see_in_english(hint);
        office.faults("");
    }
}

#[tokio::test]
async fn a_decision_that_is_refused_says_the_way_out_too() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    office.faults(
        "[[fault]]\ninterface = \"CompleteTask\"\nkind = \"error\"\nstatus = 403\n\
         code = \"UnauthorizedOperation\"\n",
    );
    app.press("a$")
        .await
        .see("被拒")
        .see("UnauthorizedOperation");
    app.see("请管理员为此密钥或用户开通权限");
    assert_eq!(office.all_decisions(), 0);
}
