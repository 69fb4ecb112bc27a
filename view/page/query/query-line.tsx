// The query of the address bar in; a line, and a form, to change it out.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { pathWith } from "../ground/path.js";
import { go, place } from "../ground/router.js";
import { FilterForm } from "./filter-form.js";
import { QueryInput } from "./query-input.js";
import "./query.css";

/** Screens that a query narrows; from the others it leads to the list. */
const NARROWED = ["/", "/operations", "/map"];

/** Shows what matches another line. */
function narrow(query: string): void {
  const { pathname } = place.peek();
  go(pathWith(NARROWED.includes(pathname) ? pathname : "/", { query }));
}

function submit(event: SubmitEvent): void {
  event.preventDefault();
  narrow(String(new FormData(event.currentTarget as HTMLFormElement).get("query") ?? "").trim());
}

/** The query line; the query is `query` of the address. */
export function QueryLine(): JSX.Element {
  const query = place.value.searchParams.get("query") ?? "";
  const [isOpen, setOpen] = useState(false);
  return (
    <search class="query-line">
      <form onSubmit={submit}>
        <QueryInput
          value={query}
          name="query"
          label="Query"
          placeholder='service:shop duration>100ms status:error attr.http.route="/cart"'
        />
        <button type="submit">Search</button>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls="filter-form"
          onClick={() => setOpen(!isOpen)}
        >
          Form
        </button>
      </form>
      {isOpen && (
        <FilterForm
          query={query}
          onChange={(line) => {
            narrow(line);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </search>
  );
}
