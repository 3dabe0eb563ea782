//! The brief that comes with the program has no fault, and its warnings are the faults of its articles.

use std::fs;
use std::path::Path;

use super::{Text, bundled, check, told, whole};

#[test]
fn its_warnings_are_the_true_faults_of_its_articles() {
    let files = bundled();
    insta::assert_snapshot!("bundled", told(&files, &check(&files, &[])));
}

/// With the articles, which are not ours to give away: `WHOSAID_ARTICLES=… cargo test --test analysis -- --ignored check::`.
#[test]
#[ignore = "the articles are not kept with the program"]
fn with_its_articles_no_quote_of_it_is_wrong() {
    let files = bundled();
    let folder = std::env::var("WHOSAID_ARTICLES").unwrap();
    let texts: Vec<Text> = whole(&files)
        .sources
        .iter()
        .filter_map(|(_, source)| {
            let file = &source.text.as_ref()?.file;
            let body = fs::read_to_string(Path::new(&folder).join(file.rsplit('/').next()?)).unwrap();
            Some(Text::new(file, &body))
        })
        .collect();
    insta::assert_snapshot!("bundled_with_articles", told(&files, &check(&files, &texts)));
}
