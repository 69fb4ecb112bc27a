// @trace
const api = {
  base: "api base",
  get(id: number) {
    return `${this.base} ${id}`;
  },
  arrow: (id: number) => id * 2,
  async fetch(id: number) {
    await null;
    return this.get(id);
  },
  *list() {
    yield 1;
    yield 2;
  },
  ["computed key"]() {
    return "by computed key";
  },
  nested: {
    untouched() {
      return "not marked: only direct members are";
    },
  },
  get size() {
    return 3;
  },
};

const child = {
  __proto__: api,
  // @trace
  get(id: number) {
    return `child of ${super.get(id)}`;
  },
  // @trace
  get total() {
    return super.size + 1;
  },
};

export async function run() {
  return [
    api.get(1),
    api.arrow(2),
    await api.fetch(3),
    [...api.list()],
    api["computed key"](),
    api.nested.untouched(),
    api.size,
    (child as typeof api).get(4),
    child.total,
    api.get.name,
  ];
}
