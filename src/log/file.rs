//! The file of the log: begun anew when it is full, with a few of the last kept beside it.
//! Only its owner can read it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::config::folders;

/// Bytes after which a file is full.
const FULL: u64 = 2 * 1024 * 1024;

/// How many full ones are kept: `zhupi.log.1` is the youngest.
const KEPT: u32 = 3;

/// `zhupi.log` in its folder, opened with the first line.
pub(super) struct File {
    path: PathBuf,
    open: Option<fs::File>,
    full: u64,
}

impl File {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            path: folder.join("zhupi.log"),
            open: None,
            full: FULL,
        }
    }

    fn older(&self, nth: u32) -> PathBuf {
        self.path.with_extension(format!("log.{nth}"))
    }

    /// The file to write to, which is not full.
    fn current(&mut self) -> io::Result<&mut fs::File> {
        if let Some(file) = &self.open
            && file.metadata()?.len() >= self.full
        {
            self.open = None;
            // Somebody else at the same log may have done it just now.
            if fs::metadata(&self.path)?.len() >= self.full {
                for nth in (1..KEPT).rev() {
                    let _ = fs::rename(self.older(nth), self.older(nth + 1));
                }
                fs::rename(&self.path, self.older(1))?;
            }
        }
        let file = match self.open.take() {
            Some(file) => file,
            None => folders::append_private(&self.path).map_err(io::Error::other)?,
        };
        Ok(self.open.insert(file))
    }
}

impl Write for File {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.current()?.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_log_is_begun_anew_and_only_the_last_ones_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = File {
            full: 10,
            ..File::new(folder.path())
        };
        for nth in 0..9 {
            log.write_all(format!("line {nth} is long\n").as_bytes())
                .unwrap();
        }
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("zhupi.log"), "line 8 is long\n");
        assert_eq!(read("zhupi.log.1"), "line 7 is long\n");
        assert_eq!(read("zhupi.log.3"), "line 5 is long\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    }

    #[test]
    fn two_programs_write_to_the_same_log_and_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut logs = [File::new(folder.path()), File::new(folder.path())];
        for nth in 0..10 {
            logs[nth % 2]
                .write_all(format!("{nth}\n").as_bytes())
                .unwrap();
        }
        let text = fs::read_to_string(folder.path().join("zhupi.log")).unwrap();
        assert_eq!(text, "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_the_log() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        File::new(folder.path()).write_all(b"x\n").unwrap();
        let mode = fs::metadata(folder.path().join("zhupi.log"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
