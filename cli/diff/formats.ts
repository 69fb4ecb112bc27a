// Changes of spans in, what a reader gets out: Markdown for a pull request, workflow commands of GitHub, or JSON.
import type { ManifestEntry } from "../../hosts/manifest/manifest.js";
import { counted } from "../command/counted.js";
import { placeOf, type SpanChange } from "./changes.js";

/** The forms that `--format` names. */
export const FORMATS = ["markdown", "github", "json"] as const;

/** Writes changes in a form. */
export function written(
  format: (typeof FORMATS)[number],
  changes: readonly SpanChange[],
  prefix: string,
): string {
  if (format === "json") return JSON.stringify(changes, undefined, 2);
  return format === "github" ? commandsOf(changes, prefix) : markdownOf(changes);
}

const ORDER = ["added", "removed", "renamed", "moved", "changed"] as const;

function markdownOf(changes: readonly SpanChange[]): string {
  if (changes.length === 0) return "No span changes.";
  const counts = ORDER.flatMap((change) => {
    const count = changes.filter((each) => each.change === change).length;
    return count === 0 ? [] : `${count} ${change}`;
  });
  const rows = changes.map((each) => {
    const { file, line } = placeOf(each);
    return `| ${each.change} | ${spanOf(each, code)} | ${code(`${file}:${line}`)} | ${noteOf(each, code)} |`;
  });
  const head = ["| change | span | where | why |", "| --- | --- | --- | --- |"];
  return [`**${counted(changes.length, "span")}: ${counts.join(", ")}**`, "", ...head, ...rows].join("\n");
}

/** A name may hold anything; in a table also `|` ends what is in backticks. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return cell(longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`);
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*[\r\n]+\s*/g, " ");
}

function spanOf(change: SpanChange, show: (name: string) => string): string {
  const { name } = placeOf(change);
  return change.change === "renamed" ? `${show(change.before.name)} → ${show(name)}` : show(name);
}

function noteOf(change: SpanChange, show: (text: string) => string): string {
  switch (change.change) {
    case "added":
      return [change.after.why, optionsOf(change.after, show)].filter((part) => part !== "").join("; ");
    case "removed":
      return change.why ?? "";
    case "renamed":
      return change.after.file === change.before.file ? change.after.why : movedFrom(change.before, show);
    case "moved":
      return movedFrom(change.before, show);
    case "changed":
      return [change.before, change.after].map((entry) => optionsOf(entry, show) || "no options").join(" → ");
  }
}

function movedFrom({ file, line }: ManifestEntry, show: (text: string) => string): string {
  return `was in ${show(`${file}:${line}`)}`;
}

function optionsOf({ options = {} }: ManifestEntry, show: (text: string) => string): string {
  const { name: _, ...others } = options;
  return Object.entries(others)
    .map(([option, value]) => show(`${option}=${typeof value === "object" ? JSON.stringify(value) : value}`))
    .join(" ");
}

/**
 * A line for each change, which GitHub shows beside the code.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-a-notice-message
 * @param prefix of the package's folder in the repository, with a slash behind; paths of annotations begin there
 */
function commandsOf(changes: readonly SpanChange[], prefix: string): string {
  return changes.map((change) => commandOf(change, prefix)).join("\n");
}

function commandOf(change: SpanChange, prefix: string): string {
  const { file, line, column } = placeOf(change);
  const title = `title=${property(`Span ${change.change}`)}`;
  // The place of what is gone is one in the old text.
  const place =
    change.change === "removed" ? "" : `file=${property(prefix + file)},line=${line},col=${column},`;
  const gone = change.change === "removed" ? `was in ${file}:${line}` : "";
  const note = [gone, noteOf(change, String)].filter((part) => part !== "").join("; ");
  return `::notice ${place}${title}::${message(`${spanOf(change, String)}${note === "" ? "" : ` (${note})`}`)}`;
}

function message(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
