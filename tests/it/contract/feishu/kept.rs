//! A sandbox with a database file: what was done at Feishu is still so when it comes up again.

use jiff::civil::{Date, date};
use zhupi::domain::instance::Instance;
use zhupi::domain::item::Folder;
use zhupi::domain::people::{Person, Wanted};
use zhupi::domain::verb::Verb;
use zhupi::provider::feishu::Feishu;
use zhupi::provider::{Answer, Provider};
use zhupi::sandbox::Options;

use super::verbs::{all, decision, office_with, todo};

/// All that 王芳 sees.
async fn everything(feishu: &Feishu) -> Vec<Instance> {
    let mut seen = Vec::new();
    for folder in Folder::ALL {
        for item in all(feishu, folder).await {
            seen.push(feishu.open(&item).await.unwrap());
        }
    }
    seen
}

async fn somebody(feishu: &Feishu, name: &str) -> Person {
    let wanted = Wanted::Called(name.to_owned());
    let mut found = feishu.some_people(&wanted, 0, 1).await.unwrap().people;
    found.remove(0)
}

#[tokio::test]
async fn what_was_done_is_still_done_after_a_restart_on_another_day() {
    let folder = tempfile::tempdir().unwrap();
    let on = |today: Date| Options {
        db: Some(folder.path().join("sandbox.db")),
        today,
        ..Options::default()
    };
    let (sandbox, feishu) = office_with(on(date(2026, 3, 20))).await;
    let approved = todo(&feishu, "请假").await;
    let mut copied = decision(&approved, Verb::Approve);
    copied.cc = vec![somebody(&feishu, "张三").await];
    let mut passed_on = decision(&todo(&feishu, "资料外发").await, Verb::Transfer);
    passed_on.people = vec![somebody(&feishu, "张三").await];
    let refused = decision(&approved, Verb::Reject);
    for deed in [&copied, &passed_on] {
        let answer = feishu.act(deed).await;
        assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    }
    let answer = feishu.act(&refused).await;
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
    let (before, acts) = (everything(&feishu).await, sandbox.acts());
    assert_eq!(acts.values().sum::<u32>(), 3, "{acts:?}");
    drop(sandbox);

    for day in [date(2026, 3, 20), date(2026, 4, 2)] {
        let (sandbox, feishu) = office_with(on(day)).await;
        assert_eq!(everything(&feishu).await, before);
        assert_eq!(sandbox.acts(), acts);
    }
    let (_sandbox, feishu) = office_with(on(date(2026, 4, 3))).await;
    let rejected = decision(&todo(&feishu, "出差").await, Verb::Reject);
    let answer = feishu.act(&rejected).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
}
