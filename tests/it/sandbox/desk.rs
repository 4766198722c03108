//! A caller's desk: a running sandbox, a token, and one line per question.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use zhupi::sandbox::{Faults, Options, Sandbox, start};

/// A running sandbox and a caller with a token.
pub(super) struct Desk {
    pub(super) sandbox: Sandbox,
    pub(super) http: Client,
    token: String,
}

/// The story's day in tests.
pub(super) fn options() -> Options {
    Options {
        today: jiff::civil::date(2026, 3, 20),
        ..Options::default()
    }
}

impl Desk {
    pub(super) async fn new() -> Self {
        Self::with(options()).await
    }

    pub(super) async fn with(options: Options) -> Self {
        let sandbox = start(options).await.unwrap();
        let http = client();
        let (id, key) = credentials(&sandbox);
        let (_, answer) = ask_token(&http, &sandbox, (&id, &key), "client_credentials").await;
        let token = text(&answer["access_token"]);
        Self {
            sandbox,
            http,
            token,
        }
    }

    /// The user id of a person.
    pub(super) fn id(&self, name: &str) -> String {
        self.sandbox.person(name).unwrap()
    }

    /// A `UserInfo`.
    pub(super) fn user(&self, name: &str) -> Value {
        json!({ "UserId": self.id(name), "Type": 4 })
    }

    pub(super) fn faults(&self, toml: &str) {
        self.sandbox.set_faults(Faults::parse(toml).unwrap());
    }

    /// Sends a request to a workflow interface.
    pub(super) async fn send(
        &self,
        interface: &str,
        body: &Value,
    ) -> reqwest::Result<(StatusCode, Value)> {
        let url = format!(
            "{}/weda/workflow/v1/prod/{interface}",
            self.sandbox.base_url()
        );
        let request = self.http.post(url).bearer_auth(&self.token).json(body);
        let response = request.send().await?;
        let status = response.status();
        Ok((status, response.json().await?))
    }

    /// The raw answer of a workflow interface.
    pub(super) async fn raw(&self, interface: &str, body: &Value) -> reqwest::Response {
        let base = self.sandbox.base_url();
        let url = format!("{base}/weda/workflow/v1/prod/{interface}");
        let request = self.http.post(url).bearer_auth(&self.token).json(body);
        request.send().await.unwrap()
    }

    /// The `Response` of an interface.
    pub(super) async fn ask(&self, interface: &str, body: Value) -> Value {
        let (status, mut answer) = self.send(interface, &body).await.unwrap();
        assert_eq!(status, 200, "{answer}");
        answer["Response"].take()
    }

    /// The `Data` of an interface that succeeds.
    pub(super) async fn data(&self, interface: &str, body: Value) -> Value {
        let mut response = self.ask(interface, body).await;
        assert_eq!(response.get("Error"), None, "{interface}: {response}");
        response["Data"].take()
    }

    /// The error code of an interface that refuses.
    pub(super) async fn refusal(&self, interface: &str, body: Value) -> String {
        let response = self.ask(interface, body).await;
        assert_eq!(response.get("Data"), None, "{interface}: {response}");
        assert_ne!(response["Error"]["Message"], "", "{response}");
        text(&response["Error"]["Code"])
    }

    /// All rows of a list, through all its pages.
    pub(super) async fn list(&self, person: &str, folder: &str) -> Vec<Value> {
        self.list_by(person, folder, 7).await
    }

    /// All rows of a list, in pages of this size.
    pub(super) async fn list_by(&self, person: &str, folder: &str, size: usize) -> Vec<Value> {
        let mut rows = Vec::new();
        for page in 1.. {
            let body = json!({ "UserInfo": self.user(person), "PageType": folder, "PageNumber": page, "PageSize": size });
            let mut data = self.data("ListProcessInstances", body).await;
            let Value::Array(records) = data["Records"].take() else {
                panic!("no Records: {data}");
            };
            assert_eq!(data["FirstPage"], page == 1);
            let last = data["LastPage"] == true;
            rows.extend(records);
            if last {
                assert_eq!(data["TotalCount"], rows.len());
                break;
            }
        }
        rows
    }

    pub(super) async fn count(&self, person: &str, folder: &str) -> u64 {
        let body = json!({ "UserInfo": self.user(person), "PageType": folder });
        let data = self.data("ListProcessInstancesCount", body).await;
        data["TotalCounts"][0]["Total"].as_u64().unwrap()
    }

    /// Unread messages of both types.
    pub(super) async fn unread(&self, person: &str) -> i64 {
        let mut sum = 0;
        for kind in [0, 2] {
            let body = json!({ "UserInfo": self.user(person), "MessageType": kind });
            let data = self.data("DescribeWorkflowMessageCount", body).await;
            sum += data["Result"][0]["WaitingCount"].as_i64().unwrap();
        }
        sum
    }

    /// A `GetApprovalPageDetail` body.
    pub(super) fn page_body(row: &Value, folder: &str) -> Value {
        json!({
            "InstanceId": row["InstanceId"], "FlowCode": row["FlowCode"], "NodeId": row["CurrentNodeId"],
            "TaskId": row["TaskId"], "PageType": folder,
        })
    }

    /// The approval page of a row.
    pub(super) async fn page(&self, row: &Value, folder: &str, completed: bool) -> Value {
        let mut body = Self::page_body(row, folder);
        body["IsCompleted"] = json!(completed);
        self.data("GetApprovalPageDetail", body).await
    }

    /// People, by an `OData` query.
    pub(super) async fn users(&self, query: &str) -> (StatusCode, Value) {
        let url = format!(
            "{}/weda/odata/v1/prod/sys_user?{query}",
            self.sandbox.base_url()
        );
        let response = self
            .http
            .get(url)
            .bearer_auth(&self.token)
            .send()
            .await
            .unwrap();
        (response.status(), response.json().await.unwrap())
    }

    /// The name of the person with this user id.
    pub(super) async fn name_of(&self, id: &Value) -> Option<String> {
        let query = format!("$filter=_id eq '{}'", id.as_str()?);
        let (_, answer) = self.users(&query).await;
        Some(answer["value"][0]["name"].as_str()?.to_owned())
    }

    /// The first row of a person's list that `wanted` picks.
    pub(super) async fn row(
        &self,
        person: &str,
        folder: &str,
        wanted: impl Fn(&Value) -> bool,
    ) -> Value {
        let rows = self.list(person, folder).await;
        rows.into_iter()
            .find(wanted)
            .expect("the story has such a row")
    }

    /// The first of a person's to-dos that `wanted` picks.
    pub(super) async fn todo(&self, person: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        self.row(person, "TODO", wanted).await
    }

    /// A person's to-do of the same instance as a row.
    pub(super) async fn theirs(&self, person: &str, row: &Value) -> Value {
        self.todo(person, |todo| todo["InstanceId"] == row["InstanceId"])
            .await
    }

    /// The first of a person's to-dos at a node.
    pub(super) async fn todo_at(&self, person: &str, node: &str) -> Value {
        self.todo(person, |row| row["CurrentNodeName"] == node)
            .await
    }

    /// A `CompleteTask` body.
    pub(super) fn decision(&self, person: &str, task: &Value, action: i64) -> Value {
        json!({ "TaskId": task["TaskId"], "ButtonAction": action, "Comment": "收到", "Approver": self.user(person) })
    }

    pub(super) async fn decide(&self, person: &str, task: &Value, action: i64) -> Value {
        self.data("CompleteTask", self.decision(person, task, action))
            .await
    }

    /// All tasks of an instance.
    pub(super) async fn tasks(&self, instance: &Value) -> Vec<Value> {
        let body = json!({ "InstanceId": instance, "PageSize": 100 });
        rows(self.data("GetFlowInstanceTasks", body).await)
    }

    /// The task with this id, as interface 7 tells it.
    pub(super) async fn task(&self, row: &Value) -> Value {
        let body = json!({ "InstanceId": row["InstanceId"], "TaskIds": [row["TaskId"]] });
        rows(self.data("GetFlowInstanceTasks", body).await).remove(0)
    }

    /// All operations of an instance with their content parsed.
    pub(super) async fn operations(&self, instance: &Value) -> Vec<Value> {
        let body = json!({ "InstanceId": instance, "PageSize": 100 });
        let mut rows = rows(self.data("GetFlowInstanceOperations", body).await);
        for row in &mut rows {
            row["Content"] = serde_json::from_str(row["Content"].as_str().unwrap()).unwrap();
        }
        rows
    }
}

pub(super) fn client() -> Client {
    // Every test may be the first one; a provider that is there already will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().build().unwrap()
}

/// The credentials of the first account of the written config.
pub(super) fn credentials(sandbox: &Sandbox) -> (String, String) {
    let config: toml::Table = sandbox.config_toml().parse().unwrap();
    let account = &config["accounts"]["work"];
    let key = account["secret_command"].as_str().unwrap();
    let key = key.strip_prefix("printf %s ").unwrap();
    (
        account["secret_id"].as_str().unwrap().to_owned(),
        key.to_owned(),
    )
}

/// Asks for a token; the answer is flat.
pub(super) async fn ask_token(
    http: &Client,
    sandbox: &Sandbox,
    (id, key): (&str, &str),
    grant: &str,
) -> (StatusCode, Value) {
    let url = format!("{}/auth/v1/token/clientCredential", sandbox.base_url());
    let request = http
        .post(url)
        .basic_auth(id, Some(key))
        .json(&json!({ "grant_type": grant }));
    let response = request.send().await.unwrap();
    (response.status(), response.json().await.unwrap())
}

/// Names separated by spaces, sorted.
pub(super) fn keys(names: &str) -> Vec<String> {
    let mut keys: Vec<_> = names.split_whitespace().map(str::to_owned).collect();
    keys.sort_unstable();
    keys
}

/// The keys of an object, sorted.
pub(super) fn keys_of(object: &Value) -> Vec<String> {
    let mut keys: Vec<_> = object.as_object().unwrap().keys().cloned().collect();
    keys.sort_unstable();
    keys
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn rows(mut data: Value) -> Vec<Value> {
    assert_eq!(data["TotalCount"], data["Result"].as_array().unwrap().len());
    match data["Result"].take() {
        Value::Array(rows) => rows,
        other => panic!("no rows: {other}"),
    }
}
