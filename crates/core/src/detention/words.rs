//! The words for custody, charges, courts and ends, as HURIDOCS and the
//! monitors of Belarus use them.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Whether the person is in custody, and how. The law's view and the
    /// monitors' recognition are other questions.
    pub enum Custody {
        /// Behind bars.
        Held = "held",
        /// Confined at home.
        HouseArrest = "house_arrest",
        /// Sentenced, and not yet called to serve.
        AtLibertyBeforeServing = "at_liberty_before_serving",
        /// Sought by the authorities.
        Wanted = "wanted",
        /// Made to leave the country.
        Exiled = "exiled",
        /// Let go.
        Released = "released",
        /// Dead while held.
        DiedInCustody = "died_in_custody",
    }
}

impl Custody {
    /// Whether the person is in the hands of the authorities.
    #[must_use]
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Held | Self::HouseArrest)
    }
}

vocabulary! {
    /// How strictly a place holds those in it.
    pub enum Regime {
        /// A colony of general regime.
        General = "general",
        /// A colony of medium security, reinforced regime.
        Reinforced = "reinforced",
        /// A colony of strict regime.
        Strict = "strict",
        /// A colony of special regime.
        Special = "special",
        /// Cells in a prison.
        Prison = "prison",
        /// A settlement colony.
        Settlement = "settlement",
        /// An open-type facility, under restricted freedom.
        OpenType = "open_type",
        /// At home, under restricted freedom.
        Home = "home",
    }
}

vocabulary! {
    /// What became of a charge.
    pub enum ChargeOutcome {
        /// Not yet decided.
        Pending = "pending",
        /// The person was found guilty.
        Convicted = "convicted",
        /// The person was found not guilty.
        Acquitted = "acquitted",
        /// It was withdrawn.
        Dropped = "dropped",
        /// It was replaced by another.
        Replaced = "replaced",
    }
}

vocabulary! {
    /// What kind of step before a court.
    pub enum ProceedingKind {
        /// A decision to remand in custody.
        Remand = "remand",
        /// The trial.
        Trial = "trial",
        /// An appeal.
        Appeal = "appeal",
        /// A review by a higher court after the judgment came into force.
        Review = "review",
        /// A change of regime during the sentence.
        RegimeChange = "regime_change",
        /// A new case for disobeying the prison's administration or the like.
        NewCase = "new_case",
    }
}

vocabulary! {
    /// Who could watch.
    pub enum Openness {
        /// The public.
        Open = "open",
        /// Nobody.
        Closed = "closed",
        /// The accused was not there.
        InAbsentia = "in_absentia",
    }
}

vocabulary! {
    /// How custody ended.
    pub enum EndModality {
        /// Let go; how is not said.
        Released = "released",
        /// Pardoned.
        Pardoned = "pardoned",
        /// Let go under an amnesty.
        Amnestied = "amnestied",
        /// The sentence was served to its end.
        ServedFullTerm = "served_full_term",
        /// Let go before the end of the sentence, on conditions.
        Conditional = "conditional",
        /// Found not guilty.
        Acquitted = "acquitted",
        /// The charges were dropped.
        ChargesDropped = "charges_dropped",
        /// Exchanged for others.
        Exchanged = "exchanged",
        /// Taken out of the country.
        Deported = "deported",
        /// Let go for reasons of health.
        Medical = "medical",
        /// Escaped.
        Escaped = "escaped",
        /// Died in custody.
        DiedInCustody = "died_in_custody",
    }
}

impl EndModality {
    /// Whether the person was let go: not whoever died, escaped, or was taken out of the country.
    #[must_use]
    pub fn lets_go(self) -> bool {
        !matches!(self, Self::Deported | Self::Escaped | Self::DiedInCustody)
    }
}
