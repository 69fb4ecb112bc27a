// The query engine executes queries whose resolvers answer later.
export const modules = { cjs: ["graphql/index.js"], esm: ["graphql/index.mjs"] };

const SCHEMA = `
  type Query { shops(first: Int!): [Shop!]! }
  type Shop { id: ID! name: String! open: Boolean items(first: Int!): [Item!]! }
  type Item { id: ID! name: String! price: Float! shop: Shop! }`;

const QUERY = `
  query ($shops: Int!, $items: Int!) {
    shops(first: $shops) { ...shop items(first: $items) { id name price shop { ...shop } } }
  }
  fragment shop on Shop { id name open }`;

function listOf(count, make) {
  return Array.from({ length: count }, (_, index) => make(index));
}

function shopOf(id) {
  return {
    id,
    name: async () => `shop ${id}`,
    open: id % 2 === 0,
    items: async ({ first }) => listOf(first, (index) => itemOf(id, index)),
  };
}

function itemOf(shop, id) {
  return {
    id: `${shop}-${id}`,
    name: async () => `item ${id}`,
    price: id * 1.5,
    shop: async () => shopOf(shop),
  };
}

export async function work(load) {
  const [{ buildSchema, graphql }] = await load();
  const schema = buildSchema(SCHEMA);
  const rootValue = { shops: async ({ first }) => listOf(first, shopOf) };
  const outputs = [];
  for (let round = 0; round < 12; round++) {
    const variableValues = { shops: 20 + round, items: 30 };
    outputs.push(JSON.stringify(await graphql({ schema, source: QUERY, rootValue, variableValues })));
  }
  return outputs.join("\n");
}
