// The part of uno-trace/runtime that paints trees, which stands beside this package, out.
import type { Painter } from "../tail/tail.js";
import { Refusal } from "./command.js";

/** Loads it where it is used: it is no small package, and most commands print no tree. @throws Refusal */
export async function loadPainter(): Promise<Painter> {
  try {
    return await import("uno-trace/runtime" as string);
  } catch (cause) {
    throw new Refusal(
      `--tail paints trees as uno-trace does, which could not be loaded: ${(cause as Error).message}`,
    );
  }
}
