// The tsconfig files that a host compiles go in; what keeps its compiler from tracing comes out.
import { dirname } from "node:path";
import { unfitnessOf } from "../../hosts/tsc/compiler-version.js";
import { type InstalledPackage, isPatched, packageAbove } from "../package/installed.js";
import { type Package, patchScript } from "../package/package-json.js";
import { pluginOf } from "../package/tsconfig.js";
import { fileAsPlace, type Trap } from "./host.js";

/**
 * How a host comes to its compiler: `tspc` and `given` run transformers (a host is given `ts-patch/compiler`), `tsc` and
 * the `library` do when they are patched.
 */
export type CompilerEntry = "tspc" | "given" | "tsc" | "library";

/** Finds the first thing that is amiss. */
export function compilerTrap(
  target: Package,
  tsconfigs: readonly string[],
  entry: CompilerEntry,
): Trap | undefined {
  const [file = target.json.file] = tsconfigs;
  const compiler = packageAbove(dirname(file), "typescript");
  if (!compiler) return { why: "no typescript is installed", mend: `Run \`${target.manager.install}\`.` };
  const unfit = unfitnessOf(compiler.version);
  if (unfit) return { why: `TypeScript ${compiler.version} ${unfit.why}`, mend: unfit.help, isUnfit: true };
  if (!tsconfigs.some((each) => pluginOf(each))) {
    const { where } = fileAsPlace(target, file);
    return {
      why:
        tsconfigs.length > 0 ? `${where} does not list uno-trace/transformer` : "no tsconfig.json was found",
      mend: `Run \`${target.manager.program} uno-trace init\`.`,
    };
  }
  return isPatched(compiler) ? undefined : patchTrap(target, compiler, entry);
}

function patchTrap(target: Package, { folder }: InstalledPackage, entry: CompilerEntry): Trap | undefined {
  const { manager } = target;
  if (!packageAbove(dirname(dirname(folder)), "ts-patch") && !packageAbove(target.folder, "ts-patch"))
    return {
      why: "ts-patch is not installed: plain tsc ignores plugins",
      mend: `Run \`${manager.program} uno-trace init\`, which names the version to install.`,
    };
  if (entry === "tspc" || entry === "given") return undefined;
  const script = patchScript(target);
  if (script !== undefined)
    return {
      why: `tsc is not patched, the script ${script} has not run`,
      mend: `Run \`${manager.script} ${script}\`.`,
    };
  return entry === "tsc"
    ? { why: "tsc is not patched and ignores plugins", mend: "Build with tspc, or run ts-patch install." }
    : {
        why: "it compiles with typescript, which is not patched and ignores plugins",
        mend: `Run \`${manager.program} uno-trace init --patch\`, which patches it at each installation.`,
      };
}
