// A span in; the lines of the source where its function stands, and a link to the reader's editor, out.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Refused } from "../ground/ask.js";
import { refusedOf, type SourceLines } from "./trace-source.js";
import type { TraceState } from "./trace-state.js";

/** What it shows. */
export interface SourceProps {
  readonly state: TraceState;
  readonly span: number;
}

/** The source; where it cannot be read, why. Nothing for a span that does not say where its function stands. */
export function Source({ state, span }: SourceProps): JSX.Element | null {
  const site = state.siteOf(span);
  const { sourceLines } = state.source;
  const [loaded, setLoaded] = useState<SourceLines | Refused>();
  useEffect(() => {
    if (site === "" || sourceLines === undefined) return;
    sourceLines(state.tree.columns.spanIds[span] as string).then(setLoaded, (cause) =>
      setLoaded(refusedOf(cause)),
    );
  }, [state, span, site, sourceLines]);
  if (site === "") return null;
  return (
    <section class="source">
      <h3>Source</h3>
      <p>
        <span class="mono">{site}</span>{" "}
        {loaded && !(loaded instanceof Error) && <a href={loaded.editor}>Open in editor</a>}
      </p>
      {loaded instanceof Error && <p class="soft">Not shown: {loaded.message}</p>}
      {loaded && !(loaded instanceof Error) && <Lines source={loaded} />}
    </section>
  );
}

function Lines({ source: { lines, firstLine, line } }: { readonly source: SourceLines }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <pre class="code" tabIndex={0}>
      {lines.map((text, at) => {
        const number = firstLine + at;
        return (
          <span key={number} class={number === line ? "code-line here" : "code-line"}>
            <span class="line-number">{number}</span>
            {text}
            {"\n"}
          </span>
        );
      })}
    </pre>
  );
}
