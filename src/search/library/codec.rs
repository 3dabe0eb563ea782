//! Numbers and texts as bytes, and back. It trusts no byte: what cannot be read is nothing.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

/// Bytes in the making.
#[derive(Debug, Default)]
pub(super) struct Encoder(Vec<u8>);

/// Bytes that are read from their beginning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decoder<'a>(&'a [u8]);

impl Encoder {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    /// A number that is mostly small.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let mut rest = number as u64;
        while rest >= 0x80 {
            self.0.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        self.0.push(rest.to_le_bytes()[0]);
        self
    }

    /// A number of which nothing is known.
    pub(super) fn mark(&mut self, mark: u64) -> &mut Self {
        self.0.extend(mark.to_le_bytes());
        self
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len());
        self.0.extend(bytes);
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    pub(super) fn path(&mut self, path: &Path) -> &mut Self {
        self.bytes(path.as_os_str().as_bytes())
    }
}

impl<'a> Decoder<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn number(&mut self) -> Option<usize> {
        let mut number = 0_u64;
        for shift in (0..).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let part = u64::from(byte & 0x7f);
            // The last byte has one bit of the sixty-four.
            if shift > 63 || (shift == 63 && part > 1) {
                return None;
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        usize::try_from(number).ok()
    }

    pub(super) fn mark(&mut self) -> Option<u64> {
        let (mark, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*mark))
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.bytes()?).ok()
    }

    pub(super) fn path(&mut self) -> Option<PathBuf> {
        Some(PathBuf::from(OsStr::from_bytes(self.bytes()?)))
    }

    /// Several of a kind after their number, which is not believed: memory is taken as they are found.
    pub(super) fn several<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        let mut all = Vec::with_capacity(count.min(self.0.len()));
        for _ in 0..count {
            all.push(one(self)?);
        }
        Some(all)
    }
}
