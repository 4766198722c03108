//! Deciding on tasks.

use super::desk::Desk;

#[tokio::test]
async fn an_approved_todo_moves_to_done_and_the_counts_follow() {
    let desk = Desk::new().await;
    let (todo, done) = (
        desk.count("王芳", "TODO").await,
        desk.count("王芳", "DONE").await,
    );
    let row = desk.todo_at("王芳", "财务审核").await;

    desk.decide("王芳", &row, 2).await;

    assert_eq!(desk.count("王芳", "TODO").await, todo - 1);
    assert_eq!(desk.count("王芳", "DONE").await, done + 1);
    let mine = desk.list("王芳", "DONE").await;
    assert!(mine.iter().any(|done| done["TaskId"] == row["TaskId"]));
}
