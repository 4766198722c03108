//! Every way to be refused, told in words: what it was, the server's code and number, what to do.
//! The same three in the JSON, on standard error and in the log.

use super::World;

/// A fault, and what is made of it: kind, exit code, the words and the way out in English.
pub(crate) const TOLD: &[(&str, &str, i32, &str, &str)] = &[
    (
        "kind = \"status\"\nstatus = 401",
        "auth",
        4,
        "does not accept the login",
        "Check user_id",
    ),
    (
        "kind = \"expired-token\"",
        "auth",
        4,
        "does not accept the login",
        "Check user_id",
    ),
    (
        "kind = \"status\"\nstatus = 402",
        "denied",
        4,
        "asks for payment",
        "Ask an administrator to pay",
    ),
    (
        "kind = \"status\"\nstatus = 403",
        "denied",
        4,
        "does not allow this",
        "Ask an administrator to allow",
    ),
    (
        "kind = \"status\"\nstatus = 404",
        "not_found",
        1,
        "does not know",
        "Check env_id",
    ),
    (
        "kind = \"status\"\nstatus = 423",
        "denied",
        4,
        "not enabled",
        "Ask an administrator to enable",
    ),
    (
        "kind = \"rate\"\nretry_after = 60",
        "rate",
        1,
        "asks to wait 60 s",
        "lower concurrency",
    ),
    (
        "kind = \"status\"\nstatus = 451",
        "denied",
        4,
        "legal reasons",
        "Ask the service's support",
    ),
    (
        "kind = \"status\"\nstatus = 500",
        "server",
        1,
        "failed (HTTP 500)",
        "tell the service the request id",
    ),
    (
        "kind = \"error\"\nstatus = 503",
        "server",
        1,
        "failed (HTTP 503)",
        "tell the service the request id",
    ),
    (
        "kind = \"status\"\nstatus = 504",
        "timeout",
        5,
        "cannot say whether",
        "zhupi resume",
    ),
    (
        "kind = \"status\"\nstatus = 400\ncode = \"INVALID_PARAM\"",
        "refused",
        1,
        "The server refused",
        "Do as the server says",
    ),
    (
        "kind = \"status\"\nstatus = 400\ncode = \"INVALID_ENV\"",
        "refused",
        1,
        "The server refused",
        "Check env_id, region",
    ),
    (
        "kind = \"status\"\nstatus = 413\ncode = \"EXCEED_REQUEST_SIZE_LIMIT\"",
        "refused",
        1,
        "The server refused",
        "send it in parts",
    ),
    (
        "kind = \"error\"\ncode = \"FailedOperation.NotAllowed\"",
        "refused",
        1,
        "The server refused",
        "Do as the server says",
    ),
    (
        "kind = \"error\"\nstatus = 403\ncode = \"UnauthorizedOperation\"",
        "denied",
        4,
        "does not allow this",
        "Ask an administrator to allow",
    ),
    (
        "kind = \"error\"\ncode = \"ResourceNotFound.Task\"",
        "not_found",
        1,
        "does not know",
        "refresh and look again",
    ),
    (
        "kind = \"error\"\ncode = \"InternalError\"",
        "interrupted",
        5,
        "cannot say whether",
        "zhupi resume",
    ),
];

/// What tells of a failure without an answer of the server's own: kind, words, the way out.
pub(crate) const SILENT: &[(&str, &str, &str, &str)] = &[
    (
        "kind = \"garbage\"",
        "corrupt",
        "not JSON",
        "Check base_url",
    ),
    (
        "kind = \"huge\"",
        "corrupt",
        "larger than",
        "Check base_url",
    ),
    (
        "kind = \"cut-before\"",
        "interrupted",
        "broke before",
        "zhupi resume",
    ),
    (
        "kind = \"cut-middle\"",
        "interrupted",
        "broke before",
        "zhupi resume",
    ),
];

fn log(world: &World) -> String {
    std::fs::read_to_string(world.home.path("state/zhupi/zhupi.log")).unwrap()
}

/// The last error in the log.
fn logged(world: &World) -> String {
    let log = log(world);
    let mut errors = log.lines().filter(|line| line.contains("ERROR"));
    errors.next_back().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_says_what_it_was_and_what_to_do_in_json_in_words_and_in_the_log() {
    let world = World::new().await;
    for (fault, kind, exit, words, hint) in TOLD {
        world.faults(&format!(
            "[[fault]]\ninterface = \"ListProcessInstances\"\n{fault}\n"
        ));
        let answer = world.zhupi(["list", "todo"]).await.ends(*exit);
        let error = answer.json()["error"].take();
        let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
        assert_eq!(text("kind"), *kind, "{fault}: {error}");
        assert!(text("message").contains(words), "{fault}: {error}");
        assert!(text("hint").contains(hint), "{fault}: {error}");
        assert!(!text("code").is_empty(), "{fault}: {error}");
        assert_eq!(text("request_id").len(), 13, "{fault}: {error}");
        let line = logged(&world);
        for part in [*words, *hint, &text("code"), &text("request_id")] {
            assert!(line.contains(part), "{fault}: no {part:?} in {line}");
        }
    }
    let shown = world.zhupi(["list", "todo", "-o", "table"]).await;
    assert!(shown.err.contains("(request "), "{shown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_none_is_told_and_logged_too() {
    let world = World::new().await;
    for (fault, kind, words, hint) in SILENT {
        world.faults(&format!(
            "[[fault]]\ninterface = \"ListProcessInstances\"\n{fault}\n"
        ));
        let answer = world.zhupi(["list", "todo"]).await;
        let error = answer.json()["error"].take();
        assert_eq!(error["kind"], *kind, "{fault}");
        let line = logged(&world);
        for part in [words, hint] {
            assert!(error.to_string().contains(part), "{fault}: {error}");
            assert!(line.contains(part), "{fault}: {line}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_error_that_is_shown_has_one_line_in_the_log_and_each_request_another() {
    let world = World::new().await;
    world.zhupi(["list", "todo"]).await.ends(0);
    let answered = log(&world);
    assert_eq!(
        answered.matches("POST clientCredential status=200").count(),
        1,
        "{answered}"
    );
    assert_eq!(
        answered
            .matches("POST ListProcessInstances status=200")
            .count(),
        1
    );
    assert_eq!(answered.matches("ERROR").count(), 0, "{answered}");
    world.zhupi(["show", "no-such-item"]).await.ends(1);
    world.zhupi(["shwo"]).await.ends(2);
    assert_eq!(log(&world).matches("ERROR").count(), 2, "{}", log(&world));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verbose_command_tells_its_requests_beside_its_answer() {
    let world = World::new().await;
    let answer = world.zhupi(["list", "todo", "-v"]).await.ends(0);
    assert!(answer.json()["items"].is_array());
    assert!(
        answer.err.contains("POST ListProcessInstances status=200"),
        "{answer:?}"
    );
    let answer = world.zhupi(["show", "no-such-item", "-v"]).await.ends(1);
    // The error itself is said once.
    assert_eq!(answer.err.matches("no-such-item").count(), 0, "{answer:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_leaves_a_line_in_the_log() {
    let world = World::new().await;
    let task = world.todo().await;
    let line = ["approve", &task, "--comment", "just-between-us", "--yes"];
    world.zhupi(line).await.ends(0);
    let log = log(&world);
    let line = log
        .lines()
        .find(|line| line.contains("receipt=\"done\""))
        .unwrap();
    assert!(line.contains(&task), "{line}");
    assert!(!log.contains("just-between-us"));
}
