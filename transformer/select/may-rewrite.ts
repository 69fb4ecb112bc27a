// A file's text and name in; whether anything of it may be traced, or rewritten at all, out: the cheap tests before any parsing.
import type { Buffer } from "node:buffer";
import { rulesForFile } from "../config/rules.js";
import type { Config } from "../model/config-file.js";
import { mayHoldDirective } from "./directive.js";

/** Whether something of a file may be asked to be traced: what cannot be done there is worth a message. */
export function mayTrace(text: string, fileName: string, config: Config): boolean {
  return mayHoldDirective(text) || rulesForFile(config, fileName).mayTrace;
}

/** Whether anything of a file may be rewritten. Nobody asks for scopes in other people's code. */
export function mayRewrite(text: string, fileName: string, config: Config): boolean {
  return (mayMakeSpans(text) && !isInstalled(fileName)) || mayTrace(text, fileName, config);
}

/** Whether a text can hold a directive or a scope. */
export function mayHoldSite(text: string): boolean {
  return mayHoldDirective(text) || mayMakeSpans(text);
}

/** All texts for which {@link mayHoldSite} says yes, and few others: for bundlers that filter by a pattern, without lookahead. */
export const MAY_HOLD_SITE: RegExp = /@(?:no[-_]?trace|trac|trce|tarce|trcae)|createSpan/i;

// Bytes are searched faster than they are decoded, and most files hold none of these.
const FIRST_LETTERS = ["@t", "@n", "@T", "@N", "createSpan"];

/** {@link mayHoldSite} of a file's bytes, which may say yes where the text says no. */
export function bytesMayHoldSite(bytes: Buffer): boolean {
  return FIRST_LETTERS.some((letters) => bytes.includes(letters));
}

/** Whether a text can hold a function that makes spans by hand and pauses. */
export function mayMakeSpans(text: string): boolean {
  return text.includes("createSpan") && /\b(?:async|yield)\b/.test(text);
}

/** Whether a file is other people's code. */
export function isInstalled(fileName: string): boolean {
  return /[\\/]node_modules[\\/]/.test(fileName);
}
