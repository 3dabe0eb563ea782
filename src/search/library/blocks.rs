//! The format of cache files: a head, blocks of bytes, and a checksum for each block. It does not know what the bytes mean, and returns
//! none whose checksum does not match.

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicBool, Ordering};

/// The bytes that share one checksum; reading one of them reads and verifies them all.
const BLOCK_SIZE: usize = 1 << 14;

/// The first bytes of every file: a name, and the version of the format. The version of the program is part of the head, so that files of
/// another version are not read.
const MAGIC: &[u8; 16] = b"whosaid cache 3\n";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The size of the head in bytes: the magic, and the checksum of the program's version and of the owner.
const HEAD_SIZE: usize = 24;
/// The size of the tail in bytes: the length of the blocks, and the checksum of the head, the block checksums and that length.
const TAIL_SIZE: usize = 16;

/// The largest size of a file, in bytes.
const MAX_FILE_SIZE: u64 = 1 << 40;

/// An open cache file. It stays readable when another file replaces it.
#[derive(Debug)]
pub(super) struct BlockFile {
    file: File,
    length: u64,
    /// The checksums of the blocks, eight bytes each.
    checksums: Vec<u8>,
    has_failed: AtomicBool,
    id: u64,
}

/// Writes a cache file, block by block.
pub(super) struct BlockWriter<'a> {
    out: &'a mut (dyn Write + Send),
    block: Vec<u8>,
    checksums: Vec<u8>,
    length: u64,
    head: [u8; HEAD_SIZE],
}

impl<'a> BlockWriter<'a> {
    /// Begins a file that belongs to `owner`, the path of a library.
    pub(super) fn begin(out: &'a mut (dyn Write + Send), owner: &[u8]) -> io::Result<Self> {
        let head = head(owner);
        out.write_all(&head)?;
        Ok(Self { out, block: Vec::with_capacity(BLOCK_SIZE), checksums: Vec::new(), length: 0, head })
    }

    /// Writes the checksums and the tail, and returns the id of the file.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        if !self.block.is_empty() {
            self.write_block()?;
        }
        self.out.write_all(&self.checksums)?;
        let id = file_id(&self.head, &self.checksums, self.length);
        self.out.write_all(&self.length.to_le_bytes())?;
        self.out.write_all(&id.to_le_bytes())?;
        Ok(id)
    }

    fn write_block(&mut self) -> io::Result<()> {
        self.out.write_all(&self.block)?;
        self.checksums.extend(checksum(&self.block).to_le_bytes());
        self.length += self.block.len() as u64;
        self.block.clear();
        Ok(())
    }
}

impl Write for BlockWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(BLOCK_SIZE - self.block.len());
        self.block.extend(&bytes[..fits]);
        if self.block.len() == BLOCK_SIZE {
            self.write_block()?;
        }
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl BlockFile {
    /// Opens a complete file that belongs to `owner`; otherwise `None`. Blocks are verified when they are read.
    pub(super) fn open(file: File, owner: &[u8]) -> Option<Self> {
        let size = file.metadata().ok()?.len().min(MAX_FILE_SIZE);
        let mut found_head = [0; HEAD_SIZE];
        file.read_exact_at(&mut found_head, 0).ok()?;
        let mut tail = [0; TAIL_SIZE];
        file.read_exact_at(&mut tail, size.checked_sub(TAIL_SIZE as u64)?).ok()?;
        let length = parse_u64(&tail[..8])?;
        let count = length.div_ceil(BLOCK_SIZE as u64);
        let expected = length.checked_add(count.checked_mul(8)?)?.checked_add((HEAD_SIZE + TAIL_SIZE) as u64)?;
        if found_head != head(owner) || expected != size {
            return None;
        }
        let mut checksums = vec![0; usize::try_from(count * 8).ok()?];
        file.read_exact_at(&mut checksums, HEAD_SIZE as u64 + length).ok()?;
        let id = file_id(&found_head, &checksums, length);
        (parse_u64(&tail[8..])? == id).then_some(Self {
            file,
            length,
            checksums,
            has_failed: AtomicBool::new(false),
            id,
        })
    }

    /// The checksum of the whole file, which distinguishes it from any other.
    pub(super) const fn id(&self) -> u64 {
        self.id
    }

    /// Whether a read has failed, or a checksum did not match.
    pub(super) fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }

    /// The number of bytes in the blocks.
    pub(super) const fn len(&self) -> u64 {
        self.length
    }

    /// Reads a range of the bytes.
    ///
    /// # Errors
    /// When the range is not there, or a checksum does not match; [`has_failed`](Self::has_failed) then returns true.
    pub(super) fn read(&self, at: Range<u64>) -> io::Result<Vec<u8>> {
        let read = self.read_blocks(at);
        if read.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        read
    }

    fn read_blocks(&self, at: Range<u64>) -> io::Result<Vec<u8>> {
        let broken = || io::Error::from(io::ErrorKind::InvalidData);
        if at.start > at.end || at.end > self.length {
            return Err(broken());
        }
        let block = BLOCK_SIZE as u64;
        let blocks = at.start / block..at.end.div_ceil(block).max(at.start / block);
        let start = blocks.start * block;
        let end = (blocks.end * block).min(self.length).max(start);
        let mut bytes = vec![0; usize::try_from(end - start).map_err(|_| broken())?];
        self.file.read_exact_at(&mut bytes, HEAD_SIZE as u64 + start)?;
        for (number, block) in (usize::try_from(blocks.start).map_err(|_| broken())?..).zip(bytes.chunks(BLOCK_SIZE)) {
            self.verify(number, block).ok_or_else(broken)?;
        }
        let from = usize::try_from(at.start - start).map_err(|_| broken())?;
        bytes.drain(..from);
        bytes.truncate(usize::try_from(at.end - at.start).map_err(|_| broken())?);
        Ok(bytes)
    }

    /// Compares a block with its checksum, on every read: another process may write into the file while it is open.
    fn verify(&self, number: usize, block: &[u8]) -> Option<()> {
        let expected = parse_u64(self.checksums.get(number * 8..number * 8 + 8)?)?;
        (expected == checksum(block)).then_some(())
    }
}

fn head(owner: &[u8]) -> [u8; HEAD_SIZE] {
    let mut head = [0; HEAD_SIZE];
    head[..16].copy_from_slice(MAGIC);
    let owner_checksum = checksum(&[VERSION.as_bytes(), b"\0", owner].concat());
    head[16..].copy_from_slice(&owner_checksum.to_le_bytes());
    head
}

fn file_id(head: &[u8], checksums: &[u8], length: u64) -> u64 {
    checksum(&[head, checksums, &length.to_le_bytes()].concat())
}

fn parse_u64(bytes: &[u8]) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

const MULTIPLIER: u64 = 0xff51_afd7_ed55_8ccd;

/// A checksum of 64 bits. It detects every change of one word and almost all others; it protects against accidents, not against forgery.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, bytes.len() as u64];
    let mut words = bytes.chunks_exact(32);
    for chunk in &mut words {
        for (lane, word) in lanes.iter_mut().zip(chunk.chunks_exact(8)) {
            *lane = mix(*lane, parse_u64(word).unwrap_or_default());
        }
    }
    for (at, word) in words.remainder().chunks(8).enumerate() {
        let mut whole = [0; 8];
        whole[..word.len()].copy_from_slice(word);
        lanes[at] = mix(lanes[at], u64::from_le_bytes(whole));
    }
    let all = lanes.iter().fold(MULTIPLIER, |all, lane| mix(all, *lane));
    (all ^ (all >> 29)).wrapping_mul(MULTIPLIER)
}

const fn mix(lane: u64, word: u64) -> u64 {
    (lane ^ word).wrapping_mul(MULTIPLIER).rotate_left(27)
}
