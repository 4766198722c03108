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
