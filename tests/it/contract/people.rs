//! The people of a tenant (document 003, `sys_user`).

use serde_json::{Value, json};
use zhupi::domain::people::{Person, Wanted};
use zhupi::provider::Provider;

use super::server::{self, Server};
use super::story::{LI_SI, WANG_FANG, ZHANG_SAN, client, fixture, good};

#[tokio::test]
async fn people_are_read_from_the_data_model() {
    let server = Server::start().await;
    server.on("sys_user", [good("sys-user")]);
    let people = client(&server).people().await.unwrap();
    let wang_fang = Person {
        nick_name: Some("芳姐".to_owned()),
        email: Some("wangfang@example.com".to_owned()),
        ..Person::named(WANG_FANG, "王芳")
    };
    let zhang_san = Person {
        phone: Some("13800000003".to_owned()),
        ..Person::named(ZHANG_SAN, "张三")
    };
    let li_si = Person {
        nick_name: Some("小李".to_owned()),
        ..Person::named(LI_SI, "小李")
    };
    assert_eq!(people, [wang_fang, zhang_san, li_si]);
    let asked = server.asked("sys_user").remove(0);
    assert_eq!(asked.method, "GET");
    assert_eq!(
        asked.target,
        "/weda/odata/v1/prod/sys_user?$count=true&$top=1000&$skip=0"
    );
}

#[tokio::test]
async fn everybody_is_of_the_own_directory_whatever_the_record_says() {
    let server = Server::start().await;
    server.on("sys_user", [good("sys-user")]);
    let people = client(&server).people().await.unwrap();
    assert!(people.iter().all(|person| person.kind == 4));
}

#[tokio::test]
async fn the_description_of_a_person_is_never_read() {
    let server = Server::start().await;
    server.on("sys_user", [good("sys-user")]);
    let people = client(&server).people().await.unwrap();
    assert!(fixture("sys-user").contains("open-sesame-77"));
    assert!(!format!("{people:?}").contains("open-sesame-77"));
}

#[tokio::test]
async fn people_are_read_through_all_pages_until_one_repeats() {
    let server = Server::start().await;
    let page = |names: &[&str]| {
        let people: Vec<Value> = names
            .iter()
            .map(|name| json!({ "_id": name, "name": name }))
            .collect();
        server::json(200, &json!({ "value": people }))
    };
    server.on("sys_user", [page(&["a", "b"]), page(&["c", "d"])]);
    let people = client(&server).people().await.unwrap();
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c", "d"]);
    let asked = server.asked("sys_user");
    let skips: Vec<_> = asked
        .iter()
        .map(|asked| asked.target.rsplit('=').next().unwrap())
        .collect();
    assert_eq!(skips, ["0", "2", "4"]);
}

#[tokio::test]
async fn what_is_wanted_is_asked_for_as_a_filter_of_odata() {
    let server = Server::start().await;
    server.on("sys_user", [good("sys-user")]);
    let weda = client(&server);
    let cases = [
        (Wanted::Everybody, None),
        (
            Wanted::Ids(vec!["1".into(), "2".into()]),
            Some("_id%20eq%20%271%27%20or%20_id%20eq%20%272%27"),
        ),
        (
            Wanted::Called("O'Brien & 50%+#".to_owned()),
            Some(
                "_id%20eq%20%27O%27%27Brien%20%26%2050%25%2B%23%27%20or%20\
                 name%20eq%20%27O%27%27Brien%20%26%2050%25%2B%23%27",
            ),
        ),
        (
            Wanted::Like("芳".to_owned()),
            Some(
                "contains(name,%27%E8%8A%B3%27)%20or%20contains(nick_name,%27%E8%8A%B3%27)\
                 %20or%20contains(email,%27%E8%8A%B3%27)%20or%20contains(phone,%27%E8%8A%B3%27)",
            ),
        ),
    ];
    for (wanted, filter) in cases {
        weda.some_people(&wanted, 50, 25).await.unwrap();
        let asked = server.asked("sys_user").pop().unwrap().target;
        let (_, query) = asked.split_once('?').unwrap();
        let filter = filter.map_or(String::new(), |filter| format!("&$filter={filter}"));
        assert_eq!(query, format!("$count=true&$top=25&$skip=50{filter}"));
    }
}

#[tokio::test]
async fn a_total_saves_the_last_look() {
    let server = Server::start().await;
    let people = json!({ "@odata.count": "1", "value": [{ "_id": "a", "name": "a" }] });
    server.on("sys_user", [server::json(200, &people)]);
    assert_eq!(client(&server).people().await.unwrap().len(), 1);
    assert_eq!(server.asked("sys_user").len(), 1);
}
