// A folder for other texts of a project's files: each stands at its own path below one root, so that all that is relative stays right.
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";

/** A tree of files beside the real one; lives until it is removed. */
export class Shadow {
  /**
   * Absolute and real. It lies outside the project: TypeScript takes whatever is below a folder `node_modules` for a
   * library, and watchers of the project would see it.
   */
  readonly root: string;
  readonly #folders = new Set<string>();

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), "uno-trace-build-")));
    // Where the project has none, no package.json above this folder counts either.
    writeFileSync(join(this.root, "package.json"), "{}");
  }

  /** Where a file of the real tree stands. */
  pathOf(real: string): string {
    const { root } = parse(real);
    const drive = root.replace(/[:\\/]/g, "");
    return join(this.root, drive, real.slice(root.length));
  }

  /** The other way round; `undefined` for what is not below the root. */
  realOf(path: string): string | undefined {
    if (!path.startsWith(this.root)) return undefined;
    const rest = path.slice(this.root.length);
    return process.platform === "win32" ? rest.replace(/^[\\/]([A-Za-z])(?=[\\/])/, "$1:") : rest;
  }

  /** Puts a text in the place of a file. */
  write(real: string, text: string): void {
    this.#makeFolder(dirname(real));
    writeFileSync(this.pathOf(real), text);
  }

  /**
   * Has the file as it is. No symbolic link: TypeScript would follow it out of the tree where a package is linked. No
   * hard link: that changes the source's own `ctime`, and who watches the file by `fs.watch` (of a file, on Linux) or
   * `fs.watchFile` is told of a change.
   */
  mirror(real: string): void {
    if (!existsSync(real)) return;
    this.#makeFolder(dirname(real));
    copyFileSync(real, this.pathOf(real), constants.COPYFILE_FICLONE);
  }

  /** Takes the tree away. */
  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #makeFolder(real: string): void {
    if (this.#folders.has(real)) return;
    this.#folders.add(real);
    const parent = dirname(real);
    if (parent !== real) this.#makeFolder(parent);
    mkdirSync(this.pathOf(real), { recursive: true });
    const manifest = join(real, "package.json");
    if (existsSync(manifest)) copyFileSync(manifest, this.pathOf(manifest));
    this.#linkPackages(join(real, "node_modules"));
  }

  /** Packages that are links to sources of a workspace lead to the sources in this tree. */
  #linkPackages(real: string): void {
    if (!existsSync(real)) return;
    if (!hasLinkedSources(real)) {
      linkFolder(real, this.pathOf(real));
      return;
    }
    mkdirSync(this.pathOf(real), { recursive: true });
    for (const name of readdirSync(real)) {
      const entry = join(real, name);
      if (name.startsWith("@")) this.#linkPackages(entry);
      else linkFolder(isLinkedSource(entry) ? this.pathOf(realpathSync(entry)) : entry, this.pathOf(entry));
    }
  }
}

function hasLinkedSources(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(({ name }) => {
    const entry = join(folder, name);
    return name.startsWith("@") ? hasLinkedSources(entry) : isLinkedSource(entry);
  });
}

function isLinkedSource(entry: string): boolean {
  try {
    const real = realpathSync(entry);
    return real !== entry && !/[\\/]node_modules[\\/]/.test(real);
  } catch {
    // A link to nothing.
    return false;
  }
}

/** Windows makes junctions without asking for rights. */
function linkFolder(target: string, path: string): void {
  symlinkSync(target, path, "junction");
}
