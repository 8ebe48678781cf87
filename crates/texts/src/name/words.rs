//! Words that tell what a name is of: what stands in it, before it or after it.

use detente_core::OrganizationKind;

use crate::vocabulary::words;

words! {
    /// Titles that stand before the name of a person, in capitals or not.
    pub(crate) fn is_title: "
        president prime minister vice deputy special envoy ambassador secretary general senator sen
        representative rep governor gov mayor king queen prince princess pope father bishop
        archbishop cardinal metropolitan rabbi imam judge justice prosecutor attorney mr mrs ms miss
        dr prof professor gen sgt rev brig brigadier adm admiral cmdr commander cpl corporal insp inspector supt superintendent sir lord lady dame colonel col major maj captain capt lieutenant lt
        sergeant chancellor chairman chairwoman chairperson chair director commissioner spokesman
        spokeswoman spokesperson leader chief editor editor-in-chief founder laureate doctor
        congressman congresswoman premier sheikh ayatollah foreign interior defense defence finance
        affairs state acting former ex-president envoys presidents ministers co-founder head
        co-chair rapporteur representatives senators comrade opposition human rights адвакат
        прэзідэнт президент міністр министр суддзя судья суддя пракурор прокурор генерал
        директор дырэктар посол амбасадар депутат дэпутат журналист журналіст журналистка журналістка
        правозащитник праваабаронца политик палітык політик адвокат
    "
}

words! {
    /// Nouns that are said of persons: `the journalist Jana Novotna`.
    pub(crate) fn is_role: "
        leader laureate journalist activist adviser advisor lawyer blogger poet candidate politician
        analyst wife husband son daughter mother father brother sister prisoner prisoners writer
        editor editor-in-chief director founder co-founder head chief journalists activists defender
        defenders leaders lawyers bloggers poets writers politicians candidates laureates presenter
        reporter correspondent photographer philosopher priest pastor teacher student students
        musician singer actor actress athlete economist historian expert researcher scientist
        professor banker businessman businesswoman volunteer member members spokesman spokeswoman
        spokesperson envoy president minister ambassador judge prosecutor official officer chairman
        chairwoman secretary mayor governor senator deputy commentator artist novelist worker
        engineer doctor nurse veteran dissident dissidents detainee detainees citizen citizens man
        woman colleague colleagues ally critic negotiator diplomat flautist librarian журналіст
        журналістка журналист журналистка актывіст активист активистка праваабаронца правозащитник
        палітвязень политзаключенный
    "
}

/// What a word tells of a body: of what kind it is, if it tells that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body(pub Option<OrganizationKind>);

/// Words in the name of a body, and what kind of body they tell.
pub(super) fn body_word(word: &str) -> Option<Body> {
    use OrganizationKind as Kind;
    Some(Body(match word {
        "ministry"
        | "department"
        | "office"
        | "directorate"
        | "treasury"
        | "police"
        | "administration"
        | "prosecutor's"
        | "secretariat"
        | "bureau"
        | "міністэрства"
        | "министерство" => Some(Kind::StateBody),
        "court" | "tribunal" | "суд" => Some(Kind::Court),
        "university" | "institute" | "research" => Some(Kind::Research),
        "news" | "times" | "post" | "herald" | "gazette" | "press" | "radio" | "television"
        | "tv" | "journal" | "tribune" | "telegraph" | "guardian" | "newspaper" | "magazine"
        | "broadcasting" => Some(Kind::Media),
        "llc" | "ltd" | "inc" | "jsc" | "oao" | "ooo" | "plc" | "gmbh" | "corp" | "holding"
        | "airlines" | "оао" | "ооо" => Some(Kind::Company),
        "party" => Some(Kind::Party),
        "movement" => Some(Kind::Movement),
        "nations" | "osce" | "nato" => Some(Kind::Intergovernmental),
        "company" | "corporation" | "bank" | "academy" | "center" | "centre" | "council"
        | "union" | "committee" | "agency" | "group" | "foundation" | "association"
        | "organization" | "organisation" | "watch" | "international" | "society"
        | "federation" | "alliance" | "coalition" | "commission" | "congress" | "parliament"
        | "assembly" | "league" | "network" | "initiative" | "front" | "guild" | "club"
        | "fund" | "trust" | "authority" | "service" | "board" | "chamber" | "forum"
        | "institution" | "senate" | "government" | "house" | "cabinet" | "army" | "forces"
        | "amnesty" | "brigade" | "team" | "project" | "unions" => None,
        _ => return None,
    }))
}

/// Nouns that are said of bodies: `the news agency Belta`.
pub(super) fn said_of_body(word: &str) -> Option<Body> {
    use OrganizationKind as Kind;
    Some(Body(match word {
        "agency" | "newspaper" | "website" | "outlet" | "station" | "channel" | "broadcaster"
        | "magazine" | "portal" | "daily" | "weekly" | "paper" => Some(Kind::Media),
        "company" | "producer" | "firm" | "manufacturer" | "refinery" | "bank" | "exporter"
        | "plant" => Some(Kind::Company),
        "party" => Some(Kind::Party),
        "movement" => Some(Kind::Movement),
        "ngo" => Some(Kind::Ngo),
        "organization" | "organisation" | "group" | "association" | "union" | "foundation"
        | "network" | "initiative" | "watchdog" | "monitor" | "institute" | "centre" | "center"
        | "project" => None,
        _ => return None,
    }))
}

/// Whether a word is one of a body, and not of a person.
pub(crate) fn is_of_body(word: &str) -> bool {
    body_word(word).is_some() || said_of_body(word).is_some()
}

words! {
    /// Agencies and broadcasters of which newspapers do not say what they are: `told Reuters`.
    pub(super) fn is_outlet: "
        reuters afp bbc cnn dpa tass interfax euronews politico axios рейтер рейтарс тасс
    "
}

words! {
    /// Words in the name of a place, or after it.
    pub(super) fn is_place_word: "
        embassy consulate port prison colony airport street square river region oblast island
        islands city town village province district crossing border mountains valley lake sea
        station tower castle jail camp church cathedral palace
    "
}

words! {
    /// Words in the name of something that is no one and nowhere: a prize, a law, a war.
    pub(super) fn is_other_word: "
        prize award act order code law war agreement treaty resolution day christmas easter bible
        medal convention constitution article license licence olympics cup championship memorandum
        protocol decree annex regulation internet covid telegram facebook twitter youtube instagram
        x
    "
}

words! {
    /// Words that begin sentences, and are no names for it.
    pub(super) fn is_beginner: "
        the a an he she it they we i you his her their our my its your this that these those in on
        at by for from to of with without as and but or if when while after before since until
        although though because where who what which why how there here not no yes all some many
        most both each every more other others another one two three four five six seven eight nine
        ten eleven twelve thirteen fourteen fifteen twenty under over among between during despite
        however meanwhile according also only even still now then today yesterday earlier later last
        next first once speaking asked about around nearly almost several dozens hundreds thousands
        let so instead such through following including is was are were do did does has have had
        will would can could may should up out than nor yet any nothing nobody everyone everything
        former exiled prominent released senior part like just q
        neither either ask tell see call meet none nobody someone somebody everybody anyone whoever whatever
        whether unlike upon within beyond across inside outside behind towards amid unless whose whom indeed
        thus hence therefore moreover besides perhaps maybe never ever again
        mr questioned born read photo source image related subscribe у і ў на па пра за
        з с в и о по как я мы ён яна он она они яны это гэта але но не а до для пасля после також це
        він вона вони та що што что
    "
}

words! {
    /// Words with which sentences begin as well as the names of bodies: `Human Rights Watch`.
    pub(super) fn may_begin_body: "human rights international state local western"
}

/// Words that tie the parts of a person's name.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "di"
            | "del"
            | "van"
            | "von"
            | "der"
            | "den"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "la"
            | "le"
            | "du"
            | "dos"
            | "ter"
    )
}

/// Words that tie the parts of a body's name.
pub(super) fn ties_body(word: &str) -> bool {
    matches!(word, "of" | "for" | "on" | "to" | "the" | "and" | "in" | "against")
}

/// Days and months: capitals that name nobody.
pub(super) fn is_calendar(word: &str) -> bool {
    crate::when::month(word).is_some() || crate::when::weekday(word).is_some()
}
