//! The words by which names, titles and bodies are known in English text. It decides nothing.

/// Offices and forms of address, folded, sorted.
#[rustfmt::skip]
pub(super) const TITLE_WORDS: [&str; 102] = [
    "adm", "admiral", "alderman", "ambassador", "analyst", "archbishop", "assemblyman", "assemblywoman", "attorney", "bishop",
    "candidate", "capt", "captain", "cardinal", "chair", "chairman", "chairwoman", "chancellor", "chief", "co-chair", "coach",
    "col", "colonel", "commander", "commissioner", "congressman", "congresswoman", "consul", "consul-general", "councillor",
    "councilman", "councilor", "councilwoman", "democratic", "deputy", "detective", "director", "doctor", "dr", "editor", "emir",
    "envoy", "first", "former", "gen", "general", "gov", "governor", "imam", "inspector", "interim", "judge", "justice", "king",
    "lady", "leader", "lieutenant", "lord", "lt", "maj", "major", "maulana", "mayor", "minister", "miss", "mp", "mr", "mrs", "ms",
    "mufti", "mullah", "nominee", "officer", "president", "prime", "prince", "princess", "prof", "professor", "queen", "rabbi",
    "rep", "representative", "republican", "rev", "reverend", "secretary", "sen", "senator", "sergeant", "sgt", "sheikh",
    "sheriff", "sir", "sister", "speaker", "spokesman", "spokesperson", "spokeswoman", "superintendent", "then-president", "vice",
];

/// Words that are no names, although they begin sentences; sorted.
#[rustfmt::skip]
pub(super) const ORDINARY_WORDS: [&str; 172] = [
    "a", "about", "according", "after", "again", "all", "almost", "already", "also", "although", "among", "an", "and", "another",
    "any", "are", "as", "at", "be", "because", "been", "before", "being", "both", "but", "by", "can", "could", "despite", "did",
    "do", "does", "during", "each", "earlier", "even", "every", "few", "finally", "first", "for", "from", "given", "had", "has",
    "have", "he", "her", "here", "hers", "him", "his", "how", "however", "i", "if", "in", "indeed", "instead", "into", "is", "it",
    "its", "just", "last", "later", "like", "many", "may", "maybe", "me", "meanwhile", "more", "moreover", "most", "much", "my",
    "nearly", "neither", "never", "new", "next", "no", "none", "nor", "not", "nothing", "now", "of", "off", "often", "on", "once",
    "one", "only", "or", "other", "others", "our", "out", "over", "perhaps", "please", "rather", "read", "recently", "several",
    "she", "should", "similarly", "since", "so", "some", "sometimes", "soon", "speaking", "still", "such", "than", "thank",
    "thanks", "that", "the", "their", "them", "then", "there", "therefore", "these", "they", "this", "those", "though", "three",
    "through", "thus", "to", "today", "together", "tomorrow", "too", "two", "under", "unless", "until", "up", "us", "very", "was",
    "we", "well", "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "within", "without", "would", "yes", "yesterday", "yet", "you", "your",
];

/// Days and months, in lower case.
#[rustfmt::skip]
pub(super) const TIME_WORDS: [&str; 39] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june",
    "july", "august", "september", "october", "november", "december", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat",
    "sun", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Words that only bodies have in their names, folded.
#[rustfmt::skip]
pub(super) const BODY_WORDS: [&str; 64] = [
    "academy", "administration", "affairs", "agency", "alliance", "army", "assembly", "association", "authority", "bank", "board",
    "bureau", "campaign", "center", "centre", "church", "coalition", "college", "command", "commission", "committee", "company",
    "conference", "congress", "convention", "council", "court", "department", "embassy", "federation", "force", "forces",
    "foundation", "front", "fund", "government", "group", "guard", "house", "institute", "league", "ministry", "mosque",
    "movement", "office", "organisation", "organization", "parliament", "party", "police", "post", "press", "project", "school",
    "senate", "service", "society", "state", "taliban", "times", "tribune", "trust", "union", "university",
];

/// Words in lower case within names.
#[rustfmt::skip]
pub(super) const PARTICLES: [&str; 23] = [
    "de", "da", "del", "della", "der", "den", "di", "du", "dos", "das", "la", "le", "el", "al", "bin", "ibn", "van", "von", "ter",
    "ten", "ul", "ur", "bint",
];

/// First names of men, folded, sorted: the commonest in the news.
#[rustfmt::skip]
pub(super) const MEN: [&str; 114] = [
    "adam", "alan", "alex", "ali", "amir", "andrew", "anthony", "barack", "ben", "benjamin", "bernie", "bill", "bob", "brian",
    "carl", "carlo", "charles", "chris", "christopher", "daniel", "dave", "david", "dennis", "donald", "doug", "edward", "eric",
    "frank", "fred", "gary", "george", "glenn", "greg", "harry", "henry", "imran", "jack", "jacob", "james", "jason", "jeff",
    "jeffrey", "jerry", "jim", "joe", "joel", "john", "jonathan", "jose", "joseph", "josh", "juan", "julian", "justin", "karl",
    "keith", "ken", "kenneth", "kevin", "khalid", "larry", "lee", "luis", "marco", "mark", "martin", "matt", "matthew", "michael",
    "miguel", "mike", "mitch", "mitt", "mohammad", "mohammed", "muhammad", "nicholas", "omar", "patrick", "paul", "pedro",
    "peter", "phil", "philip", "ralph", "ray", "reince", "richard", "rick", "rob", "robert", "rodrigo", "roger", "ron", "rudy",
    "ryan", "sam", "scott", "sean", "sergei", "sergey", "stephen", "steve", "steven", "ted", "thomas", "tim", "tom", "tony",
    "vladimir", "walter", "wayne", "william", "yusuf",
];

/// First names of women, folded, sorted: the commonest in the news.
#[rustfmt::skip]
pub(super) const WOMEN: [&str; 94] = [
    "alice", "alicia", "amy", "ana", "andrea", "angela", "ann", "anna", "anne", "barbara", "betsy", "carly", "carol", "carolyn",
    "catherine", "chelsea", "christine", "claire", "cynthia", "debbie", "deborah", "diana", "diane", "donna", "dorothy", "elena",
    "elizabeth", "ellen", "emily", "fatima", "gennifer", "gloria", "hannah", "heather", "helen", "hillary", "huma", "irena",
    "ivanka", "jane", "janet", "jennifer", "jessica", "jill", "joan", "judy", "julia", "julie", "kamala", "karen", "kate",
    "katherine", "kathleen", "kelly", "kellyanne", "kim", "laura", "linda", "lisa", "loretta", "lucy", "maria", "mariam", "marie",
    "marine", "mary", "megan", "melania", "melissa", "michelle", "monica", "nancy", "natalie", "nicole", "olga", "pam",
    "patricia", "paula", "rachel", "rebecca", "rosa", "ruth", "samantha", "sandra", "sara", "sarah", "sharon", "sofia",
    "stephanie", "susan", "theresa", "valerie", "victoria", "wendy",
];
