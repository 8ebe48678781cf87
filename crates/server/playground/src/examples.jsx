import examples from "examples";
import { flushSync } from "react-dom";
import { useEditorContext } from "@graphiql/react";

/** A panel that leads to each example: to its tab, or to a new one once that was closed or changed. */
export const EXAMPLES_PLUGIN = { title: "Examples", icon: Icon, content: Examples };

function Examples() {
  const { addTab, changeTab, queryEditor, tabs } = useEditorContext({ nonNull: true, caller: Examples });
  const open = (query) => {
    const opened = tabs.findIndex((tab) => tab.query === query);
    flushSync(() => (opened < 0 ? addTab() : changeTab(opened))); // the editor shows the tab before it is given its text
    if (opened < 0) queryEditor?.setValue(query);
    document.querySelector(".graphiql-tab-active")?.scrollIntoView();
  };
  return (
    <section aria-label="Examples">
      <div className="graphiql-doc-explorer-title">Examples</div>
      <ul className="playground-examples">
        {examples.map(({ title, query }) => (
          <li key={title}>
            <button type="button" className="graphiql-un-styled" onClick={() => open(query)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Icon() {
  return (
    <svg width="1em" height="1em" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round">
      <path d="M8 1.5a4.5 4.5 0 0 0-2.6 8.2c.5.4.8 1 .8 1.6h3.6c0-.6.3-1.2.8-1.6A4.5 4.5 0 0 0 8 1.5ZM6.4 14h3.2" />
    </svg>
  );
}
