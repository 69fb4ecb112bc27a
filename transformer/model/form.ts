// How a site is written: its form.
/** The generated form (docs/generated-code.md). */
export type SiteForm = "sync" | "async" | "movedAsync" | "generator" | "movedGenerator" | "asyncGenerator";
