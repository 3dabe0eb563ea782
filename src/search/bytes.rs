//! The bytes of an index, and the encoding of numbers and texts in them. Reading never trusts the bytes.

use std::fmt::Debug;
use std::io;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Immutable bytes, in memory or in a file.
pub trait ByteSource: Debug + Send + Sync {
    /// The number of bytes.
    fn size(&self) -> u64;

    /// Reads exactly the bytes of a range.
    ///
    /// # Errors
    /// When the bytes cannot be read, or a checksum shows that they changed.
    fn read(&self, at: Range<u64>) -> io::Result<Vec<u8>>;
}

impl ByteSource for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read(&self, at: Range<u64>) -> io::Result<Vec<u8>> {
        let range = usize::try_from(at.start).ok().zip(usize::try_from(at.end).ok());
        let bytes = range.and_then(|(start, end)| self.get(start..end));
        bytes.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

pub(super) fn put_u32(out: &mut Vec<u8>, number: u32) {
    out.extend(number.to_le_bytes());
}

pub(super) fn put_u64(out: &mut Vec<u8>, number: u64) {
    out.extend(number.to_le_bytes());
}

/// Appends a number as a varint: unsigned LEB128, seven bits in each byte.
pub(super) fn put_varint(out: &mut Vec<u8>, number: u32) {
    let mut rest = number;
    while rest >= 0x80 {
        out.push(low(rest) | 0x80);
        rest >>= 7;
    }
    out.push(low(rest));
}

/// The lowest seven bits.
fn low(number: u32) -> u8 {
    number.to_le_bytes()[0] & 0x7f
}

/// Appends a value in the format of postcard: numbers as varints, texts and lists after their lengths.
pub(super) fn put_value<T: Serialize>(out: &mut Vec<u8>, value: &T) {
    // It cannot fail: memory takes what is written, and every list has a length.
    let _ = postcard::to_io(value, out);
}

/// Encodes values one after the other.
pub(super) fn encode_all<T>(values: &[T], put: impl Fn(&T, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        put(value, &mut out);
    }
    out
}

/// Reads values from the front of a slice; every method returns `None` if the bytes end too early or are malformed.
#[derive(Debug, Clone, Copy)]
pub(super) struct ByteReader<'a>(pub(super) &'a [u8]);

impl<'a> ByteReader<'a> {
    pub(super) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    /// Reads a number that [`put_varint`] wrote.
    #[inline]
    pub(super) fn varint(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads a value that [`put_value`] wrote.
    pub(super) fn value<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let (value, rest) = postcard::take_from_bytes(self.0).ok()?;
        self.0 = rest;
        Some(value)
    }
}

/// Decodes all bytes as numbers; `None` if bytes are left over.
pub(super) fn all_u32(bytes: &[u8]) -> Option<Vec<u32>> {
    let (chunks, rest) = bytes.as_chunks::<4>();
    rest.is_empty().then(|| chunks.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect())
}

/// Decodes all bytes as numbers; `None` if bytes are left over.
pub(super) fn all_u64(bytes: &[u8]) -> Option<Vec<u64>> {
    let (chunks, rest) = bytes.as_chunks::<8>();
    rest.is_empty().then(|| chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_put_is_read_again(numbers in prop::collection::vec(any::<u32>(), 0..40), text in ".{0,20}") {
            let mut out = Vec::new();
            for number in &numbers {
                put_varint(&mut out, *number);
            }
            put_value(&mut out, &text);
            let mut reader = ByteReader(&out);
            for number in numbers {
                prop_assert_eq!(reader.varint(), Some(number));
            }
            prop_assert_eq!(reader.value(), Some(text.as_str()));
            prop_assert!(reader.is_empty());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut reader = ByteReader(&bytes);
            while reader.value::<&str>().is_some() || reader.varint().is_some() {}
            prop_assert!(all_u32(&bytes).is_some() == (bytes.len() % 4 == 0));
        }
    }
}
