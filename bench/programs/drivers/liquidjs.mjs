// The template engine renders a page with many rows, half the time waiting for its values.
export const modules = { cjs: ["liquidjs/dist/liquid.node.js"], esm: ["liquidjs/dist/liquid.node.mjs"] };

const PAGE = `
{%- for order in orders -%}
{%- assign sum = 0 -%}
{{ forloop.index }} {{ order.name | upcase | append: "!" }}
{%- for item in order.items -%}
{%- assign sum = item.price | times: item.count | plus: sum -%}
{%- if item.count > 2 %} {{ item.name | escape }} x {{ item.count }}{% elsif item.price == 0 %} free{% endif -%}
{%- endfor %} = {{ sum | round: 2 }}
{% endfor -%}`;

const orders = Array.from({ length: 400 }, (_, order) => ({
  name: `order ${order}`,
  items: Array.from({ length: 6 }, (_, item) => ({
    name: `<${item}>`,
    price: (item * 7) % 11,
    count: (order + item) % 5,
  })),
}));

export async function work(load) {
  const [{ Liquid }] = await load();
  const engine = new Liquid();
  const template = engine.parse(PAGE);
  const outputs = [];
  for (let round = 0; round < 2; round++) {
    outputs.push(engine.renderSync(template, { orders }));
    outputs.push(await engine.render(template, { orders: Promise.resolve(orders) }));
  }
  return outputs.join("\n");
}
