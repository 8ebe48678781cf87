//! Sanctions: restrictive measures, and what was done to them.

mod sanctioned;
mod standing;

use crate::{
    Agreement, Id, Noun, Organization, PartialDate, Target,
    order::Order,
    record::{noun, noun_words, part},
    vocabulary::vocabulary,
};

pub use sanctioned::{SanctionedOn, sanctioned_by_any, sanctioned_on};
pub use standing::{Standing, StandingOn, standing_on};

vocabulary! {
    /// What a measure forbids.
    pub enum SanctionKind {
        /// To deal in someone's property.
        AssetFreeze = "asset_freeze",
        /// To trade with a part of an economy.
        Sectoral = "sectoral",
        /// To sell certain goods to someone.
        ExportBan = "export_ban",
        /// To buy certain goods from someone.
        ImportBan = "import_ban",
        /// To move goods through.
        TransitBan = "transit_ban",
        /// To travel.
        TravelBan = "travel_ban",
        /// To supply arms.
        ArmsEmbargo = "arms_embargo",
        /// To render services.
        ServicesBan = "services_ban",
        /// To lend or to finance.
        FinancingBan = "financing_ban",
        /// Something else.
        Other = "other",
    }
}

vocabulary! {
    /// What was done to a measure, or observed of it.
    pub enum ActionKind {
        /// It was laid on the target.
        Imposed = "imposed",
        /// It was changed.
        Amended = "amended",
        /// It was made stricter.
        Tightened = "tightened",
        /// Someone said that it would be eased.
        ReliefAnnounced = "relief_announced",
        /// Dealings it forbids were authorised for everyone.
        GeneralLicence = "general_licence",
        /// Some dealings it forbids were permitted by way of exception.
        Derogation = "derogation",
        /// It was put out of force for a time.
        Suspended = "suspended",
        /// The target was taken off the list.
        Delisted = "delisted",
        /// It was ended.
        Lifted = "lifted",
        /// It ran out.
        Expired = "expired",
        /// It was put in force again.
        Reinstated = "reinstated",
        /// The issuer's own list was read, and the target stood on it.
        SeenListed = "seen_listed",
        /// The issuer's own list was read, and the target did not stand on it.
        SeenUnlisted = "seen_unlisted",
    }
}

part! {
    /// Something done to a measure, or observed of it.
    pub struct Action("ActionInput") {
        /// What.
        pub kind: Option<ActionKind>,
        /// When.
        pub on: Option<PartialDate>,
        /// The legal act it was done by: an order, a regulation, a licence.
        pub instrument: Option<String>,
        /// What it covers, in a few words.
        pub scope: Option<String>,
        /// Until when it has effect; silent where no end is set or known.
        pub until: Option<PartialDate>,
        /// The agreement it was part of.
        pub agreement: Option<Id<Agreement>>,
    }
}

noun! {
    /// One restrictive measure of one authority on one target.
    pub struct Sanction("SanctionRecord", "SanctionInput"): "sanction" {
        /// The authority that issued it.
        pub issuer: Option<Id<Organization>>,
        /// The programme it belongs to.
        pub programme: Option<String>,
        /// What it forbids.
        pub kind: Option<SanctionKind>,
        /// The person, organization or place it is laid on.
        pub target: Option<Id<Target>>,
        /// The part of an economy it is laid on, where it names no one.
        pub target_sector: Option<String>,
        /// What was done to it, and observed of it.
        pub actions: Vec<Action>,
        /// Why it was imposed.
        pub reason: Option<String>,
    }
}

impl Sanction {
    fn orders(&self) -> Vec<Order> {
        let span = |action: &Action| {
            Order::within(("actions", &action.key), ("on", action.on), ("until", action.until))
        };
        self.actions.iter().filter_map(span).collect()
    }
}

impl Noun for Sanction {
    noun_words!("sanction", "sanctions");

    const FACETS: &'static [&'static str] = &["kind", "programme", "actions.kind"];

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        crate::Span::over(self.actions.iter().filter_map(|action| action.on))
    }

    fn label(&self) -> Option<String> {
        self.summary.clone()
    }

    fn named_after(&self) -> Option<crate::RecordId> {
        self.target.clone().filter(|_| self.summary.is_none()).map(Into::into)
    }

    fn impossible(&self) -> Vec<crate::Impossible> {
        self.orders().into_iter().filter_map(Order::impossible).collect()
    }

    fn contradictions(&self, _: &crate::Surroundings) -> Vec<crate::Contradiction> {
        let orders = self.orders().into_iter().filter_map(Order::contradiction);
        orders.chain(crate::rules::contradiction::relief_before_sanction(self)).collect()
    }
}
