//! References: `BRIEF#ID`, which lead to a statement, an event or a claim. It never opens a brief.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::resolve;
use crate::loader::{BriefLocation, UnreadBrief};
use crate::model::{Brief, Record};
use crate::text::sanitize::{encode_path, sanitize};
use crate::text::suggest::nearest;

/// The parts of a reference.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RecordReference {
    pub brief: PathBuf,
    /// An id. If several kinds have it, its kind comes first: `event:jirga`.
    pub id: String,
}

/// Parses a reference. Returns `None` if `path` has no `#ID`, or if a file or folder of exactly that name exists.
pub(super) fn parse(path: &Path) -> Option<RecordReference> {
    if resolve::path_exists(path) {
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
/// There is no such record. The message suggests the nearest id.
pub(super) fn find_record(location: &BriefLocation, brief: &Brief, id: &str) -> Result<Record, String> {
    let (kind, name) = id.split_once(':').map_or((None, id), |(kind, name)| (Some(kind), name));
    let found = match kind {
        None => brief.record(name),
        Some("statement") => brief.statements.find(name).map(Record::Statement),
        Some("event") => brief.events.find(name).map(Record::Event),
        Some("claim") => brief.claims.find(name).map(Record::Claim),
        Some(other) => {
            let help = "a reference leads to a `statement:`, an `event:` or a `claim:`";
            return Err(with_path(location, &format!("no kind `{other}`; {help}")));
        }
    };
    found.ok_or_else(|| {
        let help = match nearest(name, brief.records().map(|record| brief.record_id(record))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`whosaid find '' {}` shows all", location.path_as_given()),
        };
        with_path(location, &format!("no {} `{name}`; {help}", kind.unwrap_or("statement, event or claim")))
    })
}

fn with_path(location: &BriefLocation, sentence: &str) -> String {
    sanitize(&format!("{}: {sentence}", location.path_as_given()))
}

/// The error message for a reference into a folder of several briefs.
pub(super) fn needs_brief_message(root: &Path, entries: &[UnreadBrief], id: &str) -> String {
    let example =
        entries.first().map(|entry| format!(", such as `{}#{id}`", encode_path(&entry.path))).unwrap_or_default();
    sanitize(&format!("{}: a folder of briefs; name one of them{example}", encode_path(root)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::LoadedBrief;
    use crate::loader::{BundledBrief, bundled};

    #[test]
    fn a_path_that_is_there_is_no_reference() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a#b");
        std::fs::create_dir(&path).unwrap();
        assert_eq!(parse(&path), None);
        let reference =
            |text: &str| parse(Path::new(text)).map(|parsed| (parsed.brief.display().to_string(), parsed.id));
        assert_eq!(reference("kp#asif"), Some(("kp".to_owned(), "asif".to_owned())));
        assert_eq!(reference("a#b/kp#event:x"), Some(("a#b/kp".to_owned(), "event:x".to_owned())));
        assert_eq!(reference("/nowhere/kp"), None);
    }

    #[test]
    fn an_id_is_found_among_all_kinds_or_in_the_one_that_is_named() {
        let brief = LoadedBrief::from_source_files(bundled()).brief.unwrap();
        let found = |id: &str| find_record(&BriefLocation::Bundled(BundledBrief::default()), &brief, id);
        let of_kind = |id: &str| found(id).map(|record| brief.record_id(record).to_owned());
        assert_eq!(of_kind("asif-federation").as_deref(), Ok("asif-federation"));
        assert_eq!(found("statement:asif-federation"), found("asif-federation"));
        let error = found("event:asif-federation").unwrap_err();
        assert!(error.starts_with("kp-kabul-talks: no event `asif-federation`; "), "{error}");
        assert!(found("actor:asif").unwrap_err().contains("no kind `actor`"));
        assert!(found("asif-federatoin").unwrap_err().ends_with("did you mean `asif-federation`?"));
        assert!(found("zelensky\x1b[2J").unwrap_err().ends_with("`whosaid find '' kp-kabul-talks` shows all"));
    }
}
