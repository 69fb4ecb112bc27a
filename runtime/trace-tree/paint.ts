// Colours: a stream in, whether it takes them out; and painting functions that do nothing where it does not.
import { process } from "../ground/node.js";
import { shown } from "../ground/options.js";
import type { OutputStream } from "../ground/output.js";

type Paint = (text: string) => string;

/** The colours that are used. */
export type Painter = Readonly<
  Record<"bold" | "dim" | "red" | "green" | "cyan" | "yellow" | "magenta" | "blue", Paint>
>;

/** The options of whoever prints. */
interface Chosen {
  readonly stream: OutputStream;
  readonly color: boolean;
}

/**
 * The stream to print to, by default stderr, and whether in colours, by default as the stream has them.
 * @throws TypeError for what is no stream, or neither `true` nor `false`
 */
export function chooseStream(owner: string, options: Partial<Chosen>): Chosen {
  const { stream = process.stderr, color = isColourful(stream) } = options;
  if (typeof stream?.write !== "function")
    throw new TypeError(`${owner}: \`stream\`: expected a stream, with write(text), got ${shown(stream)}`);
  if (typeof color !== "boolean")
    throw new TypeError(`${owner}: \`color\`: expected true or false, got ${shown(color)}`);
  return { stream, color };
}

/** Whether to colour a stream: `NO_COLOR` decides, then `FORCE_COLOR`, then whether it is a terminal. */
export function isColourful(stream: OutputStream): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "" && FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream?.isTTY === true;
}

function code(open: number, close: number, enabled: boolean): Paint {
  return enabled ? (text) => `\x1b[${open}m${text}\x1b[${close}m` : (text) => text;
}

/** Painting functions, or their plain counterparts. */
export function painter(enabled: boolean): Painter {
  return {
    bold: code(1, 22, enabled),
    dim: code(2, 22, enabled),
    red: code(31, 39, enabled),
    green: code(32, 39, enabled),
    yellow: code(33, 39, enabled),
    blue: code(34, 39, enabled),
    magenta: code(35, 39, enabled),
    cyan: code(36, 39, enabled),
  };
}
