// A site in, the bytes out that all its spans have in common: name, kind and constant attributes.
import type { Site } from "../site.js";
import { writeAttributes } from "./attribute-bytes.js";
import type { ByteWriter } from "./byte-writer.js";
import { SPAN } from "./span-parts.js";

/** Kept on the site, in the order in which a span has them. */
export interface SiteBytes {
  readonly bytes: Uint8Array;
  /** Where the attributes begin. */
  readonly head: number;
}

/** The bytes of a site, encoded on the first call; written with `out` behind what it holds, and taken out again. */
export function siteBytesOf(site: Site, out: ByteWriter): SiteBytes {
  site.encoded ??= encode(site, out);
  return site.encoded;
}

function encode(site: Site, out: ByteWriter): SiteBytes {
  const start = out.at;
  writeHead(out, site.name, site.kind);
  const head = out.at - start;
  writeAttributes(out, SPAN.attribute, site.attributes);
  return { bytes: out.take(start), head };
}

/** Name and kind; OTLP numbers kinds from one. */
export function writeHead(out: ByteWriter, name: string, kind: number | undefined): void {
  out.byte(SPAN.name);
  out.text(name);
  if (typeof kind !== "number") return;
  out.byte(SPAN.kind);
  out.byte(kind + 1);
}
