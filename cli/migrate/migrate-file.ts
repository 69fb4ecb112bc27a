// A planned file in; its text with directives in the place of spans made by hand, and what was left and why, out.
import { extname } from "node:path";
import MagicString from "magic-string";
import type { Config } from "../../transformer/model/config-file.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import type { Plan } from "../../transformer/model/plan.js";
import type { Range } from "../../transformer/model/range.js";
import { planFile } from "../../transformer/plan.js";
import type { PlannedFile } from "../command/project.js";
import { insertionAt } from "../mark/insert.js";
import { markPlaces } from "../mark/places.js";
import { directiveText } from "./directive-text.js";
import { withCurrentSpan, withoutUnused } from "./imports.js";
import { findDecorators, writeInPlace } from "./spans/decorators.js";
import { type Finding, isLeft, type Left, type Migration } from "./spans/finding.js";
import { findOtherUses } from "./spans/other-uses.js";
import { findPyramids } from "./spans/pyramids.js";
import { findWrappers } from "./spans/wrappers.js";
import { Origins } from "./tree/origin.js";
import { type Tree, treeOf } from "./tree/tree.js";

/** One file after the migration. */
export interface MigratedFile {
  readonly text: string;
  /** Names of the spans, in the order of the work. */
  readonly done: readonly string[];
  /** What stays, by offsets into the new text. */
  readonly left: readonly Left[];
  /** The same by offsets into the old one. */
  readonly leftBefore: readonly Left[];
}

/** A migration with the functions that it is about, and what its directive says. */
interface Step {
  readonly migration: Migration;
  readonly infos: readonly FunctionInfo[];
  readonly directive: string;
}

/** Migrates what can be, from the outside to the inside, until nothing is left but what has to stay. */
export function migrateFile(source: Pick<PlannedFile, "file" | "text">, config: Config): MigratedFile {
  const { file } = source;
  let { text } = source;
  const done: string[] = [];
  let usesCurrentSpan = false;
  let leftBefore: readonly Left[] | undefined;
  for (;;) {
    const tree = treeOf(text, file);
    if (!tree) return { text: source.text, done: [], left: [], leftBefore: [] };
    const round = new Round(tree, planFile(text, file, config), config);
    const { chosen, left } = round.choose();
    leftBefore ??= left;
    if (chosen.length === 0) {
      // The import comes before others go: it stands behind them, and never below a directive.
      if (usesCurrentSpan) text = withCurrentSpan(text, file) ?? text;
      if (done.length > 0) text = withoutUnused(source.text, text, file);
      return { text, done, ...leftIn(text, file, config, left, leftBefore) };
    }
    text = round.apply(chosen) as string;
    done.push(...chosen.flatMap(spanNames));
    usesCurrentSpan ||= chosen.some(({ migration }) => migration.usesCurrentSpan);
  }
}

/** Imports that came and went have moved what stays. */
function leftIn(
  text: string,
  file: string,
  config: Config,
  left: readonly Left[],
  leftBefore: readonly Left[],
) {
  const tree = treeOf(text, file);
  const now = tree ? new Round(tree, planFile(text, file, config), config).choose().left : left;
  return { left: now, leftBefore: leftBefore.length === now.length ? leftBefore : now };
}

/** One look at a text. */
class Round {
  readonly #tree: Tree;
  readonly #plan: Plan;
  readonly #config: Config;

  constructor(tree: Tree, plan: Plan, config: Config) {
    this.#tree = tree;
    this.#plan = plan;
    this.#config = config;
  }

  /** What can be done at once, since it does not overlap, and what cannot be done at all. */
  choose(): { readonly chosen: readonly Step[]; readonly left: readonly Left[] } {
    const steps: Step[] = [];
    const left: Left[] = [];
    for (const finding of this.#findings()) {
      const step = isLeft(finding) ? finding : this.#stepOf(finding);
      if (isLeft(step)) left.push(step);
      else if (!steps.some((each) => overlaps(each.migration, step.migration))) steps.push(step);
    }
    if (steps.length === 0 || this.apply(steps) !== undefined) return { chosen: steps, left };
    const chosen: Step[] = [];
    for (const step of steps) {
      if (this.apply([...chosen, step]) !== undefined) chosen.push(step);
      else left.push({ at: step.migration.at, why: "no directive can mark its function alone" });
    }
    return { chosen, left: left.toSorted((a, b) => a.at - b.at) };
  }

  #findings(): readonly Finding[] {
    const origins = new Origins(this.#tree);
    const all = [
      ...findPyramids(this.#tree, origins),
      ...findDecorators(this.#tree, origins),
      ...findWrappers(this.#tree, origins),
      ...findOtherUses(this.#tree, origins),
    ];
    return all.toSorted((a, b) => a.at - b.at);
  }

  #stepOf(migration: Migration): Step | Left {
    const left = (why: string): Left => ({ at: migration.at, why });
    const infos = migration.targets.flatMap((target) => this.#infoOf(target) ?? []);
    const [first] = infos;
    if (!first || infos.length < migration.targets.length) return left("the planner knows no such function");
    for (const { reason } of infos) {
      if (reason.kind === "directive")
        return left("a directive traces the function already, so it has two spans now");
      if (reason.kind === "no-trace") return left("`@no-trace` stands above it");
      if (reason.kind === "skipped") return left(reason.why);
    }
    if (migration.usesCurrentSpan && withCurrentSpan(this.#tree.text, this.#tree.fileName) === undefined)
      return left("`getCurrentSpan` is another thing in this file");
    const { name, ...words } = migration.words;
    const directive = directiveText({
      ...words,
      ...(name !== (migration.ownName ?? first.name) && { name }),
    });
    return directive === undefined
      ? left("no comment can say its name or attributes")
      : { migration, infos, directive };
  }

  #infoOf({ start, end }: Range): FunctionInfo | undefined {
    const candidates = this.#plan.functions.filter((each) => each.end === end);
    return candidates.toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))[0];
  }

  /** The text with these steps; `undefined` where it would not mark these functions and no others. */
  apply(steps: readonly Step[]): string | undefined {
    const { text, fileName } = this.#tree;
    const places = markPlaces(text, extname(fileName));
    const most = steps.length > 1 ? 1 : 3;
    for (let nth = 0; nth < most; nth++) {
      const edited = new MagicString(text);
      for (const { migration, infos, directive } of steps) {
        migration.edit(edited);
        const own = places(infos[0] as FunctionInfo);
        const at = (migration.anchor === undefined ? own : [migration.anchor, ...own])[nth];
        if (migration.inPlaceOf) writeInPlace(migration.inPlaceOf, directive, text, edited);
        else if (at !== undefined) {
          const insertion = insertionAt(text, at, directive);
          edited.appendLeft(insertion.at, insertion.text);
        }
      }
      const written = edited.toString();
      if (this.#marksExactly(steps, planFile(written, fileName, this.#config))) return written;
    }
    return undefined;
  }

  #marksExactly(steps: readonly Step[], after: Plan): boolean {
    const before = this.#plan;
    const less = steps.reduce((sum, { migration }) => sum + migration.functionsLess, 0);
    const known = new Set(before.diagnostics.map(({ text }) => text));
    if (after.unparsable || after.functions.length !== before.functions.length - less) return false;
    if (after.diagnostics.some(({ text }) => !known.has(text))) return false;
    const marked = (plan: Plan) => plan.functions.filter(({ reason }) => reason.kind === "directive");
    const names = marked(after).map(({ name }) => name);
    const wanted = steps.flatMap(spanNames);
    if (names.length !== marked(before).length + wanted.length) return false;
    return wanted.every((name) => {
      const found = names.indexOf(name);
      return found !== -1 && names.splice(found, 1).length === 1;
    });
  }
}

function spanNames({ migration, infos }: Step): readonly string[] {
  return infos.map(({ name }) => migration.words.name ?? name);
}

function overlaps({ range: a }: Migration, { range: b }: Migration): boolean {
  return a.start < b.end && b.start < a.end;
}
