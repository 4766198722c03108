//! The shape of files: headers, length, names.

use std::path::{Path, PathBuf};

use super::source;

/// Lines of `//!` that a file may open with, a drawing aside; the header of `lib.rs` is the
/// architecture.
const HEADER: std::ops::RangeInclusive<usize> = 1..=4;
const ARCHITECTURE: std::ops::RangeInclusive<usize> = 20..=100;

/// Past this many lines a file does two things.
const LONGEST: usize = 400;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 10] = [
    "util", "utils", "helper", "helpers", "common", "manager", "misc", "mod", "base", "types",
];

fn of(folder: &str) -> Vec<PathBuf> {
    source::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "rs")
}

fn wrong_header(path: &Path, text: &str) -> bool {
    let header = text.lines().map_while(|line| line.strip_prefix("//!"));
    if path.ends_with("src/lib.rs") {
        return !ARCHITECTURE.contains(&header.count());
    }
    let header = header.collect::<Vec<_>>().join("\n");
    let prose = header.split("```").step_by(2).flat_map(str::lines);
    !HEADER.contains(&prose.filter(|line| !line.trim().is_empty()).count())
}

fn wrong_name(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str());
    name.is_none_or(|name| EMPTY_NAMES.contains(&name))
}

#[test]
fn every_file_opens_with_what_it_is() {
    for path in ["src", "tests", "benches"].into_iter().flat_map(of) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!wrong_header(&path, &text), "{}", path.display());
    }
}

#[test]
fn no_source_file_is_too_long() {
    for path in of("src") {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}

#[test]
fn every_file_has_a_name_that_says_something() {
    for path in ["src", "tests", "benches"].into_iter().flat_map(of) {
        assert!(!wrong_name(&path), "{}", path.display());
    }
}

#[test]
fn a_wrong_header_or_name_is_found() {
    let file = Path::new("src/tui/view.rs");
    assert!(!wrong_header(file, "//! One.\n//! Two.\n\nuse x;\n"));
    assert!(wrong_header(file, "use x;\n//! Late.\n"));
    assert!(!wrong_header(
        file,
        "//! One.\n//!\n//! ```text\n//! 1\n//! 2\n//! 3\n//! ```\n"
    ));
    assert!(wrong_header(file, "//! 1\n//! 2\n//! 3\n//! 4\n//! 5\n"));
    assert!(wrong_header(Path::new("src/lib.rs"), "//! Too little.\n"));
    assert!(wrong_name(Path::new("src/tui/mod.rs")));
    assert!(wrong_name(Path::new("src/utils.rs")));
    assert!(!wrong_name(file));
}
