// A path in; the file of the page that is shown there out. They are read once, when the first is asked for.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { SavedPage } from "../export/html.js";
import { HttpError } from "./http-error.js";
import type { Answer } from "./receive.js";

/** Where `npm run build` puts the page. */
const BUILT: string = join(import.meta.dirname, "../../page");

/** Scripts and styles are files of this server, nobody puts the page into a frame, and nothing makes HTML of a text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Paths of its screens; which screen it is, the page itself decides (`view/page/screens.ts`). */
const SCREEN = /^\/(?:trace\/[0-9a-fA-F]{1,64}|operations|compare|map)?$/;

/** The page, in a folder. */
export class Page {
  readonly #folder: string;
  #files: ReadonlyMap<string, Answer> | undefined;

  constructor(folder: string = BUILT) {
    this.#folder = folder;
  }

  /** @throws HttpError 500 where the page was not built */
  answer(path: string): Answer | undefined {
    if (SCREEN.test(path)) return this.#all().get("/index.html");
    return path.startsWith("/assets/") ? this.#all().get(path) : undefined;
  }

  /** What a trace that is saved as a file is shown with. @throws HttpError 500 where it was not built */
  saved(): SavedPage {
    return built(() => ({
      script: readFileSync(join(this.#folder, "saved/saved.js"), "utf8"),
      style: readFileSync(join(this.#folder, "saved/saved.css"), "utf8"),
    }));
  }

  #all(): ReadonlyMap<string, Answer> {
    this.#files ??= readPage(this.#folder);
    return this.#files;
  }
}

function readPage(folder: string): ReadonlyMap<string, Answer> {
  return built(() => {
    const html = readFileSync(join(folder, "index.html"));
    const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY };
    const assets = readdirSync(join(folder, "assets")).map(
      (name) => [`/assets/${name}`, assetOf(join(folder, "assets", name))] as const,
    );
    return new Map([["/index.html", { status: 200, headers, body: html }], ...assets]);
  });
}

function built<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new HttpError(500, `the page is missing, as if this was not built: ${(cause as Error).message}`);
  }
}

/** Its name changes with its contents. */
function assetOf(file: string): Answer {
  const headers = {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "cache-control": "public, max-age=31536000, immutable",
  };
  return { status: 200, headers, body: readFileSync(file) };
}
