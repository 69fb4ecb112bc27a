// The row of tsc and tspc: scripts that call them and write JavaScript, or a tsconfig that lists the transformer.
import { dirname } from "node:path";
import { globSync } from "tinyglobby";
import { isPatched, packageAbove } from "../package/installed.js";
import { type CompilerCall, compilerCalls, type Package, projectsOf } from "../package/package-json.js";
import { commandsOf } from "../package/script-commands.js";
import { pluginOf, referencesOf, writesJavaScript } from "../package/tsconfig.js";
import { compilerTrap } from "./compiler.js";
import { fileAsPlace, type Host, type HostUse, placeOf } from "./host.js";

export const tsc: Host = {
  name: "tsc",
  usesIn(target) {
    const called = compilerCalls(target).flatMap((call) => useOf(target, call) ?? []);
    return called.length > 0 ? called : listedByHand(target);
  },
};

function useOf(target: Package, call: CompilerCall): HostUse | undefined {
  const named = projectsOf(target, call);
  // tsc writes nothing for a project that only checks types.
  if (named.length > 0 && !named.some(writesJavaScript)) return undefined;
  const all = named.flatMap((file) => [file, ...referencesOf(file)]);
  const { program } = call;
  const trap = isTracedAfterwards(target) ? undefined : compilerTrap(target, all, program);
  const place = placeOf(target, [call]);
  return { host: program, ...place, tsconfigs: named, leavesRuntime: true, ...(trap ? { trap } : {}) };
}

/** Whatever wrote the JavaScript, `uno-trace instrument` traces it then. */
function isTracedAfterwards(target: Package): boolean {
  return commandsOf(target).some(({ program, args }) => program === "uno-trace" && args[0] === "instrument");
}

/** Nobody but its user knows how such a project is compiled: `npx tspc`, most likely. */
function listedByHand(target: Package): readonly HostUse[] {
  const how = { cwd: target.folder, absolute: true, dot: true, followSymbolicLinks: false };
  const files = globSync(["**/tsconfig.json", "**/tsconfig.*.json"], {
    ...how,
    ignore: ["**/node_modules/**"],
  });
  return files
    .filter((file) => pluginOf(file)?.file === file && dirname(file).startsWith(target.folder))
    .map((file) => {
      const trap = compilerTrap(target, [file], "tspc");
      const place = fileAsPlace(target, file);
      const found = {
        host: "tsc",
        role: "build",
        ...place,
        tsconfigs: [file],
        leavesRuntime: true,
      } as const;
      const compiler = packageAbove(dirname(file), "typescript");
      if (trap) return { ...found, trap };
      return compiler && isPatched(compiler) ? found : { ...found, note: BY_HAND };
    });
}

const BY_HAND = "no script compiles it: build with tspc, since plain tsc ignores plugins";
