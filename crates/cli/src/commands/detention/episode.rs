//! One episode of custody in lines: on the page of the detention, and on that of the person.

use detente_core::CustodyOn;

use crate::wording;

/// How long someone was held: what is not known stays unknown.
pub fn days(least: i64, most: Option<i64>) -> String {
    let days = |number| wording::count(number, "day", "days");
    match most {
        Some(most) if most == least => days(most),
        Some(most) => format!("at least {}, at most {}", days(least), days(most)),
        None => format!("at least {}, at most unknown", days(least)),
    }
}

/// Whether someone is held, in words.
pub const fn custody(custody: CustodyOn) -> &'static str {
    match custody {
        CustodyOn::NotHeld => "not held",
        CustodyOn::PossiblyHeld => "possibly held",
        CustodyOn::PresumedHeld => "presumed held",
        CustodyOn::Held => "held",
    }
}

/// What follows from one side of a contested answer, and whose word that is.
macro_rules! sided {
    ($answer:expr, $side:expr) => {{
        let who: Vec<String> = $side.witnesses.iter().map(|seen| seen.who()).collect();
        format!("{}: {} ({})", $answer, who.join("; "), $side.says)
    }};
}

/// Writes `draw_episode` for the fragment of an operation's module that shows an episode.
macro_rules! episode {
    ($module:ident) => {
        $crate::commands::detention::episode!($module, $module::Episode);
    };
    ($module:ident, $episode:ty) => {
        /// The lines of one episode of custody.
        fn draw_episode(detention: &$episode, on: detente_core::Day, page: &mut Page) {
            use $crate::{commands::detention, wording};
            page.field("by", "country", detention.country.map(|country| country.name().to_owned()));
            page.field("since", "beganOn", detention.began_on.map(when));
            for stay in &detention.stays {
                let place = stay.place.as_ref().map(|place| place.label.clone());
                let place = place.or(stay.place_kind.map(|kind| format!("in a {kind}")));
                let seen = stay.seen_on.map(|on| format!("seen {}", when(on)));
                let regime = stay.regime.map(|regime| format!("{regime} regime"));
                let custody = stay.custody.map(|custody| custody.to_string());
                let text =
                    known([custody, place, regime, wording::span(stay.since, stay.until), seen]);
                page.field("stays", &format!("stays.{}", stay.key), Some(text));
            }
            for charge in &detention.charges {
                let article = charge.article.as_ref().map(|article| {
                    let part = charge
                        .part
                        .as_ref()
                        .map(|part| format!(" part {part}"))
                        .unwrap_or_default();
                    let code = charge
                        .code
                        .as_ref()
                        .map(|code| format!(" of the {code}"))
                        .unwrap_or_default();
                    format!("article {article}{part}{code}")
                });
                let brought = charge.brought_on.map(|on| format!("brought {}", when(on)));
                let outcome = charge.outcome.map(|outcome| outcome.to_string());
                let text = known([charge.text.clone(), article, brought, outcome]);
                page.field("charge", &format!("charges.{}", charge.key), Some(text));
            }
            for sentence in &detention.sentences {
                let text = known([
                    sentence.term.as_ref().map(|term| term.text.clone()),
                    sentence.regime.map(|regime| format!("{regime} regime")),
                    sentence.fine.as_ref().map(|fine| format!("fine of {}", fine.text)),
                    sentence.imposed_on.map(|on| format!("imposed {}", when(on))),
                    sentence
                        .stated_end_on
                        .map(|on| format!("ends {} by the state's own count", when(on))),
                ]);
                page.field("sentence", &format!("sentences.{}", sentence.key), Some(text));
            }
            for recognition in &detention.recognitions {
                let by = recognition.by.as_ref().map(|by| by.label.clone());
                let after =
                    recognition.ex_post_facto.unwrap_or(false).then(|| "after the fact".to_owned());
                let text = known([by, recognition.on.map(when), after]);
                page.field(
                    "political prisoner for",
                    &format!("recognitions.{}", recognition.key),
                    Some(text),
                );
            }
            page.field("condition", "condition", detention.condition.clone());
            let modality = detention.end_modality.map(|modality| modality.to_string());
            page.field("how it ended", "endModality", modality);
            let release = detention.release.as_ref();
            page.field(
                "release",
                "release",
                release.map(|release| format!("{}, {}", release.label, release.id)),
            );
            if detention.end.contested {
                page.field("end", "", Some("contested".to_owned()));
                for side in &detention.end.sides {
                    let ended = side.answer.on.map(|on| format!("ended {}", when(on)));
                    let ended = ended.unwrap_or_else(|| "no end known".to_owned());
                    page.field("end", "", Some(detention::sided!(ended, side)));
                }
            } else {
                let end = detention.end.answer.as_ref().and_then(|end| end.on);
                page.field("until", "endedOn", end.map(when));
            }
            if let Some(answer) = &detention.custody.answer {
                page.field(
                    "custody",
                    "",
                    Some(format!("{} on {on}", detention::custody(answer.0))),
                );
            } else {
                page.field("custody", "", Some(format!("contested on {on}")));
                for side in &detention.custody.sides {
                    let custody = detention::custody(side.answer.0);
                    page.field("custody", "", Some(detention::sided!(custody, side)));
                }
            }
            if let Some(held) = &detention.days_held.answer {
                page.field("days held", "", Some(detention::days(held.least, held.most)));
            } else {
                page.field("days held", "", Some("contested".to_owned()));
                for side in &detention.days_held.sides {
                    let held = detention::days(side.answer.least, side.answer.most);
                    page.field("days held", "", Some(detention::sided!(held, side)));
                }
            }
        }
    };
}

pub(crate) use {episode, sided};
