//! Tests that damage to the cache files changes no result.

use proptest::prelude::*;

use super::*;
use crate::search::library::blocks::{BlockWriter, checksum};
use crate::search::library::codec::Encoder;
use std::io::Write as _;

/// A library that was read, changed and read again, so that its cache has several files.
fn changed_library() -> TestLibrary {
    let library = TestLibrary::with(8);
    library.put("b05/wrong.toml", "stnce = 1\n");
    library.read();
    library.put("b01/brief.toml", &brief("New", "thing"));
    library.read();
    library
}

#[test]
fn a_truncated_cache_counts_as_none() {
    let library = changed_library();
    let kept: Vec<(PathBuf, Vec<u8>)> =
        library.cache_files().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    assert_eq!(kept.len(), 3);
    for (path, whole) in &kept {
        let near = |at: usize| at.saturating_sub(9)..at + 9;
        let interesting = near(0).chain(near(24)).chain(near(whole.len() / 2)).chain(near(whole.len()));
        for end in interesting.filter(|end| *end < whole.len()) {
            for (path, whole) in &kept {
                fs::write(path, whole).unwrap();
            }
            assert_eq!(library.reads(), 0, "it is good before");
            fs::write(path, &whole[..end]).unwrap();
            library.assert_same_as_uncached(&format!("{end} of {} bytes of {}", whole.len(), path.display()));
            library.assert_same_as_uncached("and once more");
        }
    }
}

/// Writes a valid cache in place of whatever is there.
fn restore(library: &TestLibrary) {
    library.read();
    assert_eq!(library.reads(), 0, "it was cached again");
}

#[test]
fn garbage_and_foreign_files_count_as_no_cache() {
    let library = changed_library();
    let kept = library.cache_files();
    for path in &kept {
        for garbage in [Vec::new(), vec![0; 64], vec![0xff; 40_000], b"whosaid cache 3\n".to_vec()] {
            fs::write(path, garbage).unwrap();
            library.assert_same_as_uncached(&path.display().to_string());
            restore(&library);
        }
        if !path.exists() {
            continue;
        }
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
        library.assert_same_as_uncached("a folder is in its place");
        fs::remove_dir(path).unwrap();
        let elsewhere = library.home.path().join("elsewhere");
        fs::write(&elsewhere, "").unwrap();
        std::os::unix::fs::symlink(&elsewhere, path).unwrap();
        library.assert_same_as_uncached("a link is in its place");
        assert_eq!(fs::read(&elsewhere).unwrap(), b"", "nothing was written through it");
        let _ = fs::remove_file(path);
        restore(&library);
    }
}

/// Overwrites all bytes of a file in place, keeping its length.
fn overwrite(path: &Path) {
    let garbage: Vec<u8> = fs::read(path).unwrap().iter().map(|byte| !byte).collect();
    fs::write(path, garbage).unwrap();
}

type Damage = fn(&Path);

/// Changes a word in place, so that the index can still be read.
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
fn a_library_stays_right_while_its_cache_is_damaged() {
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
        let library = changed_library();
        let expected = describe(&library.read());
        let open = library.read();
        assert_eq!(describe(&open), expected, "every part of the index has been read once");
        library.cache_files().iter().for_each(|path| damage(path));
        assert_eq!(describe(&open), expected, "{what} while it is open");
        library.assert_same_as_uncached(what);
        for path in library.cache_files().iter().filter(|path| path.is_dir()) {
            fs::remove_dir(path).unwrap();
        }
        restore(&library);
    }
}

#[test]
fn a_file_with_a_time_in_the_future_is_read_each_time() {
    let library = TestLibrary::with(3);
    let path = library.root().join("b01/brief.toml");
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(library.reads(), 3);
    assert_eq!(library.reads(), 1, "the clock may have been set back since that file was written");
    // The new text has the size of the old one, and the file gets the same time again.
    fs::write(&path, brief("T1", "stray")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(library.read().answer(&Query::parse("stray")).hits.len(), 1);
    library.assert_same_as_uncached("changed under the same time");
}

#[test]
fn what_is_kept_has_a_time_in_the_future_and_is_still_right() {
    let library = TestLibrary::with(3);
    library.read();
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    for path in library.cache_files() {
        fs::File::options().write(true).open(path).unwrap().set_modified(tomorrow).unwrap();
    }
    library.put("b01/brief.toml", &brief("T1", "stray"));
    library.cache.sweep();
    library.assert_same_as_uncached("the cache seems to be younger than the library");
    assert_eq!(library.reads(), 0, "it was cached again");
}

#[test]
fn the_cache_of_another_library_counts_as_none() {
    let (one, other) = (changed_library(), changed_library());
    one.put("b00/brief.toml", &brief("One", "stray"));
    one.read();
    let theirs = one.cache.for_library(&one.root()).unwrap();
    let ours = other.cache.for_library(&other.root()).unwrap();
    let copy = |from: &LibraryCache, to: &LibraryCache| fs::copy(from.manifest_path(), to.manifest_path()).unwrap();
    copy(&theirs, &ours);
    other.assert_same_as_uncached("a list of another");
    // A moved library has another path, so its cache does not belong to it.
    let moved = one.home.path().join("moved");
    fs::rename(one.root(), &moved).unwrap();
    let Ok(PathContents::Library(entries)) = loader::find(&moved) else { panic!("a library") };
    let by_cache = one.cache.read(&moved, &entries, &NoProgress).unwrap();
    assert_eq!(describe(&by_cache), describe(&LibraryIndex::read(&moved, &entries, &NoProgress).unwrap()));
}

#[test]
fn manifests_with_valid_checksums_and_wrong_numbers_count_as_none() {
    let library = changed_library();
    let cache = library.cache.for_library(&library.root()).unwrap();
    let (manifest, _) = load_segments(&cache).unwrap();
    let mut wrong = Vec::new();
    for indexed_at in [(0, 7), (1, 1), (9, 0), (0, usize::MAX)] {
        let mut manifest = manifest.clone();
        manifest.briefs[2].indexed_at = Some(indexed_at);
        wrong.push(manifest);
    }
    for count in [0, 1, 9, usize::MAX, 1 << 40] {
        let mut manifest = manifest.clone();
        manifest.segments[0].1 = count;
        wrong.push(manifest);
    }
    let mut swapped = manifest.clone();
    swapped.segments.swap(0, 1);
    wrong.push(swapped);
    for manifest in wrong {
        cache.write_manifest(&manifest).unwrap();
        library.assert_same_as_uncached(&format!("{:?}", manifest.segments));
        restore(&library);
    }
}

#[test]
fn invalid_segments_with_valid_checksums_count_as_none() {
    let library = changed_library();
    let cache = library.cache.for_library(&library.root()).unwrap();
    for bytes in [Vec::new(), vec![0; 5], vec![0xff; 20_000], (0..=255).cycle().take(70_000).collect()] {
        let (mut manifest, _) = load_segments(&cache).unwrap();
        let blocks = cache.write_segment(|out| out.write_all(&bytes)).unwrap();
        manifest.segments[0].0 = blocks.id();
        cache.write_manifest(&manifest).unwrap();
        library.assert_same_as_uncached(&format!("{} bytes", bytes.len()));
        restore(&library);
    }
}

#[test]
fn a_cache_of_another_version_counts_as_none() {
    let library = changed_library();
    let cache = library.cache.for_library(&library.root()).unwrap();
    let path = cache.manifest_path();
    let mut bytes = fs::read(&path).unwrap();
    // Change the checksum of the version and the library, and correct that of the file.
    bytes[16] ^= 1;
    let tail = bytes.len() - 16;
    let length = usize::try_from(u64::from_le_bytes(bytes[tail..tail + 8].try_into().unwrap())).unwrap();
    let id = checksum(&[&bytes[..24], &bytes[24 + length..tail], &bytes[tail..tail + 8]].concat());
    bytes[tail + 8..].copy_from_slice(&id.to_le_bytes());
    fs::write(&path, &bytes).unwrap();
    assert!(load_segments(&cache).is_none());
    library.assert_same_as_uncached("another version");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_bit_that_has_turned_changes_no_answer(which in 0_usize..3, at in any::<prop::sample::Index>(), bit in 0_u32..8) {
        let library = changed_library();
        let path = &library.cache_files()[which];
        let mut bytes = fs::read(path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        fs::write(path, &bytes).unwrap();
        library.assert_same_as_uncached("a bit has turned");
        library.assert_same_as_uncached("and once more");
    }

    #[test]
    fn blocks_return_what_was_written_or_fail(
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
        writer.finish().unwrap();
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
fn numbers_and_texts_are_decoded_and_malformed_ones_refused() {
    for number in [0, 1, 127, 128, 300, usize::MAX >> 1, usize::MAX] {
        let mut out = Encoder::default();
        out.number(number).text("é").digest(7);
        let bytes = out.finish();
        let mut from = codec::Decoder::new(&bytes);
        assert_eq!((from.number(), from.text(), from.digest()), (Some(number), Some("é"), Some(7)));
        assert!(from.is_empty());
    }
    for wrong in [&[0x80][..], &[0xff; 9], &[0xff; 11], &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]] {
        assert_eq!(codec::Decoder::new(wrong).number(), None, "{wrong:?}");
    }
    assert_eq!(codec::Decoder::new(&[0xff, 0xff, 0x7f, 1]).bytes(), None);
    assert!(codec::Decoder::new(&[0xff, 0xff, 0xff, 0xff, 0x7f]).list(codec::Decoder::number).is_none());
}
