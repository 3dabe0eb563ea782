//! Whatever is done to the files of the cache, the library is the same.

use proptest::prelude::*;

use super::*;
use crate::search::library::blocks::{BlockWriter, checksum};
use crate::search::library::codec::Encoder;
use std::io::Write as _;

/// A library that has been read and changed, so that its cache has several files.
fn desk() -> Desk {
    let desk = Desk::with(8);
    desk.put("b05/wrong.toml", "stnce = 1\n");
    desk.read();
    desk.put("b01/brief.toml", &brief("New", "thing"));
    desk.read();
    desk
}

#[test]
fn a_cache_that_ends_anywhere_is_none() {
    let desk = desk();
    let kept: Vec<(PathBuf, Vec<u8>)> =
        desk.kept().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    assert_eq!(kept.len(), 3);
    for (path, whole) in &kept {
        let near = |at: usize| at.saturating_sub(9)..at + 9;
        let interesting = near(0).chain(near(24)).chain(near(whole.len() / 2)).chain(near(whole.len()));
        for end in interesting.filter(|end| *end < whole.len()) {
            for (path, whole) in &kept {
                fs::write(path, whole).unwrap();
            }
            assert_eq!(desk.reads(), 0, "it is good before");
            fs::write(path, &whole[..end]).unwrap();
            desk.hold(&format!("{end} of {} bytes of {}", whole.len(), path.display()));
            desk.hold("and once more");
        }
    }
}

/// Puts a good cache in the place of whatever there is.
fn restore(desk: &Desk) {
    desk.read();
    assert_eq!(desk.reads(), 0, "it was kept anew");
}

#[test]
fn garbage_and_what_is_no_file_of_ours_are_none() {
    let desk = desk();
    let kept = desk.kept();
    for path in &kept {
        for garbage in [Vec::new(), vec![0; 64], vec![0xff; 40_000], b"whosaid cache 2\n".to_vec()] {
            fs::write(path, garbage).unwrap();
            desk.hold(&path.display().to_string());
            restore(&desk);
        }
        if !path.exists() {
            continue;
        }
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
        desk.hold("a folder is in its place");
        fs::remove_dir(path).unwrap();
        let elsewhere = desk.home.path().join("elsewhere");
        fs::write(&elsewhere, "").unwrap();
        std::os::unix::fs::symlink(&elsewhere, path).unwrap();
        desk.hold("a link is in its place");
        assert_eq!(fs::read(&elsewhere).unwrap(), b"", "nothing was written through it");
        let _ = fs::remove_file(path);
        restore(&desk);
    }
}

/// Overwrites all bytes of a file in place, keeping its length.
fn overwrite(path: &Path) {
    let garbage: Vec<u8> = fs::read(path).unwrap().iter().map(|byte| !byte).collect();
    fs::write(path, garbage).unwrap();
}

type Damage = fn(&Path);

/// Changes a word in place, which leaves an index that can be read.
fn reword(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    for at in 0..bytes.len().saturating_sub(4) {
        if &bytes[at..at + 4] == b"coin" {
            bytes[at] = b'j';
        }
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_library_stays_right_while_its_cache_is_damaged_under_it() {
    let empty = |path: &Path| fs::write(path, "").unwrap();
    let folder = |path: &Path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    };
    let damages: [(&str, Damage); 4] = [
        ("overwritten", overwrite),
        ("another word in it", reword),
        ("emptied", empty),
        ("replaced by a folder", folder),
    ];
    for (what, damage) in damages {
        let desk = desk();
        let expected = describe(&desk.read());
        let open = desk.read();
        assert_eq!(describe(&open), expected, "every part of the index has been read once");
        desk.kept().iter().for_each(|path| damage(path));
        assert_eq!(describe(&open), expected, "{what} while it is open");
        desk.hold(what);
        for path in desk.kept().iter().filter(|path| path.is_dir()) {
            fs::remove_dir(path).unwrap();
        }
        restore(&desk);
    }
}

#[test]
fn a_file_with_a_time_in_the_future_is_read_each_time() {
    let desk = Desk::with(3);
    let path = desk.root().join("b01/brief.toml");
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(desk.reads(), 3);
    assert_eq!(desk.reads(), 1, "the clock may have been set back since that file was written");
    // The new text has the size of the old one, and the file gets the same time again.
    fs::write(&path, brief("T1", "stray")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(desk.read().answer(&Query::parse("stray")).hits.len(), 1);
    desk.hold("changed under the same time");
}

#[test]
fn what_is_kept_has_a_time_in_the_future_and_is_still_right() {
    let desk = Desk::with(3);
    desk.read();
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    for path in desk.kept() {
        fs::File::options().write(true).open(path).unwrap().set_modified(tomorrow).unwrap();
    }
    desk.put("b01/brief.toml", &brief("T1", "stray"));
    desk.cache.sweep();
    desk.hold("the cache seems to be younger than the library");
    assert_eq!(desk.reads(), 0, "it was kept anew");
}

#[test]
fn another_librarys_cache_is_none() {
    let (one, other) = (desk(), desk());
    one.put("b00/brief.toml", &brief("One", "stray"));
    one.read();
    let theirs = one.cache.for_library(&one.root()).unwrap();
    let ours = other.cache.for_library(&other.root()).unwrap();
    let copy = |from: &LibraryCache, to: &LibraryCache| fs::copy(from.list(), to.list()).unwrap();
    copy(&theirs, &ours);
    other.hold("a list of another");
    // A library that is moved has another path, and its cache is another's.
    let moved = one.home.path().join("moved");
    fs::rename(one.root(), &moved).unwrap();
    let Ok(PathContents::Library(entries)) = loader::find(&moved) else { panic!("a library") };
    let by_cache = one.cache.read(&moved, &entries, &NoProgress).unwrap();
    assert_eq!(describe(&by_cache), describe(&LibraryIndex::read(&moved, &entries, &NoProgress).unwrap()));
}

#[test]
fn lists_with_good_sums_and_wild_numbers_are_none() {
    let desk = desk();
    let kept = desk.cache.for_library(&desk.root()).unwrap();
    let (ledger, _) = opened(&kept).unwrap();
    let mut wild = Vec::new();
    for leaf in [(0, 7), (1, 1), (9, 0), (0, usize::MAX)] {
        let mut ledger = ledger.clone();
        ledger.briefs[2].leaf = Some(leaf);
        wild.push(ledger);
    }
    for count in [0, 1, 9, usize::MAX, 1 << 40] {
        let mut ledger = ledger.clone();
        ledger.segments[0].1 = count;
        wild.push(ledger);
    }
    let mut swapped = ledger.clone();
    swapped.segments.swap(0, 1);
    wild.push(swapped);
    for ledger in wild {
        kept.write_manifest(&ledger).unwrap();
        desk.hold(&format!("{:?}", ledger.segments));
        restore(&desk);
    }
}

#[test]
fn segments_with_good_sums_that_are_none_are_none() {
    let desk = desk();
    let kept = desk.cache.for_library(&desk.root()).unwrap();
    for bytes in [Vec::new(), vec![0; 5], vec![0xff; 20_000], (0..=255).cycle().take(70_000).collect()] {
        let (mut ledger, _) = opened(&kept).unwrap();
        let blocks = kept.write_segment(|out| out.write_all(&bytes)).unwrap();
        ledger.segments[0].0 = blocks.id();
        kept.write_manifest(&ledger).unwrap();
        desk.hold(&format!("{} bytes", bytes.len()));
        restore(&desk);
    }
}

#[test]
fn what_another_version_wrote_is_none() {
    let desk = desk();
    let kept = desk.cache.for_library(&desk.root()).unwrap();
    let path = kept.list();
    let mut bytes = fs::read(&path).unwrap();
    // The sum of the version and the library, with the file's own sum made good again.
    bytes[16] ^= 1;
    let tail = bytes.len() - 16;
    let length = usize::try_from(u64::from_le_bytes(bytes[tail..tail + 8].try_into().unwrap())).unwrap();
    let id = checksum(&[&bytes[..24], &bytes[24 + length..tail], &bytes[tail..tail + 8]].concat());
    bytes[tail + 8..].copy_from_slice(&id.to_le_bytes());
    fs::write(&path, &bytes).unwrap();
    assert!(opened(&kept).is_none());
    desk.hold("another version");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_bit_that_has_turned_changes_no_answer(which in 0_usize..3, at in any::<prop::sample::Index>(), bit in 0_u32..8) {
        let desk = desk();
        let path = &desk.kept()[which];
        let mut bytes = fs::read(path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        fs::write(path, &bytes).unwrap();
        desk.hold("a bit has turned");
        desk.hold("and once more");
    }

    #[test]
    fn blocks_give_what_was_written_or_nothing(
        lengths in prop::collection::vec(0_usize..40_000, 1..4),
        ranges in prop::collection::vec((0_u64..90_000, 0_u64..40_000), 1..8),
        turned in any::<Option<prop::sample::Index>>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("blocks");
        let bytes: Vec<u8> = lengths.iter().flat_map(|length| (0..*length).map(|at| (at % 251).to_le_bytes()[0])).collect();
        let mut file = Vec::new();
        let mut writer = BlockWriter::begin(&mut file, b"owner").unwrap();
        let mut rest = bytes.as_slice();
        for length in lengths {
            writer.write_all(&rest[..length]).unwrap();
            rest = &rest[length..];
        }
        writer.end().unwrap();
        if let Some(turned) = turned {
            let at = turned.index(file.len());
            file[at] ^= 0x10;
        }
        fs::write(&path, &file).unwrap();
        let open = |owner: &[u8]| BlockFile::open(fs::File::open(&path).unwrap(), owner);
        prop_assert!(open(b"other").is_none());
        let Some(blocks) = open(b"owner") else {
            prop_assert!(turned.is_some());
            return Ok(());
        };
        for (start, length) in ranges {
            let (from, to) = (usize::try_from(start).unwrap(), usize::try_from(start + length).unwrap());
            match blocks.read(start..start + length) {
                Ok(read) => prop_assert_eq!(Some(read.as_slice()), bytes.get(from..to)),
                Err(_) => prop_assert!(turned.is_some() || to > bytes.len()),
            }
        }
    }
}

#[test]
fn numbers_and_texts_come_back_and_wild_ones_are_nothing() {
    for number in [0, 1, 127, 128, 300, usize::MAX >> 1, usize::MAX] {
        let mut out = Encoder::default();
        out.number(number).text("é").mark(7);
        let bytes = out.finish();
        let mut from = codec::Decoder::new(&bytes);
        assert_eq!((from.number(), from.text(), from.mark()), (Some(number), Some("é"), Some(7)));
        assert!(from.is_empty());
    }
    for wild in [&[0x80][..], &[0xff; 9], &[0xff; 11], &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]] {
        assert_eq!(codec::Decoder::new(wild).number(), None, "{wild:?}");
    }
    assert_eq!(codec::Decoder::new(&[0xff, 0xff, 0x7f, 1]).bytes(), None);
    assert!(codec::Decoder::new(&[0xff, 0xff, 0xff, 0xff, 0x7f]).several(codec::Decoder::number).is_none());
}
