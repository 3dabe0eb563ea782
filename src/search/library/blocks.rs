//! A file of ours as it lies on the disk: what it is, blocks of bytes, and a sum of each. It knows nothing of what the bytes mean, and
//! believes none of them that its sum does not vouch for.

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes that share one checksum: reading one of them reads and checks them all.
const BLOCK: usize = 1 << 14;

/// What every file begins with: a name, and which form of it this is. Another version of the program may understand other things by the
/// same bytes, so what it wrote is not read.
const MAGIC: &[u8; 16] = b"whosaid cache 2\n";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Bytes before the blocks: the magic, and the sum of the version and of what the file belongs to.
const HEAD: usize = 24;
/// Bytes behind the sums: how many bytes the blocks have, and the sum of the head, of the sums and of that number.
const TAIL: usize = 16;

/// The largest file of ours: more is garbage.
const MOST: u64 = 1 << 40;

/// A file that is open. It stays what it is when another takes its name.
#[derive(Debug)]
pub(super) struct BlockFile {
    file: File,
    length: u64,
    /// The sums of the blocks, eight bytes each.
    sums: Vec<u8>,
    has_failed: AtomicBool,
    id: u64,
}

/// Somebody who writes blocks, in order and to the end.
pub(super) struct BlockWriter<'a> {
    out: &'a mut (dyn Write + Send),
    block: Vec<u8>,
    sums: Vec<u8>,
    length: u64,
    head: [u8; HEAD],
}

impl<'a> BlockWriter<'a> {
    /// Begins a file that belongs to `owner`.
    pub(super) fn begin(out: &'a mut (dyn Write + Send), owner: &[u8]) -> io::Result<Self> {
        let head = head(owner);
        out.write_all(&head)?;
        Ok(Self { out, block: Vec::with_capacity(BLOCK), sums: Vec::new(), length: 0, head })
    }

    /// Ends it; what tells it from any other.
    pub(super) fn end(mut self) -> io::Result<u64> {
        if !self.block.is_empty() {
            self.close()?;
        }
        self.out.write_all(&self.sums)?;
        let id = id(&self.head, &self.sums, self.length);
        self.out.write_all(&self.length.to_le_bytes())?;
        self.out.write_all(&id.to_le_bytes())?;
        Ok(id)
    }

    fn close(&mut self) -> io::Result<()> {
        self.out.write_all(&self.block)?;
        self.sums.extend(checksum(&self.block).to_le_bytes());
        self.length += self.block.len() as u64;
        self.block.clear();
        Ok(())
    }
}

impl Write for BlockWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(BLOCK - self.block.len());
        self.block.extend(&bytes[..fits]);
        if self.block.len() == BLOCK {
            self.close()?;
        }
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl BlockFile {
    /// The file, where it is a whole one that belongs to `owner`; its blocks are looked at when they are read.
    pub(super) fn open(file: File, owner: &[u8]) -> Option<Self> {
        let size = file.metadata().ok()?.len().min(MOST);
        let mut head_here = [0; HEAD];
        file.read_exact_at(&mut head_here, 0).ok()?;
        let mut tail = [0; TAIL];
        file.read_exact_at(&mut tail, size.checked_sub(TAIL as u64)?).ok()?;
        let length = number(&tail[..8])?;
        let count = length.div_ceil(BLOCK as u64);
        let expected = length.checked_add(count.checked_mul(8)?)?.checked_add((HEAD + TAIL) as u64)?;
        if head_here != head(owner) || expected != size {
            return None;
        }
        let mut sums = vec![0; usize::try_from(count * 8).ok()?];
        file.read_exact_at(&mut sums, HEAD as u64 + length).ok()?;
        let id = id(&head_here, &sums, length);
        (number(&tail[8..])? == id).then_some(Self { file, length, sums, has_failed: AtomicBool::new(false), id })
    }

    /// What tells it from any other.
    pub(super) const fn id(&self) -> u64 {
        self.id
    }

    /// Whether anything could not be read as it was written.
    pub(super) fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }

    /// How many bytes there are.
    pub(super) const fn len(&self) -> u64 {
        self.length
    }

    /// The bytes of a range.
    ///
    /// # Errors
    /// When they are not all there, or not as they were written; that is remembered.
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
        let block = BLOCK as u64;
        let blocks = at.start / block..at.end.div_ceil(block).max(at.start / block);
        let start = blocks.start * block;
        let end = (blocks.end * block).min(self.length).max(start);
        let mut bytes = vec![0; usize::try_from(end - start).map_err(|_| broken())?];
        self.file.read_exact_at(&mut bytes, HEAD as u64 + start)?;
        for (number, block) in (usize::try_from(blocks.start).map_err(|_| broken())?..).zip(bytes.chunks(BLOCK)) {
            self.verify(number, block).ok_or_else(broken)?;
        }
        let from = usize::try_from(at.start - start).map_err(|_| broken())?;
        bytes.drain(..from);
        bytes.truncate(usize::try_from(at.end - at.start).map_err(|_| broken())?);
        Ok(bytes)
    }

    /// Compares a block with its checksum, on every read: another process may write into the file while it is open.
    fn verify(&self, number: usize, block: &[u8]) -> Option<()> {
        let expected = self::number(self.sums.get(number * 8..number * 8 + 8)?)?;
        (expected == checksum(block)).then_some(())
    }
}

fn head(owner: &[u8]) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..16].copy_from_slice(MAGIC);
    let belongs = checksum(&[VERSION.as_bytes(), b"\0", owner].concat());
    head[16..].copy_from_slice(&belongs.to_le_bytes());
    head
}

fn id(head: &[u8], sums: &[u8], length: u64) -> u64 {
    checksum(&[head, sums, &length.to_le_bytes()].concat())
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

const ODD: u64 = 0xff51_afd7_ed55_8ccd;

/// A sum that tells of any change of one word, and of almost all others; it guards against mishaps, not against forgers.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, bytes.len() as u64];
    let mut words = bytes.chunks_exact(32);
    for chunk in &mut words {
        for (lane, word) in lanes.iter_mut().zip(chunk.chunks_exact(8)) {
            *lane = mixed(*lane, number(word).unwrap_or_default());
        }
    }
    for (at, word) in words.remainder().chunks(8).enumerate() {
        let mut whole = [0; 8];
        whole[..word.len()].copy_from_slice(word);
        lanes[at] = mixed(lanes[at], u64::from_le_bytes(whole));
    }
    let all = lanes.iter().fold(ODD, |all, lane| mixed(all, *lane));
    (all ^ (all >> 29)).wrapping_mul(ODD)
}

const fn mixed(lane: u64, word: u64) -> u64 {
    (lane ^ word).wrapping_mul(ODD).rotate_left(27)
}
