// The schema of uno-trace.json goes in; the text of a module that checks a value against it, and needs nothing, comes out.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { transformSync } from "esbuild";

const HEAD = `// A value goes in; whether uno-trace.schema.json allows it comes out, and in \`errors\` what it does not allow.
// Written by \`npm run build\` from that file, because compiling it takes longer than a small build.
`;

/** What the validator reports: all errors, each with the part of the schema that it is about. */
export const AJV_OPTIONS = { allErrors: true, verbose: true, allowUnionTypes: true };

/** The schema, which is the only description of the format. */
export function readSchema() {
  return JSON.parse(readFileSync(new URL("../uno-trace.schema.json", import.meta.url), "utf8"));
}

/** Writes the validator as a CommonJS module. */
export function validatorText() {
  // The length of a string in UTF-16 units needs no module of ajv's; the schema asks only whether there is any.
  const ajv = new Ajv({ ...AJV_OPTIONS, unicode: false, code: { source: true }, logger });
  const code = standalone.default(ajv, ajv.compile(readSchema()));
  if (/\brequire\(/.test(code)) throw new Error("the validator of uno-trace.json would need a module of ajv");
  return HEAD + transformSync(code).code;
}

function refuse(message) {
  throw new Error(message);
}

const logger = {
  log: refuse,
  error: refuse,
  warn: (message) => message.startsWith("DEPRECATED: option unicode") || refuse(message),
};
