// esbuild's options in; the names that generated code and the runtime share are kept from `mangleProps`.
import type { BuildOptions } from "esbuild";
import { ABI_NAMES } from "../transformer/emit/generated-code.js";

/** Adds the names to `reserveProps` where properties are mangled; what the user reserves stays reserved. */
export function reserveAbi(options: BuildOptions): void {
  const { mangleProps, reserveProps } = options;
  if (!mangleProps || !ABI_NAMES.some((name) => mangleProps.test(name))) return;
  const own = `^(?:${ABI_NAMES.map((name) => name.replace("$", "\\$")).join("|")})$`;
  options.reserveProps = new RegExp(
    reserveProps ? `(?:${reserveProps.source})|${own}` : own,
    reserveProps?.flags,
  );
}
