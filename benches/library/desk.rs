//! What is measured on: libraries and briefs, and the same statements as lines for programs that know nothing else.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Statements in the libraries that are made here, where none is named.
const MADE: [usize; 2] = [1_000, 10_000];
/// What a made brief has.
const A_BRIEF: usize = 100;
const WORDS: &[&str] = &[
    "border", "council", "the", "of", "jirga", "will", "not", "agree", "minister", "tribes", "to", "a", "road",
    "water", "trade", "peace", "we", "province", "crossing", "never", "talks", "and", "frontier", "elders",
];

pub(crate) struct Desk {
    /// The program that is measured.
    pub(crate) whosaid: String,
    /// From the smallest to the largest; each a folder of briefs.
    pub(crate) libraries: Vec<Sample>,
    /// Likewise, each one brief.
    pub(crate) briefs: Vec<Sample>,
    /// How often a thing is measured, while that takes no longer than [`super::LONG`].
    pub(crate) rounds: usize,
    /// Where all that is made lies, and every program has its home.
    folder: TempDir,
}

/// A library or a brief.
pub(crate) struct Sample {
    pub(crate) path: String,
    pub(crate) statements: usize,
    /// A statement a line: date, speaker, what is said.
    pub(crate) lines: PathBuf,
    /// The same as a table with a head.
    pub(crate) table: PathBuf,
    /// The rows of `whosaid export`.
    pub(crate) rows: PathBuf,
}

impl Desk {
    /// What the environment names; where it names nothing, small libraries are made.
    pub(crate) fn of_environment() -> Self {
        let folder = tempfile::Builder::new().prefix("whosaid-bench").tempdir().expect("a folder for what is made");
        let whosaid = env::var("WHOSAID_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_whosaid").to_owned());
        let rounds = env::var("WHOSAID_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
        let mut desk = Self { whosaid, libraries: Vec::new(), briefs: Vec::new(), rounds, folder };
        let named = |name| env::var(name).map(|paths| paths.split(':').map(str::to_owned).collect::<Vec<_>>());
        let made = |kind: &str, a_brief: fn(usize) -> usize| -> Vec<String> {
            MADE.iter()
                .map(|size| make(&desk.folder.path().join(format!("{kind}{size}")), *size, a_brief(*size)))
                .collect()
        };
        let libraries = named("WHOSAID_LIBRARIES").unwrap_or_else(|_| made("library", |_| A_BRIEF));
        let briefs = named("WHOSAID_BRIEFS").unwrap_or_else(|_| made("brief", |size| size));
        desk.libraries = libraries.iter().map(|path| desk.sample(path)).collect();
        desk.briefs = briefs.iter().map(|path| desk.sample(path)).collect();
        desk
    }

    /// A home in which nothing was ever kept.
    pub(crate) fn new_home(&self) -> TempDir {
        tempfile::tempdir_in(self.folder.path()).expect("a home")
    }

    /// The words that start the program.
    pub(crate) fn ours(&self, words: &[&str]) -> Vec<String> {
        [self.whosaid.as_str()].iter().chain(words).map(|word| (*word).to_owned()).collect()
    }

    /// Counts the statements, and writes them as others can read them.
    fn sample(&self, path: &str) -> Sample {
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = |ending: &str| self.folder.path().join(format!("{name}.{ending}"));
        let mut sample = Sample {
            path: path.to_owned(),
            statements: 0,
            lines: beside("txt"),
            table: beside("csv"),
            rows: beside("ndjson"),
        };
        let mut lines = BufWriter::new(File::create(&sample.lines).expect("lines can be written"));
        let mut rows = BufWriter::new(File::create(&sample.rows).expect("rows can be written"));
        let mut table = csv::Writer::from_path(&sample.table).expect("a table can be written");
        table.write_record(["said", "speaker", "quote", "gist"]).expect("a table can be written");
        let home = self.new_home();
        let mut export = Command::new(&self.whosaid);
        export.args(["export", path]).env_clear().envs(super::environment(home.path())).stdout(Stdio::piped());
        let mut child = export.spawn().expect("the program is there");
        for line in BufReader::new(child.stdout.take().expect("it is piped")).lines() {
            let line = line.expect("rows are text");
            let row: Value = serde_json::from_str(&line).expect("a row is JSON");
            let text = |name: &str| row[name].as_str().unwrap_or_default().replace(['\n', '\t'], " ");
            let quote: Vec<&str> = row["quote"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let cells = [text("said_latest"), text("speaker"), quote.join(" … ").replace('\n', " "), text("gist")];
            writeln!(lines, "{}", cells.join("\t")).expect("lines can be written");
            writeln!(rows, "{line}").expect("rows can be written");
            table.write_record(&cells).expect("a table can be written");
            sample.statements += 1;
        }
        child.wait().expect("it ends");
        assert!(sample.statements > 0, "{path}: there is nothing in it");
        sample
    }
}

/// Makes briefs of made-up statements; the folder.
fn make(folder: &Path, statements: usize, a_brief: usize) -> String {
    let mut seed = statements;
    for brief in 0..statements.div_ceil(a_brief) {
        let place = if statements == a_brief { folder.to_owned() } else { folder.join(format!("brief-{brief:05}")) };
        fs::create_dir_all(&place).expect("a folder can be made");
        let mut toml = format!(
            "[brief]\nformat = 1\ntitle = \"Brief {brief}\"\nas_of = 2025-12-31\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
             [[issue]]\nid = \"road\"\nlabel = \"road\"\nquestion = \"Should the road be built?\"\n\
             [[source]]\nid = \"s\"\noutlet = \"Outlet {brief}\"\npublished = 2025-05-01\n"
        );
        for at in 0..20 {
            let _ = write!(toml, "[[actor]]\nid = \"a{at}\"\nname = \"Trumper {at}\"\nkind = \"person\"\n");
        }
        for at in 0..a_brief.min(statements - brief * a_brief) {
            let (quote, gist) = (sentence(&mut seed, 18), sentence(&mut seed, 12));
            let _ = write!(
                toml,
                "[[statement]]\nid = \"s{at}\"\nactor = \"a{}\"\nattribution = \"mixed\"\nquote = \"{quote}\"\ngist = \"{gist}.\"\n\
                 said = 2025-0{}-{:02}\nstance = {{ road = \"for\" }}\n",
                at % 20,
                1 + at % 9,
                1 + at % 28
            );
        }
        fs::write(place.join("brief.toml"), toml).expect("a brief can be written");
    }
    folder.display().to_string()
}

fn sentence(seed: &mut usize, words: usize) -> String {
    let mut word = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(*seed >> 33) % WORDS.len()]
    };
    (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
}
