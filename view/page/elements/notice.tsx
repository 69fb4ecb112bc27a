// What is to be said instead of a result in; a paragraph that assistive technology reads out.
import type { ComponentChildren, JSX } from "preact";
import type { Refused } from "../ground/ask.js";

/** Words in the place of a result. */
export function Notice({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="notice" role="status">
      {children}
    </div>
  );
}

/** Why there is no result; the place of a mistake in a query stands below it. */
export function Fault({ fault }: { readonly fault: Refused }): JSX.Element {
  return (
    <div class="notice bad" role="alert">
      <pre>{fault.message}</pre>
    </div>
  );
}
