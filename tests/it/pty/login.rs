//! The guided login at a terminal.

use super::seat::Seat;

const ZHUPI: &str = env!("CARGO_BIN_EXE_zhupi");

/// The dialogue against a sandbox that starts with it and ends with the terminal.
fn dialogue(environment: &str) -> Seat {
    let script = format!(
        "{ZHUPI} sandbox --write-config sandbox.toml & \
         until [ -s sandbox.toml ]; do :; done; \
         export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent {environment}; \
         {ZHUPI} login --secret-id AKIDsandbox8Zt3vQ5hN2xK7 --base-url \
         $(sed -n 's/^base_url = \"\\(.*\\)\"/\\1/p' sandbox.toml | head -1); \
         echo ended; kill $!"
    );
    Seat::run(&["sh", "-c", &script], 120, 40)
}

#[test]
fn a_wrong_answer_is_told_and_asked_again_with_the_others_kept() {
    let mut seat = dialogue("ZHUPI_WORK_SECRET_KEY=sandbox-key-4Yw9Lr1Fc6Ue");
    seat.wait_for("环境 ID");
    for (question, answer) in [
        ("环境 ID", "\r"),
        ("私有部署的地址", "\r"),
        ("环境类型", "\r"),
        ("SecretId", "\r"),
        ("以谁的身份决定", "王方\r"),
    ] {
        seat.wait_for(question);
        seat.type_keys(answer);
    }
    seat.wait_for("什么都没有写入");
    seat.wait_for("环境 ID（lowcode-…）:");
    seat.type_keys("\r\r\r\r王芳\r");
    seat.wait_for("你将以 王芳 的身份决定");
    seat.wait_for("ended");
}

#[test]
fn a_new_account_is_asked_for_its_service_until_it_is_one() {
    let mut seat = Seat::run(&[ZHUPI, "login"], 120, 40);
    seat.wait_for("哪个平台");
    seat.type_keys("feishuu\r4\r2\r");
    seat.wait_for("open.feishu.cn");
    let shown = String::from_utf8_lossy(&seat.written);
    assert_eq!(shown.matches("哪个平台").count(), 3);
    assert!(!shown.contains("环境 ID"));

    let mut seat = Seat::run(&[ZHUPI, "login"], 120, 40);
    seat.wait_for("哪个平台");
    seat.type_keys("\r");
    seat.wait_for("环境 ID");
}

#[test]
fn a_key_is_typed_unseen() {
    let mut seat = dialogue("");
    seat.wait_for("环境 ID");
    seat.type_keys("\r\r\r\r");
    seat.wait_for("SecretKey");
    seat.quiet();
    seat.type_keys("sandbox-key-4Yw9Lr1Fc6Ue\r王芳\r");
    seat.wait_for("没有可用的系统密钥库");
    let written = String::from_utf8_lossy(&seat.written);
    assert!(!written.contains("4Yw9Lr1Fc6Ue"));
}
