// A function of a changed file in; the site of the function that it was made of out.
import type * as TypeScript from "typescript";
import type { Plan } from "../../model/plan.js";
import type { FoundFunction } from "../../select/functions.js";
import { firstToken } from "./arrived-tree.js";

type TS = typeof TypeScript;

/** Leads from the functions of a tree that another transformer has changed back to the sites of the source. */
export class NodeOrigins {
  readonly #ts: TS;
  readonly #root: TypeScript.SourceFile;
  readonly #plan: Plan;
  readonly #byBody: ReadonlyMap<number, number>;

  constructor(ts: TS, sourceFile: TypeScript.SourceFile, plan: Plan) {
    this.#ts = ts;
    this.#root = ts.getOriginalNode(sourceFile) as TypeScript.SourceFile;
    this.#plan = plan;
    this.#byBody = new Map(plan.sites.map((site, index) => [site.body.start, index]));
  }

  /**
   * The index of a function's site: by its original, else by its range, which is all that some transformers keep.
   * Two functions may have one site, where a transformer has doubled the function.
   */
  indexOf(fn: TypeScript.FunctionLikeDeclaration): number | undefined {
    const original = this.#ts.getOriginalNode(fn) as TypeScript.FunctionLikeDeclaration;
    if (this.#ts.isParseTreeNode(original))
      return this.#isOurs(original) ? this.#siteAt(original) : undefined;
    return fn.pos < 0 ? undefined : this.#siteIn(fn);
  }

  #siteAt({ body }: TypeScript.FunctionLikeDeclaration): number | undefined {
    return body && this.#byBody.get(body.getStart(this.#root));
  }

  /** Arrows that return arrows end together, but each begins where it stands. */
  #siteIn({ pos, end }: TypeScript.TextRange): number | undefined {
    const functions = this.#plan.functions.filter((fn) => fn.end === end);
    const start = firstToken(this.#root.text, pos);
    const found = functions.length > 1 ? functions.find((fn) => fn.start === start) : functions[0];
    return found && this.#plan.sites.findIndex((site) => site.start === found.start && site.end === end);
  }

  /** A tree without parents is one that a transformer has parsed: the file itself. */
  #isOurs(node: TypeScript.Node): boolean {
    let top = node;
    while (top.parent) top = top.parent;
    return top === this.#root || !this.#ts.isSourceFile(top);
  }
}

/**
 * For a file that was printed and parsed anew, where no node has an original: the function of the same name and kind,
 * where there are as many of them as in the source.
 */
export function originsByName(
  functions: readonly FoundFunction[],
  { functions: sources, sites }: Pick<Plan, "functions" | "sites">,
): (found: FoundFunction) => number | undefined {
  return (found) => {
    const isAlike = ({ name, kind }: { readonly name: string | undefined; readonly kind: string }) =>
      name === found.name && kind === found.kind;
    const arrived = functions.filter(isAlike);
    const alike = sources.filter(({ ownName, kind }) => isAlike({ name: ownName, kind }));
    if (arrived.length !== alike.length) return undefined;
    const source = alike[arrived.indexOf(found)];
    return source && sites.findIndex((site) => site.start === source.start && site.end === source.end);
  };
}
