// Every message about the surroundings of the build: UNO3014 and on, one function for each.
import { basename } from "node:path";
import { type Diagnostic, error, type Place, warning } from "./diagnostic.js";

/** Why a compiler traces nothing, or would break what it traces. */
export interface Unfitness {
  /** Goes on after `TypeScript 7.0.2`. */
  readonly why: string;
  /** How to mend it, in whole sentences. */
  readonly help: string;
}

/** The transformer is listed for a compiler that cannot run it. */
export function unfitCompiler(place: Place, version: string, { why, help }: Unfitness): Diagnostic {
  return error("UNO3014", place, `TypeScript ${version} ${why}, so this plugin traces nothing`, help);
}

/** A file that the set-up would edit is not what it should be. */
export function uneditableFile(place: Place, name: string, why: string): Diagnostic {
  const help = "Mend this place and run `uno-trace init` again; nothing has been written.";
  return error("UNO3015", place, `${name} cannot be edited: ${why}`, help);
}

/** A host builds or runs what is marked, and can trace none of it as it is set up. */
export function untracedHost(place: Place, text: string, mend: string): Diagnostic {
  return warning("UNO3016", place, text, mend);
}

/** Functions are marked in a package that nothing known builds or runs. */
export function noHost(place: Place, count: number): Diagnostic {
  const functions = count === 1 ? "1 function is" : `${count} functions are`;
  const text = `${functions} to be traced here, and no script or configuration of a build tool that uno-trace knows was found`;
  const help =
    "Run `uno-trace init`, or let the build use uno-trace/transformer (tsc by ts-patch), uno-trace/esbuild-plugin or uno-trace/vite. Without a build: `node --import uno-trace/loader`.";
  return warning("UNO3017", place, text, help);
}

/** Functions are marked, and nothing that is named brings what builds. */
export function missingBuildPackage(place: Place, mend: string): Diagnostic {
  const text =
    "uno-trace is named here and uno-trace-build is not, which builds: after the next installation the build may fail or trace nothing";
  return warning("UNO3018", place, text, mend);
}

/** What was built imports the runtime, which an installation for production leaves out. */
export function runtimeForDevelopment(place: Place, where: string, mend: string): Diagnostic {
  const text = `uno-trace is a development dependency here, and what ${where} writes imports it: an installation for production (--omit=dev, --prod, NODE_ENV=production) lacks it, and the program does not start`;
  return warning("UNO3033", place, text, mend);
}

/** Another plugin of the bundler has loaded a file with something to trace; ours was not asked. */
export function overlookedFile(file: string): Diagnostic {
  const text = `Nothing in ${basename(file)} is traced: a plugin in front of uno-trace loads it, and esbuild asks one plugin for each file`;
  const help =
    "Put unoTrace() first in `plugins`: then it traces what the others load. In tsup that is its list `plugins`, and not `esbuildPlugins`. Where the order cannot be changed, let that plugin call `instrument` of uno-trace/instrument, or build with tspc.";
  return warning("UNO3020", { file, start: 0, end: 0 }, text, help);
}

/**
 * What another plugin made of a file has no directives any more.
 * @param plugin begins the words, as `the plugin "swc"` does
 */
export function lostDirectives(file: string, plugin: string): Diagnostic {
  const text = `Nothing in ${basename(file)} is traced: ${plugin} loads it and hands on code without its comments`;
  const help =
    "Let that one keep comments, select the file by a glob in uno-trace.json, or let it call `instrument` of uno-trace/instrument on the source.";
  return warning("UNO3021", { file, start: 0, end: 0 }, text, help);
}

/** A plugin whose `onLoad` ours cannot reach. */
export function unreachablePlugin(file: string, plugin: string): Diagnostic {
  const text = `The plugin "${plugin}" is frozen, so it loads no file in which something is traced`;
  const help =
    "Hand a copy of it to esbuild (`{ ...plugin }`), or put it in front of unoTrace() and let it call `instrument` of uno-trace/instrument.";
  return warning("UNO3022", { file, start: 0, end: 0 }, text, help);
}

/** A bundle for browsers: the runtime keeps a span's context in Node's AsyncLocalStorage. */
export function untracedInBrowser(file: string, others: number): Diagnostic {
  const more = others === 0 ? "" : ` (and in ${others} ${others === 1 ? "file" : "files"} more)`;
  const text = `Nothing in ${basename(file)}${more} is traced in this bundle, which is for browsers: they have no AsyncLocalStorage`;
  const help =
    "Functions that run on a server are traced in a bundle for it. A library is traced where its bundle leaves uno-trace/abi external.";
  return warning("UNO3023", { file, start: 0, end: 0 }, text, help);
}

/** A single-file component: what stands in it are parts of several languages. */
export function componentFile(file: string): Diagnostic {
  const text = `Nothing in ${basename(file)} is traced: it is a component that a plugin compiles, and uno-trace reads files of TypeScript and JavaScript`;
  const help = "Move the function into a file of its own, and import it from there.";
  return warning("UNO3024", { file, start: 0, end: 0 }, text, help);
}

/** The project that is built writes no JavaScript. */
export function tracesNoJavaScript(file: string): Diagnostic {
  const text = `Nothing in ${basename(file)} is traced: its project writes no JavaScript (\`noEmit\` or \`emitDeclarationOnly\`)`;
  const help =
    "Build a project that writes some, or let what makes the JavaScript trace: a bundler with its plugin, or `node --import uno-trace/loader`.";
  return warning("UNO3025", { file, start: 0, end: 0 }, text, help);
}

/**
 * The compiler did not write a file again when it met the instrumented sources.
 * @param said what it printed
 */
export function untracedOutput(file: string, said: string): Diagnostic {
  const why = said === "" ? "" : `: ${said.replace(/\.$/, "")}`;
  const text = `Nothing in ${basename(file)} is traced: TypeScript did not write it again when it met the instrumented sources${why}`;
  const help =
    "What it wrote of the sources themselves is in place. Please report this with the tsconfig; tspc (TypeScript 5 and 6), a bundler or the loader trace the file meanwhile.";
  return error("UNO3026", { file, start: 0, end: 0 }, text, help);
}

/** `uno-trace build` found nothing to do. */
export function nothingTraced(file: string): Diagnostic {
  const text =
    "No function of this build is traced: none has a directive, and no glob of uno-trace.json selects one";
  const help = "Write `// @trace` above a function, or list files in `include` of uno-trace.json.";
  return warning("UNO3027", { file, start: 0, end: 0 }, text, help);
}

/** The manifest that the build asks for cannot be written; `why` is the system's word, or what is there in its place. */
export function unwritableManifest(file: string, why: string): Diagnostic {
  const text = `The manifest ${basename(file)} cannot be written (${why})`;
  const help = "Check the path and the rights of its folder. A file that is no manifest is not written over.";
  return error("UNO3029", { file, start: 0, end: 0 }, text, help);
}

/** Jest's `automock` replaces the runtime as well, whose functions then hand nothing through. */
export function mockedRuntime(file: string): Diagnostic {
  const text = `Nothing is traced in ${basename(file)} and the other files of this run: Jest's \`automock\` would replace uno-trace/abi, which traced code passes its values through`;
  const help = 'Add `unmockedModulePathPatterns: ["/uno-trace/"]` to the configuration of Jest.';
  return warning("UNO3028", { file, start: 0, end: 0 }, text, help);
}

/** Next's edge runtime: the bundle runs beside Node, and not in it. */
export function untracedAtEdge(file: string, others: number): Diagnostic {
  const more = others === 0 ? "" : ` (and in ${others} ${others === 1 ? "file" : "files"} more)`;
  const text = `Nothing in ${basename(file)}${more} is traced in this bundle, which is for Next.js' edge runtime: that lacks Node's modules, which the runtime needs`;
  const help =
    'Let the route or the proxy run in Node (without `export const runtime = "edge"`; middleware.ts is proxy.ts today), or write `// @no-trace`. Where other routes use the file, it is traced for those.';
  return warning("UNO3030", { file, start: 0, end: 0 }, text, help);
}

/** A Next.js in which nothing, or only one of its bundlers, can be told to trace. */
export function oldNext(file: string, version: string, why: string): Diagnostic {
  const text = `withUnoTrace: Next.js ${version} ${why}`;
  return warning("UNO3031", { file, start: 0, end: 0 }, text, "Install Next.js 16 or newer.");
}

/** A program that Bun runs: what a plugin hands over is an ES module there, and `exports` in it lead nowhere. */
export function commonJsInBun(file: string): Diagnostic {
  const text = `Nothing in ${basename(file)} is traced: it is CommonJS, which Bun runs as an ES module without exports when it was instrumented on loading`;
  const help =
    "Write it with `import` and `export`, or build it: by `Bun.build()` with uno-trace/bun, tspc or esbuild.";
  return warning("UNO3032", { file, start: 0, end: 0 }, text, help);
}
