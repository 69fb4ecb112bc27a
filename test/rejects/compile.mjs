// Names of folders in; what tsc prints for each of them out, on stderr: the warnings go there in any case.
import { existsSync, readFileSync, writeSync } from "node:fs";
import ts from "typescript";
import transformer from "uno-trace/transformer";

const [root, ...folders] = process.argv.slice(2);
const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, types: [], noLib: true };

for (const folder of folders) {
  process.chdir(`${root}/${folder}`);
  // TypeScript remembers the first working directory, so the folder is told as that of a tsconfig.json.
  const configFilePath = `${process.cwd()}/tsconfig.json`;
  const program = ts.createProgram([`${process.cwd()}/input.ts`], { ...options, configFilePath });
  const errors = [];
  const pluginOptions = existsSync("options.json") ? JSON.parse(readFileSync("options.json", "utf8")) : {};
  const before = transformer(program, pluginOptions, { ts, addDiagnostic: (found) => errors.push(found) });
  program.emit(undefined, () => {}, undefined, false, { before: [before] });
  const host = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
  };
  writeSync(2, ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(errors), host));
  writeSync(2, `${errors.length > 0 ? "fails" : "builds"}\n\0`);
}
