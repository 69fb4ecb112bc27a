// Variables of the environment in, values of the right type out; a bad one is reported by its name and counts as absent.
import { report } from "./faults.js";
import { decodeText, isToken } from "./header-text.js";

/** A process's environment, or a part of it. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The values of OpenTelemetry's environment variables: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export class Environment {
  private readonly variables: Variables;

  constructor(variables: Variables) {
    this.variables = variables;
  }

  /** A text; empty counts as absent. */
  text(name: string): string | undefined {
    const value = this.variables[name]?.trim();
    return value === "" ? undefined : value;
  }

  boolean(name: string): boolean | undefined {
    return this.choice(name, { true: true, false: false });
  }

  /** A whole number from `least` to `most`. */
  whole(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    return this.refuse(name, `expected a whole number, ${least} to ${most}`);
  }

  /** A number from 0 to 1. */
  share(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    return value >= 0 && value <= 1 ? value : this.refuse(name, "expected a number from 0 to 1");
  }

  /** What the word stands for; upper and lower case are the same. */
  choice<T>(name: string, choices: Readonly<Record<string, T>>): T | undefined {
    const word = this.text(name)?.toLowerCase();
    if (word === undefined) return undefined;
    if (Object.hasOwn(choices, word)) return choices[word];
    const words = Object.keys(choices);
    return this.refuse(name, `expected ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
  }

  /** Comma-separated words in lower case. */
  words(name: string): readonly string[] | undefined {
    const words = this.text(name)?.toLowerCase().split(",");
    return words?.map((word) => word.trim()).filter((word) => word !== "");
  }

  /**
   * `key=value` pairs with commas between, percent-encoded. One bad pair spoils all, as the specification has it for
   * attributes of the resource; the values may be secrets and are not shown.
   */
  pairs(name: string): Record<string, string> | undefined {
    const pairs: [string, string][] = [];
    for (const part of this.parts(name) ?? []) {
      const pair = readPair(part, decodeURIComponent);
      if (pair === undefined)
        return this.refuse(name, `${PAIRS}; number ${pairs.length + 1} is none`, "hidden");
      pairs.push(pair);
    }
    return this.text(name) === undefined ? undefined : Object.fromEntries(pairs);
  }

  /**
   * Headers in the same form, which is that of W3C Baggage without metadata: a bad pair is left out and reported by its
   * name, or by its number where that may be a part of another's value.
   * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
   */
  headers(name: string, isGood: (key: string, value: string) => boolean): Record<string, string> {
    const pairs: [string, string][] = [];
    for (const [index, part] of (this.parts(name) ?? []).entries()) {
      const pair = readPair(part, decodeText);
      if (pair !== undefined && isGood(...pair)) pairs.push(pair);
      else report(`${name}: ${badPair(pair, index)}; it is left out, the others count`);
    }
    return Object.fromEntries(pairs.map(([key, value]) => [key.toLowerCase(), value]));
  }

  private parts(name: string): readonly string[] | undefined {
    return this.text(name)
      ?.split(",")
      .filter((part) => part.trim() !== "");
  }

  /** Reports a variable that has a value of no use. */
  refuse(name: string, expected: string, shown: "shown" | "hidden" = "shown"): undefined {
    const got = shown === "shown" ? `, got "${this.text(name)}"` : "";
    report(`${name}: ${expected}${got}; it counts as not set`);
    return undefined;
  }
}

const PAIRS = "expected key=value pairs with commas between, percent-encoded";

function readPair(part: string, decode: (text: string) => string): [string, string] | undefined {
  const split = part.indexOf("=");
  if (split < 1) return undefined;
  try {
    const key = decode(part.slice(0, split).trim());
    return key === "" ? undefined : [key, decode(part.slice(split + 1).trim())];
  } catch {
    return undefined;
  }
}

// What has no good name may be the rest of a secret with a comma in it.
function badPair(pair: readonly [string, string] | undefined, index: number): string {
  if (pair === undefined || !isToken(pair[0])) return `${PAIRS}; number ${index + 1} is none`;
  return `the value of "${pair[0]}" is none that HTTP can carry`;
}
