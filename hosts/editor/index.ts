// The entry for tsserver: `compilerOptions.plugins: [{ "name": "uno-trace/language-service" }]`.
import type * as TypeScript from "typescript";
import { completionDetails, completionsAt } from "./completion.js";
import { configDiagnostics, diagnosticsOf } from "./diagnostics.js";
import { EditedProject, type PluginInfo } from "./edited-project.js";
import { hoverAt } from "./hover.js";
import { fixableCodes, fixesAt } from "./mends.js";
import { watchConfig } from "./watched-config.js";

/** What tsserver hands to a plugin's module. */
export interface EditorModules {
  /** The editor's own TypeScript. */
  readonly typescript: typeof TypeScript;
}

/** What tsserver takes from a plugin's module. */
export interface LanguageServicePlugin {
  /** Makes the language service of a project, with what uno-trace says added. */
  create(info: TypeScript.server.PluginCreateInfo): TypeScript.LanguageService;
}

/** On a language service that speaks for uno-trace already: two settings may name the plugin. */
const KEY = Symbol.for("uno-trace.language-service");

/**
 * Makes the plugin.
 * @param modules the editor's TypeScript, 5.2 to 6.x
 * @returns a plugin that adds diagnostics, hover, completion and quick fixes, and leaves every other answer as it is
 */
export default function init({ typescript: ts }: EditorModules): LanguageServicePlugin {
  return {
    create(info) {
      const { languageService: service } = info;
      return KEY in service ? service : { ...service, ...additionsTo(ts, info), [KEY]: true };
    },
  };
}

/** The methods of a language service to which something is added. */
function additionsTo(ts: typeof TypeScript, info: PluginInfo): Partial<TypeScript.LanguageService> {
  const { languageService: service, project: host } = info;
  const project = new EditedProject(ts, info);
  const stop = safely(info, undefined, () => watchConfig(project, info));
  return {
    getSemanticDiagnostics(fileName) {
      const found = service.getSemanticDiagnostics(fileName);
      return safely(info, found, () => [...found, ...diagnosticsOf(project, fileName)]);
    },
    getCompilerOptionsDiagnostics() {
      const found = service.getCompilerOptionsDiagnostics();
      return safely(info, found, () => [...found, ...configDiagnostics(project, host.getCompilerOptions())]);
    },
    getQuickInfoAtPosition(...args) {
      const found = service.getQuickInfoAtPosition(...args);
      return safely(info, found, () => hoverAt(project, args[0], args[1], found));
    },
    getCompletionsAtPosition(...args) {
      const found = service.getCompletionsAtPosition(...args);
      return safely(info, found, () => completionsAt(project, args[0], args[1], found));
    },
    getCompletionEntryDetails(...args) {
      const [fileName, offset, name] = args;
      const own = safely(info, undefined, () => completionDetails(project, fileName, offset, name));
      return own ?? service.getCompletionEntryDetails(...args);
    },
    getCodeFixesAtPosition(...args) {
      const found = service.getCodeFixesAtPosition(...args);
      return safely(info, found, () => [...found, ...fixesAt(project, args[0], args[1], args[3])]);
    },
    getSupportedCodeFixes(...args) {
      return [...service.getSupportedCodeFixes(...args), ...fixableCodes()];
    },
    dispose() {
      stop?.();
      service.dispose();
    },
  };
}

/** What goes wrong here is for tsserver's log, and never in the way of its own answers. */
function safely<T>({ project }: PluginInfo, otherwise: T, own: () => T): T {
  try {
    return own();
  } catch (error) {
    project.projectService.logger.info(`uno-trace/language-service: ${(error as Error)?.stack ?? error}`);
    return otherwise;
  }
}
