const React = {
  createElement: (type: unknown, props: Record<string, unknown> | null, ...children: unknown[]): unknown =>
    typeof type === "function" ? type({ ...props, children }) : { type, props, children },
};

// @trace
function Title({ text }: { text: string }) {
  return <h1 className="title class">{text}</h1>;
}

// @trace
const Page = ({ items }: { items: string[] }) => (
  <main>
    <Title text="page title" />
    {items.map(/* @trace name="Page.item" */ (item) => <li key={item}>{item}</li>)}
  </main>
);

export const run = () => <Page items={["first item", "second item"]} />;
