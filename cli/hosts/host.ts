// What a row of the table of hosts is: how a build tool is recognised in a package, and whether it can trace there.
import { toPosix } from "../../transformer/config/globs.js";
import type { Place } from "../../transformer/diagnostics/diagnostic.js";
import type { Package } from "../package/package-json.js";
import type { ScriptCommand } from "../package/script-commands.js";

/** Why nothing of what a host builds or runs is traced. */
export interface Trap {
  /** Goes on after `build in package.json (tsc) traces nothing: `; without its full stop. */
  readonly why: string;
  /** What to do, in whole sentences. */
  readonly mend: string;
  /** The compiler is unfit, which UNO3014 says where a tsconfig lists the transformer. */
  readonly isUnfit?: true;
}

/** How a package uses a host. */
export interface HostUse {
  readonly host: string;
  /** Where it stands: `build in package.json`, `vite.config.ts`. */
  readonly where: string;
  readonly place: Place;
  /** `test`: it runs tests, and nothing that is shipped. */
  readonly role: "build" | "test";
  /** Absent where it traces. */
  readonly trap?: Trap;
  /** What is worth knowing although it may trace. */
  readonly note?: string;
  /** The tsconfig files whose `plugins` it runs as soon as its compiler runs transformers. */
  readonly tsconfigs: readonly string[];
  /** The tsconfig files that it reads without running their `plugins`. */
  readonly ignored?: readonly string[];
  /** It takes `typescript` as it is installed, so only a patched one runs transformers. */
  readonly needsPatch?: boolean;
  /** Another way in than a tsconfig: it takes a plugin of ours. */
  readonly takesPlugin?: boolean;
  /** Its configuration, which lacks the plugin that a module of uno-trace exports, or a call around what it exports. */
  readonly edit?: { readonly file: string; readonly module: string; readonly wrapper?: string };
  /** The lines that set tracing up, in a file that the host runs before all others. */
  readonly setUp?: readonly string[];
  /** What it writes is no bundle, so traced files import uno-trace where they run. */
  readonly leavesRuntime?: true;
  /** It runs sources as they are, and traces them with the loader. */
  readonly takesLoader?: boolean;
  /** The source of the program that it starts, where no option of Node can be given. */
  readonly entry?: string;
  /** The lines that are to be added by hand, to its own configuration or to a program. */
  readonly steps?: readonly string[];
}

/** A row of the table. */
export interface Host {
  /** As its documentation calls it. */
  readonly name: string;
  usesIn(target: Package): readonly HostUse[];
}

/** Where commands stand: `build, start in package.json`. */
export function placeOf(
  target: Package,
  commands: readonly ScriptCommand[],
): Pick<HostUse, "where" | "place" | "role"> {
  const names = [...new Set(commands.map(({ script }) => script))];
  const start = commands[0]?.offset ?? 0;
  return {
    where: `${names.join(", ")} in package.json`,
    place: { file: target.json.file, start, end: start + (commands[0]?.program.length ?? 0) },
    role: names.length > 0 && names.every((name) => /^test\b/.test(name)) ? "test" : "build",
  };
}

/** A whole file as a place, under the name that its user knows. */
export function fileAsPlace(target: Package, file: string): Pick<HostUse, "where" | "place"> {
  const where = toPosix(file).replace(`${toPosix(target.folder)}/`, "");
  return { where, place: { file, start: 0, end: 0 } };
}
