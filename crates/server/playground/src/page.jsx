import "graphiql/style.css";
import "./page.css";
import examples from "examples";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { EXAMPLES_PLUGIN } from "./examples.jsx";
import { fetcher } from "./fetcher.js";

const NEW_TAB = "# Ctrl-Space suggests, Ctrl-Enter runs. The book on the left is the manual of everything there is.\n\n{\n  \n}\n";

const page = (
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={NEW_TAB}
    defaultTabs={examples.map(({ query }) => ({ query }))}
    defaultEditorToolsVisibility={false}
    inputValueDeprecation
    plugins={[EXAMPLES_PLUGIN]}
    schemaDescription
  >
    <GraphiQL.Logo>
      <div className="playground-wordmark">
        <strong>Détente</strong>
        <span>who is held, who was freed, and who says so</span>
      </div>
    </GraphiQL.Logo>
  </GraphiQL>
);

createRoot(document.getElementById("playground")).render(page);
