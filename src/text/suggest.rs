//! Spelling suggestions for "did you mean" messages. It never corrects anything by itself.

/// Returns "did you mean …?" with the nearest of the `known` names; if none is near, `otherwise` followed by all of them.
pub fn nearest_or_all(wrong: &str, known: &[&str], otherwise: &str) -> String {
    match nearest(wrong, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{otherwise} {}", backquoted(known)),
    }
}

/// Returns the nearest of `known` by optimal string alignment distance, ignoring case. The distance may be at most one per three
/// characters of `wrong`, and at most 3.
pub fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    let max_distance = (length / 3).min(3);
    known
        .filter(|name| name.len().abs_diff(wrong.len()) <= max_distance * char::MAX.len_utf8())
        .map(|name| (strsim::osa_distance(&wrong, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= max_distance && *distance < length.max(name.chars().count()))
        .min()
        .map(|(_, name)| name)
}

/// Joins the names with commas, each in backquotes.
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
    fn without_a_near_name_all_are_listed() {
        assert_eq!(nearest_or_all("colour", &["id", "name"], "its fields are"), "its fields are `id`, `name`");
    }
}
