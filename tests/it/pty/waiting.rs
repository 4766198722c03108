//! A command that reads for long tells whoever waits, and only on a terminal.

use super::seat::Seat;

const ZHUPI: &str = env!("CARGO_BIN_EXE_zhupi");

/// A command on an account of which some details are long in coming.
fn command(line: &str) -> Seat {
    let faults =
        "[[fault]]\ninterface = \"get\"\nkind = \"delay\"\nms = 1500\nskip = 2\ncount = 2\n";
    let script = format!(
        "printf '{faults}' > faults.toml; \
         {ZHUPI} sandbox --faults faults.toml --write-config config.toml 2>/dev/null & \
         until [ -s config.toml ]; do :; done; \
         {ZHUPI} --config config.toml --account crm {line}; kill $!"
    );
    Seat::run(&["sh", "-c", &script], 120, 40)
}

#[test]
fn what_is_still_to_be_read_is_told_until_it_is_read() {
    for line in ["list", "counts"] {
        let mut seat = command(line);
        seat.wait_for("还要读");
        seat.wait_for_the_end();
        assert!(!seat.text().contains("还要读"), "{}", seat.text());
    }
}

#[test]
fn whoever_keeps_the_words_in_a_file_is_told_nothing() {
    let mut seat = command("list 2> words; cat words");
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
