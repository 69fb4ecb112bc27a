// A question and its parameters in; the viewer's answer, or in words why there is none, out.
import { type Parameters, pathWith } from "./path.js";

/** A question that was refused or could not be asked: the message is for the reader. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** The status of the answer; 0 if there was none. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the viewer by its API (docs/view.md).
 * @param question the name below `/api/`
 * @throws Refused; and DOMException, named `AbortError`, where the signal ends it
 */
export async function ask<T>(question: string, parameters: Parameters, signal?: AbortSignal): Promise<T> {
  const response = await answered(pathWith(`/api/${question}`, parameters), signal);
  if (!response.ok) throw new Refused((await response.text()).trim(), response.status);
  return (await response.json()) as T;
}

async function answered(path: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, signal === undefined ? {} : { signal });
  } catch (cause) {
    if ((cause as Error).name === "AbortError") throw cause;
    throw new Refused("The viewer does not answer. Is `uno-trace view` still running?", 0);
  }
}
