// The scripts of a package go in; the programs that they run come out, each with its arguments and its place.
/** A program in a script. */
export interface ScriptCommand {
  readonly script: string;
  /** The last part of its path: `node`, `tsc`. */
  readonly program: string;
  /** Where its name begins in package.json. */
  readonly offset: number;
  readonly args: readonly string[];
}

/** A script of package.json. */
export interface Script {
  readonly name: string;
  /** As it is written, with its quotes. */
  readonly raw: string;
  readonly offset: number;
}

/** Programs that run the program behind them. */
const RUNNERS: ReadonlySet<string> = new Set(
  ["npx", "bunx", "yarn", "pnpm", "exec", "dlx", "cross-env", "env", "time", "dotenv", "--"].concat(
    "c8",
    "nyc",
  ),
);

/** Finds the programs; shells have more to them than this, but package.json seldom does. */
export function commandsOf({ scripts }: { readonly scripts: readonly Script[] }): readonly ScriptCommand[] {
  return scripts.flatMap(({ name, raw, offset }) =>
    // A quote begins a command as well: concurrently "tsc -w" "node dist".
    [...raw.matchAll(/[^&|;()"'\\]+/g)].flatMap((piece) => {
      const words = [...piece[0].matchAll(/\S+/g)].map((word) => ({
        text: word[0],
        offset: offset + piece.index + word.index,
      }));
      return commandIn(name, words);
    }),
  );
}

type Word = Readonly<{ text: string; offset: number }>;

function commandIn(script: string, words: readonly Word[]): ScriptCommand[] {
  const first = words.findIndex(({ text }, index) => !isBefore(text, words[index - 1]?.text));
  const program = words[first];
  if (!program) return [];
  const args = words.slice(first + 1);
  const end = args.findIndex(({ text }) => text === "--");
  const own = (end === -1 ? args : args.slice(0, end)).map(({ text }) => text);
  const name = program.text.split("/").at(-1) as string;
  return [
    // A path to a file of the package is no program of that name.
    {
      script,
      program: program.text.startsWith(".") ? program.text : name,
      offset: program.offset,
      args: own,
    },
    ...(end === -1 ? [] : commandIn(script, args.slice(end + 1))),
  ];
}

/** Variables, programs that run programs, and the options of these. */
function isBefore(text: string, previous: string | undefined): boolean {
  if (RUNNERS.has(text) || /^\w+=/.test(text)) return true;
  return (
    text.startsWith("-") && (previous === undefined || RUNNERS.has(previous) || previous.startsWith("-"))
  );
}

/** The first argument that is no option: a file, or what to do. */
export function operandOf({ args }: ScriptCommand): string | undefined {
  return args.find((arg) => !arg.startsWith("-"));
}

/** The value of an option: `-b swc`, `--builder=swc`; `""` where it has none. */
export function optionValue({ args }: ScriptCommand, ...names: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    const [name = "", value] = arg.split("=");
    if (names.includes(name))
      return value ?? (args[index + 1]?.startsWith("-") ? "" : (args[index + 1] ?? ""));
  }
  return undefined;
}

/** Whether a command runs Jest, as itself or as a program of Node's. */
export function runsJest({ program, args }: ScriptCommand): boolean {
  return program === "jest" || (program === "node" && args.some((arg) => /\bjest(?:\.js)?$/.test(arg)));
}
