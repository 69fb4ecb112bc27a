// The address bar in; where the reader is, as a signal, out, and moves without loading the document again.
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Parameters, pathWith } from "./path.js";

/** Where the reader is: path and parameters. */
export type Place = Readonly<Pick<URL, "pathname" | "searchParams" | "href">>;

const current = signal<Place>(new URL(location.href));

/** The place that is shown. */
export const place: ReadonlySignal<Place> = current;

/** What a screen is told: the groups of its path. */
export interface ScreenProps {
  readonly groups: readonly string[];
}

/** How to go to a place. */
export interface Move {
  /** Takes the place of this entry of the history, as for what is typed letter by letter. */
  readonly replace?: boolean;
}

/** Goes to a path of this page, as `/trace/…?span=…`. */
export function go(path: string, { replace = false }: Move = {}): void {
  const url = new URL(path, location.href);
  if (url.href === location.href) return;
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  const isOther = url.pathname !== current.peek().pathname;
  current.value = url;
  if (isOther) scrollTo(0, 0);
}

/** Changes parameters of the place that is shown, and leaves the others. */
export function setParameters(parameters: Parameters, move: Move = { replace: true }): void {
  const { pathname, searchParams } = place.peek();
  go(pathWith(pathname, { ...Object.fromEntries(searchParams), ...parameters }), move);
}

/** Lets links of this page lead on without loading it again; a click with a modifier is the browser's. */
export function followLinks(): void {
  addEventListener("popstate", () => {
    current.value = new URL(location.href);
  });
  document.addEventListener("click", (event) => {
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = (event.target as Element | null)?.closest?.("a");
    if (!isPlain || event.defaultPrevented || !link || !isOwn(link)) return;
    event.preventDefault();
    go(link.href);
  });
}

function isOwn(link: HTMLAnchorElement): boolean {
  const isDownload = link.hasAttribute("download") || link.target !== "" || link.pathname.startsWith("/api/");
  return link.origin === location.origin && !isDownload;
}
