//! Checking a brief: how long reading it and finding all that is wrong takes, beside bare parsing of the same TOML.
//!
//! The briefs are made here, of statements like those of a real one, one file and one held text for forty of them: 1, 10 and 100 MB of
//! TOML, and 10 MB in one file. `taskset -c 0` keeps it on one core. A table is printed, with megabytes a second; criterion then measures
//! 10 MB. `WHOSAID_BENCH_MB=10` makes the briefs of that size alone.

use std::env;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use criterion::Criterion;
use whosaid::diagnostics::{Fault, FileScope, SourceFile};
use whosaid::loader::LoadedBrief;
use whosaid::quotes::{Article, Quotes, TextState};

/// Statements of one source, in one file.
const A_SOURCE: usize = 40;
/// How often each size is measured; the median counts.
const ROUNDS: usize = 5;

const WORDS: &[&str] = &[
    "border", "council", "the", "of", "jirga", "will", "not", "agree", "minister", "tribes", "to", "a", "road",
    "water", "trade", "said", "peace", "we", "province", "crossing", "never", "talks", "and", "frontier", "elders",
    "is", "for", "closed", "months", "today",
];

/// A brief with the texts of its sources.
struct Sample {
    files: Vec<SourceFile>,
    texts: Vec<String>,
}

fn main() {
    let sizes: Vec<usize> = match env::var("WHOSAID_BENCH_MB").ok().and_then(|size| size.parse().ok()) {
        Some(size) => vec![size],
        None => vec![1, 10, 100],
    };
    let out = &mut std::io::stdout().lock();
    let _ = writeln!(out, "{:<24}{:>10}{:>12}{:>10}{:>12}{:>10}", "", "MB", "check", "MB/s", "bare parse", "ratio");
    for size in &sizes {
        row(out, "one file a source", &Sample::of(size * 1_000_000));
    }
    let ten = Sample::of(10_000_000);
    row(out, "one file", &ten.in_one_file());
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("check 10 MB");
    group.sample_size(10);
    group.bench_function("whole", |bench| bench.iter(|| check(&ten)));
    group.bench_function("bare parse", |bench| bench.iter(|| parse(&ten)));
    group.finish();
}

fn row(out: &mut impl std::io::Write, name: &str, sample: &Sample) {
    let (check, parse) = (median(|| check(sample).len()), median(|| parse(sample)));
    let megabytes = sample.files.iter().map(|file| file.text.len()).sum::<usize>() / 1_000_000;
    let speed = u128::try_from(megabytes).unwrap_or_default() * 1000 / check.as_millis().max(1);
    let percent = check.as_micros() * 100 / parse.as_micros().max(1);
    let (check, parse) = (format!("{} ms", check.as_millis()), format!("{} ms", parse.as_millis()));
    let ratio = format!("{}.{:02}", percent / 100, percent % 100);
    let _ = writeln!(out, "{name:<24}{megabytes:>10}{check:>12}{speed:>10}{parse:>12}{ratio:>10}");
}

fn median(mut work: impl FnMut() -> usize) -> Duration {
    let mut times = [Duration::ZERO; ROUNDS];
    for time in &mut times {
        let begin = Instant::now();
        black_box(work());
        *time = begin.elapsed();
    }
    times.sort_unstable();
    times[ROUNDS / 2]
}

/// All that `whosaid check` does, once the files are in memory.
fn check(sample: &Sample) -> Vec<Fault> {
    let reading = LoadedBrief::from_source_files(sample.files.clone());
    let Some(brief) = &reading.brief else { panic!("the sample is a brief") };
    let held = sample.texts.iter().map(|text| TextState::Text(Box::new(Article::new(text.clone()))));
    let quotes = Quotes::new(brief, held.collect());
    reading.check(&quotes)
}

fn parse(sample: &Sample) -> usize {
    let tables =
        sample.files.iter().map(|file| toml::de::DeTable::parse(&file.text).map_or(0, |table| table.get_ref().len()));
    tables.sum()
}

impl Sample {
    /// A brief of about so many bytes of TOML.
    fn of(bytes: usize) -> Self {
        let mut sample = Self { files: vec![file("brief.toml", frame())], texts: Vec::new() };
        let mut made = 0;
        while made < bytes {
            let (toml, text) = source(sample.texts.len());
            made += toml.len();
            sample.files.push(file(&format!("{}.toml", sample.texts.len()), toml));
            sample.texts.push(text);
        }
        sample
    }

    /// The same in one file, where every statement names its source.
    fn in_one_file(&self) -> Self {
        let mut whole = String::new();
        for (at, file) in self.files.iter().enumerate() {
            let source = format!("[[statement]]\nsource = \"s{}\"\n", at.saturating_sub(1));
            whole += &file.text.replace("[[statement]]\n", &source);
        }
        Self { files: vec![file("brief.toml", whole)], texts: self.texts.clone() }
    }
}

fn file(name: &str, text: String) -> SourceFile {
    SourceFile { name: name.to_owned(), text, part: FileScope::Brief }
}

fn frame() -> String {
    let mut toml =
        "[brief]\nformat = 1\ntitle = \"Sample\"\nas_of = 2025-12-31\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n"
            .to_owned();
    for at in 0..10 {
        let _ = writeln!(toml, "[[issue]]\nid = \"i{at}\"\nlabel = \"issue {at}\"\nquestion = \"Should it be {at}?\"");
    }
    for at in 0..200 {
        let _ = writeln!(
            toml,
            "[[actor]]\nid = \"a{at}\"\nname = \"Actor {at}\"\nkind = \"person\"\naliases = [\"A. {at}\"]"
        );
    }
    toml
}

/// A source with its statements, and the text that prints their quotes.
fn source(at: usize) -> (String, String) {
    let day = 1 + at % 28;
    let mut toml =
        format!("[[source]]\nid = \"s{at}\"\noutlet = \"Outlet {}\"\npublished = 2024-05-{day:02}\n", at % 50);
    let mut text = String::new();
    let mut seed = at;
    for nth in 0..A_SOURCE {
        let quote = sentence(&mut seed, 18);
        let _ = writeln!(text, "“{quote},” Actor {} said on the {nth}th. {}.\n", seed % 200, sentence(&mut seed, 30));
        let (actor, issue) = (seed % 200, seed % 10);
        let gist = sentence(&mut seed, 12);
        let _ = writeln!(
            toml,
            "\n[[statement]]\nid = \"s{at}-{nth}\"\nactor = \"a{actor}\"\nattribution = \"mixed\"\ncue = \"said\"\nquote = \"{quote}\"\n\
             gist = \"{gist}.\"\nsaid = 2024-05-{day:02}\nstance = {{ i{issue} = \"for\" }}\nabout = [\"a{}\"]\ncredibility = 3",
            seed % 199
        );
    }
    (toml, text)
}

fn sentence(seed: &mut usize, words: usize) -> String {
    let mut word = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(*seed >> 33) % WORDS.len()]
    };
    (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
}
