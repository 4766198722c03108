//! Why an interface refuses: the sandbox's own business error codes and the words shown to people.
//! The service documents no codes, so these are few and are called the sandbox's own.

/// A business error code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// A field that the interface needs is absent or empty.
    MissingParameter,
    /// A field has the wrong type or a value that makes no sense here.
    InvalidParameter,
    /// No task, or no copy, has this id.
    TaskNotFound,
    /// No instance has this id.
    InstanceNotFound,
    /// No person has this id.
    UserNotFound,
    /// The person has no message with this id.
    MessageNotFound,
    /// The task no longer waits for a decision.
    TaskEnded,
    /// The flow's settings or its present state forbid it.
    NotAllowed,
    /// The task or the instance belongs to somebody else.
    Unauthorized,
    /// There is no such interface.
    NotServed,
    /// The sandbox itself failed.
    Internal,
}

impl Code {
    /// The code as it stands in an answer.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::MissingParameter => "MissingParameter",
            Self::InvalidParameter => "InvalidParameter",
            Self::TaskNotFound => "ResourceNotFound.Task",
            Self::InstanceNotFound => "ResourceNotFound.Instance",
            Self::UserNotFound => "ResourceNotFound.User",
            Self::MessageNotFound => "ResourceNotFound.Message",
            Self::TaskEnded => "FailedOperation.TaskEnded",
            Self::NotAllowed => "FailedOperation.NotAllowed",
            Self::Unauthorized => "UnauthorizedOperation",
            Self::NotServed => "UnsupportedOperation",
            Self::Internal => "InternalError",
        }
    }
}

/// A refusal: a code, and a sentence that tells its reader what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}: {message}", code.name())]
pub(super) struct Fail {
    pub(super) code: Code,
    pub(super) message: String,
}

impl Fail {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

impl From<rusqlite::Error> for Fail {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(Code::Internal, format!("沙箱内部错误：{error}"))
    }
}
