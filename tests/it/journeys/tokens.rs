//! Tokens that end while people work: the work does not.

use futures_util::StreamExt;
use futures_util::stream;
use zhupi::sandbox::Options;

use super::office::Office;

#[tokio::test]
async fn a_thousand_parallel_calls_renew_a_revoked_token_once() {
    let office = Office::open().await;
    let inbox = office.inbox("work");
    inbox.counts().await.unwrap();
    assert_eq!(office.sandbox.tokens(), 1);
    office.sandbox.revoke_tokens();
    let counts = stream::iter(0..1000).map(|_| inbox.counts());
    let all: Vec<_> = counts.buffer_unordered(100).collect().await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(office.sandbox.tokens(), 2);
}

#[tokio::test]
async fn tokens_that_end_every_second_do_not_interrupt_the_work() {
    let office = Office::of(Options {
        token_seconds: 1,
        ..Options::default()
    })
    .await;
    let mut app = office.sit_down().await;
    let mut decided = 0;
    while office.sandbox.tokens() < 4 {
        app.press("r").await.see("● 在线");
        if decided < 3 {
            decided += 1;
            app.press("a$").await.see("同意 完成");
        }
    }
    assert_eq!(office.all_decisions(), decided);
}

#[tokio::test]
async fn a_token_revoked_between_two_keys_is_renewed_without_a_word() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    office.sandbox.revoke_tokens();
    app.press("a$").await.see("同意 完成").see("1 待办 34");
    assert_eq!(office.decisions(&item), 1);
    assert_eq!(office.sandbox.tokens(), 2);
}
