//! A library of real articles, where one is at hand: `WHOSAID_LIBRARY` names its folder.

use std::env;
use std::path::PathBuf;

use ratatui::layout::Size;
use whosaid::app::{App, BriefFacts, Msg, OpenedBrief, update};
use whosaid::format;
use whosaid::keys::Chord;
use whosaid::loader::{self, PathContents};

#[test]
#[ignore = "needs a library of real articles, which is not part of the repository"]
fn every_brief_of_a_real_library_is_read_without_fault_and_can_be_walked() {
    let folder = PathBuf::from(env::var_os("WHOSAID_LIBRARY").expect("WHOSAID_LIBRARY names a folder of briefs"));
    let PathContents::Library(entries) = loader::find(&folder).unwrap() else { panic!("a folder of briefs") };
    let mut statements = 0;
    for entry in &entries {
        let files = entry.read().unwrap();
        let (read, faults) = format::read(&files.files);
        assert!(faults.is_empty(), "{}: {:?}", entry.path.display(), faults[0]);
        let brief = read.unwrap();
        statements += brief.statements.len();
        let (name, place) = (String::new(), String::new());
        let opened = OpenedBrief::new(BriefFacts { name, place, ..BriefFacts::new(brief) });
        let mut app = App::with_brief(Size { width: 80, height: 24 }, opened);
        for chord in Chord::parse_all("jj<space>3l<enter>!<enter>[~4GggaJi<esc>") {
            update(&mut app, Msg::Key(chord));
        }
    }
    assert!(entries.len() > 10 && statements > 2000, "{} briefs, {statements} statements", entries.len());
}
