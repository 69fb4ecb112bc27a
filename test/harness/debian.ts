// Packages of Debian's for tests that run real programs; they are installed where they are missing.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Installs packages unless the program that they bring is there. Other tests wait meanwhile: apt-get refuses to run twice.
 * @throws where they cannot be installed, with what apt-get said
 */
export function installFromDebian(program: string, ...packages: readonly string[]): void {
  if (existsSync(program)) return;
  const lock = join(tmpdir(), "uno-trace-apt.lock");
  const aptGet = (...args: readonly string[]) =>
    execFileSync("flock", [lock, "apt-get", ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: "pipe",
      timeout: 600_000,
    });
  aptGet("update");
  aptGet("install", "-y", "--no-install-recommends", ...packages);
}
