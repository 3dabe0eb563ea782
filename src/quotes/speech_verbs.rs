//! The verbs of saying and the pronouns with which reports of several languages interrupt a quotation. Forms that a speaker often uses of
//! something else are left out.

/// Words with spaces between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordList(&'static str);

impl WordList {
    pub(super) fn contains(self, word: &str) -> bool {
        self.0.split_ascii_whitespace().any(|own| own == word)
    }
}

/// Finite forms of the third person that can begin a clause, in lower case: in Latin, Cyrillic and Greek letters.
pub(super) const VERBS: WordList = WordList(
    "acknowledged acrescenta acrescentou added adds adiantou admitió admitted advierte advirtió afferma affermò affirma \
    affirmait affirme afirma afirmou afirmó afirmă aggiunge aggiunse agrega agregó ajouta ajoute aldus alertou answered \
    antwoordde antwortete apunta apuntó argued argumentou aseguró asked assegurou assicura assura assure avertit avisou \
    avverte açıkladı añade añadió behauptete belirtti benadrukte berichtete berättar betont betonte claimed comenta comentou \
    comentó commente commentò concluded concluiu conclut concluyó confia confie contestó continued contou criticou declara \
    declared declarou declaró declară decía dedi defendeu denuncia denunció destacou destacó dice dichiara dichiarò dijo \
    disait disse dit diyor diz dodaje dodal dodala dodał dodała déclara déclarait déclare dénonce dénonça ekledi enfatizó \
    ergänzte erklärt erklärte erzählte estima estime exclamó explained explica explicou explicó expliqua expliquait explique \
    expresó fogalmazott forderte forteller fortæller fragte frisou förklarade garante garantiu hangsúlyozta indicó indiqua \
    indique insista insiste insisted insistió ironizou jugea kertoi kertoo konuştu kritisierte közölte lamenta lamentó lança \
    lembra lembrou manifestó manifiesta martela martèle matizó meint meinte mener mondta mówi mówił mówiła noted nyilatkozta \
    ocenił oceniła odpowiedział odpowiedziała osserva osservò oświadczył oświadczyła perguntou podkreślił podkreśliła \
    poinformował poinformowała poursuit poursuivit powiedział powiedziała precisò precisó preguntó prohlásil prohlásila \
    prosegue przyznał przyznała précisa précise prévient prévint racconta raconta raconte rappela rappelle reageerde \
    recalled reconnaît reconnut reconoció recordó referiu regretta regrette reiterou reiteró relató remarked replicó replied \
    responde respondeu respondió ressaltou ricorda ricordò risponde rispose répond répondit sade sagde sagt sagte sagten \
    said salientou sanoi sanoo says señala señaló sier siger skriver so sostenne sostiene sostuvo sottolinea sottolineò \
    souligna souligne soupire spiega spiegò spune stated stelde stwierdził stwierdziła sublinhou subraya subrayó säger \
    söyledi tilføjer tillägger told toteaa totesi tłumaczy tłumaczył udtaler uvedl uvedla verklaarde verklaart versicherte \
    vertelde vertelt voegde vysvětlil vysvětlila warned warnte wyjaśnił wyjaśniła zapewnił zapewniła zaznaczył zaznaczyła \
    zeggen zegt zei zeiden řekl řekla říká \
    воскликнул відповів відповіла говорил говорила говорит говорить говорят добавил добавила добавили добавляет додав додала \
    заверил заверила зазначив зазначила заявив заявил заявила заявили заявляет каже наголосив наголосила написал написала \
    напомнил напомнила объяснил объяснила объясняет ответил ответила отвечает отметил отметила отметили отмечает пишет \
    повідомив повідомила подчеркивает подчеркнул подчеркнула подчёркивает пояснив пояснил пояснила поясняет предупредил \
    предупредила призналась признался продолжил продолжила підкреслив підкреслила рассказал рассказала рассказывает розповів \
    розповіла сказав сказал сказала сказали сообщает сообщил сообщила сообщили спросил спросила считает уверен уверена \
    указал указала утверждает утверждал уточнил уточнила цитирует \
    ανέφερε δήλωσε είπε λέει πρόσθεσε σημείωσε τόνισε",
);

/// Participles after one of [`AUXILIARIES`].
pub(super) const PARTICIPLES: WordList = WordList(
    "advertido adăugat affermato affirmé afirmado afirmat aggiunto agregado ajouté apuntado asegurado assicurato assuré \
    averti avvertito añadido comentado commentato commenté conclu concluso confié contestado declarado declarat denunciado \
    detto dichiarato dicho dit dito déclaré dénoncé estimé explicado explicat expliqué expresado indicado indiqué insistido \
    insisté jugé lamentado lancé manifestado martelé noté osservato plaidé poursuivi precisado precisato precizat proseguito \
    précisé prévenu raccontato raconté rappelé reconnu recordado regretté replicato respondido ricordato risposto réagi \
    répondu señalado sostenido sostenuto sottolineato souligné spiegato spus subliniat subrayado",
);

/// Auxiliary verbs that can begin a clause.
pub(super) const AUXILIARIES: WordList = WordList("a ont avait ha hanno aveva han había tem au");

/// Pronouns that can be the subject of a clause.
pub(super) const THIRD_PERSON: WordList = WordList(
    "il elle ils elles él ella ellos ellas lui lei loro egli essa ele ela eles elas er sie он она они він вона вони on ona \
    oni he she they han hon hun ze hij zij hän αυτός αυτή",
);

/// Pronouns with which somebody reports what he said himself.
pub(super) const FIRST_PERSON: WordList =
    WordList("je nous yo nosotros io noi eu nós ich wir я мы ми i we ja my jag vi ik wij");

/// Words with a capital that are no names.
pub(super) const TITLES: WordList = WordList(
    "M Mme Mr Mrs Ms Dr MM Mlle Sr Sra Herr Frau Sig Prof Don Doña Signor Signora Monsieur Madame Pan Pani Г Госпожа Господин",
);
