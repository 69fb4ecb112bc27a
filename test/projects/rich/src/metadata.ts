// A stand-in for reflect-metadata, loaded for its side effect alone.
const known: unknown[] = [];
Object.assign(Reflect, {
  metadata: (key: string, value: unknown) => (_target: object, member?: string | symbol) => {
    const shown = Array.isArray(value) ? value.map((each) => each?.name) : (value as { name?: string })?.name;
    known.push([key, String(member ?? "class"), shown ?? null]);
  },
});
(globalThis as Record<string, unknown>).knownMetadata = known;
