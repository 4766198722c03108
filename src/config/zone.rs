//! The time zone of this machine. Reads its one file: asking for a zone by its name would first
//! walk through all that there are. Never decides how a time is shown.

use jiff::tz::TimeZone;

use super::Env;

/// Where a Unix keeps the zone that it is in.
const LOCAL: &str = "/etc/localtime";

impl Env {
    /// The zone that `TZ` names, else the machine's, else UTC.
    pub fn zone(&self) -> TimeZone {
        let local = || TimeZone::tzif("", &std::fs::read(LOCAL).ok()?).ok();
        let named = self.get("TZ").is_some();
        (!named)
            .then(local)
            .flatten()
            .unwrap_or_else(TimeZone::system)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::Env;

    #[test]
    fn the_zone_of_the_file_is_the_zone_of_the_machine() {
        let (read, named) = (Env::of_process().zone(), TimeZone::system());
        for second in [0, 1_700_000_000, 1_720_000_000, 4_000_000_000] {
            let at = Timestamp::from_second(second).unwrap();
            assert_eq!(read.to_offset(at), named.to_offset(at));
        }
    }
}
