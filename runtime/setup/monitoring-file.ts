// The `monitoring` section of the nearest uno-trace.json: checked options out; faults are warnings.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeFault, report } from "../ground/faults.js";
import { type JsoncDocument, JsoncError, placeOf, readJsonc } from "../ground/jsonc.js";
import { process } from "../ground/node.js";
import { isRecord } from "../ground/options.js";
import { faultsOf, type MonitoringOptions, withoutFaults } from "./monitoring-options.js";

const FILE_NAME = "uno-trace.json";

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Options of the nearest uno-trace.json, from the working directory upward; what is wrong is reported and left out. */
export function readMonitoringFile(): MonitoringOptions {
  const folder = workingFolder();
  const file = folder === undefined ? undefined : nearest(folder);
  if (file === undefined) return {};
  try {
    return sectionOf(file, readJsonc(file.text));
  } catch (error) {
    const offset = error instanceof JsoncError ? error.offset : 0;
    warn(
      file,
      offset,
      `${error instanceof JsoncError ? error.message : describeFault(error)}; defaults are used`,
    );
    return {};
  }
}

function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch (error) {
    // It may have been deleted since the process began.
    report(`${FILE_NAME} is not looked for: ${describeFault(error)}`);
    return undefined;
  }
}

function nearest(folder: string): TextFile | undefined {
  const path = join(folder, FILE_NAME);
  try {
    return { path, text: readFileSync(path, "utf8") };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      report(`${path} cannot be read (${describeFault(error)}); defaults are used`);
      return undefined;
    }
  }
  const above = dirname(folder);
  return above === folder ? undefined : nearest(above);
}

function sectionOf(file: TextFile, document: JsoncDocument): MonitoringOptions {
  const section = isRecord(document.value) ? document.value.monitoring : undefined;
  if (section === undefined) return {};
  if (!isRecord(section)) {
    warn(file, document.places.get("monitoring") ?? 0, "`monitoring` must be an object; defaults are used");
    return {};
  }
  const faults = faultsOf(section, "file");
  for (const { path, text } of faults) {
    const offset = document.places.get(`monitoring.${path}`) ?? 0;
    warn(file, offset, `\`monitoring.${path}\`: ${text}; the default is used`);
  }
  return withoutFaults(section, faults);
}

function warn(file: TextFile, offset: number, text: string): void {
  const { line, column } = placeOf(file.text, offset);
  report(`${file.path}:${line}:${column}: ${text}`);
}
