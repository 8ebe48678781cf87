//! What everybody's story stands on: monitors and their lists, newspapers,
//! courts and judges, colonies, releases.

use detente_core::{
    CountryCode, Day, EndModality, Id, NewClaim, Organization, OrganizationKind, Person, Place,
    PlaceKind, Release, Source, SourceKind,
};
use rand::{Rng, rngs::StdRng};

use super::{Error, Generator, claim, day, names, value};

/// The records that the others point to.
pub(super) struct Ground {
    pub editions: Vec<(Id<Source>, Day)>,
    pub articles: Vec<(Id<Source>, Day)>,
    pub monitors: Vec<Id<Organization>>,
    pub courts: Vec<Id<Organization>>,
    pub judges: Vec<Id<Person>>,
    pub places: Vec<Id<Place>>,
    pub releases: Vec<(Id<Release>, String)>,
    /// What says that they exist.
    pub claims: Vec<NewClaim>,
}

const MONITORS: usize = 3;
const EDITIONS: usize = 60;
const ARTICLES: usize = 400;
const COURTS: usize = 40;
const JUDGES: usize = 250;
const PLACES: usize = 60;

impl Ground {
    pub(super) fn new(rng: &mut StdRng, people: usize) -> Result<Self, Error> {
        let mut ground = Self {
            editions: Vec::new(),
            articles: Vec::new(),
            monitors: Vec::new(),
            courts: Vec::new(),
            judges: Vec::new(),
            places: Vec::new(),
            releases: Vec::new(),
            claims: Vec::new(),
        };
        ground.sources(rng)?;
        ground.bodies(rng)?;
        ground.places()?;
        ground.releases(rng, people)?;
        Ok(ground)
    }

    /// Lists that appear month by month, and articles.
    fn sources(&mut self, rng: &mut StdRng) -> Result<(), Error> {
        for monitor in 1..=MONITORS {
            let publisher: Id<Organization> = value(format!("organization/monitor-{monitor}"))?;
            let list: Id<Source> = value(format!("source/list-{monitor}"))?;
            let first: Day = value("2021-01-01")?;
            let fields = Source {
                title: Some(format!("List of political prisoners, monitor {monitor}")),
                publisher: Some(publisher.clone()),
                kind: Some(SourceKind::Database),
                ..Source::default()
            };
            self.claims.push(claim(list.as_record_id().slug(), &list, first, &fields, true)?);
            for edition in 0..EDITIONS {
                let on = format!("{}-{:02}-28", 2021 + edition / 12, edition % 12 + 1);
                let id: Id<Source> = value(format!("source/list-{monitor}-{edition:02}"))?;
                let fields = Source {
                    title: Some(format!("List of political prisoners, monitor {monitor}, {on}")),
                    publisher: Some(publisher.clone()),
                    published_on: Some(value(&on)?),
                    kind: Some(SourceKind::Database),
                    edition_of: Some(list.clone()),
                    ..Source::default()
                };
                let on: Day = value(&on)?;
                self.claims.push(claim(id.as_record_id().slug(), &id, on, &fields, true)?);
                self.editions.push((id, on));
            }
            self.monitors.push(publisher);
        }
        for article in 1..=ARTICLES {
            let on = day(rng, 2020..=2025);
            let id: Id<Source> = value(format!("source/article-{article:03}"))?;
            let fields = Source {
                title: Some(format!("What was heard in court, part {article}")),
                url: Some(value(format!("https://news.example/{on}/{article}"))?),
                published_on: Some(value(&on)?),
                kind: Some(SourceKind::NewsArticle),
                ..Source::default()
            };
            let on: Day = value(&on)?;
            self.claims.push(claim(id.as_record_id().slug(), &id, on, &fields, true)?);
            self.articles.push((id, on));
        }
        Ok(())
    }

    fn bodies(&mut self, rng: &mut StdRng) -> Result<(), Error> {
        let belarus: CountryCode = value("BY")?;
        let monitors = self
            .monitors
            .iter()
            .enumerate()
            .map(|(at, id)| (id.clone(), format!("Monitor {}", at + 1), OrganizationKind::Ngo));
        let mut bodies: Vec<_> = monitors.collect();
        for court in 1..=COURTS {
            let id: Id<Organization> = value(format!("organization/court-{court:02}"))?;
            bodies.push((
                id.clone(),
                format!("Court of district {court}"),
                OrganizationKind::Court,
            ));
            self.courts.push(id);
        }
        for (id, name, kind) in bodies {
            let fields = Organization {
                name: Some(name),
                kind: Some(kind),
                country: Some(belarus),
                ..Organization::default()
            };
            let (source, on) = Generator::pick(rng, &self.editions)?.clone();
            self.claims.push(claim(id.as_record_id().slug(), &source, on, &fields, true)?);
        }
        for judge in 1..=JUDGES {
            let id: Id<Person> = value(format!("person/judge-{judge:03}"))?;
            let fields = Person { name: Some(names::name(rng).latin), ..Person::default() };
            let (source, on) = Generator::pick(rng, &self.editions)?.clone();
            self.claims.push(claim(id.as_record_id().slug(), &source, on, &fields, true)?);
            self.judges.push(id);
        }
        Ok(())
    }

    fn places(&mut self) -> Result<(), Error> {
        let (source, on) = self.editions.first().ok_or("there are no editions")?.clone();
        let belarus: CountryCode = value("BY")?;
        let country = Place {
            name: Some("Belarus".to_owned()),
            kind: Some(PlaceKind::Country),
            country: Some(belarus),
            ..Place::default()
        };
        self.claims.push(claim("belarus", &source, on, &country, true)?);
        let kinds = [PlaceKind::PenalColony, PlaceKind::PreTrialDetentionCentre, PlaceKind::Prison];
        for place in 1..=PLACES {
            let fields = Place {
                name: Some(format!("Colony No. {place}")),
                kind: kinds.get(place % kinds.len()).copied(),
                country: Some(belarus),
                within: Some(value("place/belarus")?),
                ..Place::default()
            };
            let slug = format!("colony-{place:02}");
            self.claims.push(claim(&slug, &source, on, &fields, true)?);
            self.places.push(value(format!("place/{slug}"))?);
        }
        Ok(())
    }

    fn releases(&mut self, rng: &mut StdRng, people: usize) -> Result<(), Error> {
        for release in 1..=(people / 500).max(4) {
            let on = day(rng, 2024..=2025);
            let few = rng.random_ratio(5, 100);
            let fields = Release {
                country: Some(value("BY")?),
                on: Some(value(&on)?),
                // In one of twenty, more people are named than were freed.
                count: Some(value(
                    rng.random_range(if few { 10..100 } else { 250..600 }).to_string(),
                )?),
                modality: Some(EndModality::Pardoned),
                ..Release::default()
            };
            let slug = format!("batch-{release:03}");
            let (source, read_on) = Generator::pick(rng, &self.articles)?.clone();
            self.claims.push(claim(&slug, &source, read_on, &fields, true)?);
            self.releases.push((value(format!("release/{slug}"))?, on));
        }
        Ok(())
    }
}
