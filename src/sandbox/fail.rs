//! Why an interface refuses: the sandbox's own business error codes and the words shown to people.
//! The service documents no codes, so these are few and are called the sandbox's own.

/// The codes and how each stands in an answer: the one table of them.
macro_rules! codes {
    ($($(#[$meaning:meta])* $code:ident = $name:literal,)*) => {
        /// A business error code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Code {
            $($(#[$meaning])* $code,)*
        }

        /// Every code as it stands in an answer.
        pub(super) const NAMES: &[&str] = &[$($name),*];

        impl Code {
            /// The code as it stands in an answer.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }
        }
    };
}

codes! {
    /// A field that the interface needs is absent or empty.
    MissingParameter = "MissingParameter",
    /// A field has the wrong type or a value that makes no sense here.
    InvalidParameter = "InvalidParameter",
    /// No task, or no copy, has this id.
    TaskNotFound = "ResourceNotFound.Task",
    /// No instance has this id.
    InstanceNotFound = "ResourceNotFound.Instance",
    /// No person has this id.
    UserNotFound = "ResourceNotFound.User",
    /// The person has no message with this id.
    MessageNotFound = "ResourceNotFound.Message",
    /// The task no longer waits for a decision.
    TaskEnded = "FailedOperation.TaskEnded",
    /// The flow's settings or its present state forbid it.
    NotAllowed = "FailedOperation.NotAllowed",
    /// The task or the instance belongs to somebody else.
    Unauthorized = "UnauthorizedOperation",
    /// There is no such interface.
    NotServed = "UnsupportedOperation",
    /// The sandbox itself failed.
    Internal = "InternalError",
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
