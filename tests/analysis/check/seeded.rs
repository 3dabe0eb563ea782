//! Seeded mistakes: a brief in which nothing is wrong, and what is said of each single edit to it.

use whosaid::diagnostics::Code;
use whosaid::diagnostics::SourceFile;

use super::{Text, check, file, told};

const BRIEF: &str = "brief.toml";
const POST: &str = "2025-05-07-post.toml";
const ISLANDER: &str = "2025-05-10-islander.toml";
const KYSTEN: &str = "2025-05-15-kysten.toml";

fn ferry() -> Vec<SourceFile> {
    vec![
        file(POST, include_str!("ferry/2025-05-07-post.toml")),
        file(ISLANDER, include_str!("ferry/2025-05-10-islander.toml")),
        file(KYSTEN, include_str!("ferry/2025-05-15-kysten.toml")),
        file(BRIEF, include_str!("ferry/brief.toml")),
    ]
}

fn articles() -> [Text; 3] {
    [
        Text::new("articles/post.txt", include_str!("ferry/articles/post.txt")),
        Text::new("articles/islander.txt", include_str!("ferry/articles/islander.txt")),
        Text::new("articles/kysten.txt", include_str!("ferry/articles/kysten.txt")),
    ]
}

/// One edit, and the one fault that it makes.
struct Seed {
    name: &'static str,
    file: &'static str,
    /// It stands in the file once.
    from: &'static str,
    to: &'static str,
    code: Code,
}

const fn seed(name: &'static str, file: &'static str, [from, to]: [&'static str; 2], code: Code) -> Seed {
    Seed { name, file, from, to, code }
}

const SEEDS: &[Seed] = &[
    // Quotes.
    seed("a letter changed in a quote", POST, ["a wall of water", "a wall of waters"], Code::QuoteChanged),
    seed("a word of a quote replaced", POST, ["for empty decks", "for vacant decks"], Code::QuoteChanged),
    seed(
        "two words of a quote swapped",
        POST,
        ["they will not come back", "they will come not back"],
        Code::QuoteChanged,
    ),
    seed("a word of a quote dropped", ISLANDER, ["will not be sent ashore", "will be sent ashore"], Code::QuoteChanged),
    seed("a word put into a quote", KYSTEN, ["A third would be", "A third would only be"], Code::QuoteChanged),
    seed(
        "the parts of a quote the other way round",
        KYSTEN,
        [
            "\"A third would be a beginning,\", \"The rest must come from fewer empty crossings.\"",
            "\"The rest must come from fewer empty crossings.\", \"A third would be a beginning,\"",
        ],
        Code::QuoteOrder,
    ),
    seed(
        "a quote from another article",
        POST,
        ["\"a wall of water\"", "\"Our members sail in all weathers\""],
        Code::QuoteNotFound,
    ),
    seed("outer marks left on a quote", POST, ["\"a wall of water\"", "\"“a wall of water”\""], Code::OuterMarks),
    seed(
        "words of the article in a gist",
        ISLANDER,
        ["a third of what the boats cost", "“a third of the cost”"],
        Code::MarksInGist,
    ),
    seed("a quote called indirect", POST, ["\"mixed\"", "\"indirect\""], Code::QuoteNotSpeech),
    // Texts.
    seed("a wrong hash", POST, ["sha256 = \"f60d04dc", "sha256 = \"cd40d06f"], Code::OtherText),
    seed("a text that is not there", ISLANDER, ["articles/islander.txt", "articles/islanders.txt"], Code::NoText),
    seed(
        "a printed date that is not printed",
        KYSTEN,
        ["\"Wednesday\"\nstance", "\"Wednesday, 14 May\"\nstance"],
        Code::PrintedDate,
    ),
    // Dates.
    seed("a day off by one", POST, ["said         = 2025-05-06", "said         = 2025-05-05"], Code::Weekday),
    seed("a wrong year", ISLANDER, ["said         = 2025-05-08", "said         = 2025-08-05"], Code::AfterSource),
    seed("a day that is none", KYSTEN, ["said         = 2025-05-14", "said         = \"2025-05-34\""], Code::Date),
    seed(
        "a role that ended before",
        BRIEF,
        ["from  = \"2023-02\"", "from  = \"2023-02\"\nto    = \"2025-04\""],
        Code::NoRoleThen,
    ),
    seed("a role that ends before it begins", BRIEF, ["to    = \"2023-01\"", "to    = \"2013-01\""], Code::RoleDates),
    // Names.
    seed("a wrong id", POST, ["actor        = \"holm\"", "actor        = \"holmes\""], Code::UnknownActor),
    seed(
        "an issue that is not there",
        POST,
        ["night-ferry = \"against\"", "night-fery = \"against\""],
        Code::UnknownIssue,
    ),
    seed("a support that is not there", BRIEF, ["\"cost-new\"", "\"cost-newest\""], Code::UnknownSupport),
    seed("a double id", POST, ["\"eide-last-boat\"", "\"eide-wall\""], Code::IdTaken),
    seed("a look-alike id", BRIEF, ["id      = \"eide\"", "id      = \"eid\u{435}\""], Code::LookalikeId),
    seed("a look-alike in a reference", KYSTEN, ["\"holm\", \"eide\"", "\"h\u{3bf}lm\", \"eide\""], Code::LookalikeId),
    seed("an alias that two actors share", BRIEF, ["\"the union\"", "\"the union\", \"nordlys\""], Code::SharedAlias),
    // Words of the format.
    seed("a misspelled field", ISLANDER, ["outlet ", "outlat "], Code::UnknownField),
    seed("a label of TLP 1", BRIEF, ["TLP:GREEN", "TLP:WHITE"], Code::Tlp),
    seed("a misspelled stance", ISLANDER, ["island-pays = \"for\"", "island-pays = \"fro\""], Code::Word),
    seed("a field left out", POST, ["date         = 2025-05-06\n", ""], Code::MissingField),
    // Judgements.
    seed("an unsupported key point", BRIEF, ["supports   = [\"lund-ashore\", \"holm-decks\"]\n", ""], Code::NoSupport),
    seed(
        "support of one origin",
        BRIEF,
        ["\"lund-ashore\", \"holm-decks\"", "\"eide-wall\", \"holm-decks\""],
        Code::OneOrigin,
    ),
    seed(
        "likelihood and confidence in one sentence",
        BRIEF,
        ["The crews will strike before October. We", "The crews will probably strike, we say with low confidence. We"],
        Code::LikelihoodAndConfidence,
    ),
    seed(
        "a second preferred value",
        POST,
        ["actor    = \"nordlys\"", "actor    = \"nordlys\"\nrank     = \"preferred\""],
        Code::TwoPreferred,
    ),
    seed(
        "a statement of one origin that is graded as confirmed",
        ISLANDER,
        ["stance       = { night-ferry = \"for\" }", "stance       = { night-ferry = \"for\" }\ncredibility  = 1"],
        Code::ConfirmedByOneOrigin,
    ),
    seed("no preferred value", KYSTEN, ["rank     = \"preferred\"\n", ""], Code::NonePreferred),
    seed(
        "an issue that nobody speaks on",
        BRIEF,
        [
            "[[issue]]\nid       = \"island-pays\"",
            "[[issue]]\nid = \"fares\"\nlabel = \"fares\"\nquestion = \"Should the fares rise?\"\n\n[[issue]]\nid       = \"island-pays\"",
        ],
        Code::SilentIssue,
    ),
    seed(
        "an actor whom nothing names",
        BRIEF,
        [
            "[[actor]]\nid      = \"eide\"",
            "[[actor]]\nid = \"moe\"\nname = \"Ida Moe\"\nkind = \"person\"\n\n[[actor]]\nid      = \"eide\"",
        ],
        Code::SilentActor,
    ),
    // Characters.
    seed("a hidden character", POST, ["end of the night", "end of the ni\u{200b}ght"], Code::HiddenCharacter),
    seed(
        "a turn of direction by an escape",
        BRIEF,
        ["The night ferry to", "The night ferry\\u202E to"],
        Code::HiddenCharacter,
    ),
];

/// The brief with the edit made.
fn edited(seed: &Seed) -> Vec<SourceFile> {
    let mut files = ferry();
    let file = files.iter_mut().find(|file| file.name == seed.file).unwrap();
    assert_eq!(file.text.matches(seed.from).count(), 1, "{}: {:?}", seed.name, seed.from);
    file.text = file.text.replace(seed.from, seed.to);
    files
}

#[test]
fn nothing_is_wrong_with_the_brief_itself() {
    assert_eq!(told(&ferry(), &check(&ferry(), &articles())), "");
}

#[test]
fn a_contradiction_may_be_written_on_one_side_alone() {
    let seed = seed("a contradiction", POST, ["contradicts  = [\"eide-wall\"]\n", ""], Code::Syntax);
    assert_eq!(told(&ferry(), &check(&edited(&seed), &articles())), "");
}

#[test]
fn each_mistake_is_told_by_one_fault_and_no_other() {
    let mut all = String::new();
    let mut wrong = String::new();
    for seed in SEEDS {
        let files = edited(seed);
        let faults = check(&files, &articles());
        let said = format!("# {}\n{}\n", seed.name, told(&files, &faults));
        if faults.iter().map(|fault| fault.code).ne([seed.code]) {
            wrong.push_str(&said);
        }
        all.push_str(&said);
    }
    assert!(wrong.is_empty(), "{wrong}");
    insta::assert_snapshot!("seeded", all);
}
