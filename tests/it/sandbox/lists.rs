//! Lists and totals.

use super::desk::Desk;

#[tokio::test]
async fn counts_equal_the_lists_through_all_pages_in_every_folder() {
    let desk = Desk::new().await;
    for person in ["王芳", "张三", "李四", "林国栋", "周婷"] {
        for folder in ["TODO", "DONE", "CREATE", "CC", "DRAFT"] {
            let rows = desk.list(person, folder).await;
            let count = desk.count(person, folder).await;
            assert_eq!(rows.len() as u64, count, "{person} {folder}");
        }
    }
}

#[tokio::test]
async fn dump() {
    let desk = Desk::new().await;
    for folder in ["TODO", "DONE", "CREATE", "CC", "DRAFT"] {
        println!("{folder} {}", desk.count("王芳", folder).await);
        for r in desk.list("王芳", folder).await {
            println!(
                "  {} {} {} {} rev={} batch={} read={} st={} sub={}",
                r["Name"],
                r["CurrentNodeName"],
                r["CurrentApprover"],
                r["TaskStartTime"],
                r["CanRevoke"],
                r["IsSupportBatchHandle"],
                r["BeRead"],
                r["Status"],
                r["BeSubmitNode"]
            );
        }
    }
    for kind in [0, 2] {
        println!(
            "{}",
            desk.data(
                "DescribeWorkflowMessageCount",
                serde_json::json!({"UserInfo": desk.user("王芳"), "MessageType": kind})
            )
            .await
        );
    }
}
