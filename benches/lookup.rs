//! A keystroke in the look-up: how long until it is answered, beside `fzf --filter` over the same records as lines.
//!
//! `WHOSAID_LIBRARY` names the libraries to ask, with colons between; without it the brief that comes with the program is asked.
//! Every prefix of every question is asked, as if it were typed. For each library a table of percentiles is printed, then criterion
//! measures the slowest keystrokes and the making of the index. `taskset -c 0` gives both programs one core.

use std::env;
use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::Criterion;
use whosaid::analysis::Analysis;
use whosaid::loader::LoadedBrief;
use whosaid::loader::{self, PathContents};
use whosaid::model::Brief;
use whosaid::search::{IndexInput, Query, SearchIndex};
use whosaid::view;

/// What is typed: names, words of speech, phrases, fields, slips, and what nobody said.
const QUESTIONS: &[&str] = &[
    "trump",
    "clinton emails",
    "who:clinton on:economy",
    "hillary clnton debate",
    "\"law and order\"",
    "is:against on:immigration after:2016-10",
    "russia putin",
    "who:unnamed police",
    "the of and to in",
    "zxqv",
];

/// How often each keystroke is answered.
const ROUNDS: usize = 15;

/// Rows of the first screen, in which what matches is marked.
const SCREEN: usize = 40;

struct Library {
    name: String,
    briefs: Vec<(String, Brief, Analysis)>,
}

impl Library {
    fn read(path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let readings: Vec<(String, LoadedBrief)> = match loader::find(path) {
            Ok(PathContents::Brief(files)) => vec![(name.clone(), LoadedBrief::from_source_files(files.files))],
            Ok(PathContents::Library(entries)) => entries
                .iter()
                .filter_map(|entry| {
                    Some((entry.path.display().to_string(), LoadedBrief::from_source_files(entry.read().ok()?.files)))
                })
                .collect(),
            Err(error) => panic!("{error}"),
        };
        Self::of(name, readings)
    }

    fn of(name: String, readings: Vec<(String, LoadedBrief)>) -> Self {
        let briefs = readings.into_iter().filter_map(|(name, reading)| {
            let brief = reading.brief?;
            let findings = Analysis::new(&brief);
            Some((name, brief, findings))
        });
        Self { name, briefs: briefs.collect() }
    }

    fn index(&self) -> SearchIndex {
        let asked = |(name, brief, findings)| IndexInput { name, brief, findings, known: None };
        SearchIndex::build(self.briefs.iter().map(|(name, brief, findings)| asked((name.as_str(), brief, findings))))
    }

    /// The records as lines, for a program that knows nothing else.
    fn lines(&self) -> String {
        let mut lines = String::new();
        for (_, brief, _) in &self.briefs {
            for record in brief.records() {
                let (when, who, what) =
                    (view::format_date(brief, record), view::who(brief, record), view::record_text(brief, record));
                let line = format!("{when} {who} {what}").replace('\n', " ");
                writeln!(lines, "{line}").expect("a String takes everything");
            }
        }
        lines
    }
}

fn main() {
    let libraries = env::var("WHOSAID_LIBRARY").map_or_else(
        |_| {
            vec![Library::of(
                "bundled".to_owned(),
                vec![("bundled".to_owned(), LoadedBrief::from_source_files(loader::bundled()))],
            )]
        },
        |paths| paths.split(':').map(|path| Library::read(&PathBuf::from(path))).collect(),
    );
    let mut criterion = Criterion::default().configure_from_args();
    for library in &libraries {
        let index = library.index();
        let slowest = table(library, &index);
        let mut group = criterion.benchmark_group(&library.name);
        group.sample_size(10);
        group.bench_function(format!("keystroke {slowest:?}"), |bench| bench.iter(|| keystroke(&index, &slowest)));
        group.bench_function("keystroke \"trump\"", |bench| bench.iter(|| keystroke(&index, "trump")));
        group.bench_function("index", |bench| bench.iter(|| library.index()));
        group.finish();
    }
}

/// What a keystroke costs: the question understood, answered, and its first screen marked.
fn keystroke(index: &SearchIndex, typed: &str) -> usize {
    let question = Query::parse(typed);
    let answer = index.answer(&question);
    for _ in answer.hits.iter().take(SCREEN) {
        black_box(answer.marks("He said that the wall would be built, and that Mexico would pay for it, believe him."));
    }
    black_box(answer.hits.len())
}

/// The median time of a keystroke: on a machine that others use, the slowest of several answers tells of them.
fn median(index: &SearchIndex, typed: &str) -> Duration {
    let mut times = [Duration::ZERO; ROUNDS];
    for time in &mut times {
        let begin = Instant::now();
        keystroke(index, typed);
        *time = begin.elapsed();
    }
    times.sort_unstable();
    times[ROUNDS / 2]
}

/// Prints the percentiles of all keystrokes, ours and fzf's; the slowest of ours.
fn table(library: &Library, index: &SearchIndex) -> String {
    let prefixes: Vec<&str> = QUESTIONS.iter().flat_map(|question| prefixes(question)).collect();
    let mut ours: Vec<(Duration, &str)> = prefixes.iter().map(|typed| (median(index, typed), *typed)).collect();
    ours.sort_unstable();
    let out = &mut std::io::stdout().lock();
    let _ = writeln!(out, "\n{}: {} records, {} keystrokes", library.name, index.len(), prefixes.len());
    let _ = writeln!(out, "{:<28}{:>10}{:>10}{:>10}", "", "p50", "p99", "max");
    row(out, "whosaid", &ours.iter().map(|(time, _)| *time).collect::<Vec<_>>());
    if let Some((theirs, nothing)) = fzf(&library.lines(), &prefixes) {
        row(out, "fzf --filter", &theirs);
        row(out, "fzf --filter, no lines", &nothing);
    } else {
        let _ = writeln!(out, "fzf is not here to compare with");
    }
    ours.last().map(|(_, typed)| (*typed).to_owned()).unwrap_or_default()
}

fn row(out: &mut impl std::io::Write, name: &str, sorted: &[Duration]) {
    let at = |part: usize| sorted.get((sorted.len() * part / 100).min(sorted.len().saturating_sub(1)));
    let micros = |part| at(part).map(|time| format!("{} µs", time.as_micros())).unwrap_or_default();
    let _ = writeln!(out, "{name:<28}{:>10}{:>10}{:>10}", micros(50), micros(99), micros(100));
}

fn prefixes(question: &str) -> impl Iterator<Item = &str> {
    question.char_indices().map(|(at, char)| &question[..at + char.len_utf8()])
}

/// How long fzf takes as a whole process for each of the texts, over `lines` and over none; sorted.
fn fzf(lines: &str, typed: &[&str]) -> Option<(Vec<Duration>, Vec<Duration>)> {
    let folder = tempfile::tempdir().ok()?;
    let path = folder.path().join("lines");
    std::fs::write(&path, lines).ok()?;
    let run = |typed: &str, input: Stdio| {
        let begin = Instant::now();
        Command::new("fzf").arg("--filter").arg(typed).stdin(input).stdout(Stdio::null()).status().ok()?;
        Some(begin.elapsed())
    };
    let mut over_lines = Vec::new();
    let mut over_none = Vec::new();
    for typed in typed {
        over_lines.push(run(typed, File::open(&path).ok()?.into())?);
        over_none.push(run(typed, Stdio::null())?);
    }
    over_lines.sort_unstable();
    over_none.sort_unstable();
    Some((over_lines, over_none))
}
