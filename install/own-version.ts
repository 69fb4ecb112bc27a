// The version of this program, which is that of uno-trace and of uno-trace-build.
import { readFileSync } from "node:fs";

/** Reads it where it is asked for. */
export function ownVersion(): string {
  // One folder up from the source, two from dist/install.
  for (const candidate of ["../package.json", "../../package.json"]) {
    try {
      const found = JSON.parse(readFileSync(new URL(candidate, import.meta.url), "utf8"));
      if (/^uno-trace(?:-build)?$/.test(found.name)) return found.version;
    } catch {}
  }
  return "unknown";
}
