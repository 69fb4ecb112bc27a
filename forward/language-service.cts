// `uno-trace/language-service`, which tsserver loads as CommonJS: the plugin of the project's uno-trace-build, or why there is none.
/** What tsserver hands to a plugin's module. */
interface EditorModules {
  /** The editor's own TypeScript. */
  readonly typescript: { readonly DiagnosticCategory: { readonly Warning: number } };
}

/** What tsserver takes from a plugin's module. */
interface LanguageServicePlugin {
  /** Makes the language service of a project, with what uno-trace says added. */
  create(info: PluginInfo): LanguageService;
}

/** What is read of a project where the plugin cannot be loaded. */
interface PluginInfo {
  readonly languageService: LanguageService;
  readonly project: {
    getCurrentDirectory(): string;
    readonly projectService: { readonly logger: { info(text: string): void } };
  };
}

/** What is read of TypeScript's language service. */
interface LanguageService {
  getProgram(): { getSourceFile(fileName: string): { readonly text: string } | undefined } | undefined;
  getSemanticDiagnostics(fileName: string): readonly object[];
}

type Loaded = Readonly<Record<string, unknown>> | string;

/**
 * Makes the plugin of TypeScript's language service: `{ "name": "uno-trace/language-service" }` in `plugins` of a tsconfig.
 * @param modules the editor's TypeScript, 5.2 to 6.x
 * @returns a plugin that adds diagnostics, hover, completion and quick fixes; without uno-trace-build, one that says in each
 * file with a directive what is missing
 */
function init(modules: EditorModules): LanguageServicePlugin {
  return {
    create(info) {
      const found = loadFor(info.project.getCurrentDirectory());
      if (typeof found === "string") return saying(modules, info, found);
      return (found.default as typeof init)(modules).create(info);
    },
  };
}

function loadFor(folder: string): Loaded {
  try {
    // Here and not at the top: a Node that requires no ES modules is told of.
    const { loadOrRefuse } = require("./load.js") as typeof import("./load.js", { with: {
      "resolution-mode": "import",
    }});
    return loadOrRefuse("/language-service", folder);
  } catch (cause) {
    return `uno-trace: uno-trace/language-service cannot be loaded by Node ${process.versions.node}, in which this editor runs TypeScript; it needs 20.19 or newer: ${(cause as Error).message}`;
  }
}

const DIRECTIVE_RE = /@(?:no-)?trace(?![\w(-])/;

/** Nobody reads the log of tsserver, so that what is wrong stands at the first directive of a file. */
function saying({ typescript }: EditorModules, info: PluginInfo, why: string): LanguageService {
  const { languageService: service, project } = info;
  project.projectService.logger.info(why);
  return {
    ...service,
    getSemanticDiagnostics(fileName: string) {
      const found = service.getSemanticDiagnostics(fileName);
      const file = service.getProgram()?.getSourceFile(fileName);
      const match = DIRECTIVE_RE.exec(file?.text ?? "");
      if (!file || !match) return found;
      const category = typescript.DiagnosticCategory.Warning;
      const place = { file, start: match.index, length: match[0].length };
      return [...found, { ...place, category, code: 900_000, source: "uno-trace", messageText: why }];
    },
  };
}

export = init;
