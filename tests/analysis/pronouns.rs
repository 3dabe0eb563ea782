//! Whom a pronoun is offered as, against what people judged. `WHOSAID_ARTICLES` names the folder of the articles with what was marked in
//! them by hand.
//!
//! `pronouns.tsv` has 50 of the 337 sources that are `he`, `she` or `they`: every sixth, in the order of the articles. A line is an article,
//! the offset of the pronoun in characters, and who it is by the sense of the text: a part of the name that tells the person from the others of the
//! text, several where it means them together, `-` where the text names nobody, as in `top lawmakers … they`.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use whosaid::draft::{ArticleDraft, Candidate, DraftInput, DraftSpeaker, Tier, draft_article};
use whosaid::model::Attribution;

const JUDGED: &str = include_str!("pronouns.tsv");
/// How many first offers must be right.
const RIGHT: usize = 38;

#[test]
#[ignore = "needs real articles, which are not part of the repository"]
fn the_first_offer_for_a_pronoun_is_mostly_right() {
    let folder = env::var_os("WHOSAID_ARTICLES").map(PathBuf::from).expect("WHOSAID_ARTICLES names a folder");
    let mut wrong = Vec::new();
    for line in JUDGED.lines() {
        let [article, offset, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (draft, at) = draft_marked(&folder.join(article), offset.parse().unwrap());
        let statement = draft.statements.iter().find(|statement| statement.candidate.source[0].start == at);
        let speaker = statement.map(|statement| &statement.speaker);
        let offered: Vec<&str> = match speaker {
            Some(DraftSpeaker::Ambiguous { offers, .. }) => {
                offers.iter().map(|entry| draft.roster[*entry].name.as_str()).collect()
            }
            Some(DraftSpeaker::Named(entry)) => panic!("{line}: settled as {}", draft.roster[*entry].name),
            Some(DraftSpeaker::Joint(_) | DraftSpeaker::Unnamed(_) | DraftSpeaker::NotStated) | None => Vec::new(),
        };
        let is_right = match offered.first() {
            Some(first) => expected.split('|').any(|name| first.contains(name)),
            None => expected == "-" && speaker.is_some(),
        };
        if !is_right {
            wrong.push(format!("{line}: {offered:?}"));
        }
    }
    let judged = JUDGED.lines().count();
    eprintln!("{} of {judged} first offers are right; wrong:\n{}", judged - wrong.len(), wrong.join("\n"));
    assert_eq!(judged, 50);
    assert!(judged - wrong.len() >= RIGHT);
}

/// The draft of an article with the attributions that were marked in it, and the byte of a character.
fn draft_marked(article: &Path, character: usize) -> (ArticleDraft, usize) {
    let file = |ending: &str| PathBuf::from(format!("{}.{ending}", article.display()));
    let text = fs::read_to_string(file("txt")).unwrap();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let json: serde_json::Value = serde_json::from_slice(&fs::read(file("json")).unwrap()).unwrap();
    let place = |value: &serde_json::Value| starts[usize::try_from(value.as_u64().unwrap()).unwrap()];
    let spans = |value: &serde_json::Value| -> Vec<Range<usize>> {
        value.as_array().into_iter().flatten().map(|span| place(&span[0])..place(&span[1])).collect()
    };
    let candidate = |marked: &serde_json::Value| Candidate {
        attribution: Attribution::Indirect,
        content: spans(&marked["content"]),
        cue: spans(&marked["cue"]),
        source: spans(&marked["source"]),
        tier: Tier::SpeechVerb,
        confidence: 1.0,
    };
    let mut candidates: Vec<Candidate> = json.as_array().unwrap().iter().map(candidate).collect();
    candidates.retain(|candidate| !candidate.content.is_empty() && !candidate.source.is_empty());
    for candidate in &mut candidates {
        candidate.content.sort_by_key(|at| at.start);
    }
    candidates.sort_by_key(|candidate| candidate.content[0].start);
    let taken = HashSet::new();
    let input = DraftInput { text: &text, file_name: "article.txt", brief: None, taken: &taken, published: None };
    (draft_article(&input, candidates), starts[character])
}
