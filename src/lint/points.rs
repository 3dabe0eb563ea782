//! Lint: the support and the wording of key points. It never judges whether they are true.

use unicode_segmentation::UnicodeSegmentation;

use super::LintSubject;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::KeyPoint;

/// Reports key points without support, or with the support of a single origin.
pub(super) fn support(subject: LintSubject<'_>, found: &mut Faults) {
    let points = subject.brief.key_points.iter().enumerate();
    found.extend(points.filter_map(|(at, point)| support_fault(subject, at, point)));
}

fn support_fault(subject: LintSubject<'_>, at: usize, point: &KeyPoint) -> Option<Fault> {
    let entity = EntityKind::KeyPoint(at);
    if point.supports.is_empty() {
        let fault = subject.spot(entity, "text").fault(Code::NoSupport, "nothing supports it");
        return Some(fault.help("name in `supports` the statements, events and claims that it rests on"));
    }
    let origins = &subject.analysis.origins;
    let mut origins = point.supports.iter().flat_map(|record| origins.corroborating(*record)).copied();
    let first = origins.next();
    match (first, origins.find(|origin| Some(*origin) != first)) {
        (Some(_), Some(_)) => None,
        (Some(only), None) => {
            let origin = quoted(&subject.brief.sources[only].id);
            let problem = format!("all that supports it goes back to one origin, {origin}");
            let fault = subject.spot(entity, "supports").fault(Code::OneOrigin, problem);
            let fault = fault.related(&subject.places.get(EntityKind::Source(only)), "the origin");
            Some(fault.help("name what another source reports, or say in the text that it is one report"))
        }
        (None, _) => {
            let problem = "nothing that supports it has a source";
            let fault = subject.spot(entity, "supports").fault(Code::NoSupport, problem);
            Some(fault.help("give the events their `sources`"))
        }
    }
}

/// Reports sentences of key points and of the bottom line that state both likelihood and confidence (ICD 203 keeps them apart).
pub(super) fn likelihood_and_confidence(subject: LintSubject<'_>, found: &mut Faults) {
    let points = subject.brief.key_points.iter().enumerate();
    let points = points.map(|(at, point)| (EntityKind::KeyPoint(at), "text", point.text.as_str()));
    let texts = points.chain([(EntityKind::Brief, "bottom_line", subject.brief.bottom_line.as_str())]);
    let mixed = texts.flat_map(|(entity, field, text)| mixed(text).map(move |words| (entity, field, words)));
    let faults = mixed.map(|(entity, field, [likelihood, confidence])| {
        let problem = format!("one sentence tells likelihood (“{likelihood}”) and confidence (“{confidence}”)");
        subject.spot(entity, field).fault(Code::LikelihoodAndConfidence, problem)
    });
    found.extend(
        faults.map(|fault| fault.help("say how sure you are in a sentence of its own, or by `confidence` alone")),
    );
}

/// For each sentence with both, the term of likelihood and the word of confidence.
fn mixed(text: &str) -> impl Iterator<Item = [String; 2]> {
    text.unicode_sentences().filter_map(|sentence| {
        let sentence = sentence.to_lowercase();
        let words: Vec<&str> = sentence.unicode_words().collect();
        let confidence = (0..words.len()).find(|at| is_confidence(&words, *at))?;
        Some([likelihood(&words)?, words[confidence].to_owned()])
    })
}

/// The first term of likelihood of ICD 203, or a variant of one, in `words`.
fn likelihood(words: &[&str]) -> Option<String> {
    const TERMS: &[&[&str]] = &[
        &["almost", "no", "chance"],
        &["remote", "chance"],
        &["even", "chance"],
        &["even", "odds"],
        &["almost", "certain"],
        &["almost", "certainly"],
        &["nearly", "certain"],
        &["virtually", "certain"],
        &["likely"],
        &["unlikely"],
        &["likelihood"],
        &["probable"],
        &["probably"],
        &["probability"],
        &["improbable"],
        &["improbably"],
    ];
    (0..words.len()).find_map(|at| {
        let term = TERMS.iter().find(|term| words[at..].starts_with(term))?;
        Some(term.join(" "))
    })
}

/// Whether `words[at]` states the confidence of the writer, and not that of a parliament, a public or a market.
fn is_confidence(words: &[&str], at: usize) -> bool {
    const OTHERS_BEFORE: &[&str] = &["no", "public", "mutual", "consumer", "investor", "business", "market"];
    const OTHERS_AFTER: &[&str] = &["vote", "votes", "motion", "motions", "building", "measure", "measures"];
    match words[at] {
        "confident" | "confidently" => true,
        "confidence" => {
            let before = at.checked_sub(1).map(|at| words[at]).unwrap_or_default();
            let before_that = at.checked_sub(2).map(|at| words[at]).unwrap_or_default();
            let is_vote = before == "of" && ["vote", "motion"].contains(&before_that);
            let after = words.get(at + 1).copied().unwrap_or_default();
            !is_vote && !OTHERS_BEFORE.contains(&before) && !OTHERS_AFTER.contains(&after)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        mixed(text).map(|words| words.join(" + ")).collect()
    }

    #[test]
    fn only_a_sentence_with_both_is_reported() {
        let both = "We judge with high confidence that the toll will probably pass.";
        assert_eq!(found(both), ["probably + confidence"]);
        assert_eq!(found("It is almost certain, and we are confident of it."), ["almost certain + confident"]);
        for apart in
            ["The toll will probably pass. We have high confidence in this.", "It is likely.", "Our confidence is low."]
        {
            assert_eq!(found(apart), [""; 0], "{apart}");
        }
    }

    #[test]
    fn the_confidence_of_a_parliament_is_not_the_writer_s() {
        for text in [
            "A no-confidence vote is likely.",
            "The mayor will probably lose a vote of confidence.",
            "Confidence-building measures are unlikely.",
            "Public confidence will likely fall.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
