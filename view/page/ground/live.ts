// Server-sent events of the viewer in; how often something was stored, for as long as nobody pauses, out.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/** Between two times that a screen asks again, in milliseconds. */
const WAIT = 1000;

/** Whether screens stand still; one switch for all of them. */
export const isPaused: Signal<boolean> = signal(false);

/** Rises when spans were stored, at most once a second. */
export function useLive(): ReadonlySignal<number> {
  const [round] = useState(() => signal(0));
  const isStill = isPaused.value;
  useEffect(() => {
    if (isStill) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rise = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        round.value++;
      }, WAIT);
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
