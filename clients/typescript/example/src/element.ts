type Content = Node | string | null | undefined | false;

/** An element with a class and what is in it. Text is set as text: nothing that a record says is markup. */
export function element(name: string, className: string, ...content: readonly Content[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const part of content) if (part) made.append(part);
  return made;
}

/** A link, if there is an address of the web to go to; else the text alone. */
export function link(text: string, address: string | null | undefined): Node {
  if (!address || !/^https?:/.test(address)) return document.createTextNode(text);
  const made = document.createElement("a");
  made.href = address;
  made.rel = "noreferrer";
  made.append(text);
  return made;
}

/** A heading and what stands beneath it; nothing where nothing does. */
export const section = (title: string, ...content: readonly HTMLElement[]): HTMLElement | false =>
  content.length > 0 && element("section", "", element("h2", "", title), ...content);
