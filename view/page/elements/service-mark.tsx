// The name of a service and its colour in; both beside each other out.
import type { JSX } from "preact";

/** What it shows. */
export interface ServiceMarkProps {
  readonly service: string;
  /** As `serviceColours` says. */
  readonly colour: number;
}

/** The colour is never alone: the name stands beside it. */
export function ServiceMark({ service, colour }: ServiceMarkProps): JSX.Element {
  return (
    <span class="service-mark cut" title={service}>
      <span class={`swatch service-${colour}`} aria-hidden="true" />
      {service}
    </span>
  );
}
