//! The names that columns of tables have, and what stands under them.

/// The fields of a person that the names of columns tell.
pub(super) const OF_A_PERSON: &[(&[&str], &str)] = &[
    (
        &[
            "name",
            "full name",
            "fullname",
            "person",
            "имя",
            "фио",
            "ф.и.о.",
            "имя и фамилия",
            "імя",
            "пір",
            "імя і прозвішча",
        ],
        "name",
    ),
    (&["gender", "sex", "пол"], GENDER),
    (
        &[
            "birthday",
            "birth date",
            "birth_date",
            "date of birth",
            "dob",
            "born",
            "born on",
            "дата рождения",
            "год рождения",
            "родился",
            "дата нараджэння",
        ],
        "born_on",
    ),
    (&["died", "death date", "date of death", "дата смерти", "умер", "дата смерці"], "died_on"),
    (
        &["birth place", "place of birth", "birth_place", "место рождения", "месца нараджэння"],
        "birth_place",
    ),
    (
        &["nationality", "citizenship", "country", "гражданство", "страна", "грамадзянства"],
        "nationalities",
    ),
    (&["alias", "aliases", "other names", "другие имена"], "names.*.text"),
    (
        &[
            "position",
            "profession",
            "occupation",
            "title",
            "должность",
            "профессия",
            "пасада",
            "прафесія",
        ],
        "roles.listed.title",
    ),
    (
        &[
            "summary",
            "description",
            "about",
            "notes",
            "описание",
            "примечания",
            "примечание",
            "апісанне",
        ],
        "summary",
    ),
    (
        &["passport", "passport number", "паспорт", "номер паспорта", "пашпарт"],
        "identifiers.passport.value",
    ),
];

/// The fields of a detention that they tell.
pub(super) const OF_A_DETENTION: &[(&[&str], &str)] = &[
    (
        &[
            "arrested",
            "detained",
            "date of arrest",
            "arrest date",
            "detained on",
            "arrested on",
            "дата задержания",
            "дата ареста",
            "задержан",
            "арестован",
            "дата затрымання",
        ],
        "began_on",
    ),
    (
        &[
            "released",
            "release date",
            "release_date",
            "date of release",
            "released on",
            "freed",
            "дата освобождения",
            "освобождён",
            "освобожден",
            "дата вызвалення",
        ],
        "ended_on",
    ),
    (&["article", "charge", "статья", "артыкул"], "charges.first.article"),
    (&["sentence", "term", "срок", "приговор", "тэрмін", "прысуд"], "sentences.first.term"),
];

/// The columns of a place: it is a record of its own, and no mapping makes one of a name alone.
pub(super) const OF_A_PLACE: &[&str] =
    &["prison", "colony", "place of detention", "тюрьма", "колония", "место содержания", "калонія"];

/// The field of the gender.
pub(super) const GENDER: &str = "gender";

/// What tables write for a gender, and what the record does.
pub(super) const GENDERS: &[(&str, &str)] = &[
    ("f", "female"),
    ("w", "female"),
    ("woman", "female"),
    ("ж", "female"),
    ("жен", "female"),
    ("женский", "female"),
    ("m", "male"),
    ("man", "male"),
    ("м", "male"),
    ("муж", "male"),
    ("мужской", "male"),
];

/// The columns that tell one row from another.
pub(super) const OF_A_ROW: &[&str] =
    &["id", "number", "no", "no.", "key", "nr", "№", "номер", "нумар", "ид"];
