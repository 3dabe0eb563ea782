//! Sets of entries, written and read again: as the steps from one to the next where they are few, as a bit for each where they are many.

use fixedbitset::FixedBitSet;

use super::bytes::{ByteReader, put_short};

/// Entries of a segment, by their numbers.
pub(super) type EntryIds = FixedBitSet;

/// Where one in so many entries is in a set, a bit for each is less to read than the steps, and far quicker.
const DENSE: usize = 16;

const STEPS: u8 = 0;
const BITS: u8 = 1;

/// Bytes of a block of a set.
const BLOCK: usize = size_of::<usize>();

/// A set that grows by greater and greater numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct PostingsBuilder {
    steps: Vec<u8>,
    count: usize,
    /// One more than the last number.
    next: u32,
}

impl PostingsBuilder {
    /// Adds a number that is not less than any before; one that is there already is passed over.
    pub(super) fn add(&mut self, number: u32) {
        if let Some(step) = number.checked_sub(self.next) {
            put_short(&mut self.steps, step);
            self.count += 1;
            self.next = number + 1;
        }
    }

    /// How many numbers are in it.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// Adds all its numbers to a set.
    pub(super) fn add_to(&self, set: &mut EntryIds) {
        let _ = add_steps(ByteReader(&self.steps), set);
    }

    /// Writes it as a set of `all` entries at the most.
    pub(super) fn write(&self, all: usize, out: &mut Vec<u8>) {
        if self.count * DENSE > all {
            let mut set = EntryIds::with_capacity(all);
            self.add_to(&mut set);
            write_bits(&set, out);
        } else {
            out.push(STEPS);
            out.extend(&self.steps);
        }
    }
}

/// Writes a set as a bit for each entry.
pub(super) fn write_bits(set: &EntryIds, out: &mut Vec<u8>) {
    out.push(BITS);
    out.extend(set.as_slice().iter().flat_map(|block| block.to_le_bytes()));
}

/// Adds the numbers of a set that was written to `set`; `None` where the bytes are no set of as many entries.
pub(super) fn read_into(bytes: &[u8], set: &mut EntryIds) -> Option<()> {
    let mut taking = ByteReader(bytes);
    match taking.byte()? {
        STEPS => add_steps(taking, set),
        BITS => {
            let (blocks, rest) = taking.0.as_chunks::<BLOCK>();
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

fn add_steps(mut taking: ByteReader<'_>, set: &mut EntryIds) -> Option<()> {
    let all = set.len();
    let mut next = 0_usize;
    while !taking.is_empty() {
        let number = next.checked_add(usize::try_from(taking.short()?).ok()?)?;
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
            let mut growing = PostingsBuilder::default();
            for number in &numbers {
                growing.add(*number);
                growing.add(*number);
            }
            let mut out = Vec::new();
            growing.write(300, &mut out);
            let mut set = EntryIds::with_capacity(300);
            prop_assert_eq!(read_into(&out, &mut set), Some(()));
            prop_assert_eq!(set.ones().collect::<Vec<_>>(), numbers.iter().map(|number| *number as usize).collect::<Vec<_>>());
            prop_assert_eq!(growing.count(), numbers.len());
        }

        #[test]
        fn any_bytes_are_a_set_or_none(bytes in prop::collection::vec(any::<u8>(), 0..40), all in 0_usize..300) {
            let mut set = EntryIds::with_capacity(all);
            let _ = read_into(&bytes, &mut set);
            prop_assert!(set.ones().all(|number| number < all));
        }
    }
}
