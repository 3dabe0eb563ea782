//! What `check` says of briefs: of the examples that explain its codes, of seeded mistakes, and of the brief that comes with the program.

mod bundled;
mod explain;
mod lints;
mod pages;
mod seeded;
mod speech;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use whosaid::diagnostics::{Fault, FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader::LoadedBrief;
use whosaid::model::{Brief, Source};
use whosaid::quotes::{Article, Quotes, TextState};

/// The brief that most examples of the pages are a further file of.
const EXAMPLE_BRIEF: &str = include_str!("example/brief.toml");

/// The article that examples quote.
const EXAMPLE_ARTICLE: &str = include_str!("example/courier.txt");

/// A file of a brief.
fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), text: text.to_owned(), part: FileScope::Brief }
}

/// A text that a source may name, by the path that it is named by.
#[derive(Clone)]
struct Text {
    file: String,
    /// `None` where it cannot be read.
    body: Option<String>,
}

impl Text {
    fn new(file: &str, body: &str) -> Self {
        Self { file: file.to_owned(), body: Some(body.to_owned()) }
    }
}

/// Everything that is wrong with a brief whose texts are these.
fn check(files: &[SourceFile], texts: &[Text]) -> Vec<Fault> {
    let reading = LoadedBrief::from_source_files(files.to_vec());
    let held = |brief: &Brief| brief.sources.iter().map(|(_, source)| held(source, texts)).collect();
    let quotes = reading.brief.as_ref().map_or_else(Quotes::default, |brief| Quotes::new(brief, held(brief)));
    let faults = reading.check(&quotes);
    assert_places(files, &faults);
    faults
}

fn held(source: &Source, texts: &[Text]) -> TextState {
    let Some(named) = &source.text else { return TextState::Unnamed };
    let Some(text) = texts.iter().find(|text| text.file == named.file) else { return TextState::Missing };
    let Some(body) = &text.body else { return TextState::Unreadable("not UTF-8".to_owned()) };
    let (sha256, article) = (sum(body), Box::new(Article::new(body.clone())));
    match &named.sha256 {
        Some(wanted) if *wanted == sum(&body.replace('\n', "\r\n")) => TextState::OtherLineEnds(article),
        Some(wanted) if *wanted != sha256 => TextState::Other { sha256 },
        Some(_) | None => TextState::Text(article),
    }
}

/// The SHA-256 of a text, in hexadecimal.
fn sum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut sum, byte| {
        let _ = write!(sum, "{byte:02x}");
        sum
    })
}

/// Every place lies inside of its file, and the faults are in order.
fn assert_places(files: &[SourceFile], faults: &[Fault]) {
    for fault in faults {
        for place in fault.related.iter().map(|(place, _)| place).chain([&fault.place]) {
            assert!(files[place.file].text.get(place.span.clone()).is_some(), "{fault:?}");
        }
    }
    assert!(faults.is_sorted_by_key(|fault| (fault.place.file, fault.place.span.start)));
}

/// The faults as people read them: code, place, sentence, way out, and what else has a part in it.
fn told(files: &[SourceFile], faults: &[Fault]) -> String {
    let mut told = String::new();
    for fault in faults {
        let at = |place: &whosaid::diagnostics::FilePlace| {
            let (line, column) = files[place.file].position(place.span.start);
            format!("{}:{line}:{column}", files[place.file].name)
        };
        let written = &files[fault.place.file].text[fault.place.span.clone()];
        let written = written.lines().next().unwrap_or_default();
        let _ = writeln!(told, "{} {} at {}", fault.code, at(&fault.place), written.escape_debug());
        let _ = writeln!(told, "  {}", fault.problem);
        if let Some(help) = &fault.help {
            let _ = writeln!(told, "  = {help}");
        }
        for (place, what) in &fault.related {
            let _ = writeln!(told, "  ~ {} {what}", at(place));
        }
    }
    told
}

/// The brief that comes with the program.
fn bundled() -> Vec<SourceFile> {
    whosaid::loader::bundled()
}

/// What a brief means, which must have no fault of format.
fn whole(files: &[SourceFile]) -> Brief {
    let (brief, faults, _) = format::read_with_places(files);
    assert_eq!(faults, []);
    brief.unwrap()
}
