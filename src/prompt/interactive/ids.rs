//! Things of a brief by the ids that are typed. It looks at no name: for that there is the look-up.

use crate::app::BriefItem;
use crate::model::Brief;
use crate::text::suggest::nearest;

/// The item that a word names, as it is spelt: `asif`, `asif/direct-talks`, `event:fall-of-kabul`, `#asif-federation`.
pub(super) fn find_item(word: &str, brief: &Brief) -> Option<String> {
    let word = word.trim_start_matches('#');
    let spelt = |item: BriefItem| item.to_key(brief);
    if let Some(item) = BriefItem::from_key(word, brief).or_else(|| BriefItem::from_key(&format!("cell:{word}"), brief))
    {
        return Some(spelt(item));
    }
    let record = brief.record(word).map(BriefItem::Record);
    let found = record.or_else(|| {
        ["actor", "source", "issue"].iter().find_map(|kind| BriefItem::from_key(&format!("{kind}:{word}"), brief))
    });
    found.map(spelt)
}

/// The id that was probably meant.
pub(super) fn nearest_id<'a>(word: &str, brief: &'a Brief) -> Option<&'a str> {
    let records = brief.records().map(|record| brief.record_id(record));
    let actors = brief.actors.iter().map(|(_, actor)| actor.id.as_str());
    let sources = brief.sources.iter().map(|(_, source)| source.id.as_str());
    let issues = brief.issues.iter().map(|(_, issue)| issue.id.as_str());
    nearest(word, records.chain(actors).chain(sources).chain(issues))
}
