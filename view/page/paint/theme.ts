// The tokens of the style sheet in; the colours with which canvases are painted, as a signal that follows the system, out.
import { type ReadonlySignal, signal } from "@preact/signals";
import { SERVICE_COLOURS } from "../ground/service-colours.js";

/** Colours of a canvas. */
export interface Theme {
  readonly back: string;
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly soft: string;
  readonly accent: string;
  readonly bad: string;
  /** By number, from 1. */
  readonly services: readonly string[];
  readonly font: string;
}

function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const services = Array.from({ length: SERVICE_COLOURS }, (_, at) => token(`service-${at + 1}`));
  return {
    back: token("back"),
    raised: token("raised"),
    line: token("line"),
    text: token("text"),
    soft: token("soft"),
    accent: token("accent"),
    bad: token("bad"),
    services: ["", ...services],
    font: `${token("size-small")} ${token("font")}`,
  };
}

const current = signal<Theme | undefined>(undefined);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  current.value = readTheme();
});

/** The colours as they are now. */
export function themeOf(): Theme {
  current.value ??= readTheme();
  return (current as ReadonlySignal<Theme>).value;
}
