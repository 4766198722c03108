//! A company of fifty thousand: nobody reads them all to find one.

use zhupi::domain::people::Person;
use zhupi::sandbox::Options;

use super::office::Office;

async fn crowd() -> Office {
    let options = Options {
        people: 50_000,
        ..Options::default()
    };
    Office::of(options).await
}

/// How many requests have arrived.
fn requests(office: &Office) -> u64 {
    *office.sandbox.arrivals().borrow()
}

#[tokio::test]
async fn the_picker_asks_the_server_once_typing_rests_and_pages_on() {
    let office = crowd().await;
    let mut app = office.sit_down().await;
    assert!(app.model().sides.home.people.len() <= 1000);
    let before = requests(&office);
    // Number 43210 is none of the first.
    app.press("t").await.press("yg04321").await;
    assert_eq!(app.model().overlays.len(), 1);
    app.pass(300).await.see("yg043210").see("yg043218");
    let asked = requests(&office) - before;
    assert!(asked <= 9, "{asked} requests for seven letters");
    app.press("0").await.pass(300).await.press("<enter>").await;
    let staged = app.model().plan.groups()[0].decisions[0].people.clone();
    assert_eq!(staged[0].nick_name.as_deref(), Some("yg043210"));
}

#[tokio::test]
async fn further_pages_come_as_the_cursor_nears_the_end() {
    let office = crowd().await;
    let mut app = office.sit_down().await;
    app.press("t").await.press("yg0432").await.pass(300).await;
    let first = app.model().sides.home.people.len();
    let mut rows = 0;
    while app.model().sides.home.people.len() == first {
        app.press("<down>").await;
        rows += 1;
        assert!(rows < 500, "no second page");
    }
}

#[tokio::test]
async fn an_answer_to_what_is_no_longer_typed_is_dropped() {
    let office = crowd().await;
    let mut app = office.sit_down().await;
    app.press("t").await.press("yg0432").await.pass(300).await;
    app.press("<esc>").await.press("t").await;
    let picker = app.model().overlays.last().unwrap().picker().unwrap();
    assert_eq!((picker.asked, picker.ask_at, picker.found), (None, None, 0));
}

#[tokio::test]
async fn a_name_or_an_id_is_found_among_fifty_thousand_with_one_question() {
    let office = crowd().await;
    let inbox = office.inbox("work");
    inbox.people().await.unwrap();
    assert!(!inbox.knows_everybody());
    let last = inbox.find_people("yg049900", 0).await.unwrap();
    let [last] = last.people.try_into().unwrap();
    let before = requests(&office);
    let by_id = inbox.person(last.id.as_str()).await.unwrap();
    assert_eq!((by_id.id, requests(&office) - before), (last.id.clone(), 1));
    let fang = inbox.person("王芳").await.unwrap();
    assert_eq!(fang.nick_name.as_deref(), Some("wangfang"));

    let error = inbox.person(&last.name).await.unwrap_err();
    let ids = &error
        .args
        .iter()
        .find(|(name, _)| *name == "ids")
        .unwrap()
        .1;
    assert!(
        ids.contains(last.id.as_str()) && ids.contains("yg049900 …9900"),
        "{ids}"
    );
}

#[tokio::test]
async fn names_of_many_ids_are_asked_for_together() {
    let office = crowd().await;
    let inbox = office.inbox("work");
    inbox.people().await.unwrap();
    let page = inbox.find_people("yg0432", 0).await.unwrap();
    let ids: Vec<_> = page.people.iter().map(|person| person.id.clone()).collect();
    let other = office.inbox("zhangsan");
    other.people().await.unwrap();
    let before = requests(&office);
    let known = other.who_are(&ids).await.unwrap();
    assert_eq!(known.len(), ids.len());
    assert_eq!(requests(&office) - before, 2);
    other.who_are(&ids).await.unwrap();
    assert_eq!(requests(&office) - before, 2);
}

#[tokio::test]
async fn a_search_goes_through_all_pages_and_spelling_finds_everybody() {
    let office = crowd().await;
    let inbox = office.inbox("work");
    let found = inbox.search_people("王秀英").await.unwrap();
    let called = |person: &Person| person.name == "王秀英";
    assert!(found.len() > 3 && found.iter().all(called), "{found:?}");
    let spelt = inbox.search_people("wangxiuying").await.unwrap();
    assert!(found.iter().all(|person| spelt.contains(person)));
}
