// A release, kept up to date: `?id=release/belarus-2025-12-13&server=https://detente.example/graphql`, and `&trusted` for a server
// that was started with `persisted-documents.json`.
import { Detente, Refused, ReleaseDocument, follow, patiently } from "../../src/index.js";
import { element } from "./element.js";
import { drawn } from "./release.js";

const asked = new URLSearchParams(location.search);
const id = asked.get("id") ?? "release/belarus-2025-12-13";
const detente = new Detente({ url: asked.get("server") ?? "/graphql", trusted: asked.has("trusted") });

const place = document.querySelector("#release")!;
const live = document.querySelector("#live")!;

/** What the page shows, as it was answered, and a revision than which it is not older. */
let shown = "";
let revision = -1;
let upToDate = "Up to date; what changes appears by itself.";

/** Asks, unless nothing was added since. How high the ledger is comes first: what is added between the two is asked for again. */
async function show(): Promise<void> {
  const height = await detente.height();
  if (height === revision) return;
  const { release } = await detente.ask(ReleaseDocument, { id });
  const answer = JSON.stringify(release);
  if (answer !== shown) {
    place.replaceChildren(release ? drawn(release) : element("p", "fault", `Nobody speaks of ${id}.`));
    if (release) document.title = release.label;
    if (shown) upToDate = `Up to date; it changed at ${new Date().toLocaleTimeString("en")}, as it was looked at.`;
  }
  [shown, revision] = [answer, height];
}

function tell(text: string): void {
  if (live.textContent !== text) live.textContent = text;
}

function away(): void {
  if (shown) tell("The server is away. What stands here may have changed since; it is asked for again.");
  else tell("The server does not answer; it is asked again.");
}

/** Asks until it is answered. */
async function update(): Promise<void> {
  tell(shown ? "Asking whether anything changed…" : "");
  await patiently(show, { away });
}

try {
  await update();
  tell("As it was when it was asked for; what changes does not appear yet.");
  const here = async () => {
    await update();
    tell(upToDate);
  };
  // Whatever changes: what stands here is also said of who was freed, and of what was read.
  for await (const change of follow(detente, { after: `${revision}`, here, away })) {
    if (change.revision > revision) await here();
  }
} catch (error) {
  const why = error instanceof Refused ? error.message : String(error);
  place.replaceChildren(element("p", "fault", why));
  tell("");
}
