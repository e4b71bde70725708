//! Times as TMX writes them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const FORMAT: &str = "%Y%m%dT%H%M%SZ";

/// Seconds since 1970; 0 for what is no time.
pub(super) fn parse(text: &str) -> i64 {
    let time = DateTime::strptime(FORMAT, text).and_then(|time| time.to_zoned(TimeZone::UTC));
    time.map_or(0, |time| time.timestamp().as_second())
}

/// “20261127T143000Z”; `None` for 0 and for years that have no four digits.
pub(super) fn written(seconds: i64) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok().filter(|_| seconds != 0)?;
    let time = time.to_zoned(TimeZone::UTC).datetime();
    (0..=9999).contains(&time.year()).then(|| time.strftime(FORMAT).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_round() {
        assert_eq!(parse("20200131T120000Z"), 1_580_472_000);
        assert_eq!(written(1_580_472_000).as_deref(), Some("20200131T120000Z"));
        assert_eq!(written(0), None);
        assert_eq!(written(i64::MAX), None);
        assert_eq!(written(i64::MIN), None);
        for wrong in ["", "2020", "20201331T120000Z", "20200131T120000", "yesterday"] {
            assert_eq!(parse(wrong), 0, "{wrong}");
        }
    }
}
