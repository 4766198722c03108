//! Files and folders: nobody else may read them, and what cannot be read is thrown away only
//! where nothing is lost.

use std::path::Path;
use std::process::Stdio;

use zhupi::domain::form::Form;
use zhupi::store::{Cache, Journal};

use super::{at, intent, key};
use crate::cli::Home;

const ACCOUNT: &str = r#"
    [accounts.work]
    provider = "weda"
    base_url = "http://127.0.0.1:9"
    user_id = "1538"
    secret_id = "AKID"
"#;

/// A home in which the program has been started once.
fn home() -> Home {
    let home = Home::new();
    std::fs::write(home.path("accounts.toml"), ACCOUNT).unwrap();
    start(&home, Some(0));
    home
}

fn start(home: &Home, code: Option<i32>) {
    let mut command = home.command(&["journal", "-o", "json", "--config"]);
    let output = command.arg(home.path("accounts.toml")).output().unwrap();
    assert_eq!(output.status.code(), code, "{output:?}");
}

#[test]
fn processes_that_start_for_the_first_time_at_once_all_start() {
    for _ in 0..4 {
        let home = Home::new();
        std::fs::write(home.path("accounts.toml"), ACCOUNT).unwrap();
        let spawn = |_| {
            let mut command = home.command(&["journal", "-o", "json", "--config"]);
            let command = command.arg(home.path("accounts.toml"));
            let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        let started: Vec<_> = (0..6).map(spawn).collect();
        for process in started {
            let output = process.wait_with_output().unwrap();
            assert!(output.status.success(), "{output:?}");
            assert_eq!(output.stdout, b"{\"items\":[]}\n");
        }
    }
}

/// Overwrites a database, and removes what it could be restored from.
fn spoil(path: &Path) -> String {
    let text = "no database at all ".repeat(300);
    std::fs::write(path, &text).unwrap();
    for beside in ["-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        // It is there only when the last process left it.
        let _ = std::fs::remove_file(name);
    }
    text
}

#[cfg(unix)]
fn assert_private(home: &Home) {
    use std::os::unix::fs::PermissionsExt;
    let mut folders = vec![home.path("state/zhupi"), home.path("cache/zhupi")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
                files += 1;
            }
        }
    }
    assert!(files >= 2, "journal and cache are there");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_what_is_kept() {
    let home = home();
    assert_private(&home);
    // While it is open, a database has files beside it.
    let journal = Journal::open(&home.path("state/zhupi/journal.db")).unwrap();
    journal.begin(intent("1")).await.unwrap();
    assert!(home.path("state/zhupi/journal.db-wal").exists());
    assert_private(&home);
}

#[cfg(unix)]
#[tokio::test]
async fn a_cache_that_cannot_be_read_is_thrown_away() {
    let home = home();
    let path = home.path("cache/zhupi/cache.db");
    spoil(&path);
    start(&home, Some(0));
    assert_private(&home);
    let cache = Cache::open(&path).unwrap();
    let form = Form::default();
    cache
        .remember_shown(key("work", "1"), &form, at(0))
        .await
        .unwrap();
    assert_eq!(cache.shown(key("work", "1")).await.unwrap(), Some(form));
}

#[test]
fn a_journal_that_cannot_be_read_stops_the_program_and_stays() {
    let home = home();
    let path = home.path("state/zhupi/journal.db");
    let text = spoil(&path);
    start(&home, Some(1));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test]
async fn the_cache_remembers_the_latest_form_and_the_name_of_the_hand() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    let cache = Cache::open(&path).unwrap();
    assert_eq!(cache.shown(key("work", "1")).await.unwrap(), None);
    let name = |name: &str| {
        let cache = cache.clone();
        let name = name.to_owned();
        async move {
            cache
                .remember_hand("work".to_owned(), "1538".to_owned(), name)
                .await
        }
    };
    name("王芬").await.unwrap();
    name("王芳").await.unwrap();
    let hand = |account: &str| cache.hand(account.to_owned(), "1538".to_owned());
    assert_eq!(hand("work").await.unwrap().as_deref(), Some("王芳"));
    assert_eq!(hand("office").await.unwrap(), None);
}

#[tokio::test]
async fn the_cache_remembers_where_values_were_put_by_account_and_flow() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(&folder.path().join("cache.db")).unwrap();
    for places in [["b.two=", "a.one="], ["a.one=", "c:="]] {
        let places = places.map(str::to_owned).to_vec();
        let (account, flow) = ("work".to_owned(), "flow_travel".to_owned());
        cache.remember_places(account, flow, places).await.unwrap();
    }
    let known = cache.places("work".to_owned()).await.unwrap();
    assert_eq!(known["flow_travel"], ["b.two=", "a.one=", "c:="]);
    let other = cache.places("office".to_owned()).await.unwrap();
    assert!(other.is_empty());
}
