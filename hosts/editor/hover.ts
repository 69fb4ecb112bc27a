// A place in a file in; what uno-trace says of the function or the directive there out, for the box beside it.
import type * as TypeScript from "typescript";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import { DIRECTIVE_VOCABULARY, wordsOfOptions } from "../../transformer/model/options.js";
import type { Directive } from "../../transformer/select/directive.js";
import { kindText, reasonText } from "../manifest/reason.js";
import { commentAt, directiveIn, functionsOf } from "./directive-at.js";
import type { EditedFile, EditedProject } from "./edited-project.js";
import { functionNamed, infoOf, nameAt } from "./traced-nodes.js";

type TS = typeof TypeScript;
type Info = TypeScript.QuickInfo;

/** Adds to what TypeScript says of a name, and says what a directive does, of which TypeScript says nothing. */
export function hoverAt(
  project: EditedProject,
  fileName: string,
  offset: number,
  before: Info | undefined,
): Info | undefined {
  const source = project.sourceOf(fileName);
  if (!source) return before;
  if (before) {
    const said = functionText(project, source, offset);
    return said === undefined ? before : { ...before, documentation: added(before.documentation, said) };
  }
  const comment = commentAt(project.service, source, offset);
  const directive = comment && directiveIn(comment, source.fileName, offset);
  const file = directive && project.fileOf(fileName);
  return file && directiveInfo(project.ts, file, directive, offset);
}

function added(documentation: Info["documentation"], said: string): TypeScript.SymbolDisplayPart[] {
  const gap = documentation?.length ? "\n\n" : "";
  return [...(documentation ?? []), { kind: "text", text: gap + said }];
}

/** What is said of the function that a name is declared to be, here or in another file of the project. */
function functionText(
  project: EditedProject,
  source: TypeScript.SourceFile,
  offset: number,
): string | undefined {
  const { ts, program } = project;
  const name = nameAt(ts, source, offset);
  const node = name && program && functionNamed(ts, name, program.getTypeChecker());
  const file = node && project.fileOf(node.getSourceFile().fileName);
  const info = file && infoOf(file.plan, node, file.source);
  return info && sentenceOf(info, file);
}

/** Of a function of which nobody has said anything, nothing is said here. */
function sentenceOf(info: FunctionInfo, { loaded }: EditedFile): string | undefined {
  const why = reasonText(info, loaded.config);
  if (info.traced) return `uno-trace: traced as \`${info.name}\` (${why})${optionsText(info)}`;
  return info.reason.kind === "not-selected" ? undefined : `uno-trace: not traced (${why})`;
}

function optionsText({ options }: FunctionInfo): string {
  const { name, ...others } = options;
  const words = wordsOfOptions(others);
  return words.length > 0 ? `: \`${words.join(" ")}\`` : "";
}

function directiveInfo(ts: TS, file: EditedFile, directive: Directive, offset: number): Info {
  const { start, end } = directive;
  const about = directive.trace ? wordText(file.source.text, directive, offset) : undefined;
  const effect = effectText(directive, functionsOf(file, directive), file);
  return {
    kind: ts.ScriptElementKind.unknown,
    kindModifiers: "",
    textSpan: { start, length: end - start },
    displayParts: [{ kind: "text", text: file.source.text.slice(start, end) }],
    documentation: [{ kind: "text", text: [about, effect].filter(Boolean).join("\n\n") }],
  };
}

/** What the option does on whose word an offset stands. */
function wordText(text: string, { start, end }: Directive, offset: number): string | undefined {
  const before = /[^\s"]*$/.exec(text.slice(start, offset))?.[0] ?? "";
  const word = before + (/^[^\s="]*/.exec(text.slice(offset, end))?.[0] ?? "");
  const key = word.replace(/=.*$/, "").replace(/^attr\..*$/, "attr.KEY");
  const found = DIRECTIVE_VOCABULARY.find((each) => each.word === key);
  return found && `\`${found.word}\`: ${found.summary} Write ${found.expects}.`;
}

const MOST_NAMES = 12;

function effectText(
  { trace }: Directive,
  functions: readonly FunctionInfo[],
  { loaded }: EditedFile,
): string {
  if (functions.length === 0) return "uno-trace: this speaks of no function";
  const lines = functions.slice(0, MOST_NAMES).map((info) => {
    if (!trace) return `\`${info.name}\``;
    if (!info.traced) return `\`${info.name}\`, not traced (${reasonText(info, loaded.config)})`;
    return `\`${info.name}\` (${kindText(info)})${optionsText(info)}`;
  });
  const more = functions.length - lines.length;
  const list = more > 0 ? [...lines, `and ${more} more`] : lines;
  return `uno-trace: ${trace ? "traces" : "takes out"} ${list.join(", ")}`;
}
