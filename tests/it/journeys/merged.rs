//! Several accounts on one screen, on real servers: what is decided reaches the server it was
//! decided for, and no other.

use zhupi::config::Config;
use zhupi::domain::item::{Folder, Item};
use zhupi::inbox::Inboxes;
use zhupi::open;

use super::app::App;
use super::office::Office;

/// Two accounts at the same company, each with its own to-dos.
async fn two_desks(office: &Office) -> App {
    let desks = ["work", "lisi"].map(|account| office.inbox_at("machine", account));
    App::start(Inboxes::of(desks.into(), Vec::new()).unwrap()).await
}

/// The account `work` of one company, and as `elsewhere` that of another with the same ids.
fn twins(here: &Office, there: &Office) -> Inboxes {
    let text = there.sandbox.config_toml();
    let (_, section) = text.split_once("[accounts.work]").unwrap();
    let (section, _) = section.split_once("\n#").unwrap();
    let more = format!("\n[accounts.elsewhere]{section}\n");
    let config = |account: &str| -> Config { here.config("machine", account, &more) };
    let opened = ["work", "elsewhere"].map(|account| open(&config(account)).unwrap());
    Inboxes::of(opened.into(), Vec::new()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_two_accounts_goes_to_each_its_own() {
    let office = Office::open().await;
    let mut app = two_desks(&office).await;
    let in_batch = |item: &Item| item.batch == Some(true);
    app.go_to(|item| &*item.key.account == "work" && in_batch(item))
        .await;
    let mine = app.item();
    app.press("x").await;
    app.go_to(|item| &*item.key.account == "lisi" && in_batch(item))
        .await;
    let theirs = app.item();
    app.press("x").await;
    app.press("a$").await;
    for item in [&mine, &theirs] {
        assert_eq!(office.decisions(item), 1, "{item:?}");
        assert!(!office.waits_for(&item.key.account, item).await);
    }
    assert_eq!(office.all_decisions(), 2);
    assert_eq!(app.model().receipts.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_ids_at_two_companies_are_never_mistaken_for_each_other() {
    let (here, there) = (Office::open().await, Office::open().await);
    let mut app = App::start(twins(&here, &there)).await;
    app.go_to(|item| &*item.key.account == "elsewhere" && item.flow_name() == "差旅报销")
        .await;
    let item = app.item();
    let twin = |other: &&Item| other.key.id == item.key.id;
    assert_eq!(app.model().list.items.iter().filter(twin).count(), 2);
    app.press("a$").await;
    assert_eq!((here.all_decisions(), there.all_decisions()), (0, 1));
    assert_eq!(there.decisions(&item), 1);
    let receipts: Vec<_> = app.model().receipts.keys().cloned().collect();
    assert_eq!(receipts, [item.key]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_staged_comes_back_for_its_account() {
    let (here, there) = (Office::open().await, Office::open().await);
    let mut app = App::start(twins(&here, &there)).await;
    for account in ["work", "elsewhere"] {
        app.go_to(|item| &*item.key.account == account && item.flow_name() == "差旅报销")
            .await;
        app.press("a").await;
    }
    app.leave().await;
    let app = App::start(twins(&here, &there)).await;
    let mut staged: Vec<_> = app.model().plan.decisions().collect();
    staged.sort_by_key(|decision| decision.item.key.account.clone());
    let accounts: Vec<_> = staged.iter().map(|one| &*one.item.key.account).collect();
    assert_eq!(accounts, ["elsewhere", "work"]);
    assert_eq!(here.all_decisions() + there.all_decisions(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_merged_list_has_the_rows_of_every_account() {
    let office = Office::open().await;
    let app = two_desks(&office).await;
    let mut expected = 0;
    for account in ["work", "lisi"] {
        let items = office.items(account, Folder::Todo).await;
        expected += items.len();
        let list = &app.model().list;
        assert!(
            items.iter().all(|item| list.contains(&item.key)),
            "{account}"
        );
    }
    assert_eq!(app.model().list.items.len(), expected);
    let starts = app.model().list.rows().map(|item| item.started_at);
    assert!(starts.is_sorted_by(|one, next| one >= next));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_staged_among_all_is_counted_where_only_one_account_is_open_and_is_there_again() {
    let office = Office::open().await;
    let mut app = two_desks(&office).await;
    for account in ["work", "lisi", "lisi"] {
        let free = app.model().plan.decisions().map(|one| one.item.key.clone());
        let taken: Vec<_> = free.collect();
        app.go_to(|item| {
            &*item.key.account == account && item.batch == Some(true) && !taken.contains(&item.key)
        })
        .await;
        app.press("a").await;
    }
    // While another window has them they are that one's.
    let mut other = App::start(office.inbox_at("machine", "work")).await;
    other.not_see("另有");
    other.leave().await;
    app.leave().await;

    let mut app = App::start(office.inbox_at("machine", "work")).await;
    app.see("另有 2 项待发（lisi）").see("先前暂存的 1 项还在");
    app.leave().await;
    let mut app = two_desks(&office).await;
    app.not_see("另有").see("先前暂存的 3 项还在");
    assert_eq!(app.model().plan.decisions().count(), 3);
    assert_eq!(office.all_decisions(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_while_something_is_still_read_finds_what_was_staged_at_once() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("a").await;
    office.faults("[[fault]]\ninterface = \"*\"\nkind = \"delay\"\nms = 3600000\n");
    app.ask_in_vain("r");
    app.leave().await;
    office.faults("");
    office.sit_down().await.see("先前暂存的 1 项还在");
}
