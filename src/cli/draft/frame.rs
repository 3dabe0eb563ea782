//! The frame of a brief of drafts: its `[brief]` table, with what is to be filled in. It judges nothing.

use super::ReadArticle;
use crate::draft::ArticleDraft;
use crate::runtime;

/// The table `[brief]` for an article, which is made complete by hand.
pub(super) fn brief_table(draft: &ArticleDraft, article: &ReadArticle) -> String {
    let title = draft.source.title.clone().unwrap_or_else(|| article.name.clone());
    let day = draft.source.published.as_ref().map_or_else(|| runtime::today().to_string(), ToString::to_string);
    let [title, day] = [title, day].map(|text| toml_edit::Value::from(text).to_string());
    format!(
        "# FILL IN: what the brief is about, and what it comes to.\n[brief]\nformat = 1\ntitle = {title}\nas_of = {day}\n\
         bottom_line = \"Not judged yet: these are drafts.\"\ntlp = \"TLP:AMBER\"\n"
    )
}

/// The ids that a draft takes.
pub(super) fn ids(draft: &ArticleDraft) -> impl Iterator<Item = String> {
    let records = draft.statements.iter().map(|statement| statement.id.clone());
    let actors = draft.roster.iter().map(|entry| entry.id.clone());
    let claims = draft.claims.iter().map(|claim| claim.id.clone());
    let ids: Vec<String> = records.chain(actors).chain(claims).chain([draft.source.id.clone()]).collect();
    ids.into_iter()
}
