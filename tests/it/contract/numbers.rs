//! Numbers as the server writes them: what no float can tell apart is still another amount.

use serde_json::Value;
use zhupi::domain::form::Form;
use zhupi::domain::item::Folder;
use zhupi::provider::Provider;

use super::server::{Server, json};
use super::story::{client, first, fixture, good};

/// The form whose amount the server writes in these characters.
async fn form(amount: &str) -> Form {
    let server = Server::start().await;
    let page = fixture("page").replace(r#""amount": "1820.00""#, &format!(r#""amount": {amount}"#));
    assert!(page.contains(amount));
    server.on("DescribeProcessInstance", [good("describe-todo")]);
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    server.on("GetApprovalPageDetail", [json(200, &page)]);
    let item = first(Folder::Todo, "list-todo").await;
    client(&server).form(&item).await.unwrap()
}

#[tokio::test]
async fn numbers_that_are_one_as_floats_are_two_amounts() {
    for (was, is) in [
        ("1e400", "1e401"),
        ("0.3", "0.30000000000000000001"),
        ("90071992547409930.01", "90071992547409930.02"),
        ("18446744073709551616", "18446744073709551617"),
        ("1820", "\"1820\""),
    ] {
        let (seen, now) = (form(was).await, form(is).await);
        let [change] = seen.changes(&now).try_into().unwrap();
        assert_eq!(change.field, "amount");
        let written = |value: &Value| value.to_string().to_lowercase().replace('+', "");
        assert_eq!(
            (written(&change.was), written(&change.is)),
            (was.into(), is.into())
        );
        assert_eq!(seen.changes(&form(was).await), []);
    }
}

#[tokio::test]
async fn a_number_is_the_same_after_it_was_kept() {
    for amount in ["1e400", "0.30000000000000000001", "18446744073709551617"] {
        let seen = form(amount).await;
        let kept: Form = serde_json::from_str(&serde_json::to_string(&seen).unwrap()).unwrap();
        assert_eq!(kept.changes(&form(amount).await), [], "{amount}");
    }
}
