// A request for a browser in; a real Chromium, of Debian's package, out. It is installed where it is missing.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

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
  if (!existsSync(PROGRAM)) install();
  return chromium.launch({ executablePath: PROGRAM, headless: true, args: FLAGS });
}

function install(): void {
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: "pipe",
    timeout: 600_000,
  } as const;
  execFileSync("apt-get", ["update"], options);
  const packages = ["chromium", "fonts-dejavu-core"];
  execFileSync("apt-get", ["install", "-y", "--no-install-recommends", ...packages], options);
}
