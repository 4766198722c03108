//! All accounts on one screen, two of which are not there.

use std::net::TcpListener;

use super::seat::Seat;

const ZHUPI: &str = env!("CARGO_BIN_EXE_zhupi");

/// An account at an address.
fn account(name: &str, address: &str) -> String {
    format!(
        "\n[accounts.{name}]\nprovider = \"weda\"\nenv_id = \"lowcode-7kq2m4xd1e9b03aa\"\n\
         base_url = \"http://{address}\"\nuser_id = \"301\"\nsecret_id = \"AKIDgone\"\n\
         secret_command = \"echo nothing\"\n"
    )
}

#[test]
fn an_account_that_is_silent_and_one_that_refuses_hold_up_nobody() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let refusing = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = refusing.local_addr().unwrap().to_string();
    drop(refusing);
    let more =
        account("silent", &silent.local_addr().unwrap().to_string()) + &account("gone", &gone);
    let script = format!(
        "printf '%s' '{more}' > more.toml; \
         {ZHUPI} sandbox --write-config own.toml 2>/dev/null & \
         until [ -s own.toml ]; do :; done; cat own.toml more.toml > config.toml; \
         {ZHUPI} --config config.toml --account all; kill $!"
    );
    let mut seat = Seat::run(&["sh", "-c", &script], 200, 50);
    seat.wait_for("work ●");
    seat.wait_for("gone ✗");
    assert!(seat.text().contains("silent …"), "{}", seat.text());
    seat.wait_for("差旅报销");
    seat.press("gg");
    let row = |seat: &Seat| {
        seat.text()
            .lines()
            .find(|line| line.contains('▌'))
            .unwrap()
            .to_owned()
    };
    let first = row(&seat);
    seat.press("j");
    assert_ne!(row(&seat), first);
    seat.press("a");
    seat.wait_for("⏳");
    seat.press("$");
    seat.wait_for("✓");
    assert!(seat.text().contains("silent …"), "{}", seat.text());
    drop(silent);
}

#[test]
fn the_demo_shows_all_providers_and_something_arrives() {
    let mut seat = Seat::run(&[ZHUPI, "demo", "--all-providers", "--alive", "1"], 120, 40);
    for account in ["work ●", "crm ●", "office ●"] {
        seat.wait_for(account);
    }
    seat.wait_for("▲ 1 条新");
    let text = seat.text();
    for row in [" work ", " crm "] {
        assert!(
            text.lines().skip(3).any(|line| line.contains(row)),
            "{text}"
        );
    }
}
