import type { ContradictedFragment, ReleaseQuery } from "../../src/index.js";
import { element, link, section } from "./element.js";

type Release = NonNullable<ReleaseQuery["release"]>;
type Side = ContradictedFragment["sides"][number];

/** A release as a page: how many, in which groups, who says otherwise, and where all of it was read. */
export function drawn(release: Release): HTMLElement {
  const { label, summary, count, on, country, groups, detentions, disputes, sources } = release;
  const facts = [on, country && called(country), count ? `${count.text} people` : "nobody says how many"];
  const ofPeople = detentions.nodes.flatMap((one) => one.disputes.map((its) => dispute(its, one.person?.label ?? one.id)));
  return element(
    "article",
    "",
    element("h1", "", label),
    element("p", "lead", facts.filter(Boolean).join(" · ")),
    summary ? element("p", "", summary) : null,
    section("Groups", ...(groups.length > 0 ? [table(groups)] : [])),
    section(`Named (${detentions.totalCount})`, ...(detentions.nodes.length > 0 ? [people(detentions.nodes)] : [])),
    section("What is disputed", ...disputes.map((its) => dispute(its, "The release")), ...ofPeople),
    section("Sources", ...(sources.length > 0 ? [cited(sources)] : [])),
  );
}

function table(groups: Release["groups"]): HTMLElement {
  const rows = groups.map((group) => {
    const where = group.takenToPlace?.label ?? (group.takenToCountry && called(group.takenToCountry));
    return element(
      "tr",
      "",
      element("td", "count", group.count?.text ?? "not said"),
      element("td", "", group.label ?? group.key, where ? element("span", "quiet", `, taken to ${where}`) : null),
    );
  });
  const head = element("tr", "", element("th", "count", "how many"), element("th", "", "who"));
  return element("table", "", element("thead", "", head), element("tbody", "", ...rows));
}

const people = (nodes: Release["detentions"]["nodes"]) =>
  element("ul", "people", ...nodes.map(({ id, person }) => element("li", "", person?.label ?? id)));

/** What sources contradict each other on, with all sides; of whom it is comes first. */
function dispute({ field, rule, sides }: ContradictedFragment, whose: string): HTMLElement {
  return element("div", "dispute", element("h3", "", `${whose}: ${rule ?? named(field)}`), ...sides.map(side));
}

function side({ says, witnesses }: Side): HTMLElement {
  const who = witnesses.map(({ denies, saidBy, source }) => {
    const voice = saidBy && saidBy.label !== source.label ? `${saidBy.label}, in ${source.label}` : source.label;
    return denies ? `${voice}, denying it` : voice;
  });
  return element("p", "", element("span", "says", says), element("span", "quiet", ` — ${[...new Set(who)].join("; ")}`));
}

function cited(sources: Release["sources"]): HTMLElement {
  const rows = sources.map(({ label, title, url, publishedOn, publisher }) => {
    const about = [publisher?.label, publishedOn].filter(Boolean).join(", ");
    return element("li", "", link(title ?? label, url), about ? element("span", "quiet", ` ${about}`) : null);
  });
  return element("ul", "sources", ...rows);
}

/** A country by its name, if it has one. */
const called = (code: string): string => COUNTRIES.of(code) ?? code;
const COUNTRIES = new Intl.DisplayNames(["en"], { type: "region" });

/** The field as a reader would call it: of `takenToCountry`, `taken to country`. */
const named = (field: string): string => field.replace(/([A-Z])/g, " $1").toLowerCase();
