//! Events: what happened.

use crate::{
    Actor, Id, Noun, PartialDate, Place,
    order::{Order, in_order},
    record::{noun, noun_words},
    vocabulary::vocabulary,
};

vocabulary! {
    /// What kind of thing happened.
    pub enum EventKind {
        /// An election.
        Election = "election",
        /// A protest.
        Protest = "protest",
        /// A crackdown.
        Crackdown = "crackdown",
        /// An invasion.
        Invasion = "invasion",
        /// Talks.
        Talks = "talks",
        /// An arrest, or several.
        Arrest = "arrest",
        /// A trial or a sentencing.
        Sentencing = "sentencing",
        /// An award.
        Award = "award",
        /// Someone's arrival.
        Arrival = "arrival",
        /// Someone's departure, willing or not.
        Departure = "departure",
        /// Something else.
        Other = "other",
    }
}

noun! {
    /// Something that happened.
    pub struct Event("EventRecord", "EventInput"): "event" {
        /// What it is called.
        pub title: Option<String>,
        /// What kind of thing it was.
        pub kind: Option<EventKind>,
        /// The day it began.
        pub began_on: Option<PartialDate>,
        /// The day it ended.
        pub ended_on: Option<PartialDate>,
        /// Where it happened.
        pub places: Vec<Id<Place>>,
        /// Who took part.
        pub participants: Vec<Id<Actor>>,
    }
}

impl Event {
    fn orders(&self) -> Option<Order> {
        Order::of(("began_on", self.began_on), ("ended_on", self.ended_on))
    }
}

impl Noun for Event {
    noun_words!("event", "events");

    const FACETS: &'static [&'static str] = &["kind"];

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        crate::Span::over([self.began_on, self.ended_on].into_iter().flatten())
    }

    fn label(&self) -> Option<String> {
        self.title.clone()
    }

    in_order!();
}
