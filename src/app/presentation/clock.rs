//! The clock of a presentation, in whole minutes, so that the screen does not change every second. It never asks a
//! clock.

use std::time::Duration;

use chrono::{NaiveTime, Timelike as _};

/// The times of a presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PresentationClock {
    /// The local time of day; `None` if it is unknown.
    pub now: Option<NaiveTime>,
    /// The duration of the presentation so far, on a monotonic clock.
    pub elapsed: Duration,
}

const MINUTE: u64 = 60;

impl PresentationClock {
    /// The time of day, the elapsed minutes, and the rest of `minutes`: `14:32 · 7 min · 8 left`.
    pub fn describe(&self, minutes: Option<u16>) -> String {
        let now = self.now.map(|now| format!("{:02}:{:02}", now.hour(), now.minute()));
        let elapsed = self.elapsed.as_secs() / MINUTE;
        let parts = [now, Some(format!("{elapsed} min")), minutes.map(|minutes| self.describe_time_left(minutes))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Whether the planned `minutes` are over.
    pub fn is_over(&self, minutes: Option<u16>) -> bool {
        minutes.is_some_and(|minutes| self.elapsed.as_secs() >= u64::from(minutes) * MINUTE)
    }

    /// The rest is rounded up: with half a minute to go, 1 is left; with none, the time is over.
    fn describe_time_left(self, minutes: u16) -> String {
        let (whole, gone) = (u64::from(minutes) * MINUTE, self.elapsed.as_secs());
        match whole.checked_sub(gone) {
            Some(left) if left > 0 => format!("{} left", left.div_ceil(MINUTE)),
            Some(_) | None => format!("{} over", (gone - whole) / MINUTE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock_text(seconds: u64, minutes: Option<u16>) -> String {
        let now = NaiveTime::from_hms_opt(14, 32, 59);
        PresentationClock { now, elapsed: Duration::from_secs(seconds) }.describe(minutes)
    }

    #[test]
    fn elapsed_and_remaining_minutes_are_shown() {
        assert_eq!(clock_text(0, Some(15)), "14:32 · 0 min · 15 left");
        assert_eq!(clock_text(7 * 60 + 1, Some(15)), "14:32 · 7 min · 8 left");
        assert_eq!(clock_text(14 * 60 + 59, Some(15)), "14:32 · 14 min · 1 left");
        assert_eq!(clock_text(15 * 60, Some(15)), "14:32 · 15 min · 0 over");
        assert_eq!(clock_text(18 * 60, Some(15)), "14:32 · 18 min · 3 over");
        assert_eq!(clock_text(61, None), "14:32 · 1 min");
    }

    #[test]
    fn a_clock_that_jumps_is_shown_and_does_no_harm() {
        let clock = PresentationClock { now: None, elapsed: Duration::MAX };
        assert!(clock.describe(Some(u16::MAX)).ends_with(" over"));
        assert!(clock.is_over(Some(1)));
        assert!(!PresentationClock::default().is_over(Some(1)) && PresentationClock::default().is_over(Some(0)));
    }
}
