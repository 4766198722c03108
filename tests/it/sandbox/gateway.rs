//! Tokens, paths, people, and the written config.

use serde_json::{Value, json};

use super::desk::{Desk, ask_token, client, credentials, options, text};
use zhupi::sandbox::{Options, start};

#[tokio::test]
async fn a_token_answer_is_flat_and_says_how_long_it_lives() {
    let desk = Desk::new().await;
    let (id, key) = credentials(&desk.sandbox);
    let (status, answer) =
        ask_token(&desk.http, &desk.sandbox, (&id, &key), "client_credentials").await;
    assert_eq!(status, 200);
    assert_eq!(
        (&answer["token_type"], &answer["expires_in"]),
        (&json!("Bearer"), &json!(432_000))
    );
    assert!(!text(&answer["access_token"]).is_empty());
}

#[tokio::test]
async fn wrong_credentials_get_no_token() {
    let desk = Desk::new().await;
    let (id, key) = credentials(&desk.sandbox);
    let (status, answer) = ask_token(
        &desk.http,
        &desk.sandbox,
        (&id, "guess"),
        "client_credentials",
    )
    .await;
    assert_eq!(
        (status.as_u16(), &answer["code"]),
        (401, &json!("INVALID_CREDENTIALS"))
    );
    let (status, answer) = ask_token(&desk.http, &desk.sandbox, (&id, &key), "password").await;
    assert_eq!(
        (status.as_u16(), &answer["code"]),
        (400, &json!("INVALID_PARAM"))
    );
    assert!(!text(&answer["requestId"]).is_empty());
}

#[tokio::test]
async fn a_call_needs_a_living_token() {
    let desk = Desk::new().await;
    let url = format!(
        "{}/weda/workflow/v1/prod/ListProcessInstances",
        desk.sandbox.base_url()
    );
    for (token, code) in [
        (None, "MISSING_CREDENTIALS"),
        (Some("guess"), "INVALID_CREDENTIALS"),
    ] {
        let mut request = desk.http.post(&url).json(&json!({}));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401);
        assert!(response.headers().contains_key("date"));
        assert_eq!(response.json::<Value>().await.unwrap()["code"], code);
    }

    let desk = Desk::with(Options {
        token_seconds: 0,
        ..options()
    })
    .await;
    let (status, answer) = desk.send("ListProcessInstances", &json!({})).await.unwrap();
    assert_eq!(
        (status.as_u16(), &answer["code"]),
        (401, &json!("ACCESS_TOKEN_EXPIRED"))
    );
}

#[tokio::test]
async fn what_is_not_served_says_so() {
    let desk = Desk::new().await;
    let response = desk
        .ask("DescribeInstanceApproverList", json!({ "InstanceId": "1" }))
        .await;
    assert_eq!(response["Error"]["Code"], "UnsupportedOperation");
    assert!(text(&response["Error"]["Message"]).contains("DescribeInstanceApproverList"));
    let lost = desk
        .http
        .get(format!("{}/nowhere", desk.sandbox.base_url()))
        .send()
        .await
        .unwrap();
    assert_eq!(lost.status(), 404);
    assert!(lost.json::<Value>().await.unwrap()["code"].is_string());
}

#[tokio::test]
async fn each_answer_has_its_own_request_id() {
    let desk = Desk::new().await;
    let body = json!({ "UserInfo": desk.user("王芳") });
    let one = desk.ask("ListProcessInstancesCount", body.clone()).await;
    let other = desk.ask("ListProcessInstancesCount", body).await;
    assert_ne!(one["RequestId"], other["RequestId"]);
    assert_eq!(text(&one["RequestId"]).len(), 13);
}

#[tokio::test]
async fn people_are_found_by_name_by_id_and_by_part() {
    let desk = Desk::new().await;
    let (_, answer) = desk.users("$filter=name eq '王芳'").await;
    assert_eq!(answer["@odata.context"], "$metadata#sys_user");
    assert_eq!(answer["value"][0]["_id"], desk.id("王芳"));
    let (_, answer) = desk
        .users("%24filter=name%20eq%20%27%E5%BC%A0%E4%BC%9F%27&%24count=true")
        .await;
    assert_eq!(
        (
            answer["value"].as_array().unwrap().len(),
            &answer["@odata.count"]
        ),
        (2, &json!(2))
    );
    let (_, answer) = desk.users("$filter=contains(name,'张')").await;
    assert_eq!(answer["value"].as_array().unwrap().len(), 3);
    assert_eq!(
        desk.name_of(&json!(desk.id("李四"))).await.as_deref(),
        Some("李四")
    );
}

#[tokio::test]
async fn people_come_in_pages() {
    let desk = Desk::new().await;
    let (_, answer) = desk.users("$top=4&$skip=19&$count=true").await;
    assert_eq!(answer["@odata.count"], 21);
    assert_eq!(answer["value"].as_array().unwrap().len(), 2);
    let (_, answer) = desk.users("$top=3").await;
    assert_eq!(answer["value"].as_array().unwrap().len(), 3);
    assert_eq!(answer.get("@odata.count"), None);
    let (status, answer) = desk.users("$filter=name like '王'").await;
    assert_eq!(
        (status.as_u16(), &answer["code"]),
        (400, &json!("INVALID_PARAM"))
    );
}

#[tokio::test]
async fn the_config_has_an_account_for_each_main_person() {
    let desk = Desk::new().await;
    let config: toml::Table = desk.sandbox.config_toml().parse().unwrap();
    assert_eq!(config["default_account"].as_str(), Some("work"));
    let accounts = config["accounts"].as_table().unwrap();
    assert_eq!(accounts.keys().next().map(String::as_str), Some("work"));
    for (account, name) in [("work", "王芳"), ("zhangsan", "张三"), ("lisi", "李四")] {
        let account = accounts[account].as_table().unwrap();
        assert_eq!(account["user_id"].as_str(), Some(desk.id(name).as_str()));
        assert_eq!(account["base_url"].as_str(), Some(desk.sandbox.base_url()));
        assert_eq!(account["user_type"].as_integer(), Some(4));
    }
    let money = &config["fields"]["差旅报销"]["amount"];
    assert_eq!(
        (money["label"].as_str(), money["type"].as_str()),
        (Some("金额"), Some("money"))
    );
    assert_eq!(config["fields"].as_table().unwrap().len(), 6);
}

#[tokio::test]
async fn every_form_key_has_a_name_in_the_config() {
    let desk = Desk::new().await;
    let config: toml::Table = desk.sandbox.config_toml().parse().unwrap();
    for folder in ["TODO", "CREATE"] {
        for row in desk.list("王芳", folder).await {
            let fields = &config["fields"][row["Description"].as_str().unwrap()];
            let page = desk.page(&row, folder, row["IsCompleted"] == true).await;
            let infos = &page["VariableInfos"];
            let lines = infos["ObjectListMap"][0]["FieldValueMapList"].as_array();
            let objects = lines
                .into_iter()
                .flatten()
                .chain([&infos["ObjectMap"][0]["FieldValueMap"]]);
            for key in objects.flat_map(|object| object.as_object().unwrap().keys()) {
                assert!(fields.get(key).is_some(), "{row}: {key}");
            }
        }
    }
}

#[tokio::test]
async fn a_dropped_sandbox_serves_no_more() {
    let sandbox = start(options()).await.unwrap();
    let url = format!("{}/sandbox/v1/health", sandbox.base_url());
    assert_eq!(client().get(&url).send().await.unwrap().status(), 200);
    drop(sandbox);
    while client().get(&url).send().await.is_ok() {
        tokio::task::yield_now().await;
    }
}
