//! The secrets that a text has in it, in whatever form it has them.

use std::collections::BTreeSet;

/// What tells secrets apart: of a date its year, of a sum its end.
pub(crate) type SecretMarks = BTreeSet<String>;

/// The mark of a secret.
pub(crate) fn secret_mark(secret: &str) -> String {
    let is_date = secret.len() == 10 && secret.as_bytes()[4] == b'-';
    let is_sum = secret.len() == 64;
    match secret {
        _ if is_date => secret[..4].to_owned(),
        _ if is_sum => secret[56..].to_owned(),
        _ => secret.to_owned(),
    }
}

/// The marks of all secrets of which a text has one.
pub(crate) fn secret_marks(text: &str) -> SecretMarks {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let from = |start: &'static str, length: usize| {
        text.match_indices(start).filter_map(move |(at, _)| text.get(at..at + length))
    };
    let words = from("zq", 7).filter(|word| word.ends_with('k') && digits(&word[2..6]));
    let sums = from("abcd", 8).filter(|sum| sum.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let numbers = from("7000000", 10).filter(|number| digits(number)).map(str::to_owned);
    let grouped = from("7,000,000,", 13).map(|number| number.replace(',', "")).filter(|number| digits(number));
    let tokens = text.split(|char: char| !char.is_ascii_alphanumeric());
    let years = tokens.filter(|token| token.len() == 4 && token.starts_with('2') && digits(token));
    words.chain(sums).chain(years).map(str::to_owned).chain(numbers).chain(grouped).collect()
}

#[test]
fn a_secret_is_found_in_whatever_form_a_screen_has_it() {
    let sum = format!("{:064x}", 0xabcd_0011_u32);
    for (secret, text) in [
        ("zq0017k", "said zq0017k’s"),
        ("zq0017k", "xzq0017ky"),
        ("2017-03-12", "12 Mar 2017~"),
        ("2017-03-12", "2017-03-12"),
        ("7000000123", "7,000,000,123 t"),
        ("7000000123", "Number(7000000123)"),
        (sum.as_str(), sum.as_str()),
    ] {
        assert_eq!(secret_marks(text), SecretMarks::from([secret_mark(secret)]), "{secret} in {text}");
    }
    assert_eq!(secret_marks("zq001 20171 a2017 7,000,000 abcdefg"), SecretMarks::new());
}
