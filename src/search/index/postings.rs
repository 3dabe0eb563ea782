//! Postings lists: sets of entries, encoded as deltas when sparse and as a bit set when dense.

use fixedbitset::FixedBitSet;

use crate::search::bytes::{ByteReader, put_varint};

/// A set of entries of a segment, by their numbers.
pub(in crate::search) type EntryIds = FixedBitSet;

/// If more than one in so many entries is in a set, a bit set is smaller than the deltas, and far faster to read.
const DENSE: usize = 16;

const DELTAS: u8 = 0;
const BITS: u8 = 1;

/// The bytes of a block of a bit set.
const BLOCK: usize = size_of::<usize>();

/// Builds a postings list from numbers in ascending order.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct PostingsBuilder {
    deltas: Vec<u8>,
    count: usize,
    /// One more than the last number.
    next: u32,
}

impl PostingsBuilder {
    /// Adds a number that is not less than any before; a repeated number is ignored.
    pub(in crate::search) fn add(&mut self, number: u32) {
        if let Some(delta) = number.checked_sub(self.next) {
            put_varint(&mut self.deltas, delta);
            self.count += 1;
            self.next = number + 1;
        }
    }

    /// The number of entries.
    pub(in crate::search) const fn count(&self) -> usize {
        self.count
    }

    /// Adds all entries to a set.
    pub(in crate::search) fn add_to(&self, set: &mut EntryIds) {
        let _ = add_deltas(ByteReader(&self.deltas), set);
    }

    /// Encodes the list, for a segment of `all` entries.
    pub(in crate::search) fn write(&self, all: usize, out: &mut Vec<u8>) {
        if self.count * DENSE > all {
            let mut set = EntryIds::with_capacity(all);
            self.add_to(&mut set);
            write_bits(&set, out);
        } else {
            out.push(DELTAS);
            out.extend(&self.deltas);
        }
    }
}

/// Encodes a set as a bit set.
pub(in crate::search) fn write_bits(set: &EntryIds, out: &mut Vec<u8>) {
    out.push(BITS);
    out.extend(set.as_slice().iter().flat_map(|block| block.to_le_bytes()));
}

/// Adds the entries of an encoded list to `set`; `None` if it is malformed or has a number outside the set.
pub(in crate::search) fn read_into(bytes: &[u8], set: &mut EntryIds) -> Option<()> {
    let mut reader = ByteReader(bytes);
    match reader.byte()? {
        DELTAS => add_deltas(reader, set),
        BITS => {
            let (blocks, rest) = reader.0.as_chunks::<BLOCK>();
            let beyond = set.len() % usize::BITS as usize;
            let has_more = |last: &[u8; BLOCK]| beyond > 0 && usize::from_le_bytes(*last) >> beyond != 0;
            let own = set.as_mut_slice();
            if !rest.is_empty() || blocks.len() != own.len() || blocks.last().is_some_and(has_more) {
                return None;
            }
            for (own, block) in own.iter_mut().zip(blocks) {
                *own |= usize::from_le_bytes(*block);
            }
            Some(())
        }
        _ => None,
    }
}

fn add_deltas(mut reader: ByteReader<'_>, set: &mut EntryIds) -> Option<()> {
    let all = set.len();
    let mut next = 0_usize;
    while !reader.is_empty() {
        let number = next.checked_add(usize::try_from(reader.varint()?).ok()?)?;
        if number >= all {
            return None;
        }
        set.insert(number);
        next = number + 1;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_set_is_read_as_it_was_written(numbers in prop::collection::btree_set(0_u32..300, 0..300)) {
            let mut builder = PostingsBuilder::default();
            for number in &numbers {
                builder.add(*number);
                builder.add(*number);
            }
            let mut out = Vec::new();
            builder.write(300, &mut out);
            let mut set = EntryIds::with_capacity(300);
            prop_assert_eq!(read_into(&out, &mut set), Some(()));
            prop_assert_eq!(set.ones().collect::<Vec<_>>(), numbers.iter().map(|number| *number as usize).collect::<Vec<_>>());
            prop_assert_eq!(builder.count(), numbers.len());
        }

        #[test]
        fn any_bytes_are_a_set_or_none(bytes in prop::collection::vec(any::<u8>(), 0..40), all in 0_usize..300) {
            let mut set = EntryIds::with_capacity(all);
            let _ = read_into(&bytes, &mut set);
            prop_assert!(set.ones().all(|number| number < all));
        }
    }
}
