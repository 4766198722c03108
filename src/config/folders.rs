//! Where files live, and that nobody else may read them.

use std::io::Write;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::Env;
use crate::error::{Error, Kind, Result};

/// The three folders of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    pub config: PathBuf,
    /// Journal and log: kept.
    pub state: PathBuf,
    /// Disposable.
    pub cache: PathBuf,
}

impl Folders {
    /// `ZHUPI_STATE_DIR` and `ZHUPI_CACHE_DIR`, else the platform's places.
    pub fn of(env: &Env) -> Result<Self> {
        let base = etcetera::choose_base_strategy()
            .map_err(|error| Error::new(Kind::System, "error-no-home").because(error))?;
        let state = base.state_dir().unwrap_or_else(|| base.data_dir());
        let named =
            |variable: &str, otherwise: PathBuf| env.get(variable).map_or(otherwise, PathBuf::from);
        Ok(Self {
            config: base.config_dir().join("zhupi"),
            state: named("ZHUPI_STATE_DIR", state.join("zhupi")),
            cache: named("ZHUPI_CACHE_DIR", base.cache_dir().join("zhupi")),
        })
    }

    /// All three below one folder, as the demo has them.
    pub fn below(folder: &Path) -> Self {
        Self {
            config: folder.join("config"),
            state: folder.join("state"),
            cache: folder.join("cache"),
        }
    }

    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }
}

/// Makes a folder that only its owner can enter, if it is not there.
pub fn make_private(folder: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(|error| {
        Error::new(Kind::System, "error-folder")
            .with("folder", folder.display().to_string())
            .with("reason", error.to_string())
    })
}

/// Writes a file that is there in full, for its owner only, or not at all. A link stays a link.
pub fn write_whole(path: &Path, text: &str) -> Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| *folder != Path::new(""));
    let write = || {
        let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&target).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error: std::io::Error| {
        Error::new(Kind::System, "error-file")
            .with("file", path.display().to_string())
            .with("reason", error.to_string())
    })
}

/// Opens a file for reading and writing that only its owner can read, making it if need be.
pub fn open_private(path: &Path) -> Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    private(options, path)
}

/// The same for adding to its end.
pub fn append_private(path: &Path) -> Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    private(options, path)
}

fn private(mut options: std::fs::OpenOptions, path: &Path) -> Result<std::fs::File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map_err(|error| {
        Error::new(Kind::System, "error-file")
            .with("file", path.display().to_string())
            .with("reason", error.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::write_whole;

    #[test]
    fn a_written_file_is_whole_private_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        write_whole(&path, "first").unwrap();
        write_whole(&path, "second").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_file_is_written_where_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "first").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_whole(&link, "second").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "second");
    }
}
