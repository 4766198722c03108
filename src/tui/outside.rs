//! The user's own editor, on a private file that is gone afterwards. Whoever calls has given the
//! terminal away.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use crate::config::{Env, open_private};
use crate::error::{Error, Kind, Result};

/// Lets the user change a text; what they have left of it.
pub(super) fn edit(text: &str, folder: &Path, env: &Env) -> Result<String> {
    let path = folder.join(format!("edit-{}.txt", std::process::id()));
    let left = edit_file(text, &path, env);
    // It holds what was said about requests: not to be left behind.
    let _ = std::fs::remove_file(&path);
    left
}

fn edit_file(text: &str, path: &Path, env: &Env) -> Result<String> {
    let broken = |error: std::io::Error| {
        Error::new(Kind::System, "error-editor").with("reason", error.to_string())
    };
    let _ = std::fs::remove_file(path);
    let mut file = open_private(path)?;
    file.write_all(text.as_bytes()).map_err(broken)?;
    drop(file);
    let editor = env.get("VISUAL").or(env.get("EDITOR")).unwrap_or("vi");
    // As other programs do: the variable may hold options.
    let ended = Command::new("sh")
        .args(["-c", &format!("{editor} \"$1\""), "sh"])
        .arg(path)
        .status()
        .map_err(broken)?;
    if !ended.success() {
        return Err(Error::new(Kind::System, "error-editor").with("reason", ended.to_string()));
    }
    let mut text = String::new();
    let mut file = std::fs::File::open(path).map_err(broken)?;
    file.read_to_string(&mut text).map_err(broken)?;
    Ok(text)
}
