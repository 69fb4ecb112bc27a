// A request for a browser in; a real Chromium, of Debian's package, out. It is installed where it is missing.
import { type Browser, chromium } from "playwright-core";
import { installFromDebian } from "./debian.js";

const PROGRAM = "/usr/bin/chromium";

/** Nothing that asks for a network or a display. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts it, without a window. @throws where it is missing and cannot be installed, with what apt-get said */
export async function startChromium(): Promise<Browser> {
  installFromDebian(PROGRAM, "chromium", "fonts-dejavu-core");
  return chromium.launch({ executablePath: PROGRAM, headless: true, args: FLAGS });
}
