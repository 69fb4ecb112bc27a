// The ts-patch entry: `compilerOptions.plugins: [{ "transform": "uno-trace/transformer" }]`.
import { dirname, resolve } from "node:path";
import type * as TypeScript from "typescript";
import type { Diagnostic, Place } from "../../transformer/diagnostics/diagnostic.js";
import {
  leftAlone,
  missesHelper,
  nestedTooDeeply,
  scriptOfSystem,
  unreadableSource,
} from "../../transformer/diagnostics/functions.js";
import { emitAst } from "../../transformer/emit/ast/emit-ast.js";
import type { Site } from "../../transformer/model/site.js";
import { planFile } from "../../transformer/plan.js";
import { mayRewrite, mayTrace } from "../../transformer/select/may-rewrite.js";
import { isFullStack } from "../../transformer/source/large-stack.js";
import { openProject } from "../project.js";
import { withoutSites } from "../rewriting/left-sites.js";
import { unfitnessOf } from "./compiler-version.js";
import { writeAtEnd } from "./manifest-at-end.js";
import { missingHelper } from "./missing-helpers.js";
import { Reporter } from "./reporter.js";
import { isScriptOfSystem, isWrittenAsModule } from "./written-module.js";

/** The entry of `plugins` in `tsconfig.json`. */
export interface TransformerOptions {
  /** Path of `uno-trace.json`, relative to `tsconfig.json`. @default the nearest one from there upward */
  readonly config?: string;
  /** Where to write the manifest, relative to `tsconfig.json`. @default none is written */
  readonly manifest?: string;
}

/** What ts-patch, or another host, hands to a transformer. */
export interface TransformerExtras {
  /** The host's own TypeScript, 5.2 to 6.x. */
  readonly ts: typeof TypeScript;
  /** Takes the diagnostics; without it an error is thrown. */
  readonly addDiagnostic?: (diagnostic: TypeScript.Diagnostic) => unknown;
}

/**
 * Makes the transformer for one program.
 * @param program the program that is being emitted
 * @param options this plugin's entry in `tsconfig.json`
 * @param extras the host's TypeScript and its list of diagnostics
 * @returns a `before` transformer
 * @throws Error when the host's TypeScript has no transformers (7 and newer), or is older than 5.2
 */
export default function transformer(
  program: TypeScript.Program,
  options: TransformerOptions | undefined,
  extras: TransformerExtras,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  const ts = checkHost(extras);
  const projectDir = projectDirOf(program);
  const project = openProject(options ?? {}, projectDir);
  const found = project.start(filesOf(program));
  const { config } = project;
  const reporter = new Reporter(ts, extras.addDiagnostic);
  reporter.reportConfig(found, config);
  // At once, when the compiler still takes diagnostics.
  const unwritable = project.writeManifest();
  reporter.reportElsewhere(unwritable);
  const isListed = options?.manifest !== undefined && unwritable.length === 0;
  return (context) => (sourceFile) => {
    const { fileName, isDeclarationFile } = sourceFile;
    if (isDeclarationFile || program.isSourceFileFromExternalLibrary(sourceFile)) return sourceFile;
    const path = resolve(projectDir, fileName);
    // Another transformer may hand over a file that it has printed and parsed.
    const source = program.getSourceFile(fileName) ?? sourceFile;
    const { text } = source;
    if (path.endsWith(".json")) return sourceFile;
    if (isListed) writeAtEnd(project, (failed) => reporter.print(failed));
    project.leaveOut(path);
    if (!mayRewrite(text, path, config)) return sourceFile;
    const plan = planFile(text, path, config);
    reporter.report(plan.diagnostics, source);
    const isAsked = mayTrace(text, path, config);
    if (plan.unparsable && isAsked && program.getSyntacticDiagnostics(source).length === 0) {
      reporter.report([unreadableSource(path)], source);
    }
    if (plan.sites.length > 0 && isScriptOfSystem(ts, source, program.getCompilerOptions())) {
      if (isAsked) reporter.report([scriptOfSystem(path)], source);
      return sourceFile;
    }
    // Nobody has asked for a scope by name.
    const warn = (site: Site, problem: Diagnostic) => site.scope || reporter.report([problem], source);
    const left = new Map<Site, string>();
    const sites = plan.sites.filter((site) => {
      const helper = missingHelper(ts, site, text, program.getCompilerOptions());
      if (helper) warn(site, missesHelper(placeIn(path, site), site.name, helper));
      if (helper) left.set(site, `its code would need TypeScript's helper ${helper}`);
      return !helper;
    });
    try {
      const emitted = emitAst(ts, sourceFile, { ...plan, sites }, context, {
        isModule: isWrittenAsModule(ts, source, path, program.getCompilerOptions()),
        isReparsed: sourceFile.text !== text,
        leave: ({ site, why }) => {
          left.set(site, why);
          warn(site, leftAlone(placeIn(path, site), site.name, why));
        },
      });
      project.note(
        path,
        withoutSites(plan.functions, [...left.keys()], (site) => left.get(site) ?? ""),
      );
      return emitted;
    } catch (error) {
      if (!isFullStack(error)) throw error;
      if (isAsked) reporter.report([nestedTooDeeply(path)], source);
      return sourceFile;
    }
  };
}

function placeIn(file: string, { start }: Site): Place {
  return { file, start, end: start + 1 };
}

function projectDirOf(program: TypeScript.Program): string {
  const { configFilePath } = program.getCompilerOptions();
  return typeof configFilePath === "string"
    ? dirname(resolve(configFilePath))
    : program.getCurrentDirectory();
}

function filesOf(program: TypeScript.Program): readonly string[] {
  return program.getSourceFiles().map((file) => resolve(program.getCurrentDirectory(), file.fileName));
}

function checkHost(extras: TransformerExtras | undefined): typeof TypeScript {
  const version = extras?.ts?.version;
  if (!version)
    throw new Error(
      "uno-trace: the host handed over no TypeScript: list the transformer for ts-patch (tspc)",
    );
  const unfit = unfitnessOf(version);
  if (unfit)
    throw new Error(
      `uno-trace: UNO3014: TypeScript ${version} ${unfit.why}, so this plugin traces nothing. ${unfit.help}`,
    );
  return extras.ts;
}
