//! References: `BRIEF#ID`, the words that lead back to a statement, an event or a claim.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::resolve;
use crate::loader::BriefLocation;
use crate::loader::UnreadBrief;
use crate::model::{Brief, Record};
use crate::text::sanitize::{encode_path, sanitize};
use crate::text::suggest::nearest;

/// What a reference is written of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RecordReference {
    pub brief: PathBuf,
    /// An id, with its kind before it where several kinds have it: `event:jirga`.
    pub id: String,
}

/// The reference that is written so; `None` where it is none, but the path of something.
pub(super) fn parse(path: &Path) -> Option<RecordReference> {
    if resolve::is_there(path) {
        return None;
    }
    let bytes = path.as_os_str().as_bytes();
    let (brief, id) = bytes.split_at(bytes.iter().rposition(|byte| *byte == b'#').filter(|at| *at > 0)?);
    let id = str::from_utf8(&id[1..]).ok()?;
    Some(RecordReference { brief: PathBuf::from(OsStr::from_bytes(brief)), id: id.to_owned() })
}

/// The record that `id` names.
///
/// # Errors
/// A sentence with the nearest id, when there is none.
pub(super) fn find_record(place: &BriefLocation, brief: &Brief, id: &str) -> Result<Record, String> {
    let (kind, name) = id.split_once(':').map_or((None, id), |(kind, name)| (Some(kind), name));
    let found = match kind {
        None => brief.record(name),
        Some("statement") => brief.statements.find(name).map(Record::Statement),
        Some("event") => brief.events.find(name).map(Record::Event),
        Some("claim") => brief.claims.find(name).map(Record::Claim),
        Some(other) => {
            let help = "a reference leads to a `statement:`, an `event:` or a `claim:`";
            return Err(with_path(place, &format!("no kind `{other}`; {help}")));
        }
    };
    found.ok_or_else(|| {
        let help = match nearest(name, brief.records().map(|record| brief.record_id(record))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`whosaid find '' {}` shows all", place.path_as_given()),
        };
        with_path(place, &format!("no {} `{name}`; {help}", kind.unwrap_or("statement, event or claim")))
    })
}

fn with_path(place: &BriefLocation, sentence: &str) -> String {
    sanitize(&format!("{}: {sentence}", place.path_as_given()))
}

/// That a reference needs one brief of a folder's many.
pub(super) fn needs_brief_message(root: &Path, entries: &[UnreadBrief], id: &str) -> String {
    let such =
        entries.first().map(|entry| format!(", such as `{}#{id}`", encode_path(&entry.path))).unwrap_or_default();
    sanitize(&format!("{}: a folder of briefs; name one of them{such}", encode_path(root)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::LoadedBrief;
    use crate::loader::bundled;

    #[test]
    fn a_path_that_is_there_is_no_reference() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a#b");
        std::fs::create_dir(&path).unwrap();
        assert_eq!(parse(&path), None);
        let reference = |text: &str| parse(Path::new(text)).map(|read| (read.brief.display().to_string(), read.id));
        assert_eq!(reference("kp#asif"), Some(("kp".to_owned(), "asif".to_owned())));
        assert_eq!(reference("a#b/kp#event:x"), Some(("a#b/kp".to_owned(), "event:x".to_owned())));
        assert_eq!(reference("/nowhere/kp"), None);
    }

    #[test]
    fn an_id_is_found_among_all_kinds_or_in_the_one_that_is_named() {
        let brief = LoadedBrief::from_source_files(bundled()).brief.unwrap();
        let found = |id: &str| find_record(&BriefLocation::Bundled, &brief, id);
        let of_kind = |id: &str| found(id).map(|record| brief.record_id(record).to_owned());
        assert_eq!(of_kind("asif-federation").as_deref(), Ok("asif-federation"));
        assert_eq!(found("statement:asif-federation"), found("asif-federation"));
        let refused = found("event:asif-federation").unwrap_err();
        assert!(refused.starts_with("kp-kabul-talks: no event `asif-federation`; "), "{refused}");
        assert!(found("actor:asif").unwrap_err().contains("no kind `actor`"));
        assert!(found("asif-federatoin").unwrap_err().ends_with("did you mean `asif-federation`?"));
        assert!(found("zelensky\x1b[2J").unwrap_err().ends_with("`whosaid find '' kp-kabul-talks` shows all"));
    }
}
