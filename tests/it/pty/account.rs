//! Another account on the same screen, and a configuration that changes meanwhile.

use super::seat::Seat;

const ZHUPI: &str = env!("CARGO_BIN_EXE_zhupi");

/// The inbox of the sandbox's main person, with the accounts of the others beside it.
fn inbox() -> Seat {
    let mut seat = inbox_with("");
    seat.quiet();
    seat
}

/// The same with variables of the environment, as soon as there is a list.
fn inbox_with(variables: &str) -> Seat {
    let script = format!(
        "{ZHUPI} sandbox --write-config config.toml 2>/dev/null & \
         until [ -s config.toml ]; do :; done; \
         {variables} {ZHUPI} --config config.toml; kill $!"
    );
    let mut seat = Seat::run(&["sh", "-c", &script], 120, 40);
    seat.wait_for("待办 35");
    seat
}

/// A command by its name, as a person types it.
fn command(seat: &mut Seat, line: &str) {
    seat.press(":");
    seat.press(line);
    seat.press("\r");
}

#[test]
fn staged_decisions_wait_in_their_account_while_another_one_is_looked_at() {
    let mut seat = inbox();
    seat.press("a");
    seat.wait_for("⏳");
    command(&mut seat, "account zhangsan");
    seat.wait_for("zhangsan · 张三");
    seat.wait_for("另有 1 项待发（work）");
    seat.press("gp");
    seat.wait_for("用 :account work 去看");
    command(&mut seat, "account work");
    seat.wait_for("work · 王芳");
    seat.wait_for("⏳ 同意");
    assert!(!seat.text().contains("另有"), "{}", seat.text());
}

#[test]
fn a_changed_config_is_taken_and_a_wrong_one_is_told() {
    let mut seat = inbox();
    let path = seat.home().join("config.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("undo_secs = 9\n{text}")).unwrap();
    command(&mut seat, "reload");
    seat.wait_for("undo_seconds");
    std::fs::write(&path, format!("undo_seconds = 99\n{text}")).unwrap();
    command(&mut seat, "reload");
    seat.wait_for("已按新的配置工作");
    seat.press("a");
    seat.wait_for("99s");
}

#[test]
fn a_cache_that_cannot_be_kept_is_told_and_the_inbox_works() {
    let mut seat = inbox_with("XDG_CACHE_HOME=/dev/null");
    seat.wait_for("XDG_CACHE_HOME");
    seat.wait_for("差旅报销");
    seat.press("a");
    seat.wait_for("⏳");
}
