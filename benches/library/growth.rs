//! How cost grows with the size of a library: time and memory of everything that is done with one, at each size, with the exponent.

use std::time::Duration;

use super::desk::{Desk, Sample};
use super::figures::{self, median, slope};
use super::process::Cost;
use super::table::say;
use super::{hits, process, rounds, scenes};

/// What is done, and what it costs on a sample.
type Deed = (&'static str, fn(&Desk, &Sample) -> Vec<Cost>);

const DEEDS: &[Deed] = &[
    ("first open, until everything can be asked", |desk, sample| opened(desk, sample, false)),
    ("open again, until everything can be asked", |desk, sample| opened(desk, sample, true)),
    ("a keystroke, p99", keystroke),
    ("whosaid find, once more", |desk, sample| whole(desk, &["find", scenes::QUESTION, "--limit", "40", &sample.path])),
    ("whosaid check", |desk, sample| whole(desk, &["check", &sample.path])),
    ("whosaid export", |desk, sample| whole(desk, &["export", &sample.path])),
];

/// Worse than this, growth is no longer linear; a little is left to noise.
const LINEAR: f64 = 1.1;

pub(crate) fn print(desk: &Desk) {
    let sizes = columns(desk.libraries.iter().map(|sample| sample.statements.to_string()));
    say(&format!("\ngrowth: statements{:<26}{sizes}{:>16}", "", "slope"));
    for (what, deed) in DEEDS {
        let costs: Vec<Option<Cost>> = desk.libraries.iter().map(|sample| middle(&deed(desk, sample))).collect();
        let cells = columns(costs.iter().map(|cost| cost.map(told).unwrap_or_default()));
        let of = |part: fn(&Cost) -> f64| {
            let points = desk.libraries.iter().zip(&costs);
            let points: Vec<(f64, f64)> =
                points.filter_map(|(sample, cost)| Some((count(sample), part(cost.as_ref()?)))).collect();
            slope(&points)
        };
        let slopes = [of(|cost| cost.time.as_secs_f64()), of(|cost| figures::count(cost.peak))];
        let worse = if slopes.iter().flatten().any(|slope| *slope > LINEAR) { "  WORSE THAN LINEAR" } else { "" };
        let slopes = slopes.map(|slope| slope.map_or_else(|| "-".to_owned(), |slope| format!("{slope:.2}")));
        say(&format!("{what:<44}{cells}{:>16}{worse}", slopes.join(" · ")));
    }
}

fn columns(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::new(), |row, cell| row + &format!("{cell:>22}"))
}

fn opened(desk: &Desk, sample: &Sample, again: bool) -> Vec<Cost> {
    let hits = hits(desk, sample);
    let mut costs = Vec::new();
    rounds(desk, || {
        let home = desk.new_home();
        let mut opening = scenes::library(desk, sample, home.path(), hits);
        if again && opening.whole.is_some() {
            opening = scenes::library(desk, sample, home.path(), hits);
        }
        costs.extend(opening.whole.map(|time| Cost { time, peak: opening.memory[1] }));
    });
    costs
}

fn keystroke(desk: &Desk, sample: &Sample) -> Vec<Cost> {
    let home = desk.new_home();
    scenes::keystrokes(desk, sample, home.path());
    let times = scenes::keystrokes(desk, sample, home.path());
    vec![Cost { time: figures::percentile(&times, 99), peak: 0 }]
}

/// A whole process, in a home where it ran before.
fn whole(desk: &Desk, words: &[&str]) -> Vec<Cost> {
    let home = desk.new_home();
    let words = desk.ours(words);
    process::run(&words, home.path(), None);
    let mut costs = Vec::new();
    rounds(desk, || costs.extend(process::run(&words, home.path(), None)));
    costs
}

fn middle(costs: &[Cost]) -> Option<Cost> {
    let times: Vec<Duration> = costs.iter().map(|cost| cost.time).collect();
    let peak = costs.iter().map(|cost| cost.peak).max()?;
    Some(Cost { time: median(&times), peak })
}

fn told(cost: Cost) -> String {
    let memory = if cost.peak == 0 { String::new() } else { format!(" {}", figures::bytes(cost.peak)) };
    format!("{}{memory}", figures::time(cost.time))
}

/// The statements of a sample, as a fraction can be made of them.
pub(crate) fn count(sample: &Sample) -> f64 {
    f64::from(u32::try_from(sample.statements).unwrap_or(u32::MAX))
}
