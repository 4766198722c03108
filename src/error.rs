//! The one error type: a kind that programs branch on, and message keys that the front ends
//! turn into words. It never holds user text of its own, and never a secret.

use std::fmt;
use std::sync::Arc;

use crate::domain::query::{Fault, Reason};

/// What the rest of the crate returns.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, as far as a program has to tell errors apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The command line asks for something that makes no sense.
    Usage,
    /// The configuration is wrong.
    Config,
    /// Not logged in: a credential is missing, wrong or expired.
    Auth,
    /// Logged in, but not allowed.
    Denied,
    /// The server could not be reached; the request surely did not run.
    Unreachable,
    /// The line broke after the request had left; it may have run.
    Interrupted,
    /// Time ran out after the request had left; it may even run later.
    Timeout,
    /// Too many requests; the request surely did not run.
    Rate,
    /// The server understood and said no.
    Refused,
    /// The server itself failed (HTTP 5xx); the request may have run.
    Server,
    /// What was asked for does not exist, or is ambiguous.
    NotFound,
    /// The provider has no such function.
    Unsupported,
    /// An answer or a file that cannot be understood.
    Corrupt,
    /// The machine failed: a disk, a folder, a terminal.
    System,
}

impl Kind {
    /// The name scripts see in `{"error":{"kind":…}}`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Config => "config",
            Self::Auth => "auth",
            Self::Denied => "denied",
            Self::Unreachable => "unreachable",
            Self::Interrupted => "interrupted",
            Self::Timeout => "timeout",
            Self::Rate => "rate",
            Self::Refused => "refused",
            Self::Server => "server",
            Self::NotFound => "not_found",
            Self::Unsupported => "unsupported",
            Self::Corrupt => "corrupt",
            Self::System => "system",
        }
    }

    /// The process's exit code (PRODUCT: 1 error, 2 usage, 4 not allowed, 5 not reached).
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Auth | Self::Denied | Self::Unsupported => 4,
            Self::Unreachable | Self::Interrupted | Self::Timeout => 5,
            _ => 1,
        }
    }

    /// Whether a request that ended so may have been carried out by the server.
    pub fn may_have_run(self) -> bool {
        matches!(
            self,
            Self::Interrupted | Self::Timeout | Self::Server | Self::Corrupt
        )
    }
}

/// An error: kind, message key with its arguments, hint key, and what the server said.
#[derive(Clone)]
pub struct Error {
    pub kind: Kind,
    /// Key of the message in the catalogue, `error-…`.
    pub message: &'static str,
    /// What the message's placeholders stand for.
    pub args: Vec<(&'static str, String)>,
    /// Key of the way out in the catalogue, `hint-…`.
    pub hint: Option<&'static str>,
    /// The server's own code, verbatim.
    pub code: Option<String>,
    /// The server's own words, verbatim and untrusted.
    pub said: Option<String>,
    /// The server's name for the request.
    pub request_id: Option<String>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub fn new(kind: Kind, message: &'static str) -> Self {
        Self {
            kind,
            message,
            args: Vec::new(),
            hint: None,
            code: None,
            said: None,
            request_id: None,
            source: None,
        }
    }

    /// Nothing can be sorted by what no item has.
    pub fn no_order(reason: &Reason) -> Self {
        let message = match reason.nearest() {
            Some(_) => "error-sort-nearest",
            None => "error-sort",
        };
        Self::new(Kind::Usage, message)
            .with("text", reason.text())
            .with("nearest", reason.nearest().unwrap_or_default())
            .hint("hint-sort")
    }

    /// Names what a placeholder of the message stands for.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// What a placeholder of the message stands for, if it is named.
    pub fn arg(&self, name: &str) -> Option<&str> {
        let named = self.args.iter().find(|(known, _)| *known == name);
        named.map(|(_, value)| value.as_str())
    }

    #[must_use]
    pub fn hint(mut self, key: &'static str) -> Self {
        self.hint = Some(key);
        self
    }

    /// What the server answered: its code and its words.
    #[must_use]
    pub fn server(mut self, code: Option<String>, said: Option<String>) -> Self {
        self.code = code;
        self.said = said;
        self
    }

    #[must_use]
    pub fn request(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    #[must_use]
    pub fn because(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }
}

/// A query that cannot be taken is wrong usage, wherever it was written.
impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let Fault { reason, column, .. } = &fault;
        let hint = match reason {
            Reason::NoAccount(..) => "hint-account-names",
            _ => "hint-query",
        };
        let error = Self::new(Kind::Usage, reason.message())
            .with("text", reason.text())
            .with("nearest", reason.nearest().unwrap_or_default())
            .with("column", column.to_string())
            .hint(hint);
        match fault.quote() {
            Some(quote) => error.with("quote", quote),
            None => error,
        }
    }
}

/// For logs and tests: the keys, not the words.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.message)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        for part in [&self.code, &self.said, &self.request_id]
            .into_iter()
            .flatten()
        {
            write!(f, " {part}")?;
        }
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}

/// Two errors are equal when they say the same; what caused them does not count.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.message == other.message
            && self.args == other.args
            && self.code == other.code
            && self.said == other.said
            && self.request_id == other.request_id
    }
}

impl Eq for Error {}
