// A written file and its sources go in; the configuration comes out as it holds for that file, whichever of them its globs name.
import { matchFiles, relativePath } from "../../transformer/config/globs.js";
import type { Config } from "../../transformer/model/config-file.js";

/** The names of one written file, as absolute paths. */
export interface Names {
  readonly path: string;
  /** Where the compiler wrote it. */
  readonly name: string;
  readonly sources: readonly string[];
}

/**
 * The globs of the result name the file itself. It is selected by its own name or by all of its sources (a bundle is not
 * selected by one of many), and taken out by its own name or by any of them.
 */
export function configFor(config: Config, { path, name, sources }: Names): Config {
  const relative = (file: string) => relativePath(config.root, file);
  const own = [path, name].map(relative);
  const from = sources.map(relative);
  const self = [relative(path).replace(/[[\]{}()*?!+@]/g, "\\$&")];
  const selects = (globs: readonly string[]) => {
    const matches = matchFiles(globs);
    return own.some(matches) || (from.length > 0 && from.every(matches));
  };
  return {
    ...config,
    include: selects(config.include) ? self : [],
    exclude: [...own, ...from].some(matchFiles(config.exclude)) ? self : [],
    rules: config.rules.map((rule) =>
      rule.files ? { ...rule, files: selects(rule.files) ? self : [] } : rule,
    ),
  };
}
