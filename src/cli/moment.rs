//! Moments as they stand on the command line. Reads no clock: the present is that of the look.

use jiff::Timestamp;

use super::look::Look;
use crate::domain::when;
use crate::error::{Error, Kind, Result};

/// A moment as people write it, or wrong usage.
pub(super) fn moment(text: &str, look: &Look) -> Result<Timestamp> {
    when::parse(text, look.now, &look.zone).ok_or_else(|| {
        Error::new(Kind::Usage, "error-since")
            .with("text", text)
            .hint("hint-since")
    })
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{Look, moment};
    use crate::cli::args::Global;
    use crate::config::Env;

    fn look() -> Look {
        let now = "2026-11-22T06:02:00Z".parse().unwrap();
        let mut look = Look::new(&Global::default(), &Env::default(), now);
        look.zone = TimeZone::fixed(jiff::tz::offset(8));
        look
    }

    #[test]
    fn a_moment_is_read_in_every_spelling() {
        for (text, meant) in [
            ("2026-11-20T00:00:00+08:00", "2026-11-19T16:00:00Z"),
            ("2026-11-20", "2026-11-19T16:00:00Z"),
            ("today", "2026-11-21T16:00:00Z"),
            ("-7d", "2026-11-15T06:02:00Z"),
            ("-3h", "2026-11-22T03:02:00Z"),
            ("-1w", "2026-11-15T06:02:00Z"),
        ] {
            assert_eq!(moment(text, &look()).unwrap().to_string(), meant, "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_wrong_usage() {
        for text in ["", "7d", "-", "yesterday-ish", "2026-13-01"] {
            let error = moment(text, &look()).unwrap_err();
            assert_eq!(error.kind.exit_code(), 2, "{text}");
        }
    }
}
