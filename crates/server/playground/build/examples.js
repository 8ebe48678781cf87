// Lets the page import every example as [{ title, query }], in the order of the files' names.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "graphql";

export const examples = (folder) => ({
  name: "examples",
  setup(build) {
    build.onResolve({ filter: /^examples$/ }, () => ({ path: "examples", namespace: "examples" }));
    build.onLoad({ filter: /.*/, namespace: "examples" }, () => ({ contents: JSON.stringify(read(folder)), loader: "json" }));
  },
});

const read = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .sort()
    .map((name) => {
      const query = readFileSync(join(folder, name), "utf8");
      const title = /^# (.+)\n/.exec(query)?.[1];
      if (!title) throw new Error(`${name}: the first line must be its title, as in "# Who was released?"`);
      parse(query); // an example that is not GraphQL fails the build
      return { title, query };
    });
