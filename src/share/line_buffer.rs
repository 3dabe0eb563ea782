//! Bytes as they come, and the lines that they make. It never holds more than a line may have, and what came with it.

/// What has come of a line.
#[derive(Debug, Default)]
pub(super) struct LineBuffer {
    bytes: Vec<u8>,
    /// How many of these have no line break among them.
    searched: usize,
}

/// A line of more bytes than it may have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineTooLong;

impl LineBuffer {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next line that is whole, with its line break, of at most `longest` bytes.
    ///
    /// # Errors
    /// When it is longer, whole or not.
    pub(super) fn next_line(&mut self, longest: usize) -> Result<Option<Vec<u8>>, LineTooLong> {
        let end = memchr::memchr(b'\n', &self.bytes[self.searched..]).map(|at| self.searched + at + 1);
        if end.unwrap_or(self.bytes.len() + 1) > longest {
            return Err(LineTooLong);
        }
        let Some(end) = end else {
            self.searched = self.bytes.len();
            return Ok(None);
        };
        self.searched = 0;
        let rest = self.bytes.split_off(end);
        Ok(Some(std::mem::replace(&mut self.bytes, rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_may_be_as_long_as_it_may_be_and_no_longer() {
        let mut lines = LineBuffer::default();
        lines.push(b"abc\n");
        assert_eq!(lines.next_line(4), Ok(Some(b"abc\n".to_vec())));
        lines.push(b"abcd\n");
        assert_eq!(lines.next_line(4), Err(LineTooLong));
        let mut open = LineBuffer::default();
        open.push(b"abc");
        assert_eq!(open.next_line(4), Ok(None));
        open.push(b"d");
        assert_eq!(open.next_line(4), Err(LineTooLong), "its line break would be the fifth");
    }

    proptest! {
        #[test]
        fn lines_are_the_same_in_whatever_pieces_they_come(text in "[ab\n]{0,40}", size in 1_usize..9) {
            let mut lines = LineBuffer::default();
            let mut read = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                lines.push(piece);
                while let Ok(Some(line)) = lines.next_line(usize::MAX) {
                    read.extend(line);
                }
            }
            let whole = text.rfind('\n').map_or(0, |end| end + 1);
            prop_assert_eq!(read, &text.as_bytes()[..whole]);
        }
    }
}
