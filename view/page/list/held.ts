// Lists as they come in; the one that is shown out: it stays while the reader is at it, and what is new is counted.
import { useRef } from "preact/hooks";

/** What is shown, and what waits. */
export interface Held<T> {
  readonly shown: T;
  /** How many of the waiting list are not shown. */
  readonly fresh: number;
  /** Shows them. */
  readonly release: () => void;
}

/**
 * Holds a list.
 * @param newest the list as it came last
 * @param key what it is an answer to: another question is never held
 * @param isHeld whether the reader is at it
 * @param again draws once more
 */
export function useHeld<T extends readonly { readonly traceId: string }[]>(
  newest: T,
  key: string,
  isHeld: boolean,
  again: () => void,
): Held<T> {
  const shown = useRef({ list: newest, key });
  if (!isHeld || shown.current.key !== key || shown.current.list.length === 0)
    shown.current = { list: newest, key };
  const release = () => {
    shown.current = { list: newest, key };
    again();
  };
  return { shown: withNews(shown.current.list, newest), fresh: freshOf(shown.current.list, newest), release };
}

/** A trace that is shown already may grow where it stands. */
function withNews<T extends readonly { readonly traceId: string }[]>(shown: T, newest: T): T {
  if (shown === newest) return shown;
  const news = new Map(newest.map((trace) => [trace.traceId, trace]));
  return shown.map((trace) => news.get(trace.traceId) ?? trace) as unknown as T;
}

function freshOf(
  shown: readonly { readonly traceId: string }[],
  newest: readonly { readonly traceId: string }[],
): number {
  const known = new Set(shown.map(({ traceId }) => traceId));
  return newest.filter(({ traceId }) => !known.has(traceId)).length;
}
