//! The look-up, judged from outside: what a careful reader of the briefs would find, against what the program finds.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use whosaid::analysis::Analysis;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;
use whosaid::model::{Brief, Record, Speaker};
use whosaid::search::{Answer, IndexInput, Query, SearchIndex, complete, fold};

const NAMES: &str = include_str!("../query/names.toml");

/// A brief that can be asked.
struct Desk {
    brief: Brief,
    index: SearchIndex,
}

impl Desk {
    fn of(name: &str, files: &[SourceFile]) -> Self {
        Self::knowing(name, files, None)
    }

    fn knowing(name: &str, files: &[SourceFile], known: Option<&BTreeSet<String>>) -> Self {
        let brief = read(files);
        let findings = Analysis::new(&brief);
        let index = SearchIndex::build([IndexInput { name, brief: &brief, findings: &findings, known }]);
        Self { brief, index }
    }

    fn bundled() -> Self {
        Self::of("kp-kabul-talks", &loader::bundled())
    }

    fn names() -> Self {
        Self::of("names", &[file(NAMES.to_owned())])
    }

    fn ask(&self, question: &str) -> Answer {
        self.index.answer(&Query::parse(question))
    }

    /// The ids of what is found, with a `?` after what only may be meant.
    fn find(&self, question: &str) -> Vec<String> {
        let hits = self.ask(question).hits;
        let told = hits
            .iter()
            .map(|hit| format!("{}{}", self.brief.record_id(hit.record), if hit.perhaps { "?" } else { "" }));
        told.collect()
    }

    fn find_all(&self, question: &str) -> BTreeSet<Record> {
        self.ask(question).hits.iter().map(|hit| hit.record).collect()
    }
}

fn file(text: String) -> SourceFile {
    SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief }
}

fn read(files: &[SourceFile]) -> Brief {
    let (brief, faults) = format::read(files);
    assert!(faults.is_empty(), "{faults:#?}");
    brief.unwrap()
}

/// A table of questions: each on a line of its own, and what is to be found on the next, set in.
fn table(text: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let rows = lines.chunks(2).map(|row| {
        let [question, ids] = row else { panic!("{row:?}") };
        assert!(ids.starts_with("    ") && !question.starts_with(' '), "{row:?}");
        (if *question == "(nothing is asked)" { "" } else { *question }, ids.trim())
    });
    rows.collect()
}

/// What is found, as the table has it: in full, or as many ids as `like` has and the number of all.
fn told(found: &[String], like: &str) -> String {
    match like.split_once(" … ") {
        _ if found.is_empty() => "nothing".to_owned(),
        Some((first, _)) if found.len() > first.split(' ').count() => {
            format!("{} … ({})", found[..first.split(' ').count()].join(" "), found.len())
        }
        Some(_) | None => found.join(" "),
    }
}

/// Holds a brief to a table, and tells of every difference at once.
fn hold(desk: &Desk, text: &str) {
    let mut differences = String::new();
    for (question, expected) in table(text) {
        let found = desk.find(question);
        let told = told(&found, expected);
        if told != expected {
            let _ = writeln!(differences, "{question}\n    expected {expected}\n    found    {told}");
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn the_bundled_brief_is_found_through_as_a_careful_reader_would() {
    hold(&Desk::bundled(), include_str!("../query/bundled.txt"));
}

#[test]
fn names_that_are_hard_to_look_up_are_found() {
    hold(&Desk::names(), include_str!("../query/names.txt"));
}

/// What differs only in its hyphens, in groups: each is found by all of its group.
const WRITTEN_SO: [&[&str]; 9] = [
    &["cooperation", "co-operation", "co\u{2011}operation", "co\u{ad}operation", "co-\noperation"],
    &["email", "e-mail", "e\u{2010}mail"],
    &["online", "on-line"],
    &["crossborder", "cross-border", "cross border"],
    &["alsharaa", "al-sharaa", "al sharaa", "al‑Sharaa"],
    &["antitoll", "anti‑toll"],
    &["reform", "re\u{ad}form"],
    &["email co-operation", "e-mail cooperation", "e-mail co-operation", "email cooperation"],
    &["closer co-operation now", "closer cooperation now"],
];

/// A brief of statements with these gists, `q0` and so on.
fn gists<'a>(gists: impl IntoIterator<Item = &'a str>) -> Desk {
    let mut brief = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = \"2025-06-30\"\nbottom_line = \"B.\"\ntlp = \"TLP:GREEN\"\n\
        [[actor]]\nid = \"vidal\"\nname = \"Irena Vidal\"\nkind = \"person\"\n[[source]]\nid = \"s\"\noutlet = \"O\"\nreliability = \"B\"\n"
        .to_owned();
    for (number, gist) in gists.into_iter().enumerate() {
        let _ = write!(
            brief,
            "[[statement]]\nid = \"q{number}\"\nactor = \"vidal\"\nattribution = \"indirect\"\nsource = \"s\"\ngist = '''{gist}'''\n"
        );
    }
    Desk::of("hyphens", &[file(brief)])
}

#[test]
fn words_are_found_with_and_without_their_hyphens() {
    for group in WRITTEN_SO {
        let desk = gists(group.iter().copied().chain(["the port waits"]));
        let all: Vec<String> = (0..group.len()).map(|number| format!("q{number}")).collect();
        for asked in group.iter().filter(|asked| !asked.contains('\n')) {
            for question in [(*asked).to_owned(), format!("\"{asked}\""), format!("{asked}\u{2003}")] {
                let mut found = desk.find(&question);
                found.sort();
                assert_eq!(found, all, "{question:?} of {group:?}");
            }
        }
    }
}

#[test]
fn words_with_hyphens_are_found_while_they_are_typed() {
    let desk = gists(["closer co-operation", "closer cooperation", "closer to the port"]);
    for question in ["co-op", "coop", "closer co-op", "\"closer co-op", "\"closer coop", "co-operat"] {
        assert_eq!(desk.find(question), ["q0", "q1"], "{question}");
    }
    assert_eq!(desk.find("-co-operation closer"), ["q2"], "neither is wanted");
}

#[test]
fn other_words_are_not_joined() {
    for (question, gist) in [
        ("into", "they came in to talk"),
        ("\"in to\"", "into the port"),
        ("therapist", "the rapist was sentenced"),
        ("800900", "it costs 800-900 a day"),
        ("\"co-operation\"", "a company operation"),
    ] {
        assert_eq!(gists([gist]).find(question), [] as [&str; 0], "{question}");
    }
}

#[test]
fn what_is_found_without_its_hyphen_is_marked() {
    for (question, text, expected) in [
        ("cooperation", "closer co-operation now", "co-operation"),
        ("co-operation", "closer cooperation now", "cooperation"),
        ("coop", "closer co-operation now", "co-op"),
        ("e-mail", "an email", "email"),
        ("\"by email\"", "sent by e-mail", "by e-mail"),
        ("crossborder", "a cross border ship", "cross border"),
        ("cross border", "a crossborder ship", "crossborder"),
        ("alsharaa", "Ahmed al-Sharaa wrote", "al-Sharaa"),
        ("reform", "a re\u{ad}form", "re\u{ad}form"),
        ("continue", "will con-\ntinue", "con-\ntinue"),
        ("then", "the nation", ""),
    ] {
        let marked: Vec<&str> = gists([text]).ask(question).marks(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(marked.join("|"), expected, "{question} in {text}");
    }
}

#[test]
fn a_name_is_found_with_and_without_its_hyphen() {
    let names = Desk::names();
    for question in
        ["alsharaa", "al sharaa", "al-sharaa", "who:alsharaa", "who:al-sharaa", "aljolani", "\"ahmed alsharaa\""]
    {
        assert_eq!(names.find(question), ["sharaa-undated"], "{question}");
    }
    let joined = Desk::of("names", &[file(NAMES.replace("al-Sharaa", "Alsharaa").replace("al-Jolani", "al Jolani"))]);
    for question in ["alsharaa", "al sharaa", "al-sharaa", "who:al-sharaa", "aljolani", "who:aljolani", "al-jolani"] {
        assert_eq!(joined.find(question), ["sharaa-undated"], "{question}");
    }
}

#[test]
fn the_tables_are_long_enough_to_be_believed() {
    assert!(table(include_str!("../query/bundled.txt")).len() >= 60);
    assert!(table(include_str!("../query/names.txt")).len() >= 60);
}

#[test]
fn what_is_new_is_what_came_with_a_source_that_was_not_there_before() {
    let known = BTreeSet::from(["courier", "xinhua", "jang", "leaflet"].map(str::to_owned));
    let desk = Desk::knowing("names", &[file(NAMES.to_owned())], Some(&known));
    assert_eq!(desk.find("is:new"), ["amber-undated", "port-blast"]);
    assert_eq!(desk.find("is:new kind:event"), ["port-blast"]);
    assert_eq!(desk.find("-is:new amber").len(), 4);
    assert_eq!(Desk::names().find("is:new").len(), Desk::names().index.len(), "never read, all of it is new");
}

#[test]
fn two_briefs_are_asked_as_one_and_told_apart_by_name_or_title() {
    let (one, other) = (read(&loader::bundled()), read(&[file(NAMES.to_owned())]));
    let (of_one, of_other) = (Analysis::new(&one), Analysis::new(&other));
    let index = SearchIndex::build([
        IndexInput { name: "kp-kabul-talks", brief: &one, findings: &of_one, known: None },
        IndexInput { name: "names", brief: &other, findings: &of_other, known: None },
    ]);
    let find = |question: &str| -> Vec<String> {
        let hits = index.answer(&Query::parse(question)).hits;
        hits.iter().map(|hit| [&one, &other][hit.brief].record_id(hit.record).to_owned()).collect()
    };
    assert_eq!(index.len(), one.records().count() + other.records().count());
    assert_eq!(find("brief:names fishermen"), ["ayub-fishermen", "dogar-fishermen"]);
    assert_eq!(find("brief:\"harbour talks\" umar"), ["ayub-fishermen"]);
    assert_eq!(find("brief:kabul umar"), [] as [&str; 0]);
    assert_eq!(find("brief:kp-kabul-talks idiotic"), ["khar-idiotic"]);
    assert_eq!(find("brief:talks idiotic,storm"), ["nhk-storm", "khar-idiotic"], "newest first over all briefs");
    assert_eq!(find("-brief:names who:\"imran khan\"").len(), 16);
    assert_eq!(find("who:\"imran khan\"").len(), 16 + 3, "namesakes of two briefs");
}

#[test]
fn whom_the_briefs_do_not_know_is_said_with_a_way_out() {
    let bundled = Desk::bundled();
    let issues = "`TTP haven`, `deportation`, `dialogue`, `direct talks`, `federal auth.`, `military ops`";
    let sources = "`asif-speech`, `haqqania`, `islamabad`, `rasc-war-course`, `southasiandesk-directive`";
    for (question, expected) in [
        ("who:zebra", "nobody is called `zebra`".to_owned()),
        ("-who:zebra", "nobody is called `zebra`".to_owned()),
        ("who:pty", "nobody is called `pty`; did you mean `PTI`?".to_owned()),
        ("who:gandopore", "nobody is called `gandopore`; did you mean `Gandapur`?".to_owned()),
        ("who:asif,zebra", "nobody is called `zebra`".to_owned()),
        ("who:asf", "nobody is called `asf`: taken as Asif".to_owned()),
        ("who:\"asiv\"", "nobody is called `asiv`: taken as Asif".to_owned()),
        ("khawaja asf", "nothing has `asf`: taken as Asif".to_owned()),
        ("via:zebra", "nobody is called `zebra`".to_owned()),
        ("about:zebra", "nobody is called `zebra`".to_owned()),
        ("on:visas", format!("no issue is called `visas`; there are {issues}")),
        ("in:dawn", "no outlet is called `dawn`; there are `RASC News Agency`, `SouthAsianDesk`".to_owned()),
        ("source:dawn", format!("no source is called `dawn`; there are {sources}")),
        ("brief:dawn", "no brief is called `dawn`; there are `kp-kabul-talks`".to_owned()),
    ] {
        assert_eq!(bundled.ask(question).remarks, [expected], "{question}");
    }
    for question in ["", "who:unnamed", "about:khan", "who:ttp", "on:deportation", "in:haqqania", "after:2030"] {
        assert_eq!(bundled.ask(question).remarks, [] as [&str; 0], "{question}: it is known, whatever is found of it");
    }
    assert_eq!(bundled.ask("who:zebra in:dawn").remarks.len(), 2, "each is told");
}

#[test]
fn a_question_is_told_back_as_it_was_understood() {
    let bundled = Desk::bundled();
    for (question, expected) in [
        ("", "everything, newest first"),
        ("asif federation", "“asif” · “federation”"),
        (
            "who:asif on:\"direct talks\" is:against after:2024-09",
            "Asif · on direct talks · against · since September 2024",
        ),
        ("khawaja asf", "“khawaja” · “asf” as Asif"),
        ("\"attack on the federation\"", "exactly “attack on the federation”"),
        ("who:asif,khar", "Asif or Hina Rabbani Khar"),
        ("-who:gandapur", "not Gandapur"),
        ("-poison", "not “poison”"),
        ("poison,idiotic", "“poison” or “idiotic”"),
        ("who:unnamed", "unnamed"),
        ("who:spokesperson", "“spokesperson”"),
        ("via:waqas about:bushra", "via Waqas Akram · about Bushra Bibi"),
        ("in:rasc", "in RASC News Agency"),
        ("before:2025", "before 2025"),
        ("said:2024-09-13", "on 13 September 2024"),
        ("said:2024-09", "in September 2024"),
        ("published:2025-09", "published in September 2025"),
        ("grade:A..C", "grade A–C"),
        ("grade:f2", "grade F2"),
        ("credibility:1..3", "credibility 1–3"),
        ("kind:events,claims", "events or claims"),
        ("kind:attack", "events of the kind attack"),
        ("is:for,conditional", "for or conditional"),
        ("-is:disputed", "not disputed"),
        ("brief:kp", "brief kp-kabul-talks"),
        ("on:di", "on direct talks or dialogue"),
        ("who:zebra", "“zebra”"),
    ] {
        assert_eq!(bundled.ask(question).in_words, expected, "{question}");
    }
    assert_eq!(
        Desk::names().ask("who:\"imran khan\"").in_words,
        "Imran Khan (Former Prime Minister) or Imran Khan (Finance Secretary, Treasury)",
        "namesakes are told apart"
    );
}

#[test]
fn tab_goes_on_from_what_is_half_typed() {
    let bundled = Desk::bundled();
    // The bar is the cursor.
    for (line, expected) in [
        ("wh|", "who:|"),
        ("-wh|", "-who:|"),
        ("who:as|", "who:Asif |"),
        ("WHO:AS|", "WHO:Asif |"),
        ("-who:as|", "-who:Asif |"),
        ("is:ag|", "is:against |"),
        ("on:di|", "on:dialogue |;on:\"direct talks\" |"),
        ("on:\"dir|", "on:\"direct talks\" |"),
        ("in:ra|", "in:\"RASC News Agency\" |"),
        ("via:wa|", "via:\"Waqas Akram\" |"),
        ("kind:m|", "kind:meeting |"),
        ("kind:st|", "kind:statement |"),
        ("is:un|", "is:unclear |;is:unnamed |"),
        ("who:unn|", "who:unnamed |"),
        ("brief:k|", "brief:kp-kabul-talks |"),
        ("source:has|", ""),
        ("source:haq|", "source:haqqania |"),
        ("gand|", "Gandapur |"),
        ("-gand|", "-Gandapur |"),
        ("who:as| on:deportation", "who:Asif | on:deportation"),
        ("poison who:as| is:against", "poison who:Asif | is:against"),
        ("who:gandapur,asi|", "who:gandapur,Asif |"),
        ("who:\"imran khan\",asi|", "who:\"imran khan\",Asif |"),
        ("after:20|", ""),
        ("|", ""),
        ("asif |", ""),
        ("zebr|", ""),
        ("xyz:as|", ""),
    ] {
        let cursor = line.find('|').unwrap();
        let text = line.replace('|', "");
        let ways = complete(&bundled.index, &text, cursor).map_or_else(Vec::new, |completion| {
            let (before, after) = (&text[..completion.replaces.start], &text[completion.replaces.end..]);
            completion.candidates.iter().map(|candidate| format!("{before}{candidate}|{after}")).collect()
        });
        assert_eq!(ways.join(";"), expected, "{line}");
    }
    let line = "who:asif,kh";
    let completion = complete(&bundled.index, line, line.len()).unwrap();
    assert_eq!(&line[completion.replaces], "kh");
    for name in ["\"Hina Rabbani Khar\" ", "\"Imran Khan\" ", "\"Shafqat Ali Khan\" ", "\"Aleema Khan\" "] {
        assert!(
            completion.candidates.iter().any(|candidate| candidate == name),
            "{name} of {:?}",
            completion.candidates
        );
    }
}

#[test]
fn whatever_tab_offers_is_understood() {
    for desk in [Desk::bundled(), Desk::names()] {
        for field in
            ["who:", "on:", "is:", "in:", "via:", "about:", "source:", "kind:", "grade:", "credibility:", "brief:"]
        {
            let completion = complete(&desk.index, field, field.len()).unwrap();
            for candidate in completion.candidates {
                let question = Query::parse(&format!("{field}{candidate}"));
                assert!(question.errors().is_empty(), "{field}{candidate}: {:?}", question.errors());
                let answer = desk.index.answer(&question);
                assert!(answer.remarks.is_empty(), "{field}{candidate}: {:?}", answer.remarks);
            }
        }
    }
}

/// All that a record can be found by with a phrase: names, roles, issues, places and what is said, folded, each by itself.
fn words_of(brief: &Brief, record: Record) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut actors = brief.actors_of(record);
    match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            texts.extend(statement.quote.iter().chain(&statement.gist).chain(&statement.venue).cloned());
            actors.extend(statement.about.iter().copied());
            if let Speaker::Unnamed(described) = &statement.speaker {
                texts.push(described.clone());
            }
            for (issue, _) in &statement.stances {
                let issue = &brief.issues[*issue];
                texts.extend([issue.id.clone(), issue.label.clone(), issue.question.clone()]);
            }
        }
        Record::Event(ix) => {
            let event = &brief.events[ix];
            texts.extend([&event.title].into_iter().chain(&event.gist).chain(&event.place).cloned());
        }
        Record::Claim(ix) => {
            let claim = &brief.claims[ix];
            texts.push(claim.question.clone());
            texts.push(format!("{} {}", claim.value, claim.unit.clone().unwrap_or_default()));
        }
    }
    for actor in actors {
        let actor = &brief.actors[actor];
        texts.extend([actor.id.clone(), actor.name.clone()]);
        texts.extend(actor.aliases.iter().chain(&actor.native_name).cloned());
        texts.extend(actor.roles.iter().map(|role| role.title.clone()));
    }
    for source in brief.sources_of(record) {
        let source = &brief.sources[*source];
        texts.extend(source.outlet.iter().chain(&source.place).cloned());
    }
    texts.iter().map(|text| format!(" {} ", fold(text))).collect()
}

/// Both briefs, with every word that stands in them, for questions that find something.
static DESKS: LazyLock<Vec<(Desk, Vec<String>)>> = LazyLock::new(|| {
    let desks = [Desk::bundled(), Desk::names()].into_iter().map(|desk| {
        let texts = desk.brief.records().flat_map(|record| words_of(&desk.brief, record));
        let words: BTreeSet<String> =
            texts.flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
        (desk, words.into_iter().collect())
    });
    desks.collect()
});

/// The same tables of a file in the opposite order.
fn reversed(text: &str) -> String {
    let (head, tables) = text.split_once("\n[[").unwrap();
    let mut tables: Vec<&str> = tables.split("\n[[").collect();
    tables.reverse();
    tables.iter().fold(head.to_owned(), |text, table| text + "\n[[" + table + "\n")
}

#[test]
fn the_order_of_records_in_files_tells_nothing() {
    let mut files = loader::bundled();
    for file in files.iter_mut().filter(|file| !file.name.ends_with("brief.toml")) {
        file.text = reversed(&file.text);
    }
    files.reverse();
    let pairs = [
        (Desk::bundled(), Desk::of("kp-kabul-talks", &files), include_str!("../query/bundled.txt")),
        (Desk::names(), Desk::of("names", &[file(reversed(NAMES))]), include_str!("../query/names.txt")),
    ];
    for (straight, reversed, questions) in &pairs {
        for (question, _) in table(questions) {
            assert_eq!(straight.find(question), reversed.find(question), "{question}");
        }
    }
}

#[test]
fn the_exact_phrase_is_found_wherever_it_stands_and_nowhere_else() {
    for (desk, _) in &*DESKS {
        let mut phrases: BTreeSet<String> = BTreeSet::new();
        for record in desk.brief.records() {
            for text in words_of(&desk.brief, record) {
                let words: Vec<&str> = text.split_whitespace().collect();
                phrases.extend(words.windows(1).chain(words.windows(3)).step_by(3).map(|words| words.join(" ")));
            }
        }
        let texts: Vec<(Record, Vec<String>)> =
            desk.brief.records().map(|record| (record, words_of(&desk.brief, record))).collect();
        for phrase in phrases {
            let needle = format!(" {phrase} ");
            for found in desk.find_all(&format!("\"{phrase}\"")) {
                let (_, texts) = texts.iter().find(|(record, _)| *record == found).unwrap();
                let id = desk.brief.record_id(found);
                assert!(texts.iter().any(|text| text.contains(&needle)), "{id} has no “{phrase}”: {texts:?}");
            }
        }
    }
}

/// Anything that somebody may type or paste.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        ".{0,30}",
        "(-?(who|on|is|in|via|about|after|before|said|published|source|grade|credibility|kind|brief|xyz)?:?[\"“”«,A-F0-9.:\\[\\]/~?% a-z-]{0,14} ?){0,6}",
        "[\\u{600}-\\u{6ff}\\u{fb50}-\\u{fefc}\\u{4e00}-\\u{4fff}\\u{400}-\\u{4ff}\\u{900}-\\u{97f}’\"' -]{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_answered(questions in prop::collection::vec(any_text(), 8), text in any_text()) {
        let (desk, _) = &DESKS[0];
        for question in &questions {
            let answer = desk.ask(question);
            prop_assert!(answer.hits.len() <= desk.index.len());
            let found: BTreeSet<Record> = answer.hits.iter().map(|hit| hit.record).collect();
            prop_assert_eq!(found.len(), answer.hits.len(), "nothing is found twice");
            prop_assert!(!answer.in_words.is_empty());
            for shown in [text.as_str(), question, "“Direct attack” on the Fédération’s 800,000 خواجہ آصف 習近平"] {
                let mut end = 0;
                for mark in answer.marks(shown) {
                    prop_assert!(mark.start < mark.end && shown.get(mark.clone()).is_some(), "{mark:?} of {shown}");
                    prop_assert!(mark.start >= end && (end == 0 || mark.start > end), "apart: {mark:?} of {shown}");
                    end = mark.end;
                }
            }
            for cursor in (0..=question.len()).filter(|cursor| question.is_char_boundary(*cursor)) {
                let Some(completion) = complete(&desk.index, question, cursor) else { continue };
                prop_assert!(!completion.candidates.is_empty());
                prop_assert_eq!(completion.replaces.end, cursor);
                prop_assert!(question.get(completion.replaces.clone()).is_some());
            }
            for cursor in 0..=question.len() + 1 {
                let _ = complete(&desk.index, question, cursor);
            }
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in any_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert!(once.chars().all(|char| char == ' ' || char.is_ascii_lowercase() || char.is_ascii_digit()), "{once}");
        prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_further_word_never_finds_more(picks in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 40)) {
        for (desk, words) in &*DESKS {
            for (one, other) in &picks {
                let (one, other) = (one.get(words), other.get(words));
                let fewer = desk.find_all(&format!("{one} {other}"));
                prop_assert!(fewer.is_subset(&desk.find_all(one)), "{one} {other}");
                prop_assert!(fewer.is_subset(&desk.find_all(other)), "{one} {other}");
            }
        }
    }

    #[test]
    fn a_word_is_in_a_record_or_it_is_not(picks in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 40)) {
        for (desk, words) in &*DESKS {
            for (one, other) in &picks {
                let (rest, word) = (one.get(words), other.get(words));
                // Words that may be one, as `haq any` may be Haqqani, also find what has them as one.
                if !desk.find_all(&format!("{rest}{word} ")).is_empty() { continue }
                let all = desk.find_all(&format!("{rest} "));
                let with = desk.find_all(&format!("{rest} {word} "));
                let without = desk.find_all(&format!("{rest} -{word} "));
                prop_assert!(with.is_disjoint(&without), "{rest} {word}");
                prop_assert_eq!(&(&with | &without), &all, "{} {}", rest, word);
            }
        }
    }

    #[test]
    fn every_word_of_a_record_finds_it(picks in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 40)) {
        for (desk, _) in &*DESKS {
            let records: Vec<Record> = desk.brief.records().collect();
            for (record, text) in &picks {
                let record = *record.get(&records);
                let texts = words_of_what_is_said(&desk.brief, record);
                let text = text.get(&texts);
                let all = text.replace(['"', '“', '”', '„', '«', '»', ':'], " ").replace(" -", " ");
                if fold(&all).is_empty() { continue }
                prop_assert!(desk.find_all(&all).contains(&record), "all words of: {all}");
                let phrase = text.replace(['"', '“', '”', '„', '«', '»'], " ");
                prop_assert!(desk.find_all(&format!("\"{phrase}\"")).contains(&record), "the phrase: {phrase}");
            }
        }
    }
}

/// What is said in a record, as it stands in the file.
fn words_of_what_is_said(brief: &Brief, record: Record) -> Vec<String> {
    match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            statement.quote.iter().chain(&statement.gist).chain(&statement.venue).cloned().collect()
        }
        Record::Event(ix) => vec![brief.events[ix].title.clone()],
        Record::Claim(ix) => vec![brief.claims[ix].question.clone()],
    }
}
