//! The name that was probably meant, for every sentence that says "did you mean".

/// What to say to `wrong`: the nearest of the `known` names when one is near, else all of them behind `otherwise`.
pub fn nearest_or_all(wrong: &str, known: &[&str], otherwise: &str) -> String {
    match nearest(wrong, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{otherwise} {}", backquoted(known)),
    }
}

/// The nearest of `known`, when it differs from `wrong` by no more than one slip in three letters.
pub fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    let slips = (length / 3).min(3);
    known
        .filter(|name| name.len().abs_diff(wrong.len()) <= slips * char::MAX.len_utf8())
        .map(|name| (strsim::osa_distance(&wrong, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= slips && *distance < length.max(name.chars().count()))
        .min()
        .map(|(_, name)| name)
}

/// The names in back-ticks, with commas between them.
pub fn backquoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_stranger_is_not() {
        let known = ["s1", "gandapur", "asif", "khar", "TLP:AMBER+STRICT", "TLP:AMBER"];
        for (wrong, meant) in [
            ("gandapour", Some("gandapur")),
            ("Asif", Some("asif")),
            ("aisf", Some("asif")),
            ("TLP:AMBRE", Some("TLP:AMBER")),
            ("tlp:amber", Some("TLP:AMBER")),
            ("zelensky", None),
            ("s9", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, known.into_iter()), meant, "{wrong}");
        }
    }

    #[test]
    fn without_a_near_one_all_are_told() {
        assert_eq!(nearest_or_all("colour", &["id", "name"], "its fields are"), "its fields are `id`, `name`");
    }
}
