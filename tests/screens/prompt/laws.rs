//! Whatever is typed at whatever brief: nothing panics, every row ends, and no character of it commands a terminal.

use super::{PAPER, bundled, prompt, read};
use proptest::prelude::*;
use whosaid::app::App;
use whosaid::app::library::BriefListItem;
use whosaid::keys::{CARD_BINDINGS, READER_BINDINGS};
use whosaid::model::Tlp;
use whosaid::plain::{self, PlainOptions};
use whosaid::prompt::Prompt;
use whosaid::search::library::{BriefListSummary, BriefListing};
use whosaid::text::sanitize::is_terminal_control;

/// A brief of a stranger: in every place that is told, something that a terminal would obey.
const HOSTILE: &str = r#"
[brief]
format = 1
title = "A\u001B[31m\u009B2J title\u202E"
as_of = "2025-09-XX"
bottom_line = "\u001B]52;c;aGk=\u0007 bottom\u0008"
tlp = "TLP:GREEN"
marking = "\u2028mark\u0085"
authors = ["\u007F one"]
note = "a note\u001B[2J"

[[key_point]]
text = "point\u001Bc"

[[issue]]
id = "a"
label = "la\u001Bbel\u200F"
question = "Shall\u0000 we?"

[[actor]]
id = "x"
name = "Na\u001B[1mme"
kind = "person"
native_name = "\u202Eeman"
role = "role\u001B"
aliases = ["ali\u001Bas"]

[[source]]
id = "s"
outlet = "out\u001Blet"
title = "ti\u0007tle"
url = "https://example.org/\u001B]8;;x"

[[statement]]
id = "one"
actor = "x"
attribution = "direct"
cue = "sa\u001Bid"
quote = "wo\u001Brds\u2029 of his"
venue = "ven\u0090ue"
stance = { a = "for" }

[[statement]]
id = "two"
actor = "unnamed"
described_as = "some\u001Bbody"
attribution = "indirect"
gist = "gi\u001Bst"
stance = { a = "against" }
contradicts = ["one"]

[[event]]
id = "e"
title = "eve\u001Bnt"
date = "2024"
place = "pla\u001Bce"

[[claim]]
id = "c"
question = "how\u001B many?"
value = "t\u001Bwo"
"#;

fn hostile() -> App {
    App::with_brief(Prompt::SCREEN, read(HOSTILE).expect("a brief, however hostile"))
}

fn library() -> App {
    let head = |title: &str| BriefListSummary {
        title: title.to_owned(),
        as_of: "2025".to_owned(),
        tlp: Tlp::Green,
        statements: 2,
        sources: 1,
        faults: 0,
    };
    let listed = |name: &str, head| BriefListing { name: name.to_owned(), summary: head };
    let briefs = vec![
        listed("one", Ok(head("On\u{1b}[2Je"))),
        listed("t\u{7}wo", Err("nothing\u{9b} can be read".to_owned())),
        listed("three", Ok(head("Three"))),
    ];
    App::with_library(Prompt::SCREEN, "bri\u{1b}efs".to_owned(), briefs)
}

/// Whether every row of a text ends, and nothing in it is obeyed.
fn is_plain(told: &str) -> Result<(), TestCaseError> {
    prop_assert!(told.is_empty() || told.ends_with('\n'), "{told:?}");
    let obeyed = told.chars().find(|char| *char != '\n' && (char.is_control() || is_terminal_control(*char)));
    prop_assert!(obeyed.is_none(), "{obeyed:?} in {told:?}");
    Ok(())
}

/// A line: a command with words behind it, a number, or anything.
fn line() -> impl Strategy<Value = String> {
    let names = READER_BINDINGS.iter().chain(CARD_BINDINGS).map(|binding| binding.action.name().to_owned());
    let keys = READER_BINDINGS.iter().chain(CARD_BINDINGS).flat_map(|binding| binding.chords).map(ToString::to_string);
    let commands: Vec<String> = names.chain(keys).chain(["list", "go"].map(str::to_owned)).collect();
    let words = prop_oneof![
        Just(String::new()),
        Just("asif".to_owned()),
        Just("green".to_owned()),
        Just("all".to_owned()),
        "[0-9]{1,3}",
        "[a-z:\", -]{0,9}",
        any::<String>(),
    ];
    let command = (prop::sample::select(commands), words).prop_map(|(command, words)| format!("{command} {words}"));
    prop_oneof![6 => command, 1 => "[0-9]{1,3}", 1 => any::<String>()]
}

fn hold(app: App, lines: &[String]) -> Result<(), TestCaseError> {
    let mut prompt = Prompt::new(app, PAPER);
    is_plain(&prompt.render())?;
    for line in lines {
        prompt.run_line(line);
        let told = prompt.render();
        is_plain(&told)?;
        prop_assert!(!told.is_empty(), "{line:?} is answered");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_lines_are_answered_in_plain_text(lines in prop::collection::vec(line(), 1..24)) {
        hold(bundled(), &lines)?;
        hold(hostile(), &lines)?;
        hold(library(), &lines)?;
    }
}

#[test]
fn a_hostile_brief_is_printed_with_stand_ins() {
    for ascii in [false, true] {
        let app = hostile();
        let printed = plain::render_brief(&app.reader.as_ref().unwrap().facts, PlainOptions { ascii, ..PAPER });
        is_plain(&printed).unwrap();
        let stand_in = if ascii { "A?[31m" } else { "A␛[31m" };
        assert!(printed.contains(stand_in), "{printed}");
        for word in ["bottom", "mark", "point", "outlet", "sa", "eve", "pla"] {
            assert!(printed.replace(['␛', '?'], "").contains(word), "{word}: {printed}");
        }
        assert!(!ascii || printed.is_ascii());
    }
    let library = library().library.unwrap();
    let listing = |brief: &BriefListItem| BriefListing {
        name: brief.name.clone(),
        summary: brief.summary.clone().expect("every brief is read"),
    };
    let listings = library.briefs.iter().map(listing);
    let rows = (1..).zip(listings).map(|(number, listing)| plain::render_library_row(number, &listing, PAPER));
    let head = plain::render_library_heading(&library.name, library.briefs.len(), PAPER);
    let list = rows.fold(head, |list, row| list + &row);
    is_plain(&list).unwrap();
    assert!(list.contains("On␛[2Je"), "{list}");
}

#[test]
fn the_list_of_briefs_is_filtered_and_left_by_words() {
    let mut prompt = prompt(library());
    let told = super::ask(&mut prompt, "list three");
    assert!(told.contains("1 of 3 briefs") && told.contains("1. here: Three"), "{told}");
    assert!(super::ask(&mut prompt, "list").contains("3. "));
    assert_eq!(prompt.run_line("go 1").len(), 1, "it is to be opened");
    prompt.render();
    assert!(super::ask(&mut prompt, "go 7").contains("they go from 1 to 3"));
    assert!(super::ask(&mut prompt, "actors").contains("`go 1` opens the first"));
    assert!(super::ask(&mut prompt, "back").contains("no brief is open"));
    assert!(super::ask(&mut prompt, "help").contains("`go 2` opens the second"));
}
