//! The names of weekdays and months in the languages of the GNU C library, as one word or several. It never guesses a language.

use std::collections::HashMap;

use chrono::Weekday;
use pure_rust_locales::{Locale, locale_match};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayName {
    Weekday(Weekday),
    /// The number of a month: 1 to 12.
    Month(u32),
}

/// The names of some languages, by their words as [`words`] writes them, with one space between two.
#[derive(Debug, Default)]
pub(super) struct DayNames {
    /// `None` is a name that means different things, such as the Spanish `mar`.
    names: HashMap<String, Option<DayName>>,
}

/// The most words of a name: `thứ hai`, `tháng mười hai`.
pub(super) const MOST_WORDS: usize = 3;

/// The locales, without those that differ only in their currency.
const LOCALES: &str = "aa_DJ aa_ER aa_ER@saaho aa_ET af_ZA agr_PE ak_GH am_ET an_ES anp_IN ar_AE ar_BH ar_DZ ar_EG ar_IN ar_IQ ar_JO ar_KW ar_LB ar_LY \
    ar_MA ar_OM ar_QA ar_SA ar_SD ar_SS ar_SY ar_TN ar_YE as_IN ast_ES ayc_PE az_AZ az_IR be_BY be_BY@latin bem_ZM ber_DZ ber_MA bg_BG \
    bhb_IN bho_IN bho_NP bi_VU bn_BD bn_IN bo_CN bo_IN br_FR brx_IN bs_BA byn_ER ca_AD ca_ES ca_ES@valencia ca_FR ca_IT ce_RU chr_US \
    cmn_TW crh_UA cs_CZ csb_PL cv_RU cy_GB da_DK de_AT de_BE de_CH de_DE de_IT de_LI de_LU doi_IN dsb_DE dv_MV dz_BT el_CY el_GR en_AG \
    en_AU en_BW en_CA en_DK en_GB en_HK en_IE en_IL en_IN en_NG en_NZ en_PH en_SC en_SG en_US en_ZA en_ZM en_ZW eo es_AR es_BO es_CL \
    es_CO es_CR es_CU es_DO es_EC es_ES es_GT es_HN es_MX es_NI es_PA es_PE es_PR es_PY es_SV es_US es_UY es_VE et_EE eu_ES fa_IR \
    ff_SN fi_FI fil_PH fo_FO fr_BE fr_CA fr_CH fr_FR fr_LU fur_IT fy_DE fy_NL ga_IE gd_GB gez_ER gez_ER@abegede gez_ET gez_ET@abegede \
    gl_ES gu_IN gv_GB ha_NG hak_TW he_IL hi_IN hif_FJ hne_IN hr_HR hsb_DE ht_HT hu_HU hy_AM ia_FR id_ID ig_NG ik_CA is_IS it_CH it_IT \
    iu_CA ja_JP ka_GE kab_DZ kk_KZ kl_GL km_KH kn_IN ko_KR kok_IN ks_IN ks_IN@devanagari ku_TR kw_GB ky_KG lb_LU lg_UG li_BE li_NL \
    lij_IT ln_CD lo_LA lt_LT lv_LV lzh_TW mag_IN mai_IN mai_NP mfe_MU mg_MG mhr_RU mi_NZ miq_NI mjw_IN mk_MK ml_IN mn_MN mni_IN mnw_MM \
    mr_IN ms_MY mt_MT my_MM nan_TW nan_TW@latin nb_NO nds_DE nds_NL ne_NP nhn_MX niu_NU niu_NZ nl_AW nl_BE nl_NL nn_NO nr_ZA nso_ZA \
    oc_FR om_ET om_KE or_IN os_RU pa_IN pa_PK pap_AW pap_CW pl_PL ps_AF pt_BR pt_PT quz_PE raj_IN ro_RO ru_RU ru_UA rw_RW sa_IN sah_RU \
    sat_IN sc_IT sd_IN sd_IN@devanagari se_NO sgs_LT shn_MM shs_CA si_LK sid_ET sk_SK sl_SI sm_WS so_DJ so_ET so_KE so_SO sq_AL sq_MK \
    sr_ME sr_RS sr_RS@latin ss_ZA st_ZA sv_FI sv_SE sw_KE sw_TZ szl_PL ta_IN ta_LK tcy_IN te_IN tg_TJ th_TH the_NP ti_ER ti_ET tig_ER \
    tk_TM tl_PH tn_ZA to_TO tpi_PG tr_CY tr_TR ts_ZA tt_RU tt_RU@iqtelif ug_CN uk_UA unm_US ur_IN ur_PK uz_UZ uz_UZ@cyrillic ve_ZA \
    vi_VN wa_BE wae_CH wal_ET wo_SN xh_ZA yi_US yo_NG yue_HK yuw_PG zh_CN zh_HK zh_SG zh_TW zu_ZA";

/// In the order of the locales' names.
const WEEKDAYS: [Weekday; 7] =
    [Weekday::Sun, Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];

impl DayNames {
    /// The names, also shortened, in English and in the languages of these tags (BCP 47): `de`, `pt-BR`. Returns `None` when there is no
    /// tag, or one of them is of an unknown language.
    pub(super) fn of_languages(tags: &[&str]) -> Option<Self> {
        let mut names = Self::default();
        names.add_english();
        let mut known = 0;
        for tag in tags {
            let language = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
            let languages: &[&str] = match language.as_str() {
                "no" => &["nb", "nn"],
                "iw" => &["he"],
                other => &[other],
            };
            let locales: Vec<Locale> =
                locales().filter(|name| languages.contains(&primary(name))).filter_map(parse).collect();
            known += usize::from(!locales.is_empty());
            for locale in locales {
                names.add_whole(locale);
                names.add_short(locale);
            }
        }
        (known > 0 && known == tags.len()).then_some(names)
    }

    /// The English names, also shortened, and the whole names of all languages, for a text of unknown language. English goes first: a word
    /// that is an English name has no other meaning.
    pub(super) fn of_all_languages() -> Self {
        let mut names = Self::default();
        locales().filter_map(parse).for_each(|locale| names.add_whole(locale));
        let mut english = Self::default();
        english.add_english();
        names.names.extend(english.names);
        names
    }

    /// The meaning of some words; `None` when they are no name, or one of several meanings.
    pub(super) fn find(&self, words: &str) -> Option<DayName> {
        self.names.get(words).copied().flatten()
    }

    fn add_english(&mut self) {
        self.add_whole(Locale::en_US);
        self.add_short(Locale::en_US);
        for (word, meaning) in [
            ("tues", DayName::Weekday(Weekday::Tue)),
            ("weds", DayName::Weekday(Weekday::Wed)),
            ("thur", DayName::Weekday(Weekday::Thu)),
            ("thurs", DayName::Weekday(Weekday::Thu)),
            ("sept", DayName::Month(9)),
        ] {
            self.add(word, meaning);
        }
    }

    fn add_whole(&mut self, locale: Locale) {
        self.add_weekdays(locale_match!(locale => LC_TIME::DAY));
        self.add_months(locale_match!(locale => LC_TIME::MON));
        self.add_months(locale_match!(locale => LC_TIME::ALT_MON).unwrap_or_default());
    }

    fn add_short(&mut self, locale: Locale) {
        self.add_weekdays(locale_match!(locale => LC_TIME::ABDAY));
        self.add_months(locale_match!(locale => LC_TIME::ABMON));
        self.add_months(locale_match!(locale => LC_TIME::AB_ALT_MON).unwrap_or_default());
    }

    fn add_weekdays(&mut self, names: &[&str]) {
        names.iter().zip(WEEKDAYS).for_each(|(name, weekday)| self.add(name, DayName::Weekday(weekday)));
    }

    fn add_months(&mut self, names: &[&str]) {
        names.iter().zip(1..).for_each(|(name, month)| self.add(name, DayName::Month(month)));
    }

    fn add(&mut self, name: &str, meaning: DayName) {
        let words: Vec<String> = words(name).into_iter().map(|word| word.text).collect();
        // A number is no name, although some languages have months such as `9月`, which the digits say.
        if words.iter().any(|word| word.chars().any(char::is_alphabetic)) {
            let known = self.names.entry(words.join(" ")).or_insert(Some(meaning));
            *known = known.filter(|known| *known == meaning);
        }
    }
}

fn locales() -> impl Iterator<Item = &'static str> {
    LOCALES.split(' ')
}

fn parse(name: &str) -> Option<Locale> {
    Locale::try_from(name).ok()
}

/// The language of a locale.
fn primary(name: &str) -> &str {
    name.split('_').next().unwrap_or_default()
}

/// A run of letters, or of digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DateWord {
    /// In small letters and compatibility composition, or in ASCII digits.
    pub(super) text: String,
    /// What stands between this word and the one before.
    pub(super) gap: String,
    /// Whether this is the word of letters at the end of a number: `13th`.
    pub(super) follows_digits: bool,
}

/// The signs that stand at the digits of a year, a month and a day, without a space before what follows.
const UNITS: [&str; 8] = ["年", "月", "日", "号", "號", "년", "월", "일"];

/// The words of a text: letters and digits are apart.
pub(super) fn words(text: &str) -> Vec<DateWord> {
    let mut words: Vec<DateWord> = Vec::new();
    let mut gap = Some(String::new());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        let is_digit = digit(c).is_some();
        if !(is_digit || c.is_alphabetic() || is_combining_mark(c)) {
            gap.get_or_insert_default().push(c);
            continue;
        }
        let c = digit(c).unwrap_or(c);
        match words.last_mut() {
            Some(word) if gap.is_none() && word.is_continued_by(is_digit) => word.text.push(c),
            before => {
                let follows_digits = gap.is_none() && !is_digit && before.is_some_and(|word| word.is_number());
                words.push(DateWord { text: c.into(), gap: gap.take().unwrap_or_default(), follows_digits });
            }
        }
        gap = None;
    }
    words
}

impl DateWord {
    fn is_number(&self) -> bool {
        self.text.ends_with(|last: char| last.is_ascii_digit())
    }

    /// Whether a digit, or else a letter, right after this word belongs to it.
    fn is_continued_by(&self, is_digit: bool) -> bool {
        let is_unit = self.follows_digits && UNITS.contains(&self.text.as_str());
        self.is_number() == is_digit && !is_unit
    }
}

/// The ASCII digit of a decimal digit in the scripts that newspapers use.
fn digit(c: char) -> Option<char> {
    // Arabic, Persian and Urdu, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Tibetan, Myanmar,
    // Khmer.
    const ZEROS: [u32; 16] = [
        0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0,
    ];
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_has_names() {
        for name in locales() {
            assert!(parse(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_language_is_chosen_by_its_tag() {
        let friday = Some(DayName::Weekday(Weekday::Fri));
        for (tag, word) in [
            ("de", "Freitag"),
            ("de-AT", "Fr."),
            ("fr", "VENDREDI"),
            ("pt-BR", "sexta"),
            ("ru", "пятница"),
            ("ar", "الجمعة"),
            ("ur", "جمعہ"),
            ("hi", "शुक्रवार"),
            ("vi", "Thứ sáu"),
            ("ja", "金曜日"),
            ("no", "fredag"),
            ("en", "Fri"),
        ] {
            let names = DayNames::of_languages(&[tag]).unwrap_or_else(|| panic!("{tag}"));
            let folded: Vec<String> = words(word).into_iter().map(|word| word.text).collect();
            assert_eq!(names.find(&folded.join(" ")), friday, "{tag}: {word}");
        }
        let german = DayNames::of_languages(&["de"]).unwrap();
        assert_eq!(german.find("vendredi"), None);
        assert_eq!(german.find("janner"), None);
        assert!(DayNames::of_languages(&[]).is_none());
        assert!(DayNames::of_languages(&["tlh"]).is_none());
    }

    #[test]
    fn a_word_with_several_meanings_has_none() {
        let spanish = DayNames::of_languages(&["es"]).unwrap();
        assert_eq!(spanish.find("mar"), None, "martes or marzo");
        assert_eq!(spanish.find("marzo"), Some(DayName::Month(3)));
    }

    #[test]
    fn common_words_are_names_in_no_language() {
        let all = DayNames::of_all_languages();
        let common = "on the of in at by to from and or about around early late mid last this next past first second end beginning \
            day days week weeks month months year years ago night morning evening afternoon noon midnight today yesterday tomorrow \
            since until before after between during local time summer winter spring autumn fall";
        for word in common.split_whitespace() {
            assert_eq!(all.find(word), None, "{word}");
        }
        assert_eq!(all.find("freitag"), Some(DayName::Weekday(Weekday::Fri)));
        assert_eq!(all.find("sun"), Some(DayName::Weekday(Weekday::Sun)));
        assert_eq!(all.find("march"), Some(DayName::Month(3)));
    }
}
