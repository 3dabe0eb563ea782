//! Where the line runs between what is told and what is let pass, lint by lint.

use whosaid::diagnostics::{FileScope, SourceFile};

use super::{EXAMPLE_ARTICLE, EXAMPLE_BRIEF, Text, check, file};

/// What is told of a file beside the brief of the examples: code, line, sentence.
fn of(text: &str) -> Vec<String> {
    of_files(&[file("brief.toml", EXAMPLE_BRIEF), file("x.toml", text)])
}

fn of_files(files: &[SourceFile]) -> Vec<String> {
    let faults = check(files, &[Text::new("articles/courier.txt", EXAMPLE_ARTICLE)]);
    let line = |place: &whosaid::diagnostics::FilePlace| files[place.file].position(place.span.start).0;
    faults.iter().map(|fault| format!("{} {}: {}", fault.code, line(&fault.place), fault.problem)).collect()
}

/// A statement of somebody's, reported by the courier unless another source is named.
fn statement(id: &str, actor: &str, rest: &str) -> String {
    let source = if rest.contains("source") { "" } else { "source = \"courier\"\n" };
    format!(
        "[[statement]]\nid = \"{id}\"\nactor = \"{actor}\"\nattribution = \"indirect\"\ngist = \"G.\"\n{source}{rest}\n"
    )
}

fn event(rest: &str) -> String {
    format!("[[event]]\nid = \"e\"\ntitle = \"E\"\n{rest}\n")
}

const ORTEGA: &str = "[[actor]]\nid = \"ortega\"\nname = \"Rosa Ortega\"\nkind = \"person\"\n";

#[test]
fn a_role_is_missed_once_for_each_stretch_without_one() {
    let roles = "roles = [{ title = \"A\", from = \"2010\", to = \"2012\" }, { title = \"B\", from = \"2015\", to = \"2020\" }]\n";
    let said = |id, said: &str| statement(id, "ortega", &format!("said = \"{said}\""));
    let text = [
        ORTEGA.to_owned() + roles,
        said("in-a", "2011-05"),
        said("between", "2013-05-01"),
        said("between-too", "2014"),
        said("over-the-edge", "2012/2013"),
        said("after", "2021-01-01"),
    ];
    assert_eq!(
        of(&text.concat()),
        [
            "W-no-role-then 19: statement `between`: `ortega` held none of the roles given on 1 May 2013; nor on the day of `between-too`",
            "W-no-role-then 40: statement `after`: `ortega` held none of the roles given on 1 January 2021",
        ]
    );
    let undated = "roles = [{ title = \"A\", to = \"2012\" }, { title = \"B\" }]\n";
    assert_eq!(of(&[ORTEGA.to_owned() + undated, said("later", "2013-05-01")].concat()), [""; 0]);
}

#[test]
fn roles_that_overlap_on_a_day_are_told_and_the_later_is_shown() {
    let said = |id, said: &str| statement(id, "ortega", &format!("said = \"{said}\""));
    let roles = |first: &str, second: &str| {
        format!("{ORTEGA}roles = [{{ title = \"Mayor\", {first} }}, {{ title = \"Councillor\", {second} }}]\n")
    };
    let in_one_month = roles("from = \"2024-11\"", "to = \"2024-11\"");
    let text = [in_one_month, said("before", "2024-10-30"), said("then", "2024-11-20"), said("too", "2024-11-21")];
    assert_eq!(
        of(&text.concat()),
        [
            "N-roles-overlap 19: statement `then`: `ortega` can have held several roles on 20 November 2024: `Councillor`, `Mayor`; \
          `Mayor` is shown; also on the day of `too`"
        ]
    );
    let of_known_day = roles("from = \"2024-11-10\"", "to = \"2024-11-09\"");
    assert_eq!(of(&[of_known_day, said("then", "2024-11-20")].concat()), [""; 0]);
}

#[test]
fn a_printed_day_is_read_in_the_language_of_its_source() {
    let source = |lang: &str| format!("[[source]]\nid = \"l\"\nlang = \"{lang}\"\n");
    let said = |printed: &str| {
        statement("s", "vidal", &format!("source = \"l\"\nsaid = 2025-03-11\nprinted_date = \"{printed}\""))
    };
    let told = |lang: &str, printed: &str| of(&(source(lang) + &said(printed)));
    for (lang, printed) in [
        ("de", "Mi., 12. März"),
        ("pt-BR", "quarta-feira, 12 de março"),
        ("ar", "الأربعاء ١٢ مارس"),
        ("xx", "mercredi 12 mars"),
        ("en", "12/3/2025"),
    ] {
        let told = told(lang, printed);
        assert!(
            matches!(told.as_slice(), [fault] if fault.starts_with("W-coded-day 11: statement `s`: `")),
            "{printed}: {told:?}"
        );
    }
    for (lang, printed) in
        [("de", "Di., 11. März"), ("es", "mar 11 mar"), ("fr", "mardi"), ("ja", "3月11日(火)"), ("de", "on Tuesday")]
    {
        assert_eq!(told(lang, printed), [""; 0], "{printed}");
    }
}

#[test]
fn only_what_is_certainly_later_than_its_source_is_told() {
    assert_eq!(of(&statement("s", "vidal", "said = \"2025-03\"")), [""; 0], "it may have been before");
    assert_eq!(of(&event("date = \"2025-03-12\"\nsources = [\"courier\"]")), [""; 0], "the same day");
    assert_eq!(of(&event("date = \"2025-04\"\nsources = [\"herald\"]")), [""; 0], "nobody knows when it was published");
    assert_eq!(
        of(&event("date = \"2025-04\"\nsources = [\"herald\", \"courier\"]")),
        ["W-after-source 4: event `e`: dated April 2025, after its source was published (12 March 2025)"]
    );
    let claim = "[[claim]]\nid = \"c\"\nquestion = \"Q?\"\nvalue = 1\nsource = \"courier\"\nas_of = \"2026\"\n";
    assert_eq!(of(claim), [""; 0], "a value may be for a year to come");
}

#[test]
fn of_several_days_none_of_which_fits_there_is_one_fault() {
    assert_eq!(
        of(&statement(
            "s",
            "vidal",
            "source = \"herald\"\nsaid = \"[2024-03-11,2025-03-11]\"\nprinted_date = \"Sunday\""
        )),
        [
            "W-weekday 8: statement `s`: a Sunday is printed, but 11 March 2024 was a Monday, 11 March 2025 was a Tuesday"
        ]
    );
}

#[test]
fn a_printed_date_is_looked_for_where_every_text_is_held() {
    let source = "[[source]]\nid = \"held\"\ntext = { file = \"articles/courier.txt\" }\n".to_owned();
    let dated = |sources: &str| {
        source.clone()
            + &event(&format!(
                "date = \"1999\"\nprinted_date = \"1999\"\npassage = {{ start = \"The council met\" }}\nsources = {sources}"
            ))
    };
    assert_eq!(of(&dated("[\"held\"]")), ["W-printed-date 8: event `e`: the text does not print `1999`"]);
    assert_eq!(of(&dated("[\"held\", \"herald\"]")), [""; 0], "the herald may print it");
    assert_eq!(of(&dated("[]")), [""; 0]);
}

#[test]
fn what_a_fault_may_hide_is_not_called_missing() {
    let lonely = ORTEGA.to_owned() + "[[key_point]]\ntext = \"The toll will pass.\"\n";
    assert_eq!(
        of(&lonely),
        [
            "N-silent-actor 2: actor `ortega`: nothing names this actor",
            "W-no-support 6: key_point: nothing supports it"
        ]
    );
    assert_eq!(of(&(lonely + "tpl = \"TLP:RED\"\n")), ["E-unknown-field 7: key_point: no field `tpl`"]);
}

#[test]
fn an_actor_that_belongs_or_is_spoken_of_need_not_act() {
    let shared = "[[actor]]\nid = \"vidal\"\nmember_of = [\"council\"]\n\
        [[actor]]\nid = \"council\"\nname = \"City Council\"\nkind = \"government\"\n";
    let library = SourceFile { part: FileScope::Shared, ..file("actors.toml", shared) };
    assert_eq!(of_files(&[file("brief.toml", EXAMPLE_BRIEF), library]), [""; 0]);
    let own = "[[actor]]\nid = \"council\"\nname = \"City Council\"\nkind = \"government\"\n\
        [[actor]]\nid = \"ortega\"\nname = \"Rosa Ortega\"\nkind = \"person\"\nmember_of = [\"council\"]\n";
    let about = statement("s", "vidal", "about = [\"ortega\"]");
    assert_eq!(of(own), [""; 0], "a body and its member");
    assert_eq!(of(&(ORTEGA.to_owned() + &about)), [""; 0], "somebody spoken of");
    assert_eq!(
        of(&own.replace("member_of = [\"council\"]\n", "")),
        [
            "N-silent-actor 2: actor `council`: nothing names this actor",
            "N-silent-actor 6: actor `ortega`: nothing names this actor"
        ]
    );
}

#[test]
fn a_name_is_shared_whatever_its_case_and_spaces() {
    let acts = event("date = \"2025\"\nactors = [\"ortega\"]");
    let named = |names: &str| of(&(ORTEGA.to_owned() + names + &acts));
    assert_eq!(
        named("aliases = [\"Rosa\", \"rosa\", \"PORT  authority\"]\nnative_name = \"Port Authority\"\n"),
        ["W-shared-alias 5: actor `ortega`: `PORT  authority` is a name of `port` too"]
    );
    assert_eq!(named("aliases = [\"Port Authority of Ortega\", \"Rosa Ortega\"]\n"), [""; 0]);
}

#[test]
fn a_deprecated_rival_leaves_nothing_to_prefer() {
    let claim = |id: &str, value: u8, rank: &str| {
        format!(
            "[[claim]]\nid = \"{id}\"\nquestion = \"How many?\"\nvalue = {value}\nsource = \"courier\"\nrank = \"{rank}\"\n"
        )
    };
    assert_eq!(of(&(claim("a", 1, "normal") + &claim("b", 2, "deprecated"))), [""; 0]);
    assert_eq!(of(&(claim("a", 1, "preferred") + &claim("b", 1, "preferred"))), [""; 0], "they say the same");
    assert_eq!(
        of(&(claim("a", 1, "normal") + &claim("b", 2, "normal") + &claim("c", 3, "deprecated"))),
        ["N-none-preferred 4: claim `a`: one of 2 answers to its question, of which none is preferred"]
    );
}

#[test]
fn only_an_origin_of_its_own_confirms_a_statement() {
    let copy = "[[source]]\nid = \"copy\"\norigin = \"courier\"\n".to_owned();
    let confirmed = statement("a", "vidal", "credibility = 1");
    let again = |source: &str| statement("b", "vidal", &format!("source = \"{source}\"\nrepeats = [\"a\"]"));
    let told = "statement `a`: graded as confirmed by other sources, but its one origin is `courier`";
    assert_eq!(of(&(copy.clone() + &confirmed + &again("copy"))), [format!("W-confirmed-by-one-origin 10: {told}")]);
    assert_eq!(of(&(copy + &confirmed + &again("herald"))), [""; 0]);
    assert_eq!(of(&statement("a", "vidal", "credibility = 2")), [""; 0], "probably true needs no other source");
}

#[test]
fn a_field_with_hidden_characters_is_told_once() {
    let acts = event("date = \"2025\"\nactors = [\"ortega\"]");
    let aliases = "aliases = [\"Ro\u{200b}sa\", \"Orte\u{200b}ga\"]\nnative_name = \"می\u{200c}خواهم\"\n";
    assert_eq!(
        of(&(ORTEGA.to_owned() + aliases + &acts)),
        ["W-hidden-character 5: actor `ortega`: U+200B ZERO WIDTH SPACE stands in `aliases`"]
    );
}

#[test]
fn an_event_without_a_source_supports_nothing() {
    let point = "[[key_point]]\ntext = \"The toll will pass.\"\nsupports = [\"e\"]\n";
    assert_eq!(
        of(&(event("date = \"2025\"\nsources = []") + point)),
        ["W-no-support 8: key_point: nothing that supports it has a source"]
    );
}

#[test]
fn a_passage_is_in_its_text_once() {
    let held = "[[source]]\nid = \"held\"\ntext = { file = \"articles/courier.txt\" }\n\n";
    let with = |passage: &str| {
        let event = format!("[[event]]\nid = \"e\"\ntitle = \"E\"\ndate = 2025-03-11\n{passage}");
        of(&format!("{held}{event}"))
    };
    for passage in [
        "{ start = \"the COUNCIL met\", end = \"on tuesday\" }",
        "{ start = \"the\", prefix = \"Vidal\", suffix = \"mayor\" }",
        "{ start = \"is paid for What the port\" }",
    ] {
        assert_eq!(with(&format!("passage = {passage}")), [""; 0], "{passage}");
    }
    for (passage, told) in [
        (
            "{ start = \"The moon\" }",
            "E-passage-not-found 9: event `e`: the text does not have the `start` of the passage",
        ),
        (
            "{ start = \"Not a coin\", end = \"the council\" }",
            "E-passage-not-found 9: event `e`: the text does not have the `end` of the passage behind its `start`",
        ),
        (
            "{ start = \"coin\", prefix = \"Not\" }",
            "E-passage-not-found 9: event `e`: the `prefix` of the passage does not stand right before its `start`",
        ),
        (
            "{ start = \"coin\", suffix = \"we\" }",
            "E-passage-not-found 9: event `e`: the `suffix` of the passage does not stand right behind it",
        ),
        (
            "{ start = \"the\" }",
            "W-passage-repeated 9: event `e`: the passage is in the text 4 times, in lines 1, 1, 2, 2",
        ),
    ] {
        assert_eq!(with(&format!("passage = {passage}")), [told], "{passage}");
    }
    assert_eq!(with(""), ["N-no-passage 3: source `held`: 1 of 1 record of this text without a passage: `e`"]);
}
