//! Asking in the shell: what is printed, in which form, and what is told where the answer is none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use whosaid::view::columns::table_columns;

/// A brief that has whatever a brief can have, and in a quote all that a terminal would obey.
const WHOLE: &str = r#"[brief]
format = 1
title = "Harbour"
as_of = 2025-03-14
bottom_line = "B."
tlp = "TLP:GREEN"
note = "SECRET"

[[issue]]
id = "toll"
label = "toll"
question = "Should ships pay?"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"
role = "Mayor"

[[actor]]
id = "port"
name = "Port Authority"
kind = "organization"

[[source]]
id = "wire"
outlet = "A Wire"
published = 2025-03-10
reliability = "A"

[[source]]
id = "courier"
outlet = "The Courier, daily"
title = "Mayor \"names\" her price"
author = "K. Writer"
place = "Old Harbour"
url = "https://example.org/x"
lang = "en"
published = "2025-03-12~"
reliability = "B"
origin = "wire"
note = "SECRET"

[[statement]]
id = "vidal-terms"
actor = "vidal"
source = "courier"
attribution = "mixed"
cue = "said"
quote = ["not a coin\u001b[2J\u009b1m\u202e", "unless the dredging,\nis paid for"]
gist = "She will sign the toll if the port pays."
via = "port"
said = "2025-03-11"
printed_date = "Tuesday"
venue = "City Council"
stance = { toll = "conditional" }
about = ["port"]
credibility = 2
note = "SECRET"

[[statement]]
id = "official-doubt"
actor = "unnamed"
described_as = "an official close to the port"
source = "courier"
attribution = "inferred"
gist = "The port does not expect to pay."
contradicts = ["vidal-terms"]

[[event]]
id = "reading"
title = "First reading"
date = "2025-03"
kind = "policy"
place = "City Hall"
actors = ["vidal", "port"]
sources = ["courier", "wire"]
gist = "The council read the toll."
note = "SECRET"

[[claim]]
id = "revenue"
question = "What would it bring?"
value = 1_200_000
unit = "euro"
actor = "port"
source = "courier"
rank = "preferred"
why = "It is the port's own."
note = "SECRET"
"#;

/// What a joint statement, a chain of hearsay and unnamed people have more.
const JOINT: &str = r#"
[[statement]]
id = "joint"
actor = ["vidal", "port"]
source = "courier"
attribution = "indirect"
gist = "Both accept the toll."
via = ["port", "vidal"]

[[statement]]
id = "heard"
actor = "vidal"
source = "courier"
attribution = "indirect"
gist = "She will wait."
via = "unnamed"
via_described_as = "officials familiar with the call"

[[claim]]
id = "rival"
question = "What would it bring?"
value = "little"
actor = "unnamed"
described_as = "a port official"
source = "courier"
"#;

/// One statement, of nothing in particular.
fn brief(id: &str) -> String {
    format!(
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[actor]]\nid = \"asif\"\nname = \"Asif\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n\
         [[statement]]\nid = \"{id}\"\nactor = \"asif\"\nattribution = \"direct\"\nquote = \"No.\"\n"
    )
}

/// A folder of files, which is also the home of whoever asks, and where they stand.
fn home(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

fn command(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home).env("XDG_STATE_HOME", home.join("state")).current_dir(home).args(words);
    command
}

/// What is printed, what is told, and the exit status.
struct Done {
    printed: String,
    told: String,
    status: Option<i32>,
}

fn done(output: Output) -> Done {
    let [printed, told] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    Done { printed, told, status: output.status.code() }
}

fn in_home(home: &TempDir, words: &[&str]) -> Done {
    done(command(home.path(), words).output().unwrap())
}

fn whosaid(words: &[&str]) -> Done {
    in_home(&home(&[]), words)
}

fn json(home: &TempDir, words: &[&str]) -> Vec<Value> {
    let words = [&["find", "--format", "json"], words].concat();
    in_home(home, &words).printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn references(home: &TempDir, words: &[&str]) -> BTreeSet<String> {
    json(home, words).iter().map(|object| object["reference"].as_str().unwrap().to_owned()).collect()
}

fn is_obeyed(char: char) -> bool {
    (char.is_control() && char != '\n') || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn everything_is_printed_as_blocks_that_end_with_a_reference() {
    let Done { printed, told, status } = whosaid(&["find", ""]);
    assert_eq!((told.as_str(), status), ("", Some(0)));
    assert!(!printed.contains('\x1b'), "no colour where no terminal is");
    let blocks: Vec<&str> = printed.split("\n\n").collect();
    assert!(blocks.len() > 100);
    for block in &blocks {
        let last = block.trim_end().lines().last().unwrap();
        assert!(last.starts_with("             kp-kabul-talks#"), "{block}");
    }
    let said = blocks.iter().find(|block| block.ends_with("#asif-federation")).unwrap();
    for part in ["2024-09-12~  Khawaja Asif, Defence Minister", "○ against direct talks", "“The KP CM gave", "F2"] {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
}

#[test]
fn what_an_estimate_reaches_is_found_and_marked() {
    let statement = |id: &str, said: &str| {
        format!(
            "[[statement]]\nid = \"{id}\"\nactor = \"vidal\"\nsource = \"wire\"\nattribution = \"indirect\"\ngist = \"G.\"\n\
             said = \"{said}\"\n"
        )
    };
    let said = [
        ("year", "2024~"),
        ("month", "2024-12~"),
        ("day", "2024-12-30~"),
        ("last", "2024-12-31~"),
        ("certain", "2024-12-31"),
    ];
    let records: String = said.into_iter().map(|(id, said)| statement(id, said)).collect();
    let home = home(&[("harbour/brief.toml", WHOLE), ("harbour/estimates.toml", &records)]);
    let dates = |question: &str| {
        let printed = in_home(&home, &["find", question, "harbour"]).printed;
        let is_date = |line: &&str| line.starts_with("2024");
        let date = |line: &str| line.split("  ").next().unwrap_or_default().trim().to_owned();
        printed.lines().filter(is_date).map(date).collect::<Vec<String>>()
    };
    assert_eq!(dates("who:vidal after:2025-01-01 before:2025-02"), ["2024-12-31~ ?", "2024-12~ ?", "2024~ ?"]);
    assert_eq!(dates("who:vidal before:2024"), ["2024~ ?"]);
    assert_eq!(
        dates("who:vidal said:2024-12-31"),
        ["2024-12-31", "2024-12-31~ ?", "2024-12-30~ ?", "2024-12~ ?", "2024~ ?"]
    );
}

#[test]
fn times_order_the_results_of_a_day() {
    let statement = |id: &str, said: &str| {
        format!(
            "[[statement]]\nid = \"{id}\"\nactor = \"vidal\"\nsource = \"wire\"\nattribution = \"indirect\"\ngist = \"G.\"\n\
             said = {said}\n"
        )
    };
    let records = statement("noon", "2024-12-31T12:00:00Z")
        + &statement("night", "2024-12-31 20:00:00+05:00")
        + &statement("early", "2024-12-31T13:00:00+05:00");
    let home = home(&[("harbour/brief.toml", WHOLE), ("harbour/times.toml", &records)]);
    let printed = in_home(&home, &["find", "who:vidal said:2024-12-31", "harbour"]).printed;
    let ids: Vec<&str> = printed.lines().filter_map(|line| line.trim().strip_prefix("harbour#")).collect();
    assert_eq!(ids, ["night", "noon", "early"], "the newest first:\n{printed}");
    let json = in_home(&home, &["find", "who:vidal said:2024-12-31", "harbour", "--format", "json"]).printed;
    assert!(json.contains("2024-12-31T20:00:00+05:00"), "{json}");
}

#[test]
fn a_block_tells_whose_words_they_are_and_who_may_see_them() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let Done { printed, .. } = in_home(&home, &["find", "", "harbour"]);
    for part in [
        "2025-03-11   Irena Vidal, Mayor · City Council",
        "◐ conditional toll · about Port Authority",
        "paraphrase: She will sign the toll",
        "the brief’s reading, not speech: The port does not expect",
        "≤ 2025-03-12~  unnamed, an official close to the port",
        "relayed by Port Authority",
        "1,200,000 euro",
        "event: policy",
        "! disputed · TLP:GREEN",
    ] {
        assert!(printed.contains(part), "{part:?} is not in:\n{printed}");
    }
    assert!(!printed.contains("SECRET"), "a note is for the desk");
    assert!(!printed.contains(is_obeyed), "{printed:?}");
}

#[test]
fn ascii_is_enough_where_the_locale_has_no_more() {
    let home = home(&[]);
    let by_locale = done(command(home.path(), &["find", ""]).env("LC_ALL", "C").output().unwrap());
    assert!(by_locale.printed.is_ascii());
    assert_eq!(in_home(&home, &["find", "", "--ascii"]).printed, by_locale.printed);
    assert!(by_locale.printed.contains("- against direct talks"));
}

#[test]
fn json_is_an_object_a_line_without_notes_and_without_commands() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let Done { printed, status, .. } = in_home(&home, &["find", "", "harbour", "--format", "json"]);
    assert_eq!(status, Some(0));
    assert!(!printed.contains(is_obeyed) && !printed.contains("SECRET") && !printed.contains("\"note\""));
    let objects: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |id: &str| objects.iter().find(|object| object["id"] == id).unwrap();
    let said = of("vidal-terms");
    assert_eq!(said["reference"], "harbour#vidal-terms");
    assert_eq!(said["quote"][0], "not a coin\u{1b}[2J\u{9b}1m\u{202e}", "escaped, and the same");
    assert_eq!(said["stances"], serde_json::json!([{ "issue": "toll", "label": "toll", "stance": "conditional" }]));
    assert_eq!((&said["grade"], &said["tlp"], &said["disputed"]), (&"B2".into(), &"TLP:GREEN".into(), &true.into()));
    let doubt = &of("official-doubt")["date"];
    let by = serde_json::json!({ "edtf": "2025-03-12~", "earliest": null, "latest": "2025-03-12", "basis": "published", "printed": null });
    assert_eq!(*doubt, by);
    assert_eq!(of("revenue")["value"], 1_200_000);
}

/// Every name in a value, with the names that it stands in: `speaker.id`, `stances[].issue`.
fn names(value: &Value, before: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
                names(value, &name, found);
                found.insert(name);
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| names(entry, &format!("{before}[]"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What `docs/look-up.md` says of a field: the kinds that have it.
fn documented() -> Vec<(String, String)> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/look-up.md")).unwrap();
    let rows = page.lines().skip_while(|line| *line != "| field | of | |").skip(2);
    let rows =
        rows.take_while(|line| line.starts_with('|')).map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let fields = rows.flat_map(|row| {
        let kinds = row[2].to_owned();
        let names = row[1].split(' ').map(|name| name.trim_matches(['`', ',']).to_owned()).collect::<Vec<_>>();
        names.into_iter().map(move |name| (name, kinds.clone()))
    });
    fields.collect()
}

#[test]
fn the_documentation_names_every_field_of_every_kind_and_no_other() {
    let home = home(&[("harbour/brief.toml", &format!("{WHOLE}{JOINT}"))]);
    let documented = documented();
    for kind in ["statement", "event", "claim"] {
        let mut found = BTreeSet::new();
        json(&home, &["", "harbour"])
            .iter()
            .filter(|object| object["kind"] == kind)
            .for_each(|object| names(object, "", &mut found));
        let of_source = |name: &String| name.starts_with("source.") || name.starts_with("sources[].");
        let found: BTreeSet<String> =
            found.into_iter().filter(|name| !of_source(name) || kind == "statement").collect();
        let told = documented.iter().filter(|(name, kinds)| {
            (kinds == "all" || kinds.contains(kind)) && (!of_source(name) || kind == "statement")
        });
        assert_eq!(found, told.map(|(name, _)| name.clone()).collect(), "{kind}");
    }
}

#[test]
fn csv_is_a_table_that_any_reader_of_csv_takes() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let Done { printed, .. } = in_home(&home, &["find", "", "harbour", "--format", "csv"]);
    let mut table = csv::Reader::from_reader(printed.as_bytes());
    let heads = table.headers().unwrap().clone();
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/look-up.md")).unwrap();
    let columns = table_columns();
    assert!(heads.iter().eq(columns.iter().map(|column| column.name)));
    let listed = columns.iter().map(|column| format!("| `{}` | {} |", column.name, column.meaning));
    let listed = listed.collect::<Vec<_>>().join("\n");
    assert!(page.ends_with(&format!("\n|---|---|\n{listed}\n")), "docs/look-up.md should end with:\n{listed}");
    assert_eq!(heads.len(), 41);
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    let cell = |id: &str, head: &str| {
        let row = rows.iter().find(|row| &row[1] == id).unwrap();
        row[heads.iter().position(|name| name == head).unwrap()].to_owned()
    };
    assert_eq!(cell("vidal-terms", "stances"), "toll=conditional");
    assert!(cell("vidal-terms", "quote").ends_with("… unless the dredging,\nis paid for"));
    assert_eq!(cell("vidal-terms", "outlet"), "The Courier, daily");
    assert_eq!(cell("vidal-terms", "source_title"), "Mayor \"names\" her price");
    assert_eq!(cell("reading", "source"), "courier; wire");
    assert_eq!(cell("revenue", "value"), "1200000");
    assert!(rows.iter().flatten().all(|cell| !cell.contains(is_obeyed)));
    assert!(printed.lines().next().is_some() && printed.ends_with("\r\n"), "as RFC 4180 ends lines");
}

#[test]
fn csl_is_one_array_however_many_briefs_are_asked() {
    let home = home(&[("a/brief.toml", &brief("one")), ("b/brief.toml", &brief("two"))]);
    let Done { printed, status, .. } = in_home(&home, &["find", "", "a", "b", "--format", "csl"]);
    let items: Vec<Value> = serde_json::from_str(&printed).unwrap();
    let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!((ids, status), (["a#one", "b#two"].into(), Some(0)));
}

#[test]
fn several_places_are_asked_at_once_and_none_twice() {
    let home =
        home(&[("lib/one/brief.toml", &brief("a")), ("lib/two.toml", &brief("b")), ("three/brief.toml", &brief("c"))]);
    let all = ["lib/one#a", "lib/two.toml#b", "three#c"].map(str::to_owned).into();
    assert_eq!(references(&home, &["", "lib", "three"]), all);
    let again = ["", "lib/", "three/brief.toml", "lib/one", "./three"];
    assert_eq!(json(&home, &again).len(), 3);
    assert_eq!(references(&home, &["", "kp-kabul-talks", "--limit", "1"]).len(), 1, "the name of the bundled one");
}

#[test]
fn a_limit_stands_anywhere_and_is_not_none() {
    let home = home(&[]);
    assert_eq!(json(&home, &["", "--limit", "3"]).len(), 3);
    assert_eq!(json(&home, &["--limit=3", ""]).len(), 3);
    let refused = in_home(&home, &["find", "", "--limit", "0"]);
    assert_eq!((refused.status, refused.printed.as_str()), (Some(2), ""));
    assert!(refused.told.contains("leave `--limit` out"), "{}", refused.told);
}

#[test]
fn a_question_may_begin_with_a_hyphen_and_an_option_is_not_searched_for() {
    let home = home(&[]);
    let left_out = in_home(&home, &["find", "-who:asif", "--limit", "3"]);
    assert_eq!(left_out.status, Some(0), "{}", left_out.told);
    assert_eq!(in_home(&home, &["find", "--limit", "3", "--", "-who:asif"]).printed, left_out.printed);
    let slip = in_home(&home, &["find", "--fromat", "json", "asif"]);
    assert_eq!(slip.told, "whosaid: no option `--fromat`; did you mean `--format`?\n");
    assert_eq!(slip.status, Some(2));
}

#[test]
fn a_forgotten_question_is_asked_for() {
    let Done { printed, told, status } = whosaid(&["find"]);
    assert_eq!((printed.as_str(), status), ("", Some(2)));
    assert!(told.contains("no question") && told.contains("''"), "{told}");
}

#[test]
fn a_question_without_its_quotes_is_told_from_a_path() {
    let Done { told, status, .. } = whosaid(&["find", "asif", "gandapur"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("gandapur: no such file") && told.contains("in quotes"), "{told}");
}

#[test]
fn whoever_has_seen_enough_may_go() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    for format in ["plain", "markdown", "json", "csv", "csl"] {
        let home = home(&[]);
        let mut command = command(home.path(), &["find", "", "--format", format]);
        let output = command.stdout(writer.try_clone().unwrap()).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{format}");
    }
}

#[test]
fn a_full_disk_is_no_answer() {
    let home = home(&[]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let Done { told, status, .. } = done(command(home.path(), &["find", ""]).stdout(full).output().unwrap());
    assert_eq!(status, Some(2));
    assert!(told.starts_with("whosaid: the answer cannot be written: "), "{told}");
}

#[test]
fn a_brief_with_faults_is_asked_and_one_that_cannot_be_read_stops_nobody() {
    let faulty = brief("b") + "stnce = 1\nven = 2\n";
    let home =
        home(&[("good.toml", &brief("a")), ("faulty.toml", &faulty), ("broken.toml", "[[actor]]\nid = \"a\"\n")]);
    let searched = in_home(&home, &["find", "", "good.toml", "faulty.toml"]);
    assert_eq!(searched.status, Some(0), "{}", searched.told);
    assert_eq!(searched.told.lines().count(), 1, "{}", searched.told);
    for part in ["faulty.toml:", "no field `stnce`", "and 1 more", "`whosaid faulty.toml` shows all"] {
        assert!(searched.told.contains(part), "{part:?} is not in {}", searched.told);
    }
    assert!(searched.printed.contains("good.toml#a") && searched.printed.contains("faulty.toml#b"));

    let broken = in_home(&home, &["find", "", "broken.toml"]);
    assert_eq!((broken.printed.as_str(), broken.status), ("", Some(2)));
    assert!(broken.told.contains("broken.toml: nothing of it can be read: broken.toml:1:"), "{}", broken.told);

    let unreadable = home.path().join("latin.toml");
    fs::write(unreadable, b"[brief]\ntitle = \"caf\xe9\"\n").unwrap();
    let partly = in_home(&home, &["find", "", "latin.toml", "good.toml", "nowhere.toml"]);
    assert_eq!(partly.status, Some(2));
    assert!(partly.printed.contains("good.toml#a"));
    assert!(partly.told.contains("latin.toml:2:13: not UTF-8") && partly.told.contains("nowhere.toml: no such file"));
}

#[test]
fn the_configured_library_is_asked_and_its_briefs_have_names() {
    let settled = "library = \"~/briefs\"\ncolour = 3\n";
    let home = home(&[
        (".config/whosaid/config.toml", settled),
        ("briefs/talks/brief.toml", &brief("a")),
        ("briefs/2025/trade.toml", &brief("b")),
    ]);
    let asked = in_home(&home, &["find", "", "--format", "json"]);
    assert_eq!(asked.status, Some(0));
    assert!(asked.told.contains("config.toml:2:1: no key `colour`; there are `library`, `texts`, "), "{}", asked.told);
    let root = home.path().join("briefs");
    let all = ["2025/trade.toml#b", "talks#a"].map(|reference| format!("{}/{reference}", root.display()));
    assert_eq!(references(&home, &[""]), all.into());
    assert_eq!(references(&home, &["", "2025/trade"]).len(), 1);
    let told = in_home(&home, &["talks#b"]).told;
    assert!(told.contains("no statement, event or claim `b`"), "{told}");
}

#[test]
fn a_library_that_cannot_be_read_is_told_and_the_sample_does_not_stand_in_for_it() {
    for (settled, complaint) in [
        ("\nlibrary = \"/nowhere\"\n", "config.toml:2: `library`: /nowhere: no such file or folder"),
        ("library = 3\n", "config.toml:1:11: `library`: expected a folder"),
        ("library = \n", "config.toml:1:11: "),
    ] {
        let home = home(&[(".config/whosaid/config.toml", settled)]);
        let Done { printed, told, status } = in_home(&home, &["find", "", "--limit", "1"]);
        assert_eq!((printed.as_str(), status), ("", Some(2)), "{settled}");
        assert!(told.contains(complaint), "{told}");
    }
    let home = home(&[(".config/whosaid/config.toml", "colour = 3\n")]);
    let asked = in_home(&home, &["find", "", "--limit", "1"]);
    assert_eq!(asked.status, Some(0), "a key that is not known says nothing of the library");
    assert!(asked.printed.contains("kp-kabul-talks#"));
}

#[test]
fn nothing_is_remembered_of_a_question() {
    let home = home(&[]);
    in_home(&home, &["find", ""]);
    assert!(!home.path().join("state").exists());
}

#[test]
fn a_reference_that_leads_nowhere_is_refused_before_the_terminal_is_taken() {
    let refused = |reference: &str| {
        let Done { printed, told, status } = whosaid(&[reference]);
        assert_eq!((printed.as_str(), status), ("", Some(2)));
        told
    };
    let told = refused("kp-kabul-talks#asif-federatoin");
    assert!(told.ends_with("`asif-federatoin`; did you mean `asif-federation`?\n"), "{told}");
    assert!(refused("kp-kabul-talks#event:asif-federation").contains("no event `asif-federation`"));
    assert!(refused("kp-kabul-talk#asif-federation").contains("did you mean `kp-kabul-talks`?"));
    assert!(refused("#asif-federation").contains("#asif-federation: no such file"));
    let printed = whosaid(&["kp-kabul-talks#asif-federation"]).printed;
    assert!(printed.contains("\nkp-kabul-talks#asif-federation\nKhawaja Asif"), "{printed}");
    let home = home(&[("lib/one.toml", &brief("a")), ("a#b/brief.toml", &brief("x"))]);
    assert!(in_home(&home, &["lib#a"]).told.contains("such as `lib/one.toml#a`"));
    assert_eq!(in_home(&home, &["a#b"]).status, Some(0), "a path that is there is no reference");
    assert!(in_home(&home, &["a#b#y"]).told.contains("a#b: no statement, event or claim `y`"));
}

#[test]
fn a_brief_in_a_folder_called_find_is_opened_all_the_same() {
    let home = home(&[("find/brief.toml", &brief("a"))]);
    assert_eq!(in_home(&home, &["./find"]).status, Some(0));
    assert!(in_home(&home, &["./find#b"]).told.contains("no statement"));
}

#[test]
fn help_tells_how_to_ask() {
    let Done { printed, status, .. } = whosaid(&["find", "--help"]);
    assert_eq!(status, Some(0));
    for part in ["<QUESTION> [PATH]", "--format", "--limit", "who:", "Examples:", "Exit status"] {
        assert!(printed.contains(part), "{part:?} is not in:\n{printed}");
    }
}

/// What only holds once questions are understood.
mod asked {
    use super::*;

    #[test]
    fn who_is_asked_for_is_found() {
        let found = references(&home(&[]), &["asif"]);
        assert!(found.contains("kp-kabul-talks#asif-federation"), "{found:?}");
        let said = references(&home(&[]), &["who:asif on:\"direct talks\""]);
        assert!(said.contains("kp-kabul-talks#asif-federation") && said.len() < 20, "{said:?}");
        let others = json(&home(&[]), &["-who:asif kind:statement"]);
        assert!(!others.is_empty() && others.iter().all(|object| object["speaker"]["id"] != "asif"));
    }

    #[test]
    fn where_nothing_is_found_the_question_is_told_as_it_was_understood() {
        let Done { printed, told, status } = whosaid(&["find", "\"no such words at all\""]);
        assert_eq!((printed.as_str(), status), ("", Some(1)));
        assert!(told.lines().any(|line| line.starts_with("whosaid: nothing found for: ")), "{told}");
        let table = whosaid(&["find", "\"no such words at all\"", "--format", "csv"]);
        assert_eq!((table.printed.lines().count(), table.status), (1, Some(1)));
        assert_eq!(whosaid(&["find", "\"no such words at all\"", "--format", "csl"]).printed.trim(), "[]");
    }

    #[test]
    fn a_path_in_place_of_the_question_is_told() {
        let home = home(&[("talks.toml", &brief("a"))]);
        let Done { told, status, .. } = in_home(&home, &["find", "talks.toml"]);
        assert_eq!(status, Some(1));
        assert!(told.ends_with("`talks.toml` was the question; ask it with `whosaid find '' talks.toml`\n"), "{told}");
    }

    #[test]
    fn a_wrong_question_is_drawn_with_its_place_and_nothing_is_printed() {
        let Done { printed, told, status } = whosaid(&["find", "who:asif whom:khar"]);
        assert_eq!((printed.as_str(), status), ("", Some(2)));
        let lines: Vec<&str> = told.lines().collect();
        assert!(lines[0].starts_with("whosaid: ") && lines[0].contains("whom"), "{told}");
        assert_eq!(lines[1], "  who:asif whom:khar");
        assert!(lines[2].starts_with("           ^"), "{told}");
    }
}

/// One source with a text, and a statement a quote.
fn quoting(quotes: &[&str]) -> String {
    let head = brief("first").replace("id = \"s\"\n", "id = \"s\"\ntext = { file = \"articles/a.txt\" }\n");
    let statement = |(at, quote): (usize, &&str)| {
        format!("[[statement]]\nid = \"q{at}\"\nactor = \"asif\"\nattribution = \"direct\"\nquote = \"{quote}\"\n")
    };
    head + &quotes.iter().enumerate().map(statement).collect::<String>()
}

#[test]
fn what_is_found_tells_how_its_quote_stands_in_the_text() {
    let brief = quoting(&["We will not pay.", "the port’s own  money", "We will pay.", "Nothing of that"]);
    let text = "Asif said: “We will not pay. It is the port's own money.” He left.";
    let home = home(&[("b/brief.toml", &brief), ("texts/a.txt", text)]);
    let states = |words: &[&str]| -> BTreeSet<String> {
        let told = |object: &Value| format!("{} {}", object["id"], object["verification"]).replace('"', "");
        json(&home, &[&["source:s", "b"], words].concat()).iter().map(told).collect()
    };
    assert!(states(&[]).iter().all(|told| told.contains("{rules:[],state:no text held}")), "{:?}", states(&[]));
    let there = [
        "first {rules:[],state:not found}",
        "q0 {rules:[],state:verbatim}",
        "q1 {rules:[quotation marks,spaces],state:normalized}",
        "q2 {rules:[],state:changed}",
        "q3 {rules:[],state:not found}",
    ];
    assert_eq!(states(&["--texts", "texts"]), there.into_iter().map(str::to_owned).collect());
    fs::create_dir(home.path().join("b/articles")).unwrap();
    fs::write(home.path().join("b/articles/a.txt"), "“We will pay.”").unwrap();
    assert!(states(&["--texts", "texts"]).contains("q2 {rules:[],state:verbatim}"), "beside the brief comes first");

    fs::remove_dir_all(home.path().join("b/articles")).unwrap();
    let printed = |words: &[&str]| in_home(&home, &[&["find", "source:s", "b"], words].concat()).printed;
    assert!(!printed(&[]).contains("no text"), "nothing is told where there is nothing to tell");
    let told = printed(&["--texts", "texts"]);
    for state in ["· ✓ verbatim", "· ✓ normalized: quotation marks, spaces", "· ✗ changed", "· ✗ not in the text held"]
    {
        assert!(told.replace("\n             ", " ").contains(state), "{state} in\n{told}");
    }
    assert!(printed(&["--texts", "texts", "--format", "csv"]).contains(",\"normalized: quotation marks, spaces\","));
}

#[test]
fn a_folder_of_texts_that_is_none_is_refused() {
    let home = home(&[("b/brief.toml", &brief("one"))]);
    for (folder, why) in [("none", "none: no such file or folder"), ("b/brief.toml", "not a folder")] {
        for words in [&["find", "", "b", "--texts", folder][..], &["--texts", folder, "b"]] {
            let Done { printed, told, status } = in_home(&home, words);
            assert_eq!((printed.as_str(), status), ("", Some(2)), "{told}");
            assert!(told.contains(why), "{told}");
        }
    }
}
