//! Lines that cannot be understood, help, and configurations that cannot be used: none of them
//! needs a server.

use super::contract::{self, assert_shape};
use super::{Home, zhupi};

#[test]
fn help_is_in_the_language_asked_for() {
    zhupi(&["--help"]).ends(0).shows("Usage: zhupi");
    zhupi(&["--lang", "zh", "--help"])
        .ends(0)
        .shows("用法：zhupi")
        .shows("各栏数目和未读消息");
    zhupi(&["list", "--help", "--lang=zh"])
        .ends(0)
        .shows("用法：zhupi list");
    zhupi(&["demo", "list", "--help"]).ends(0);
}

#[test]
fn the_help_of_the_sandbox_lists_its_own_error_codes_and_no_others() {
    for language in ["zh", "en"] {
        let help = zhupi(&["sandbox", "--help", "--lang", language]).ends(0);
        let (_, list) = help
            .out
            .rsplit_once('：')
            .or(help.out.rsplit_once(":\n"))
            .unwrap();
        let listed: Vec<_> = list
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        assert_eq!(listed, zhupi::sandbox::codes(), "{language}");
    }
}

#[test]
fn the_environment_chooses_the_language_too() {
    let home = Home::new();
    let mut command = home.command(&["--help"]);
    let output = command.env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("用法："));
}

#[test]
fn a_wrong_line_is_wrong_usage_and_says_what_was_meant() {
    zhupi(&["lst"]).ends(2).says("list");
    zhupi(&["list", "tood"]).ends(2).says("todo");
    zhupi(&["list", "--limt", "3"]).ends(2).says("--limit");
    for noise in ["frob", "bogus"] {
        let told = zhupi(&[noise]).ends(2).err;
        assert!(!told.contains("mean"), "{told}");
    }
    zhupi(&["list", "--limit", "many"]).ends(2).says("many");
    zhupi(&["list", "--limit", "3", "--all"]).ends(2);
    zhupi(&["show"]).ends(2);
    zhupi(&["show", "1", "--instance", "2"]).ends(2);
    zhupi(&["transfer", "1", "--yes"]).ends(2).says("--to");
    zhupi(&["--lang", "zh", "lst"])
        .ends(2)
        .says("没有 lst 这个命令");
}

#[test]
fn wrong_usage_is_one_document_for_scripts_wherever_the_option_stands() {
    for line in [
        ["-o", "json", "list", "tood"],
        ["list", "tood", "-o", "json"],
        ["list", "-o=json", "--limit", "x"],
        ["approve", "1", "--output", "json"],
    ] {
        let answer = zhupi(&line).ends(2);
        assert_shape(&answer.json(), &contract::error());
        assert_eq!(answer.json()["error"]["kind"], "usage");
        assert_eq!(answer.err, "");
    }
}

#[test]
fn a_decision_needs_yes_where_nobody_can_be_asked() {
    zhupi(&["approve", "1"]).ends(2).says("--yes");
    zhupi(&["demo", "approve", "1"]).ends(2).says("--yes");
}

#[test]
fn a_rejection_needs_its_reason_before_anything_is_read() {
    zhupi(&["reject", "1", "--yes"]).ends(2).says("--comment");
    zhupi(&["reject", "1", "--yes", "--comment", " "]).ends(2);
    zhupi(&["demo", "reject", "1", "--dry-run"]).ends(2);
}

#[test]
fn a_comment_is_measured_in_characters() {
    let fits = "可".repeat(500);
    let answer = zhupi(&["approve", "1", "--yes", "--comment", &fits]);
    assert_ne!(answer.code, Some(2), "{answer:?}");
    let long = "可".repeat(501);
    zhupi(&["approve", "1", "--yes", "--comment", &long])
        .ends(2)
        .says("501");
}

#[test]
fn without_an_account_the_way_out_is_named() {
    zhupi(&["counts"]).ends(4).says("zhupi demo");
    let answer = zhupi(&["counts", "-o", "json"]).ends(4);
    assert_shape(&answer.json(), &contract::error());
    assert_eq!(answer.json()["error"]["kind"], "auth");
}

#[test]
fn the_inbox_needs_a_terminal() {
    zhupi(&[]).ends(2).says("terminal");
    zhupi(&["demo"]).ends(2).says("terminal");
}

#[test]
fn a_wrong_configuration_is_named_by_its_place_and_the_nearest_key() {
    let home = Home::new();
    let path = home.path("own.toml");
    std::fs::write(&path, "theme = \"dark\"\nundo_secnods = 3\n").unwrap();
    home.zhupi(&["--config", path.to_str().unwrap(), "counts"])
        .ends(1)
        .says(":2:1")
        .says("undo_seconds");
}

#[test]
fn an_unknown_account_is_named_with_the_known_ones() {
    let home = Home::new();
    let path = home.path("own.toml");
    let text = "language = \"zh\"\n[accounts.work]\nprovider = \"weda\"\n";
    std::fs::write(&path, text).unwrap();
    let answer = home.zhupi(&[
        "counts",
        "--config",
        path.to_str().unwrap(),
        "--account",
        "home",
    ]);
    // The configuration has chosen the language of the words by then.
    answer.ends(1).says("没有名为“home”的账户").says("work");
}

#[test]
fn completions_name_every_command_in_every_shell() {
    let commands = [
        "approve", "canvas", "counts", "demo", "journal", "list", "man", "rollback", "sandbox",
    ];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let mut answer = zhupi(&["completions", shell]).ends(0);
        for command in commands {
            answer = answer.shows(command);
        }
    }
    zhupi(&["completions", "csh"]).ends(2).says("bash");
}

#[test]
fn bash_understands_its_completions() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let answer = zhupi(&["completions", "bash"]).ends(0);
    let Ok(mut bash) = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn() else {
        return;
    };
    let mut input = bash.stdin.take().unwrap();
    input.write_all(answer.out.as_bytes()).unwrap();
    drop(input);
    assert!(bash.wait().unwrap().success());
}

#[test]
fn the_manual_is_a_page_that_names_every_command() {
    let mut answer = zhupi(&["man"]).ends(0).shows(".TH zhupi 1");
    for command in ["approve", "canvas", "demo", "list", "rollback", "sandbox"] {
        answer = answer.shows(&format!("zhupi\\-{command}"));
    }
    zhupi(&["man", "--lang", "zh"]).ends(0).shows("审批");
}

#[test]
fn in_ascii_tables_have_no_signs() {
    let drawn = zhupi(&["demo", "list", "created", "-o", "json"])
        .ends(0)
        .json();
    let id = drawn["items"][0]["instance_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let answer = zhupi(&["demo", "canvas", &id, "--ascii", "--lang", "en"]).ends(0);
    let line = |c: char| ('\u{2190}'..='\u{25ff}').contains(&c);
    assert!(!answer.out.contains(line), "{}", answer.out);
}

#[test]
fn a_number_below_nothing_is_told_as_the_value_of_its_option() {
    for line in [
        &["demo", "list"][..],
        &["demo", "messages"],
        &["demo", "instances"],
    ] {
        let line = [line, &["--limit", "-1"]].concat();
        let told = zhupi(&line).ends(2).says("--limit").says("-1");
        told.says("how many rows");
    }
}

#[test]
fn a_value_that_cannot_be_one_is_told_with_what_is_wanted() {
    for (line, wanted) in [
        (&["sandbox", "--items", "many"][..], "a whole number"),
        (&["sandbox", "--latency", "1s"], "a whole number"),
        (&["listen", "--addr", "here"], "127.0.0.1:7878"),
        (&["approve", "1", "--input", "days"], "--input form.note=ok"),
        (&["start", "flow_leave", "--input", "days"], "form.days=3"),
    ] {
        zhupi(line).ends(2).says(wanted);
    }
}

#[test]
fn a_wrong_line_names_the_help_of_its_command() {
    for (line, help) in [
        (&["transfer", "1", "--yes"][..], "zhupi transfer --help"),
        (&["messages", "read"], "zhupi messages read --help"),
        (&["demo", "show"], "zhupi demo show --help"),
        (&["--zork"], "zhupi --help"),
    ] {
        zhupi(line).ends(2).says(help);
    }
    zhupi(&["approve", "--yes"]).ends(2).says("--filter");
}

#[test]
fn an_empty_id_is_an_empty_variable_of_a_script_and_not_looked_for() {
    for line in [
        &["show", ""][..],
        &["canvas", "--instance", ""],
        &["tasks", ""],
        &["approve", "1", "", "--yes"],
        &["next", "", "--all"],
    ] {
        zhupi(line).ends(2).says("needs a value");
    }
}

#[test]
fn what_is_said_may_begin_like_an_option() {
    for line in [
        &["reject", "1", "--yes", "--comment", "-1 天不对"][..],
        &["stop", "1", "--yes", "--reason", "--"],
        &["plan", "--verb", "reject", "--comment", "- 不同意"],
        &["plan", "--verb", "approve", "--filter", "-flow:请假"],
        &["messages", "--search", "-5"],
    ] {
        // The line is understood; what is missing is the account.
        zhupi(line).ends(4).says("zhupi login");
    }
}

#[test]
fn a_plan_that_is_not_there_is_told_before_nobody_to_confirm() {
    let home = Home::new();
    home.zhupi(&["apply", "nowhere.txt"])
        .ends(2)
        .says("nowhere.txt");
    std::fs::write(home.path("plan.txt"), "zhupi-plan 1\n").unwrap();
    let path = home.path("plan.txt");
    home.zhupi(&["apply", path.to_str().unwrap()])
        .ends(2)
        .says("--yes");
}

#[test]
fn where_no_account_is_set_up_the_way_out_is_named_whatever_was_asked_for() {
    for line in [
        &["--account", "all", "doctor"][..],
        &["--account", "all", "logout"],
        &["--account", "work", "counts"],
    ] {
        let answer = zhupi(line);
        let told = answer.out + &answer.err;
        assert!(told.contains("zhupi login"), "{line:?}: {told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_told_where_people_read() {
    let home = Home::new();
    for format in ["table", "json", "csv"] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = home.command(&["demo", "counts", "-o", format]);
        let output = command.stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("cannot be written"), "{format}: {told}");
    }
}
