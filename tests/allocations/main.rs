//! What a frame and a key cost, counted and not timed: as much in a brief of three thousand statements as in one of a thousand; and how
//! much is held of a brief that was contrived to take much.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fmt::Write as _;

use allocation_counter::{AllocationInfo, measure};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget as _;
use whosaid::app::{App, BriefFacts, Msg, OpenedBrief, update};
use whosaid::diagnostics::LintPolicy;
use whosaid::diagnostics::render::{self, RenderStyle};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::keys::Chord;
use whosaid::loader::LoadedBrief;
use whosaid::plain::{self, PlainOptions};
use whosaid::tui::Screen;
use whosaid::tui::theme::{ColorDepth, TERMINAL, Theme};

const SIZE: Size = Size { width: 120, height: 40 };
/// As many in the small brief as fill every pane of the screen.
const FEW: usize = 1_000;
const MANY: usize = 3_000;

/// A brief of so many statements, in which each actor, source, day and issue has as many whatever its size.
fn reader(statements: usize) -> App {
    let mut text =
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n"
            .to_owned();
    for at in 0..10 {
        let _ = writeln!(text, "[[issue]]\nid = \"i{at}\"\nlabel = \"issue {at}\"\nquestion = \"Is it {at}?\"");
    }
    for at in 0..statements / 10 {
        let _ = writeln!(text, "[[actor]]\nid = \"a{at}\"\nname = \"Actor {at:05}\"\nkind = \"person\"");
        let (month, day) = (1 + at / 28 % 12, 1 + at % 28);
        let _ = writeln!(
            text,
            "[[source]]\nid = \"s{at}\"\noutlet = \"Outlet {at:05}\"\npublished = {}-{month:02}-{day:02}",
            1900 + at % 100
        );
        for nth in 0..10 {
            let (year, issue) = (1900 + at % 100, (at + nth) % 10);
            let _ = writeln!(
                text,
                "[[statement]]\nid = \"q{at}-{nth}\"\nactor = \"a{at}\"\nsource = \"s{at}\"\nattribution = \"indirect\"\n\
                 gist = \"It was said on the {nth}th that it is {at:05}.\"\nsaid = {year}-{month:02}-{day:02}\nstance = {{ i{issue} = \"for\" }}"
            );
        }
    }
    let file = SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief };
    let (brief, faults) = format::read(&[file]);
    assert_eq!(faults, []);
    let (name, place) = ("test".to_owned(), "test".to_owned());
    let facts = BriefFacts { name, place, ..BriefFacts::new(brief.unwrap()) };
    App::with_brief(SIZE, OpenedBrief::new(facts))
}

fn press(app: &mut App, keys: &str) {
    for chord in Chord::parse_all(keys) {
        let _ = update(app, Msg::Key(chord));
    }
}

/// What drawing a frame allocates.
fn frame(app: &App) -> AllocationInfo {
    let mut cells = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    let screen = Screen { app, theme: Theme::new(&TERMINAL, ColorDepth::Indexed) };
    measure(|| screen.render(cells.area, &mut cells))
}

/// Both within a fifth of each other: numbers have more digits in a large brief.
fn assert_alike(few: u64, many: u64, what: &str) {
    assert!(many * 5 <= few * 6 && few * 5 <= many * 6, "{what}: {few} at {FEW}, {many} at {MANY} statements");
}

#[test]
fn a_frame_costs_the_same_in_a_large_brief() {
    let (mut small, mut large) = (reader(FEW), reader(MANY));
    for keys in ["", "j", "<pgdn>", "4j", "<pgdn><pgdn>", "3j", "1<pgdn>", "2 ", "4jj", "<backspace>"] {
        press(&mut small, keys);
        press(&mut large, keys);
        let (few, many) = (frame(&small), frame(&large));
        assert!(few.count_total > 100, "something is drawn, and counted");
        assert_alike(few.count_total, many.count_total, &format!("allocations of the frame after {keys:?}"));
        assert_alike(few.bytes_total, many.bytes_total, &format!("bytes of the frame after {keys:?}"));
    }
}

#[test]
fn a_key_that_moves_allocates_as_often_in_a_large_brief() {
    let (mut small, mut large) = (reader(FEW), reader(MANY));
    for keys in ["j", "k", "<pgdn>", "4", "j", "k", "<pgdn>", "<pgup>", "3", "j", "l", "1", "j", "<pgdn>", "2", "j"] {
        let few = measure(|| press(&mut small, keys));
        let many = measure(|| press(&mut large, keys));
        // What is kept of it grows by a bit a record.
        assert_alike(few.count_total.max(20), many.count_total.max(20), &format!("allocations of {keys:?}"));
    }
}

/// The bytes of a contrived brief.
const CONTRIVED: usize = 192 << 10;
/// What may be held at one time for each byte of it.
const TIMES: u64 = 20;
/// What may be held besides, by a few tables as small as they can be.
const BESIDES: u64 = 8 << 20;

const HEAD: &str = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
    [[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n\
    [[issue]]\nid = \"i\"\nlabel = \"I\"\nquestion = \"Q?\"\n";

/// A statement as small as it can be, with some more lines.
fn statement(at: usize, more: &str) -> String {
    format!("[[statement]]\nid=\"s{at}\"\nactor=\"a\"\nattribution=\"inferred\"\ngist=\"b\"\n{more}\n")
}

/// What stands behind the head, part after part, as long as there is room.
type Shape = (&'static str, fn(usize) -> String);

/// Headers and nothing else, values of the wrong type, names that lead nowhere, and whatever is said of each thing again and again.
const SHAPES: &[Shape] = &[
    ("bare issues", |_| "[[issue]]\n".to_owned()),
    ("bare actors", |_| "[[actor]]\n".to_owned()),
    ("bare sources", |_| "[[source]]\n".to_owned()),
    ("bare statements", |_| "[[statement]]\n".to_owned()),
    ("bare events", |_| "[[event]]\n".to_owned()),
    ("bare claims", |_| "[[claim]]\n".to_owned()),
    ("bare key points", |_| "[[key_point]]\n".to_owned()),
    ("second briefs", |_| "[[brief]]\n".to_owned()),
    ("no table of the format", |_| "[[nothing]]\n".to_owned()),
    ("one id for all", |_| "[[statement]]\nid=\"a\"\n".to_owned()),
    ("issues", |at| format!("[[issue]]\nid=\"i{at}\"\nlabel=\"a\"\nquestion=\"b\"\n")),
    ("actors of one name", |at| format!("[[actor]]\nid=\"a{at}\"\nname=\"a\"\nkind=\"other\"\n")),
    ("sources", |at| format!("[[source]]\nid=\"s{at}\"\n")),
    ("texts that are not there", |at| format!("[[source]]\nid=\"s{at}\"\ntext={{file=\"a\"}}\n")),
    ("statements", |at| statement(at, "")),
    ("statements with much room", |at| statement(at, &"#".repeat(60))),
    ("shifts", |at| statement(at, &format!("said=\"{}\"\nstance={{i=\"{}\"}}", 1000 + at, ["for", "against"][at % 2]))),
    ("contradictions", |at| statement(at, &format!("contradicts=[\"s{}\"]", at + 1))),
    ("all contradict one", |at| statement(at, "contradicts=[\"s0\"]")),
    ("each contradicts many", |at| {
        let others: Vec<String> = (at.saturating_sub(200)..at).map(|at| format!("\"statement-{at}\"")).collect();
        statement(at, &format!("contradicts=[{}]", others.join(","))).replace("id=\"s", "id=\"statement-")
    }),
    ("rival claims", |at| format!("[[claim]]\nid=\"c{at}\"\nquestion=\"a\"\nvalue={at}\n")),
    ("claims in pairs", |at| format!("[[claim]]\nid=\"c{at}\"\nquestion=\"a{}\"\nvalue={at}\n", at / 2)),
    ("key points", |_| "[[key_point]]\ntext=\"a\"\n".to_owned()),
    ("unknown actors", |at| statement(at, "").replace("\"a\"", &format!("\"b{at}\""))),
    ("unknown fields", |at| format!("a{at}=1\n")),
    ("no TOML", |_| "=\n".to_owned()),
    ("tables that are no TOML", |_| "[[issue]]\n=\n".to_owned()),
    ("names with dots", |_| format!("[[issue]]\n{}b=1\n", "a.".repeat(30))),
    ("lists of numbers", |at| statement(at, &format!("about=[{}]", "1,".repeat(500)))),
    ("lists of lists", |at| statement(at, &format!("about=[{}]", "[[[]]],".repeat(200)))),
    ("lists of names", |at| statement(at, &format!("about=[{}]", "\"a\",".repeat(500)))),
    ("lists of tables", |at| format!("[[actor]]\nid=\"a{at}\"\nroles=[{}]\n", "{},".repeat(100))),
    ("stances on nothing", |at| {
        let stances: Vec<String> = (0..100).map(|nth| format!("i{nth}=1")).collect();
        statement(at, &format!("stance={{{}}}", stances.join(",")))
    }),
    ("wrong types", |_| "[[statement]]\nid=1\nactor=1\nattribution=1\nquote=1\ngist=1\nabout=1\ntlp=1\n".to_owned()),
    ("wrong weekdays", |at| {
        format!("[[event]]\nid=\"e{at}\"\ntitle=\"a\"\ndate=2024-01-01\nprinted_date=\"Friday\"\n")
    }),
    ("what is not seen", |at| format!("[[event]]\nid=\"e{at}\"\ntitle=\"\u{202e}\"\ndate=2024-01-01\n")),
    ("a long name", |at| match at {
        0 => format!("[[actor]]\nid=\"long\"\nname=\"{}\"\nkind=\"other\"\n", "x".repeat(CONTRIVED / 3)),
        _ => statement(at, &format!("contradicts=[\"s{}\"]", at + 1)).replace("\"a\"", "\"long\""),
    }),
    ("a long quote", |at| match at {
        0 => statement(0, "")
            .replace("inferred", "direct")
            .replace("gist=\"b\"", &format!("quote=\"{}\"", "x ".repeat(CONTRIVED / 6))),
        _ => statement(at, "contradicts=[\"s0\"]"),
    }),
    ("nobody on anything", |at| {
        let issue = format!("[[issue]]\nid=\"i{at}\"\nlabel=\"number {at}\"\nquestion=\"Is it {at}?\"\n");
        let actor = format!("[[actor]]\nid=\"a{at}\"\nname=\"Number {at}\"\nkind=\"other\"\n");
        issue + &actor + &statement(at, "").replace("\"a\"", &format!("\"a{at}\""))
    }),
];

fn contrived(shape: fn(usize) -> String) -> SourceFile {
    let mut text = HEAD.to_owned();
    for part in (0..).map(shape) {
        if text.len() + part.len() > CONTRIVED {
            break;
        }
        text += &part;
    }
    SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief }
}

/// All that `check` does with a brief, but for writing it.
fn check(file: SourceFile) {
    let reading = LoadedBrief::from_source_files(vec![file]);
    let faults = reading.check(&reading.quotes(None));
    render::render(&reading.files, &faults, &RenderStyle { policy: &LintPolicy::default(), color: false, most: 50 });
}

/// All that `--plain` does with it.
fn print(file: SourceFile) -> usize {
    let LoadedBrief { brief: Some(brief), .. } = LoadedBrief::from_source_files(vec![file]) else { return 0 };
    let facts = BriefFacts { name: "test".to_owned(), place: "test".to_owned(), ..BriefFacts::new(brief) };
    plain::render_brief(&facts, PlainOptions { width: 80, ascii: false }).len()
}

#[test]
fn nothing_contrived_takes_more_than_its_share() {
    let taken = SHAPES.iter().filter_map(|(what, shape)| {
        let file = contrived(*shape);
        let most = file.text.len() as u64 * TIMES + BESIDES;
        let held = measure(|| check(file)).bytes_max;
        (held > most).then(|| format!("{what}: {} KiB", held >> 10))
    });
    assert_eq!(taken.collect::<Vec<_>>(), [""; 0]);
}

/// Each issue tells who is silent on it, and each speaker on what: the square of both, were all of them named.
#[test]
fn what_nobody_speaks_of_is_printed_in_few_words() {
    let nobody = |(what, _): &&Shape| *what == "nobody on anything";
    let file = contrived(SHAPES.iter().find(nobody).unwrap().1);
    let bytes = file.text.len();
    let printed = print(file);
    assert!(printed > bytes && printed < 20 * bytes, "{printed} of {bytes}");
}
