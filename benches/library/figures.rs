//! What many measurements come to: medians, percentiles, and how cost grows with size.

use std::time::Duration;

/// The middle of some times; zero where there are none.
pub(crate) fn median(times: &[Duration]) -> Duration {
    percentile(times, 50)
}

/// The time that so many of a hundred do not exceed.
pub(crate) fn percentile(times: &[Duration], part: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get((sorted.len() * part / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// The exponent by which cost grows with size: the slope of the line through both logarithms, by least squares. 1 is linear.
pub(crate) fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let points: Vec<(f64, f64)> = points
        .iter()
        .filter(|(size, cost)| *size > 0.0 && *cost > 0.0)
        .map(|(size, cost)| (size.ln(), cost.ln()))
        .collect();
    let count = f64::from(u32::try_from(points.len()).ok()?);
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    let together: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    (points.len() > 1 && spread > 0.0).then(|| together / spread)
}

/// A time as people read it.
pub(crate) fn time(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match time.as_micros() {
        0..1_000 => format!("{:.0} µs", seconds * 1e6),
        1_000..10_000 => format!("{:.1} ms", seconds * 1e3),
        10_000..10_000_000 => format!("{:.0} ms", seconds * 1e3),
        10_000_000.. => format!("{seconds:.1} s"),
    }
}

/// Bytes as people read them.
pub(crate) fn bytes(bytes: u64) -> String {
    let mebibytes = count(bytes) / f64::from(1 << 20);
    if mebibytes < 10.0 { format!("{mebibytes:.1} MiB") } else { format!("{mebibytes:.0} MiB") }
}

/// A number of bytes as a fraction can be made of it: to the kibibyte.
pub(crate) fn count(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes >> 10).unwrap_or(u32::MAX)) * 1024.0
}
