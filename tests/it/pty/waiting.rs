//! A command that reads for long tells whoever waits, and only on a terminal.

use tempfile::TempDir;
use zhupi::sandbox::{Faults, Options, Sandbox, start};

use super::seat::Seat;

const ZHUPI: &str = env!("CARGO_BIN_EXE_zhupi");

/// One detail is not answered for so many milliseconds.
fn late(ms: u32) -> Faults {
    let rule =
        format!("[[fault]]\ninterface = \"get\"\nkind = \"delay\"\nms = {ms}\nskip = 2\ncount = 1");
    Faults::parse(&rule).unwrap()
}

/// A company, and a home that knows its accounts.
async fn company(faults: Faults) -> (Sandbox, TempDir) {
    let options = Options {
        faults,
        ..Options::default()
    };
    let sandbox = start(options).await.unwrap();
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("config.toml"), sandbox.config_toml()).unwrap();
    (sandbox, home)
}

/// A command on the account that reads each detail.
fn command(home: &TempDir, line: &str) -> Seat {
    let home = home.path().display();
    let script = format!("cd {home}; {ZHUPI} --config config.toml --account crm {line}");
    Seat::run(&["sh", "-c", &script], 120, 40)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_to_be_read_is_told_until_it_is_read() {
    for line in ["list", "counts"] {
        let (sandbox, home) = company(late(3_600_000)).await;
        let mut seat = command(&home, line);
        seat.wait_for("还要读");
        sandbox.let_go();
        seat.wait_for_the_end();
        assert!(!seat.text().contains("还要读"), "{}", seat.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_the_words_in_a_file_is_told_nothing() {
    let (_sandbox, home) = company(late(1500)).await;
    let mut seat = command(&home, "list 2> words; cat words");
    seat.wait_for_the_end();
    let written = String::from_utf8_lossy(&seat.written).into_owned();
    assert!(written.contains("差旅费用"), "{written}");
    assert!(!written.contains("还要读"), "{written}");
}

#[test]
fn a_terminal_that_knows_no_sequences_gets_none() {
    let line = format!(
        "TERM=dumb {ZHUPI} demo list --filter 'amount<500'; echo between; \
         {ZHUPI} demo list --filter 'amount<500'"
    );
    let mut seat = Seat::run(&["sh", "-c", &line], 120, 40);
    seat.wait_for_the_end();
    let written = String::from_utf8_lossy(&seat.written).into_owned();
    let (dumb, able) = written.split_once("between").unwrap();
    assert!(
        dumb.contains("差旅报销") && !dumb.contains('\u{1b}'),
        "{dumb}"
    );
    assert!(able.contains('\u{1b}'), "{able}");
}

#[test]
fn whoever_leaves_a_question_leaves_its_line_too() {
    let line = format!(
        "{ZHUPI} sandbox --write-config config.toml 2>/dev/null & \
         until [ -s config.toml ]; do :; done; \
         id=$({ZHUPI} --config config.toml list --limit 1 -o csv --filter batch:true \
              | tail -1 | cut -d, -f3); \
         {ZHUPI} --config config.toml approve $id; echo ended $?; kill $!"
    );
    let mut seat = Seat::run(&["sh", "-c", &line], 120, 40);
    seat.wait_for("[y/N]");
    seat.type_keys("\u{4}");
    seat.wait_for("ended 3");
    seat.wait_for_the_end();
    let text = seat.text();
    let mut lines = text.lines();
    let question = lines.find(|line| line.contains("[y/N]")).unwrap();
    assert!(question.trim_end().ends_with("[y/N]"), "{text}");
}
