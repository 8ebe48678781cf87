//! Indicators: series of a number about the world.

use crate::{
    Anything, Cut, Id, Key, Noun, PartialDate, Quantity,
    order::Order,
    record::{noun, noun_words, part},
};

part! {
    /// The number on one day, or over one span; of the whole, or of a part.
    pub struct Point("PointInput") {
        /// The first day of the span; silent where the number is of one day.
        pub since: Option<PartialDate>,
        /// The day, or the last day of the span.
        pub on: Option<PartialDate>,
        /// The number.
        pub quantity: Option<Quantity>,
        /// How the part is cut out of the whole; silent for the whole.
        pub by: Option<Cut>,
        /// The point it is a part of, by its key.
        pub within: Option<Key>,
    }
}

impl Point {
    /// What it is called beside the number that it is a part of: of `end-of-december-women`, `women`.
    #[must_use]
    pub fn part_name(&self) -> String {
        part_name(self.key.as_str(), self.within.as_ref().map(Key::as_str))
    }
}

/// What a point is called beside the one it lies within, by the keys of both.
#[must_use]
pub fn part_name(point: &str, within: Option<&str>) -> String {
    let own = within.and_then(|whole| point.strip_prefix(whole));
    own.unwrap_or(point).replace('-', " ").trim().to_owned()
}

noun! {
    /// One series of a number about the world. Points of different days never
    /// dispute each other; voices are set side by side.
    pub struct Indicator("IndicatorRecord", "IndicatorInput"): "indicator" {
        /// What it is about.
        pub subject: Option<Id<Anything>>,
        /// What is measured, in a few words.
        pub metric: Option<String>,
        /// The unit: `people`, `percent`.
        pub unit: Option<String>,
        /// Who or what is counted: `political prisoners held`.
        pub population: Option<String>,
        /// The numbers.
        pub points: Vec<Point>,
    }
}

impl Indicator {
    fn orders(&self) -> Vec<Order> {
        let span = |point: &Point| {
            Order::within(("points", &point.key), ("since", point.since), ("on", point.on))
        };
        self.points.iter().filter_map(span).collect()
    }
}

impl Noun for Indicator {
    noun_words!("indicator", "indicators");

    const FACETS: &'static [&'static str] = &["metric", "population", "unit"];

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        let days = self.points.iter().flat_map(|point| [point.since, point.on]);
        crate::Span::over(days.flatten())
    }

    fn label(&self) -> Option<String> {
        self.metric.clone().or_else(|| self.population.clone())
    }

    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        let words = [&self.metric, &self.population];
        words.into_iter().flatten().map(|text| text.as_str().into()).collect()
    }

    fn impossible(&self) -> Vec<crate::Impossible> {
        self.orders().into_iter().filter_map(Order::impossible).collect()
    }

    fn contradictions(&self, _: &crate::Surroundings) -> Vec<crate::Contradiction> {
        let orders = self.orders().into_iter().filter_map(Order::contradiction);
        orders.chain(crate::rules::contradiction::indicator_parts(self)).collect()
    }
}
