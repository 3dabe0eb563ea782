//! One brief, opened and read: how long reading takes beside bare parsing, the way to the first frame, and every key.
//!
//! `WHOSAID_LIBRARY` names briefs or libraries with colons between; without it the brief that comes with the program is read. For each, a
//! table tells how fast its text is read and what follows from it found; for each that is one brief, how long the first frame takes from
//! there, and each key with the frame after it. `taskset -c 0` keeps it on one core.

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget as _;
use whosaid::analysis::Analysis;
use whosaid::app::{App, BriefChecks, BriefFacts, Msg, OpenedBrief, update};
use whosaid::diagnostics::SourceFile;
use whosaid::format::{self};
use whosaid::keys::Chord;
use whosaid::loader::LoadedBrief;
use whosaid::loader::{self, PathContents};
use whosaid::storage::SavedState;
use whosaid::tui::Screen;
use whosaid::tui::theme::{ColorDepth, TERMINAL, Theme};

/// How often each thing is measured; the median counts.
const ROUNDS: usize = 5;
/// The screen that is drawn.
const SIZE: Size = Size { width: 120, height: 40 };
/// What is pressed one after the other: each is measured with the frame behind it.
const KEYS: &[&str] = &[
    "j", "j", "k", "G", "g", "<pgdn>", "<tab>", "j", "<tab>", "j", "l", "<tab>", "j", "G", "<space>", "<bs>", "g",
    "<tab>", "<space>", "j", "<bs>", "1", "j", "<space>", "<bs>", "2", "<space>", "3", "<space>", "<bs>", "<bs>", "4",
    "!", "<esc>", "~", "<esc>", "<enter>", "h", "i", "<esc>", "b", "<esc>", "z", "z", "d", "<esc>", "t", "j", "t", "s",
    "?", "<esc>",
];

fn main() {
    let out = &mut std::io::stdout().lock();
    let paths = env::var("WHOSAID_LIBRARY").unwrap_or_default();
    if paths.is_empty() {
        tell(out, "bundled", &[loader::bundled()]);
    }
    for path in paths.split(':').filter(|path| !path.is_empty()) {
        let briefs = match loader::find(Path::new(path)) {
            Ok(PathContents::Brief(files)) => vec![files.files],
            Ok(PathContents::Library(entries)) => {
                entries.iter().filter_map(|entry| Some(entry.read().ok()?.files)).collect()
            }
            Err(error) => panic!("{error}"),
        };
        tell(out, path, &briefs);
    }
}

fn tell(out: &mut impl std::io::Write, name: &str, briefs: &[Vec<SourceFile>]) {
    let bytes: usize = briefs.iter().flatten().map(|file| file.text.len()).sum();
    let mut row = |what: &str, time: Duration| {
        let speed = bytes as u128 / time.as_micros().max(1);
        let _ = writeln!(out, "  {what:<32}{:>12.3} ms{speed:>8} MB/s", time.as_secs_f64() * 1e3);
    };
    row(&format!("{name}: bare parse"), median(|| briefs.iter().map(|files| parse(files)).sum::<usize>()));
    row("read", median(|| briefs.iter().map(|files| format::read(files).1.len()).sum::<usize>()));
    let read: Vec<_> = briefs.iter().filter_map(|files| format::read(files).0).collect();
    row("findings", median(|| read.iter().map(|brief| Analysis::new(brief).contradictions.len()).sum::<usize>()));
    if let [files] = briefs {
        of_one(out, files);
    }
}

fn of_one(out: &mut impl std::io::Write, files: &[SourceFile]) {
    let begin = Instant::now();
    let mut steps: Vec<(String, Duration)> = Vec::new();
    let mut last = begin;
    let mut step = |what: &str| {
        let now = Instant::now();
        steps.push((what.to_owned(), now - last));
        last = now;
    };
    let reading = LoadedBrief::from_source_files(files.to_vec());
    step("Reading::of");
    let quotes = reading.quotes(None);
    step("quotes");
    let told = reading.diagnostics(&quotes);
    step("told");
    let Some(brief) = reading.brief else { return };
    let memory = SavedState::default();
    let opened = OpenedBrief {
        saved_state: memory,
        facts: BriefFacts { checked: Some(BriefChecks { diagnostics: told, quotes }), ..BriefFacts::new(brief) },
    };
    let mut app = App::with_brief(SIZE, opened);
    step("App::reader");
    let mut cells = Buffer::empty(Rect::from((ratatui::layout::Position::ORIGIN, SIZE)));
    draw(&app, &mut cells);
    step("frame");
    for key in KEYS {
        for chord in Chord::parse_all(key) {
            let _ = update(&mut app, Msg::Key(chord));
        }
        step(key);
        draw(&app, &mut cells);
        step(&format!("{key} drawn"));
    }
    for (what, time) in steps {
        let _ = writeln!(out, "    {what:<30}{:>12.3} ms", time.as_secs_f64() * 1e3);
    }
}

fn draw(app: &App, cells: &mut Buffer) {
    cells.reset();
    let theme = Theme::new(&TERMINAL, ColorDepth::Indexed);
    Screen { app, theme }.render(cells.area, cells);
    black_box(cells);
}

fn parse(files: &[SourceFile]) -> usize {
    files.iter().map(|file| toml::de::DeTable::parse(&file.text).map_or(0, |table| table.get_ref().len())).sum()
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
