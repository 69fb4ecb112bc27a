// The parser reads a document of many kinds of nodes, and writes it again.
export const modules = { cjs: ["yaml/dist/index.js"], esm: ["yaml/browser/index.js"] };

function entry(index) {
  return `
- id: ${index}
  name: &name${index} "service ${index}"
  alias: *name${index}
  text: |
    line one of ${index}
    line two
  folded: >-
    a text that
    is folded
  flow: { ports: [80, 443, ${index}], tls: ${index % 2 === 0}, ratio: ${index / 8} } # a comment
  ? [complex, key]
  : ~`;
}

export async function work(load) {
  const [{ parseAllDocuments, stringify }] = await load();
  const text = Array.from({ length: 700 }, (_, index) => entry(index)).join("");
  const [document] = parseAllDocuments(text);
  return document.toString() + stringify(document.toJS());
}
