// The table of hosts: a package goes in, every use that it makes of a known build tool comes out.
import { untracedHost } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { Package } from "../package/package-json.js";
import { pluginOf } from "../package/tsconfig.js";
import { bun, bunBuild } from "./bun.js";
import { bundlers } from "./bundlers.js";
import { esbuild, tsup } from "./esbuild.js";
import { tsNode, webpack } from "./given-compiler.js";
import type { Host, HostUse } from "./host.js";
import { jest } from "./jest.js";
import { loaded } from "./loaded.js";
import { nest } from "./nest.js";
import { tsc } from "./tsc.js";
import { tscBuild } from "./tsc-build.js";
import { withoutPlugin } from "./without-plugin.js";

/** Every host that is known by name, those that can trace first; a new one is a row here. */
export const HOSTS: readonly Host[] = [
  nest,
  tscBuild,
  tsc,
  esbuild,
  tsup,
  ...bundlers,
  webpack,
  tsNode,
  jest,
  ...loaded,
  bun,
  bunBuild,
  ...withoutPlugin,
];

/** Finds the hosts of a package, whether they trace or not. */
export function hostUses(target: Package): readonly HostUse[] {
  const uses = HOSTS.flatMap((host) => host.usesIn(target));
  // A tsconfig that lists the transformer is tsc's only where no other host reads it.
  const read = uses
    .filter(({ place, tsconfigs }) => !tsconfigs.includes(place.file))
    .flatMap(({ tsconfigs, ignored = [] }) => [...tsconfigs, ...ignored]);
  const listed = new Set(read.flatMap((file) => [file, pluginOf(file)?.file]));
  return uses.filter(({ place }) => !listed.has(place.file));
}

/** In words: `dev in package.json (tsx) traces nothing: it takes no transformer and no plugin`. */
export function trapText({ where, host, trap }: HostUse): string {
  return `${where} (${host}) traces nothing: ${trap?.why}`;
}

/** As a message of the build. */
export function untracedUse(use: HostUse): Diagnostic {
  return untracedHost(use.place, trapText(use), use.trap?.mend ?? "");
}
