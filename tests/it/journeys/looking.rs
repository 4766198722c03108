//! Looking around: rows, folders, the pages of the detail.

use zhupi::domain::item::Folder;

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

#[tokio::test]
async fn the_cursor_goes_down_up_to_the_end_and_to_the_beginning() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("jj").await.see(" 3/35 ");
    app.press("k").await.see(" 2/35 ");
    app.press("G").await.see(" 35/35 ");
    app.press("j").await.see(" 35/35 ");
    app.press("gg").await.see(" 1/35 ");
    app.press("k").await.see(" 1/35 ");
}

#[tokio::test]
async fn every_folder_shows_as_many_rows_as_its_count_says() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let folders = [
        ("2", Folder::Done, "已办", 17),
        ("3", Folder::Cc, "抄送", 10),
        ("4", Folder::Created, "我发起", 51),
        ("5", Folder::Draft, "草稿", 2),
        ("1", Folder::Todo, "待办", 35),
    ];
    for (key, folder, name, count) in folders {
        app.press(key).await;
        app.see(&format!("╭─ {name} ─"))
            .see(&format!(" 1/{count} "));
        let listed: Vec<_> = office.items("work", folder).await;
        assert_eq!(listed.len(), count);
        assert_eq!(app.model().list.items, listed);
        app.press("G").await.see(&format!(" {count}/{count} "));
    }
}

#[tokio::test]
async fn the_detail_has_a_form_a_history_and_the_answers_as_they_came() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.applicant.label() == "张三").await;
    app.see("出差城市").see("上海").see("客户现场实施");
    app.press("]]").await.see("李四 同意").see("│ 情况属实");
    app.not_see("出差城市");
    app.press("]").await.see("DescribeProcessInstance");
    app.not_see("│ 情况属实");
    app.press("[[[").await.see("出差城市");
}

#[tokio::test]
async fn what_is_searched_by_pinyin_is_found_row_by_row_and_around() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("/zhengjie<enter>").await;
    let mut found = vec![app.item()];
    loop {
        app.press("n").await;
        if app.item() == found[0] {
            break;
        }
        found.push(app.item());
    }
    assert!(found.iter().all(|item| item.applicant.label() == "郑洁"));
    let all = office.items("work", Folder::Todo).await;
    let hers = all.iter().filter(|item| item.applicant.label() == "郑洁");
    assert_eq!(found.len(), hers.count());
    app.press("N").await;
    assert_eq!(Some(&app.item()), found.last());
}
