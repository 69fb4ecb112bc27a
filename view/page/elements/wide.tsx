// Something that may be wider than the window in; a region that scrolls by itself, by keyboard as well, out.
import type { ComponentChildren, JSX } from "preact";

/** What it holds. */
export interface WideProps {
  /** For assistive technology. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** The region. */
export function Wide({ label, children }: WideProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section class="wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
