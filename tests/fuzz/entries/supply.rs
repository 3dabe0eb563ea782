//! Bytes as decisions, and the briefs that they decide on. It judges nothing.

use std::sync::LazyLock;

use whosaid::diagnostics::render;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;
use whosaid::model::Brief;

/// Bytes, taken from the front; when none is left, each is zero.
#[derive(Debug)]
pub(crate) struct Supply<'a>(pub(crate) &'a [u8]);

impl Supply<'_> {
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub(crate) fn number(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::from(self.byte()) % of.len()]
    }

    /// What stands before the next byte that is no part of any text.
    pub(crate) fn text(&mut self) -> String {
        let end = self.0.iter().position(|byte| *byte == 0xff).unwrap_or(self.0.len());
        let (text, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        String::from_utf8_lossy(text).into_owned()
    }
}

/// A brief as far as it can be read, and what is wrong with it.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) brief: Brief,
    pub(crate) faults: Vec<String>,
}

static BUNDLED: LazyLock<Sample> = LazyLock::new(|| sample(&loader::bundled()).expect("it is a brief"));
static NAMES: LazyLock<Sample> = LazyLock::new(|| whole(include_str!("../../query/names.toml")));
static HARD: LazyLock<Sample> = LazyLock::new(|| whole(include_str!("hard.toml")));
static EMPTY: LazyLock<Sample> = LazyLock::new(|| whole(HEAD));

const HEAD: &str =
    "[brief]\nformat = 1\ntitle = \"Empty\"\nas_of = \"2025\"\nbottom_line = \"Nothing.\"\ntlp = \"TLP:GREEN\"\n";

/// Values that are hard to show, as TOML has them.
const HARD_VALUES: &[&str] = &[
    "\"\"",
    "\" \"",
    "\"日本語の長い引用文がここにあり、行を越えて続いている\"",
    "\"عمران خان لا إله للاالله\"",
    "\"e\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\"",
    "\"\\u001B[31m\\u0007\\u009B2J\\u007F\\u0000\"",
    "\"\\u202E\\u2066\\u2068\\u2069\\u2069\\u200F\\u061C\"",
    "\"\\u200B\\u200C\\u200D\\uFEFF\\u2060\\u00AD\\uFE0F\"",
    "\"👨‍👩‍👧‍👦 🇩🇪🇩 ❤️ 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 #️⃣\"",
    "\"क्षत्रिय ก็ กำ ᄒ\u{1161}\u{11ab} ﷽ 𒐫\"",
    "\"\\u0301\\u0301\"",
    "\"\\u115F\\u3164\\uFFA0\\u2028\\u2029\\u0085\"",
    "\"loooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooong\"",
    "\"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z\"",
    "\"\"\"\nfirst\n\n\tsecond\r\n\"\"\"",
    "\"2024-09-12\"",
    "\"2024-02/..\"",
    "\"[2024-01-01,2025-01-01]\"",
    "\"0000\"",
    "\"9999-12-31\"",
    "\"TLP:RED\"",
    "\"unnamed\"",
    "\"asif\"",
    "[\"asif\", \"gandapur\"]",
    "[]",
    "{ direct-talks = \"against\" }",
    "999999999999999999",
    "-1.5e300",
    "true",
];

/// The brief that comes next.
pub(crate) fn next(supply: &mut Supply<'_>) -> Option<Sample> {
    match supply.byte() % 8 {
        0 | 1 => Some(BUNDLED.clone()),
        2 => Some(NAMES.clone()),
        3 => Some(HARD.clone()),
        4 => Some(EMPTY.clone()),
        5 => sample(&[file(supply.text())]),
        6 => damaged(loader::bundled(), supply),
        _ => damaged(vec![file(include_str!("hard.toml").to_owned())], supply),
    }
}

/// The files after some of their values were exchanged, and some of their lines lost or doubled.
fn damaged(mut files: Vec<SourceFile>, supply: &mut Supply<'_>) -> Option<Sample> {
    for _ in 0..supply.byte() % 16 {
        let at = usize::from(supply.byte()) % files.len();
        let mut lines: Vec<&str> = files[at].text.split_inclusive('\n').collect();
        if lines.is_empty() {
            continue;
        }
        let line = usize::from(supply.number()) % lines.len();
        let way = supply.byte();
        let key = lines[line].split_once('=').map(|(key, _)| key).filter(|key| !key.contains('"'));
        let changed = key.map(|key| format!("{key}= {}\n", HARD_VALUES[usize::from(way) % HARD_VALUES.len()]));
        match (way, &changed) {
            (0..=200, Some(changed)) => lines[line] = changed,
            (201..=230, _) => lines.insert(line, lines[line]),
            (_, _) => drop(lines.remove(line)),
        }
        files[at].text = lines.concat();
    }
    sample(&files)
}

fn whole(text: &str) -> Sample {
    let sample = sample(&[file(text.to_owned())]).expect("it is a brief");
    assert!(sample.faults.is_empty(), "{:?}", sample.faults);
    sample
}

fn sample(files: &[SourceFile]) -> Option<Sample> {
    let (brief, faults) = format::read(files);
    Some(Sample { brief: brief?, faults: render::lines(files, &faults) })
}

fn file(text: String) -> SourceFile {
    SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief }
}
