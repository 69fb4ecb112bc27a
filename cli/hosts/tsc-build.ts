// The row of `uno-trace build`: scripts that call it, which traces whatever TypeScript is installed.
import type { Package } from "../package/package-json.js";
import { commandsOf } from "../package/script-commands.js";
import { type Host, type HostUse, placeOf } from "./host.js";

export const tscBuild: Host = {
  name: "uno-trace build",
  usesIn(target: Package): readonly HostUse[] {
    const calls = commandsOf(target).filter(
      ({ program, args }) => program === "uno-trace" && args[0] === "build",
    );
    if (calls.length === 0) return [];
    const found = { host: "uno-trace build", ...placeOf(target, calls), tsconfigs: [] };
    return [{ ...found, takesPlugin: true, leavesRuntime: true }];
  },
};
