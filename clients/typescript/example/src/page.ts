// A release, kept up to date: `?id=release/belarus-2025-12-13&server=https://detente.example/graphql`, and `&trusted` for a server
// that was started with `persisted-documents.json`.
import { Detente, Refused, ReleaseDocument, follow } from "../../src/index.js";
import { element } from "./element.js";
import { drawn } from "./release.js";

const asked = new URLSearchParams(location.search);
const id = asked.get("id") ?? "release/belarus-2025-12-13";
const detente = new Detente({ url: asked.get("server") ?? "/graphql", trusted: asked.has("trusted") });

const place = document.querySelector("#release")!;
const live = document.querySelector("#live")!;

async function show(): Promise<void> {
  const { release } = await detente.ask(ReleaseDocument, { id });
  place.replaceChildren(release ? drawn(release) : element("p", "fault", `Nobody speaks of ${id}.`));
  if (release) document.title = release.label;
}

function tell(text: string): void {
  live.textContent = text;
}

try {
  await show();
  tell("Up to date; what changes appears by itself.");
  const away = () => tell("The server is away. What changes meanwhile will not be missed.");
  for await (const change of follow(detente, { ids: [id], away })) {
    await show();
    tell(`Changed with revision ${change.revision}.`);
  }
} catch (error) {
  const why = error instanceof Refused ? error.message : String(error);
  place.replaceChildren(element("p", "fault", why));
}
