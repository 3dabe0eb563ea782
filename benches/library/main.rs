//! A desk's library: everything that is promised of it, measured as its user meets it, each beside the program that one would use instead,
//! in the same run.
//!
//! `WHOSAID_LIBRARIES` and `WHOSAID_BRIEFS` name what is measured, with colons between, from small to large; without them small ones are
//! made. `WHOSAID_BINARY` is another build to measure, `WHOSAID_ROUNDS` how often. `benches/run` makes libraries of real text first.

mod desk;
mod figures;
mod growth;
mod memory;
mod process;
mod scenes;
mod table;
mod terminal;

use std::env;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use desk::{Desk, Sample};
use figures::{median, percentile};
use process::Cost;
use table::{Bar, Figure, Peer, Table};

/// What takes longer than this together is not measured once more.
const LONG: Duration = Duration::from_secs(20);

const MIB: u64 = 1 << 20;

fn main() {
    // As a test of whether it builds, nothing is measured.
    if env::args().any(|word| word == "--test") {
        return;
    }
    let desk = Desk::of_environment();
    let mut table = Table::default();
    if let Some(library) = desk.libraries.last() {
        let hits = hits(&desk, library);
        opening(&desk, library, hits, &mut table);
        asking(&desk, library, &mut table);
    }
    reading(&desk, &mut table);
    starting(&desk, &mut table);
    growth::print(&desk);
    table.end();
}

/// The first opening of a library, and the next.
fn opening(desk: &Desk, library: &Sample, hits: usize, table: &mut Table) {
    table::head(&format!("{}: {} statements", library.path, library.statements));
    let [csv, lines] = [&library.table, &library.lines].map(|path| path.display().to_string());
    let (mut first, mut again, mut csvlens, mut lnav) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    rounds(desk, || {
        let home = desk.new_home();
        // What never answered will not the next time, and was waited for long enough.
        if first.last().is_some_and(|opening: &scenes::Opening| opening.whole.is_none()) {
            return;
        }
        first.push(scenes::library(desk, library, home.path(), hits));
        csvlens.extend(scenes::first(&words(&["csvlens", &csv]), home.path()).map(|(time, _)| time));
        again.push(scenes::library(desk, library, home.path(), hits));
        let filter = format!(":filter-in {}", scenes::QUESTION);
        let lnav_words = words(&["lnav", "-n", "-N", "-c", &filter, &lines]);
        lnav.extend(process::run(&lnav_words, home.path(), None).map(|cost| cost.time));
    });
    for (name, openings, bars) in [("first open", &first, [300, 8_000]), ("open again", &again, [100, 300])] {
        let usable: Vec<Duration> = openings.iter().map(|opening| opening.usable).collect();
        let whole: Vec<Duration> = openings.iter().filter_map(|opening| opening.whole).collect();
        let [bar_usable, bar_whole] = bars.map(|millis| Bar::Under(Figure::Time(Duration::from_millis(millis))));
        let peer = Peer { name: "csvlens", figure: middle(&csvlens) };
        table.row(&format!("{name}: the list of briefs is usable"), &bar_usable, middle(&usable), Some(peer));
        let peer = Peer { name: "lnav -n", figure: middle(&lnav) };
        table.row(&format!("{name}: everything can be asked"), &bar_whole, middle(&whole), Some(peer));
    }
    let most = |at: usize| first.iter().chain(&again).map(|opening| opening.memory[at]).max().map(Figure::Bytes);
    table.row("memory, until something is searched", &Bar::Under(Figure::Bytes(40 * MIB)), most(0), None);
    let fzf = scenes::fzf(library, desk.new_home().path());
    let peer = Peer { name: "fzf", figure: fzf.map(|(opening, _)| Figure::Bytes(opening.memory[1])) };
    table.row("memory, at most", &Bar::Under(Figure::Bytes(350 * MIB)), most(1), Some(peer));
}

/// A keystroke in the look-up, and a question in the shell.
fn asking(desk: &Desk, library: &Sample, table: &mut Table) {
    let home = desk.new_home();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first makes what the others find.
    scenes::keystrokes(desk, library, home.path());
    rounds(desk, || {
        ours.extend(scenes::keystrokes(desk, library, home.path()));
        theirs.extend(scenes::fzf(library, home.path()).into_iter().flat_map(|(_, times)| times));
    });
    for (part, bar) in [(50, 5), (99, 16)] {
        let bar = Bar::Under(Figure::Time(Duration::from_millis(bar)));
        let of = |times: &[Duration]| (!times.is_empty()).then(|| Figure::Time(percentile(times, part)));
        table.row(&format!("a keystroke, p{part}"), &bar, of(&ours), Some(Peer { name: "fzf", figure: of(&theirs) }));
    }
    let find = desk.ours(&["find", scenes::QUESTION, "--limit", "40", &library.path]);
    let rg = words(&["rg", "-i", scenes::QUESTION, &library.path]);
    process::run(&find, home.path(), None);
    let (ours, theirs) = beside(desk, &find, &rg, home.path());
    let bar = Bar::Under(Figure::Time(Duration::from_millis(100)));
    table.row("whosaid find, once more", &bar, of_time(&ours), Some(Peer { name: "rg", figure: of_time(&theirs) }));
}

/// One large brief, and what a frame costs in brief of every size.
fn reading(desk: &Desk, table: &mut Table) {
    let mut frames = Vec::new();
    for sample in &desk.briefs {
        table::head(&format!("{}: one brief of {} statements", sample.path, sample.statements));
        let home = desk.new_home();
        let [csv, rows] = [&sample.table, &sample.rows].map(|path| path.display().to_string());
        let (mut ours, mut csvlens, mut jless) = (Vec::new(), Vec::new(), Vec::new());
        rounds(desk, || {
            ours.push(scenes::brief(desk, sample, home.path()));
            csvlens.extend(scenes::shown(&["csvlens", &csv], home.path()));
            jless.extend(scenes::shown(&["jless", &rows], home.path()));
        });
        let opened = |all: &[scenes::Reading]| middle(&all.iter().map(|one| one.opened).collect::<Vec<_>>());
        let bar = |millis| Bar::Under(Figure::Time(Duration::from_millis(millis)));
        table.row("opens", &bar(500), opened(&ours), Some(Peer { name: "csvlens", figure: opened(&csvlens) }));
        table.row("opens", &bar(500), opened(&ours), Some(Peer { name: "jless", figure: opened(&jless) }));
        let moves = |all: &[scenes::Reading]| all.iter().flat_map(|one| one.moves.clone()).collect::<Vec<_>>();
        for part in [50, 99] {
            let of = |all: &[scenes::Reading]| {
                let times = moves(all);
                (!times.is_empty()).then(|| Figure::Time(percentile(&times, part)))
            };
            let peer = Peer { name: "csvlens", figure: of(&csvlens) };
            table.row(&format!("a key, p{part}"), &bar(5), of(&ours), Some(peer));
        }
        let narrowing: Vec<Duration> = ours.iter().flat_map(|one| one.narrowing.clone()).collect();
        table.row("narrowing, p99", &bar(20), Some(Figure::Time(percentile(&narrowing, 99))), None);
        frames.push((growth::count(sample), median(&moves(&ours)).as_secs_f64()));
        let most = |all: &[scenes::Reading]| all.iter().map(|one| one.peak).max().map(Figure::Bytes);
        table.row("memory, at most", &Bar::None, most(&ours), Some(Peer { name: "csvlens", figure: most(&csvlens) }));
    }
    if let Some(slope) = figures::slope(&frames) {
        table::say(&format!("\na key grows with the size of the brief by the power of {slope:.2}; 0 is not at all"));
    }
}

/// The start, on the brief that comes with the program.
fn starting(desk: &Desk, table: &mut Table) {
    table::head("the start, on the bundled brief");
    let home = desk.new_home();
    let plain = home.path().join("plain");
    let text = Command::new(&desk.whosaid).args(["--plain"]).env_clear().envs(environment(home.path())).output();
    std::fs::write(&plain, text.map(|output| output.stdout).unwrap_or_default()).expect("a text can be written");
    let less = words(&["less", &plain.display().to_string()]);
    let tig = words(&["tig"]);
    let mut all: [Vec<(Duration, u64)>; 3] = Default::default();
    rounds(desk, || {
        for (costs, words) in all.iter_mut().zip([&desk.ours(&[]), &less, &tig]) {
            costs.extend(scenes::first(words, home.path()));
        }
    });
    let time = |costs: &[(Duration, u64)]| middle(&costs.iter().map(|cost| cost.0).collect::<Vec<_>>());
    let memory = |costs: &[(Duration, u64)]| costs.iter().map(|cost| cost.1).max().map(Figure::Bytes);
    let [ours, less, tig] = &all;
    table.row("the first picture", &Bar::Times(2.0), time(ours), Some(Peer { name: "less", figure: time(less) }));
    table.row("the first picture", &Bar::None, time(ours), Some(Peer { name: "tig", figure: time(tig) }));
    let bar = Bar::Under(Figure::Bytes(10 * MIB));
    table.row("memory, at most", &bar, memory(ours), Some(Peer { name: "less", figure: memory(less) }));
}

/// How many statements the question of the scenes finds.
fn hits(desk: &Desk, library: &Sample) -> usize {
    let question = format!("kind:statement {}", scenes::QUESTION);
    let home = desk.new_home();
    let mut find = Command::new(&desk.whosaid);
    find.args(["find", &question, "--format", "json", &library.path]).env_clear().envs(environment(home.path()));
    let printed = find.output().expect("the program is there").stdout;
    printed.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count()
}

/// Two programs, one after the other, again and again: what each cost.
fn beside(desk: &Desk, ours: &[String], theirs: &[String], home: &Path) -> (Vec<Cost>, Vec<Cost>) {
    let mut costs = (Vec::new(), Vec::new());
    rounds(desk, || {
        costs.0.extend(process::run(ours, home, None));
        costs.1.extend(process::run(theirs, home, None));
    });
    costs
}

/// Does something as often as it is to be measured, while that does not take too long.
fn rounds(desk: &Desk, mut once: impl FnMut()) {
    let begin = Instant::now();
    for _ in 0..desk.rounds {
        once();
        if begin.elapsed() > LONG {
            break;
        }
    }
}

fn of_time(costs: &[Cost]) -> Option<Figure> {
    middle(&costs.iter().map(|cost| cost.time).collect::<Vec<_>>())
}

fn middle(times: &[Duration]) -> Option<Figure> {
    (!times.is_empty()).then(|| Figure::Time(median(times)))
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Whether a program is there.
fn has(program: &str) -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    program.contains('/') || env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// The world of every program that is measured: its own home, and nothing that is settled elsewhere.
fn environment(home: &Path) -> Vec<(String, String)> {
    let of_home =
        [("HOME", ""), ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config")];
    let of_home = of_home.map(|(name, folder)| (name.to_owned(), home.join(folder).display().to_string()));
    let path = env::var("PATH").unwrap_or_default();
    let same = [("PATH", path.as_str()), ("TERM", "xterm-256color"), ("LANG", "C.UTF-8")];
    of_home.into_iter().chain(same.map(|(name, value)| (name.to_owned(), value.to_owned()))).collect()
}
