//! What is told of quotes by the way in which their text marks speech.

use whosaid::quotes::{Article, SpeakerWords, SpokenQuote};

use super::{EXAMPLE_BRIEF, Text, check, file};

/// A text, the fields of the statement whose quote is looked for in it, and the codes that are told.
type SpeechCase = (&'static str, &'static str, &'static str);

/// What is told of a quote of Irena Vidal: code, sentence, way out.
fn told(lang: &str, kind: &str, text: &str, fields: &str) -> Vec<String> {
    let brief = format!(
        "[[source]]\nid = \"held\"\nkind = \"{kind}\"\nlang = \"{lang}\"\ntext = {{ file = \"articles/held.txt\" }}\n\
         [[statement]]\nid = \"s\"\nactor = \"vidal\"\nattribution = \"direct\"\n{fields}\n"
    );
    let files = [file("brief.toml", EXAMPLE_BRIEF), file("held.toml", &brief)];
    let faults = check(&files, &[Text::new("articles/held.txt", text)]);
    faults.iter().map(|fault| format!("{}: {}", fault.code, fault.problem)).collect()
}

fn codes(text: &str, fields: &str) -> String {
    let told = told("en", "article-newspaper", text, fields);
    told.iter().map(|told| told.split(':').next().unwrap()).collect::<Vec<_>>().join(" ")
}

fn assert_codes(cases: &[SpeechCase]) {
    let mut failures = Vec::new();
    for (text, fields, expected) in cases {
        let found = codes(text, fields);
        if found != *expected {
            failures.push(format!("{text}\n  {fields}\n  expected {expected:?}, but {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

const UNMARKED: &str = "W-unmarked-quote";
const CLAUSE: &str = "W-clause-in-quote";

#[test]
fn the_words_of_the_article_are_no_quote() {
    let text = "PORT CITY — The mayor told the council that the toll is dead and that ships go free. “I have nothing to add,” she said.";
    assert_codes(&[
        (text, "quote = \"the toll is dead and that ships go free\"", UNMARKED),
        (text, "quote = \"The mayor told the council\"", UNMARKED),
        (text, "quote = \"I have nothing to add,\"", ""),
        (text, "quote = [\"the toll is dead\", \"I have nothing to add,\"]", UNMARKED),
        ("“We wait, she said.\n\nThe town would not say when.", "quote = \"The town would not say when.\"", UNMARKED),
        ("The toll, the workers’ idea, is dead, ‘so they’ said she.", "quote = \"is dead\"", UNMARKED),
    ]);
    assert_eq!(
        told("en", "article-newspaper", text, "quote = \"The mayor told the council\""),
        ["W-unmarked-quote: statement `s`: these are the article’s words, not marked as speech"]
    );
}

#[test]
fn where_all_is_somebodys_speech_nothing_need_be_marked() {
    for kind in ["speech", "hearing", "interview", "post"] {
        assert_eq!(told("en", kind, "We will not pay. Never.", "quote = \"We will not pay.\""), [""; 0], "{kind}");
    }
    for kind in ["webpage", "report", "broadcast", "personal_communication"] {
        assert_eq!(told("en", kind, "She: we will not pay. Never.", "quote = \"we will not pay\"").len(), 1, "{kind}");
    }
}

#[test]
fn speech_is_marked_by_the_conventions_of_every_press() {
    let all: &[(&str, &str)] = &[
        ("“We’ll not pay,” Vidal said.", "We’ll not pay,"),
        ("'We'll not pay for the workers' rights,' Vidal said.", "We'll not pay for the workers' rights,"),
        ("‘We’ll not pay for the workers’ rights,’ Vidal said.", "We’ll not pay for the workers’ rights,"),
        ("„Wir zahlen nicht“, sagte Vidal.", "Wir zahlen nicht"),
        ("»Wir zahlen nicht«, sagte Vidal.", "Wir zahlen nicht"),
        ("„Nie zapłacimy” – powiedziała Vidal.", "Nie zapłacimy"),
        ("”Vi betalar inte”, sade Vidal.", "Vi betalar inte"),
        ("« Nous ne paierons pas », a dit Vidal.", "Nous ne paierons pas"),
        ("Vidal : ‹Nous ne paierons pas›.", "Nous ne paierons pas"),
        ("«Мы не заплатим», — сказала Видаль.", "Мы не заплатим"),
        ("— Мы не заплатим, — сказала Видаль.", "Мы не заплатим,"),
        ("—No pagaremos —dijo Vidal— mientras llueva.", "mientras llueva."),
        ("– Não pagamos – disse Vidal.", "Não pagamos"),
        ("ヴィダル氏は「払わない」と述べた。", "払わない"),
        ("维达尔说：“我们不付钱。”", "我们不付钱。"),
        ("قال فيدال: «لن ندفع».", "لن ندفع"),
        ("VIDAL: We will not pay.", "We will not pay."),
        ("Q: Will you pay?\n\nA: Never will we.", "Never will we."),
        ("THE MAYOR (Irena Vidal): We wait.\n\nMR. BRANDT: Why?", "We wait."),
        ("VIDAL (mayor): We wait.", "We wait."),
        ("Courier: Why?\n\nVidal: We wait.", "We wait."),
        ("Irena Vidal: We wait.\n\nCarlo Brandt: Why?\n\nIrena Vidal: Ask him.", "Ask him."),
    ];
    for (text, quote) in all {
        let brief = format!("quote = {}", toml_string(quote));
        assert_eq!(told("en", "article-newspaper", text, &brief), [""; 0], "{text}");
    }
}

fn toml_string(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

#[test]
fn the_reporters_clause_is_no_part_of_a_quote_and_parts_around_it_are() {
    assert_codes(&[
        (FRENCH, "quote = [\"Nous ne paierons pas,\", \"tant que le port est vide.\"]", ""),
        (FRENCH, "quote = \"Nous ne paierons pas, a déclaré Mme Vidal, tant que le port est vide.\"", CLAUSE),
        (FRENCH, "quote = \"Nous ne paierons pas\"", ""),
        (
            "« Nous attendrons, dit-elle, et vous aussi. »",
            "quote = \"Nous attendrons, dit-elle, et vous aussi.\"",
            CLAUSE,
        ),
        ("« Nous attendrons, dit-elle, et vous aussi. »", "quote = [\"Nous attendrons\", \"et vous aussi\"]", ""),
        (
            "«No pagaremos —dijo Vidal— mientras llueva».",
            "quote = \"No pagaremos —dijo Vidal— mientras llueva\"",
            CLAUSE,
        ),
        ("«No pagaremos —dijo Vidal— mientras llueva».", "quote = [\"No pagaremos\", \"mientras llueva\"]", ""),
        ("—No pagaremos —dijo Vidal— mientras llueva.", "quote = [\"No pagaremos\", \"mientras llueva.\"]", ""),
        (
            "—No pagaremos —dijo Vidal— mientras llueva.",
            "quote = \"No pagaremos —dijo Vidal— mientras llueva.\"",
            CLAUSE,
        ),
        ("«Мы ждём, — сказала Видаль, — и вы тоже».", "quote = \"Мы ждём, — сказала Видаль, — и вы тоже\"", CLAUSE),
        ("«Мы ждём, — сказала Видаль, — и вы тоже».", "quote = [\"Мы ждём,\", \"и вы тоже\"]", ""),
        (
            "«Non paghiamo, ha detto Vidal, finché piove».",
            "quote = \"Non paghiamo, ha detto Vidal, finché piove\"",
            CLAUSE,
        ),
        ("„Wir warten, sagte Vidal, und ihr auch.“", "quote = \"Wir warten, sagte Vidal, und ihr auch.\"", CLAUSE),
        ("« Attendons, a tonné Mme Vidal, et vite. »", "quote = \"Attendons, a tonné Mme Vidal, et vite.\"", CLAUSE),
        ("« Attendons, a tonné Mme Vidal, et vite. »", "quote = [\"Attendons,\", \"et vite.\"]", ""),
        ("« Attendons (a dit Vidal) et vite. »", "quote = \"Attendons (a dit Vidal) et vite.\"", CLAUSE),
        (
            "« Non, a dit la maire de Port, Irena Vidal, non. »",
            "quote = \"Non, a dit la maire de Port, Irena Vidal, non.\"",
            CLAUSE,
        ),
        ("“We wait, Vidal said, and so do you.”", "quote = \"We wait, Vidal said, and so do you.\"", CLAUSE),
        ("“We wait, Vidal said, and so do you.”", "quote = [\"We wait,\", \"and so do you.\"]", ""),
        ("- No pagaremos -dijo Vidal- mientras llueva.", "quote = [\"No pagaremos\", \"mientras llueva.\"]", ""),
        ("«Não pagamos, disse Vidal, enquanto chove».", "quote = [\"Não pagamos\", \"enquanto chove\"]", ""),
    ]);
    assert_eq!(
        told(
            "fr",
            "article-newspaper",
            FRENCH,
            "quote = \"Nous ne paierons pas, a déclaré Mme Vidal, tant que le port est vide.\""
        ),
        ["W-clause-in-quote: statement `s`: `a déclaré Mme Vidal` are the reporter’s words"]
    );
}

const FRENCH: &str = "« Nous ne paierons pas, a déclaré Mme Vidal, tant que le port est vide. »";

#[test]
fn what_the_speaker_says_of_saying_is_no_clause() {
    for (text, quote) in [
        (
            "“I told them, and he said so too, that we wait,” Vidal said.",
            "I told them, and he said so too, that we wait,",
        ),
        ("« La patience, disait Churchill, est tout », a dit Vidal.", "La patience, disait Churchill, est tout"),
        (
            "« Il ne faut pas, dit le proverbe, vendre la peau », a dit Vidal.",
            "Il ne faut pas, dit le proverbe, vendre la peau",
        ),
        ("«Я ждал, сказал я им, и жду», — сказала Видаль.", "Я ждал, сказал я им, и жду"),
        ("„Wir warten, sagte ich, und gehen“, sagte Vidal.", "Wir warten, sagte ich, und gehen"),
        ("“He said, and I quote, never,” Vidal said.", "He said, and I quote, never,"),
        ("“The boat, said the captain, is ours,” Vidal said.", "The boat, said the captain, is ours,"),
    ] {
        assert_eq!(codes(text, &format!("quote = {}", toml_string(quote))), "", "{text}");
    }
}

#[test]
fn marks_repeated_at_each_paragraph_are_no_difference() {
    assert_codes(&[
        ("“We are waiting.\n\n“We will not pay,” Vidal said.", "quote = \"We are waiting. We will not pay,\"", ""),
        (
            "“We are waiting.\n\n“We will not pay,” Vidal said.",
            "quote = [\"We are waiting.\", \"We will not pay,\"]",
            "",
        ),
        (
            "« Nous attendons.\n\n» Nous ne paierons pas », a dit Vidal.",
            "quote = \"Nous attendons. Nous ne paierons pas\"",
            "",
        ),
        ("‘We are waiting.\n\n‘We will not pay,’ Vidal said.", "quote = \"We are waiting. We will not pay,\"", ""),
        (
            "“We are waiting.”\n\n“We will not pay,” Vidal said.",
            "quote = \"We are waiting. We will not pay,\"",
            "E-quote-changed",
        ),
    ]);
}

#[test]
fn an_interruption_may_be_left_out_or_stand_between_parts() {
    let text = "MAYOR VIDAL: We will not pay. (APPLAUSE) Not ever. [laughs] Never.\n\nMR. BRANDT: Why?";
    assert_codes(&[
        (text, "quote = \"We will not pay. Not ever. Never.\"", ""),
        (text, "quote = [\"We will not pay.\", \"Not ever.\"]", ""),
        (text, "quote = \"We will not pay. (APPLAUSE) Not ever.\"", ""),
        ("“We (the port) pay,” Vidal said.", "quote = \"We pay,\"", "E-quote-changed"),
    ]);
}

#[test]
fn of_several_occurrences_the_one_of_the_speaker_is_meant() {
    let text = "Mayor: not a single coin for the port\n\nPORT CITY — The town will pay not a single coin, aides had said.\n\n\
        Carlo Brandt, of the port, mocked it: “Not a single coin? Not a single coin for us?”\n\n\
        In the council Vidal then said: “not a single coin” would be paid.";
    let article = Article::new(text.to_owned());
    let speaker = SpeakerWords { names: vec!["Vidal".to_owned()], ..SpeakerWords::default() };
    let find = |quote: &str| {
        let parts = [quote.to_owned()];
        let found = article.finder().find_spoken(SpokenQuote { parts: &parts, speaker: &speaker, is_marked: true });
        (found.verdict.at()[0].start, found.times)
    };
    assert_eq!(find("not a single coin"), (text.find("“not").unwrap() + '“'.len_utf8(), 3));
    assert_eq!(find("Not a single coin"), (text.find("Not a single coin for us").unwrap(), 2));
    assert_codes(&[
        (text, "quote = \"not a single coin\"", ""),
        (text, "quote = \"Not a single coin\"", "N-speaker-not-near"),
    ]);
}

#[test]
fn the_reason_given_is_the_right_one() {
    let reason = |text: &str, fields: &str| {
        let told = told("en", "article-newspaper", text, fields).remove(0);
        told.rsplit_once("its text: ").map_or(told.clone(), |(_, reason)| reason.to_owned())
    };
    for (text, quote, expected) in [
        ("“We never wanted the toll.”", "\"We wanted the toll.\"", "the text has “never” after “We”"),
        ("“We wanted the toll.”", "\"We never wanted the toll.\"", "the text does not have “never” after “We”"),
        ("“Never did we want the toll.”", "\"did we want the toll.\"", ""),
        ("“We want “no” toll.”", "\"We want no toll.\"", "the text has a quotation mark at “no”"),
        ("“We want no toll.”", "\"We want “no” toll.\"", "the text has no quotation mark, or another one, at “no”"),
        ("“We want no toll.”", "[\"We want\", \"no toll.\"]", "nothing stands between two of its parts, which are one"),
        ("“We want no tolls.”", "\"We want no toll\"", "it has “toll” where the text has “tolls”"),
    ] {
        let text = format!("{text} Vidal said.");
        let found = if expected.is_empty() {
            codes(&text, &format!("quote = {quote}"))
        } else {
            reason(&text, &format!("quote = {quote}"))
        };
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn another_source_is_named_only_if_it_has_the_words() {
    let brief = |other: &str| {
        format!(
            "[[source]]\nid = \"held\"\ntext = {{ file = \"articles/held.txt\" }}\n\
             [[source]]\nid = \"other\"\ntext = {{ file = \"articles/{other}.txt\" }}\n\
             [[statement]]\nid = \"s\"\nactor = \"vidal\"\nattribution = \"direct\"\nsource = \"held\"\nquote = \"end all that\"\n"
        )
    };
    let help = |other: &str| {
        let files = [file("brief.toml", EXAMPLE_BRIEF), file("held.toml", &brief(other))];
        let texts = [
            Text::new("articles/held.txt", "“We send all thats,” Vidal said."),
            Text::new("articles/inside.txt", "“We mend all thats,” Vidal said."),
            Text::new("articles/whole.txt", "“We end all that,” Vidal said."),
        ];
        let faults = check(&files, &texts);
        faults.iter().filter_map(|fault| fault.help.clone()).any(|help| help.contains("is that its `source`?"))
    };
    assert!(help("whole"));
    assert!(!help("inside"), "it has them inside of other words");
}

#[test]
fn the_cue_the_description_and_the_speaker_are_looked_for_near_the_words() {
    let text = "Carlo Brandt came late.\n\nIrena Vidal was there.\n\n“We wait,” the mayor told aides.\n\n\
        “So do we,” said a senior diplomat.";
    assert_codes(&[
        (text, "quote = \"We wait,\"\ncue = \"told\"", ""),
        (text, "quote = \"We wait,\"\ncue = \"tells\"", ""),
        (text, "quote = \"We wait,\"\ncue = \"warned\"", "N-cue-not-printed"),
        (text, "quote = \"So do we,\"", "N-speaker-not-near"),
    ]);
}
