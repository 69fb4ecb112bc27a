// A plan and the tree that reaches the transformer in; each site with its nodes out, and which sites cannot be had.
import type * as TypeScript from "typescript";
import type { Plan } from "../../model/plan.js";
import type { Site } from "../../model/site.js";
import { isFullStack } from "../../source/large-stack.js";
import { DEEPEST_HERE, nestingOf } from "../../source/nesting.js";
import { freePrefix } from "../generated-code.js";
import { type ArrivedTree, readChangedTree, readParsedTree } from "./arrived-tree.js";
import type { NodePlaces } from "./node-places.js";
import { type Origins, planAgain, type SiteAgain } from "./plan-again.js";
import { nodesOf, type SiteNodes } from "./site-nodes.js";
import { NodeOrigins } from "./site-origins.js";

type TS = typeof TypeScript;

/** A site whose nodes are all there. */
export interface LocatedSite {
  readonly site: Site;
  readonly nodes: SiteNodes;
}

/** A site that is left as it is, whole. */
export interface LeftSite {
  readonly site: Site;
  readonly why: string;
}

/** Result of {@link locateSites}. */
export interface LocatedSites {
  readonly located: readonly LocatedSite[];
  readonly left: readonly LeftSite[];
  /** What every generated name starts with. */
  readonly prefix: string;
}

const NONE = { located: [], left: [] } as const;

const REPLACED = "a transformer that runs before uno-trace's has replaced or removed it";
const UNREADABLE = "uno-trace cannot read what a transformer that runs before it makes of the file";
const UNEXPECTED = "TypeScript reads it in another way than uno-trace does";

/**
 * Finds the nodes of each site. In a tree as the parser made it they stand at the plan's offsets. Another transformer
 * may have changed, moved, added or removed anything: what reaches us is printed and planned anew, while which
 * functions are traced, and under which names and places, stays as the source says.
 * @param isReparsed the text of the file is not the source that was planned: a transformer has printed and parsed it
 */
export function locateSites(
  ts: TS,
  sourceFile: TypeScript.SourceFile,
  plan: Plan,
  isReparsed: boolean,
): LocatedSites {
  const parsed = readParsedTree(ts, sourceFile);
  if (!parsed || isReparsed) return new ChangedFile(ts, sourceFile, plan, isReparsed).locate(parsed);
  const located: LocatedSite[] = [];
  const left: LeftSite[] = [];
  for (const site of plan.sites) {
    const nodes = nodesOf(site, parsed.places);
    if (nodes) located.push({ site, nodes });
    else left.push({ site, why: UNEXPECTED });
  }
  return { located, left, prefix: plan.prefix };
}

class ChangedFile {
  readonly #ts: TS;
  readonly #sourceFile: TypeScript.SourceFile;
  readonly #plan: Plan;
  readonly #isReparsed: boolean;
  readonly #located: LocatedSite[] = [];
  readonly #left: LeftSite[] = [];
  readonly #met = new Set<Site>();

  constructor(ts: TS, sourceFile: TypeScript.SourceFile, plan: Plan, isReparsed: boolean) {
    this.#ts = ts;
    this.#sourceFile = sourceFile;
    this.#plan = plan;
    this.#isReparsed = isReparsed;
  }

  locate(parsed: ArrivedTree | undefined): LocatedSites {
    const tree = parsed ?? readChangedTree(this.#ts, this.#sourceFile);
    const planned = tree && this.#planAgain(tree);
    if (!tree || !planned) return this.#result(UNREADABLE, "");
    if (planned === "instrumented") return { ...NONE, prefix: this.#plan.prefix };
    for (const again of planned) this.#locateOne(again, tree.places);
    return this.#result(REPLACED, tree.text);
  }

  #planAgain({ text, places }: ArrivedTree): ReturnType<typeof planAgain> {
    const { functions, sites } = this.#plan;
    const origins = this.#isReparsed ? undefined : this.#originsIn(places);
    try {
      return planAgain(text, this.#sourceFile.fileName, { functions, sites }, origins);
    } catch (error) {
      // Deeper than any stack: nothing of it can be read.
      if (isFullStack(error) || nestingOf(text) > DEEPEST_HERE) return undefined;
      throw error;
    }
  }

  #originsIn(places: NodePlaces): Origins {
    const origins = new NodeOrigins(this.#ts, this.#sourceFile, this.#plan);
    const found = new Map<number, number>();
    for (const [start, body] of places.bodies) {
      const fn = places.functionOf(body);
      const index = fn && origins.indexOf(fn);
      if (index !== undefined) found.set(start, index);
    }
    return found;
  }

  #locateOne({ origin, site }: SiteAgain, places: NodePlaces): void {
    const source = this.#plan.sites[origin] as Site;
    this.#met.add(source);
    const nodes = "why" in site ? undefined : nodesOf(site, places);
    if ("why" in site) this.#left.push({ site: source, why: site.why });
    else if (!nodes) this.#left.push({ site: source, why: UNREADABLE });
    // Where it stands, for a source map, is told by the source.
    else this.#located.push({ site: this.#isReparsed ? site : { ...site, body: source.body }, nodes });
  }

  /** What was met with is done with; why it does not hold for the others is the same for all of them. */
  #result(why: string, text: string): LocatedSites {
    const missing = this.#plan.sites.filter((site) => !this.#met.has(site));
    const left = [...this.#left, ...missing.map((site) => ({ site, why }))];
    return { located: this.#located, left, prefix: freePrefix(`${this.#sourceFile.text}\n${text}`) };
  }
}
