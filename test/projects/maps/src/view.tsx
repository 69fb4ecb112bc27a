// Elements and functions within each other.
const React = {
  createElement: (type: unknown, props: object | null, ...children: unknown[]) => ({ type, props, children }),
};

export function View({ title, items }: { title: string; items: string[] }) {
  const heading = <h1 className="heading class">{title} in view</h1>;
  return (
    <section id="view section" onClick={() => items.push("clicked item")}>
      {heading}
      {items.map((item) => (
        <Row key={item} label={`label of ${item}`} />
      ))}
    </section>
  );
}

const Row = ({ label }: { key: string; label: string }) => <li data-label={label}>row text</li>;

export async function render(): Promise<unknown> {
  const items = await Promise.resolve(["first item", "second item"]);
  return <View title="view title" items={items} />;
}
