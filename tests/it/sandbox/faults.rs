//! Faults: what breaks, and whether the work was done all the same.

use std::time::Duration;

use serde_json::{Value, json};

use super::desk::{Desk, options};
use zhupi::sandbox::{Faults, Options};

async fn todo_and_body(desk: &Desk) -> (Value, Value) {
    let row = desk.todo_at("王芳", "财务审核").await;
    let body = desk.decision("王芳", &row, 2);
    (row, body)
}

#[tokio::test]
async fn a_cut_before_leaves_nothing_done() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"cut-before\"\ncount = 1");
    assert!(desk.send("CompleteTask", &body).await.is_err());
    assert_eq!(desk.task(&row).await["TaskStatus"], 1);
    assert!(desk.sandbox.decisions().is_empty());
    desk.decide("王芳", &row, 2).await;
}

#[tokio::test]
async fn a_cut_after_leaves_all_done_and_nothing_said() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"cut-after\"");
    let error = desk.send("CompleteTask", &body).await.unwrap_err();
    assert!(error.is_request(), "not even a head came: {error:?}");
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
    assert_eq!(desk.sandbox.decisions().values().collect::<Vec<_>>(), [&1]);
}

#[tokio::test]
async fn a_cut_in_the_middle_sends_half_of_what_was_done() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"cut-middle\"");
    let error = desk.send("CompleteTask", &body).await.unwrap_err();
    assert!(
        error.is_decode() || error.is_body(),
        "the head had come: {error:?}"
    );
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
}

#[tokio::test]
async fn refusals_come_in_the_shape_of_their_layer_and_do_nothing() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    let cases = [
        ("kind = \"status\"\nstatus = 502", 502, "/code", "SYS_ERR"),
        (
            "kind = \"rate\"\nretry_after = 2",
            429,
            "/code",
            "EXCEED_RATELIMIT",
        ),
        (
            "kind = \"expired-token\"",
            401,
            "/code",
            "ACCESS_TOKEN_EXPIRED",
        ),
        (
            "kind = \"error\"\ncode = \"Boom\"",
            200,
            "/Response/Error/Code",
            "Boom",
        ),
    ];
    for (rule, status, pointer, code) in cases {
        desk.faults(&format!("[[fault]]\ninterface = \"*\"\ncount = 1\n{rule}"));
        let (got, answer) = desk.send("CompleteTask", &body).await.unwrap();
        assert_eq!(got, status, "{rule}");
        assert_eq!(answer.pointer(pointer), Some(&json!(code)), "{answer}");
    }
    assert_eq!(desk.task(&row).await["TaskStatus"], 1);
}

#[tokio::test]
async fn a_rate_limit_says_when_to_come_again() {
    let desk = Desk::new().await;
    desk.faults("[[fault]]\ninterface = \"sys_user\"\nkind = \"rate\"\nretry_after = 3");
    let url = format!("{}/weda/odata/v1/prod/sys_user", desk.sandbox.base_url());
    let response = desk.http.get(url).send().await.unwrap();
    assert_eq!(response.headers()["retry-after"], "3");
}

#[tokio::test]
async fn garbage_is_no_json() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"garbage\"");
    assert!(
        desk.send("CompleteTask", &body)
            .await
            .unwrap_err()
            .is_decode()
    );
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
}

#[tokio::test]
async fn a_rule_may_skip_count_and_pick_a_task() {
    let desk = Desk::new().await;
    let body = json!({ "UserInfo": desk.user("王芳") });
    desk.faults("[[fault]]\ninterface = \"ListProcessInstancesCount\"\nkind = \"status\"\nskip = 1\ncount = 2");
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(
            desk.send("ListProcessInstancesCount", &body)
                .await
                .unwrap()
                .0
                .as_u16(),
        );
    }
    assert_eq!(statuses, [200, 503, 503, 200, 200]);

    let (row, body) = todo_and_body(&desk).await;
    let other = desk.todo_at("王芳", "付款会签").await;
    desk.faults(&format!(
        "[[fault]]\ninterface = \"CompleteTask\"\nkind = \"status\"\ntask = {}",
        row["TaskId"]
    ));
    assert_eq!(desk.send("CompleteTask", &body).await.unwrap().0, 503);
    desk.decide("王芳", &other, 2).await;
}

#[tokio::test]
async fn chance_follows_its_seed() {
    let desk = Desk::new().await;
    let body = json!({ "UserInfo": desk.user("王芳") });
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        desk.faults(&format!(
            "[[fault]]\ninterface = \"*\"\nkind = \"status\"\nprobability = 0.5\nseed = {seed}"
        ));
        let mut run = Vec::new();
        for _ in 0..40 {
            run.push(
                desk.send("ListProcessInstancesCount", &body)
                    .await
                    .unwrap()
                    .0
                    == 503,
            );
        }
        assert!(
            (8..32).contains(&run.iter().filter(|spoilt| **spoilt).count()),
            "{run:?}"
        );
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

#[tokio::test]
async fn a_delayed_answer_comes_after_one_that_is_not() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults(&format!(
        "[[fault]]\ninterface = \"*\"\nkind = \"delay\"\nms = 300\njitter_ms = 50\ntask = {}",
        row["TaskId"]
    ));
    let count = json!({ "UserInfo": desk.user("王芳") });
    tokio::select! {
        biased;
        _ = desk.ask("CompleteTask", body) => panic!("the delayed answer came first"),
        _ = desk.ask("ListProcessInstancesCount", count) => {}
    }
}

#[tokio::test]
async fn latency_holds_back_every_answer() {
    let quick = Desk::new().await;
    let slow = Desk::with(Options {
        latency: Duration::from_millis(300),
        ..options()
    })
    .await;
    let count = json!({ "UserInfo": quick.user("王芳") });
    tokio::select! {
        biased;
        _ = slow.ask("ListProcessInstancesCount", count.clone()) => panic!("latency had no effect"),
        _ = quick.ask("ListProcessInstancesCount", count) => {}
    }
}

#[tokio::test]
async fn the_admin_side_sets_faults_and_never_suffers_them() {
    let desk = Desk::new().await;
    let base = desk.sandbox.base_url();
    let post = |rules: &'static str| {
        desk.http
            .post(format!("{base}/sandbox/v1/faults"))
            .body(rules)
            .send()
    };
    let set = post("[[fault]]\ninterface = \"*\"\nkind = \"status\"")
        .await
        .unwrap();
    assert_eq!(set.status(), 204);
    assert_eq!(
        desk.send("ListProcessInstancesCount", &json!({}))
            .await
            .unwrap()
            .0,
        503
    );
    let wrong = post("[[fault]]\ninterface = \"*\"\nkind = \"flood\"")
        .await
        .unwrap();
    assert_eq!(wrong.status(), 400);
    assert_eq!(post("").await.unwrap().status(), 204);

    let (row, _) = todo_and_body(&desk).await;
    desk.decide("王芳", &row, 2).await;
    let counted: Value = desk
        .http
        .get(format!("{base}/sandbox/v1/decisions"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(counted, json!({ row["TaskId"].as_str().unwrap(): 1 }));
}

#[test]
fn a_rule_with_an_unknown_word_is_refused() {
    assert!(Faults::parse("[[fault]]\ninterface = \"*\"\nkind = \"delay\"\nmillis = 5").is_err());
}

#[tokio::test]
async fn a_huge_answer_is_longer_than_asked_and_still_json() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"huge\"\nbytes = 3000000");
    let raw = desk.raw("CompleteTask", &body).await;
    let raw = raw.bytes().await.unwrap();
    assert!(raw.len() > 3_000_000, "{}", raw.len());
    let answer: Value = serde_json::from_slice(&raw).unwrap();
    assert!(answer["Response"]["Data"].is_object());
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
}

#[tokio::test]
async fn a_slow_answer_comes_drop_by_drop_and_whole() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults("[[fault]]\ninterface = \"CompleteTask\"\nkind = \"slow-drip\"\nms = 1\nbytes = 7");
    let mut response = desk.raw("CompleteTask", &body).await;
    let (mut text, mut drops) = (Vec::new(), 0);
    while let Some(drop) = response.chunk().await.unwrap() {
        text.extend_from_slice(&drop);
        drops += 1;
    }
    assert!(drops > 3, "{drops}");
    let answer: Value = serde_json::from_slice(&text).unwrap();
    assert!(answer["Response"]["Data"].is_object());
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
}

#[tokio::test]
async fn a_skewed_clock_shows_in_what_is_written_down_and_in_the_head() {
    let desk = Desk::new().await;
    let (row, body) = todo_and_body(&desk).await;
    desk.faults(
        "[[fault]]\ninterface = \"CompleteTask\"\nkind = \"clock-skew\"\nskew_ms = 31536000000",
    );
    let response = desk.raw("CompleteTask", &body).await;
    let skewed = date(&response);
    desk.faults("");
    let count = json!({ "UserInfo": desk.user("王芳") });
    let right = date(&desk.raw("ListProcessInstancesCount", &count).await);
    assert!((365 * 86_400 - 60..=365 * 86_400).contains(&(skewed - right)));
    let ended = super::desk::text(&desk.task(&row).await["EndTime"]);
    let ended = jiff::Zoned::strptime("%Y-%m-%dT%H:%M:%S%.f%z", &ended).unwrap();
    assert!((0..60).contains(&(skewed - ended.timestamp().as_second())));
}

/// The time in the head of an answer, in epoch seconds.
fn date(response: &reqwest::Response) -> i64 {
    let date = response.headers()["date"].to_str().unwrap();
    jiff::fmt::rfc2822::parse(date)
        .unwrap()
        .timestamp()
        .as_second()
}

#[tokio::test]
async fn a_rule_may_pick_the_choice_of_a_task_or_an_instance() {
    let desk = Desk::new().await;
    let rule = |id: &Value| format!("[[fault]]\ninterface = \"*\"\nkind = \"status\"\ntask = {id}");
    for (interface, body) in [
        ("SubmitFlowTaskList", json!({ "FlowTaskIds": ["12"] })),
        ("PressTask", json!({ "InstanceId": "12" })),
    ] {
        desk.faults(&rule(&json!("12")));
        assert_eq!(desk.send(interface, &body).await.unwrap().0, 503);
        desk.faults(&rule(&json!("13")));
        assert_eq!(desk.send(interface, &body).await.unwrap().0, 200);
    }
}

#[tokio::test]
async fn the_admin_side_tells_every_act_by_verb() {
    let desk = Desk::new().await;
    let (row, _) = todo_and_body(&desk).await;
    desk.decide("王芳", &row, 2).await;
    let url = format!("{}/sandbox/v1/acts", desk.sandbox.base_url());
    let acts: Value = desk
        .http
        .get(url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        acts,
        json!({ row["TaskId"].as_str().unwrap(): { "approve": 1 } })
    );
}
