//! Looking around: rows, folders, the pages of the detail.

use super::office::Office;

#[tokio::test]
async fn the_first_screen_has_the_folders_the_rows_and_the_form_under_the_cursor() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.see("朱批  work · 王芳")
        .see("● 在线")
        .see("1 待办 35  2 已办 17  3 抄送 10  4 我发起 51  5 草稿 2")
        .see(" 1/35 ")
        .see("出差城市");
}
