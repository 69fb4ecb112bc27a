// An installed project with the plugin of the editor in; what tsserver, which loads plugins from the project, says of it is compared.
import { expect } from "vitest";
import { TsServer } from "../editor/tsserver.js";

/** What is asked of a project. */
interface InstalledProject {
  readonly folder: string;
  path(name: string): string;
  read(name: string): string;
}

/** The message of a directive comes, from the copy of the plugin that is installed in the project. */
export async function expectEditorSpeaks(project: InstalledProject): Promise<void> {
  const log = project.path("tsserver.log");
  const args = ["--allowLocalPluginLoads", "--logVerbosity", "terse", "--logFile", log];
  const server = new TsServer(project.path("node_modules/typescript"), project.folder, args);
  const file = project.path("src/main.ts");
  await server.open(file, "// @trace\nexport const seven = 7;\n");
  const found = await server.diagnostics(file);
  await server.close();
  expect(found.map(({ code, source }) => [code, source])).toEqual([[901001, "uno-trace"]]);
  // A second line would be that of the package that the linked compiler has beside it.
  const tried = project.read("tsserver.log").match(/Loading uno-trace\/language-service from \S+/g);
  expect(tried).toEqual([`Loading uno-trace/language-service from ${project.folder}`]);
}
