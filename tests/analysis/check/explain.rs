//! `whosaid explain` in the shell.

use std::process::{Command, Output};

use whosaid::diagnostics::Code;

fn explain(words: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home.path()).arg("explain").args(words).output().unwrap()
}

fn printed(words: &[&str]) -> String {
    let output = explain(words);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_code_is_explained_with_an_example_of_it_mended() {
    insta::assert_snapshot!("weekday", printed(&["W-weekday"]));
    insta::assert_snapshot!("quote_changed", printed(&["E-quote-changed"]));
}

#[test]
fn without_a_code_all_are_listed() {
    let list = printed(&[]);
    for code in Code::ALL {
        assert!(list.contains(code.word()) && list.contains(code.page().title), "{code}");
    }
    insta::assert_snapshot!("codes", list);
}

#[test]
fn an_unknown_code_is_answered_with_the_one_that_was_meant() {
    for (word, told) in [
        ("w-weekdy", "whosaid: no code `w-weekdy`; did you mean `W-weekday`?\n"),
        (
            "N-one-sided",
            "whosaid: `N-one-sided` is not reported any more: a contradiction counts for both statements, whichever of \
             them has the link\n",
        ),
        ("X-nothing-like-it", "whosaid: no code `X-nothing-like-it`; `whosaid explain` lists all\n"),
    ] {
        let output = explain(&[word]);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        assert_eq!(String::from_utf8(output.stderr).unwrap(), told);
    }
}
