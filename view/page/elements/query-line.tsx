// The query of the address bar in; a line to change it out.
import type { JSX } from "preact";
import { go, pathWith, place } from "../ground/router.js";

/** Screens that a query narrows; from the others it leads to the list. */
const NARROWED = ["/", "/operations", "/map"];

function submit(event: SubmitEvent): void {
  event.preventDefault();
  const query = String(new FormData(event.currentTarget as HTMLFormElement).get("query") ?? "").trim();
  const { pathname } = place.peek();
  go(pathWith(NARROWED.includes(pathname) ? pathname : "/", { query }));
}

/** The query line; the query is `query` of the address. */
export function QueryLine(): JSX.Element {
  const query = place.value.searchParams.get("query") ?? "";
  return (
    <search class="query-line">
      <form onSubmit={submit}>
        <input
          key={query}
          type="search"
          name="query"
          defaultValue={query}
          aria-label="Query"
          placeholder='service:shop duration>100ms status:error attr.http.route="/cart"'
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit">Search</button>
      </form>
    </search>
  );
}
