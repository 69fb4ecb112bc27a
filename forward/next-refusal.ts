// The loader for Turbopack where uno-trace-build is missing: it says so, and so ends the build.

/** @throws Error always */
export default function refuse(this: { getOptions(): { readonly why: string } }): never {
  const refusal = new Error(this.getOptions().why);
  // Our own frames say nothing of what is wrong.
  refusal.stack = "";
  throw refusal;
}
