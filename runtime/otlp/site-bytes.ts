// A site in, the bytes out that all its spans have in common: name, kind and constant attributes, and a whole span.
import type { Site, SiteBytes } from "../model/site.js";
import { writeAttributes } from "./attribute-bytes.js";
import { type ByteWriter, varintSize } from "./byte-writer.js";
import { SPAN, writeSpanFlags, writeStatus } from "./span-parts.js";

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
  const bytes = out.take(start);
  return { bytes, head, ...templateOf(bytes, out) };
}

// The order of the fields is free, and this one is what `plain-span.ts` counts on.
function templateOf(bytes: Uint8Array, out: ByteWriter): Pick<SiteBytes, "template" | "lengthSize"> {
  const begin = out.at;
  const start = out.open(1);
  for (const [tag, size] of IDS) {
    out.byte(tag);
    out.byte(size);
    out.raw(new Uint8Array(size));
  }
  for (const tag of TIMES) {
    out.byte(tag);
    out.time(0, 0);
  }
  writeSpanFlags(out, 0);
  writeStatus(out, 1, undefined);
  out.raw(bytes);
  const lengthSize = varintSize(out.at - start);
  out.close(start, 1);
  return { template: out.take(begin), lengthSize };
}

const IDS: readonly (readonly [tag: number, size: number])[] = [
  [SPAN.traceId, 16],
  [SPAN.spanId, 8],
  [SPAN.parentId, 8],
];
const TIMES: readonly number[] = [SPAN.start, SPAN.end];

/** Name and kind; OTLP numbers kinds from one. */
export function writeHead(out: ByteWriter, name: string, kind: number | undefined): void {
  out.byte(SPAN.name);
  out.text(name);
  if (typeof kind !== "number") return;
  out.byte(SPAN.kind);
  out.byte(kind + 1);
}
