// The arguments of a command after parsing, and what is said where they are wrong.

/** Option values by name, and the rest in order. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** Wrong arguments: printed with the usage line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Reads an option that is a text or absent. */
export function textOption({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** What is wrong with the arguments, of `parseArgs` its first sentence; `undefined` for a fault of another kind. */
export function usageMessage(cause: unknown): string | undefined {
  if (cause instanceof UsageError) return cause.message;
  const { code, message } = (cause ?? {}) as NodeJS.ErrnoException;
  if (!code?.startsWith("ERR_PARSE_ARGS")) return undefined;
  return (message.split(/\.(?:\s|$)/)[0] as string).replace(/^./, (first) => first.toLowerCase());
}
