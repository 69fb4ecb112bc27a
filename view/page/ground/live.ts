// Server-sent events of the viewer in; how often something was stored, for as long as nobody pauses, out.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/** Whether screens stand still; one switch for all of them. */
export const isPaused: Signal<boolean> = signal(false);

/**
 * Rises when spans were stored.
 * @param wait at least so long between two times, in milliseconds: what costs the database more is asked less often
 */
export function useLive(wait: number): ReadonlySignal<number> {
  const [round] = useState(() => signal(0));
  const isStill = isPaused.value;
  useEffect(() => {
    if (isStill) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rise = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        round.value++;
      }, wait);
    };
    const source = new EventSource("/api/live");
    source.addEventListener("stored", rise);
    // What came while nobody listened; also after the viewer was started again.
    source.addEventListener("open", rise);
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [isStill]);
  return round;
}
