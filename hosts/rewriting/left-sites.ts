// The functions of a file and the sites that a host leaves alone in, the functions as they turned out out.
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import type { Site } from "../../transformer/model/site.js";

/** Functions of a plan, with those left alone of which a site was not written. */
export function withoutSites(
  functions: readonly FunctionInfo[],
  left: readonly Site[],
  whyOf: (site: Site) => string,
): readonly FunctionInfo[] {
  if (left.length === 0) return functions;
  const byPlace = new Map(left.map((site) => [`${site.start} ${site.end}`, site]));
  return functions.map((info) => {
    const site = byPlace.get(`${info.start} ${info.end}`);
    if (site === undefined) return info;
    return { ...info, traced: false, scope: false, reason: { kind: "skipped", why: whyOf(site) } };
  });
}
