//! People.

use crate::{
    Address, Association, CountryCode, DomainRule, Id, Name, Noun, Organization, PartialDate,
    order::Order,
    record::{noun, noun_words, part},
    vocabulary::vocabulary,
};

vocabulary! {
    /// A person's gender, as the sources give it.
    pub enum Gender {
        /// A woman.
        Female = "female",
        /// A man.
        Male = "male",
        /// Neither.
        Other = "other",
    }
}

part! {
    /// What someone is or was: a post, a profession, a part played.
    pub struct Role("RoleInput") {
        /// The post or profession.
        pub title: Option<String>,
        /// Where it is held.
        pub organization: Option<Id<Organization>>,
        /// The country it is held for.
        pub country: Option<CountryCode>,
        /// Since when.
        pub since: Option<PartialDate>,
        /// Until when; silent while it lasts or is not known to have ended.
        pub until: Option<PartialDate>,
    }
}

part! {
    /// An honour given to someone.
    pub struct Award("AwardInput") {
        /// What it is called.
        pub title: Option<String>,
        /// When it was given.
        pub awarded_on: Option<PartialDate>,
        /// Who gave it.
        pub awarded_by: Option<Id<Organization>>,
    }
}

noun! {
    /// A human being.
    pub struct Person("PersonRecord", "PersonInput"): "person" {
        /// The name the record is kept under.
        pub name: Option<String>,
        /// The names in every spelling, script and kind.
        pub names: Vec<Name>,
        /// The gender.
        pub gender: Option<Gender>,
        /// The day of birth.
        pub born_on: Option<PartialDate>,
        /// The place of birth, as the source writes it.
        pub birth_place: Option<String>,
        /// The day of death.
        pub died_on: Option<PartialDate>,
        /// The countries the person is a citizen of.
        pub nationalities: Vec<CountryCode>,
        /// The posts held and parts played.
        pub roles: Vec<Role>,
        /// The honours received.
        pub awards: Vec<Award>,
        /// Where the person lives or lived. Restricted.
        pub addresses: Vec<Address>,
        /// Those the person is linked to, in the words of those who say so. Family has a field of its own.
        pub associations: Vec<Association>,
        /// The person's family, in the words of those who say so: `wife`, `brother`. Restricted.
        pub relatives: Vec<Association>,
    }
}

impl Person {
    fn orders(&self) -> Vec<Order> {
        let born = ("born_on", self.born_on);
        let lived = Order::of(born, ("died_on", self.died_on));
        let roles = self.roles.iter().flat_map(|role| {
            let begun = (format!("roles.{}.since", role.key), role.since);
            let held =
                Order::within(("roles", &role.key), ("since", role.since), ("until", role.until));
            let begun = Order::of(born, begun);
            [held, begun.map(|order| order.by(DomainRule::BornAgainstEarlier))]
        });
        let awards = self.awards.iter().map(|award| {
            let awarded = (format!("awards.{}.awarded_on", award.key), award.awarded_on);
            Order::of(born, awarded).map(|order| order.by(DomainRule::BornAgainstEarlier))
        });
        lived.into_iter().chain(roles.chain(awards).flatten()).collect()
    }

    /// The posts against the death: they end with life at the latest. Honours
    /// are given to the dead too.
    fn outlived(&self) -> Vec<Order> {
        let died = ("died_on", self.died_on);
        let posts = self.roles.iter().filter_map(|role| {
            let path = |field: &str| format!("roles.{}.{field}", role.key);
            let begun = Order::of((path("since"), role.since), died);
            let order = begun.filter(Order::is_reversed);
            order.or_else(|| Order::of((path("until"), role.until), died))
        });
        posts.map(|order| order.by(DomainRule::DiedAgainstLater)).collect()
    }
}

impl Noun for Person {
    noun_words!("person", "people", restricted: "addresses", "relatives");

    const FACETS: &'static [&'static str] = &["gender", "nationalities"];

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        self.born_on.map(crate::Span::of)
    }

    fn label(&self) -> Option<String> {
        self.name.clone().or_else(|| self.names.iter().find_map(|name| name.text.clone()))
    }

    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        crate::name::spellings(self.name.as_ref(), &self.names)
    }

    fn particulars(&self) -> crate::names::Particulars {
        crate::names::Particulars {
            born_on: self.born_on,
            countries: self.nationalities.clone(),
            gender: self.gender,
        }
    }

    fn impossible(&self) -> Vec<crate::Impossible> {
        self.orders().into_iter().filter_map(Order::impossible).collect()
    }

    fn contradictions(&self, _: &crate::Surroundings) -> Vec<crate::Contradiction> {
        let orders = self.orders().into_iter().chain(self.outlived());
        orders.filter_map(Order::contradiction).collect()
    }
}
