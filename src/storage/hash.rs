//! Hashes of paths and texts. They are the same on every machine and in every version.

use std::hash::Hasher as _;
use std::path::Path;

use fnv::FnvHasher;
use sha2::{Digest as _, Sha256};

/// Returns a file name for data about `path`: the name of `path`, for people, and a hash (FNV-1a) of its canonical form.
pub(crate) fn hashed_stem(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let readable: String =
        name.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).take(48).collect();
    let mut hasher = FnvHasher::default();
    hasher.write(path.as_os_str().as_encoded_bytes());
    format!("{readable}-{:016x}", hasher.finish())
}

/// Returns the SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    let digits =
        |byte: &u8| [byte >> 4, byte & 0xf].map(|digit| char::from_digit(digit.into(), 16).unwrap_or_default());
    Sha256::digest(bytes).iter().flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_the_one_of_the_standard() {
        assert_eq!(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
