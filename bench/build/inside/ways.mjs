// Other plugins of esbuild, for comparison: what looks, what parses, and other ways to wrap the same functions.
import { readFileSync } from "node:fs";

function onLoad(transform) {
  return {
    name: "other",
    setup(build) {
      build.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
        const contents = transform(readFileSync(path, "utf8"), path);
        return contents === undefined ? undefined : { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
      });
    },
  };
}

/** What is kept of a function's body when Babel wraps it by hand. */
function babelWrapper({ types, template }) {
  const wrap = template.statement(
    "{ const span = trace.start(NAME); try { BODY } catch (error) { throw trace.fail(span, error); } finally { trace.end(span); } }",
  );
  return {
    visitor: {
      FunctionDeclaration({ node }) {
        const NAME = types.stringLiteral(node.id?.name ?? "default");
        node.body = wrap({ NAME, BODY: node.body.body });
      },
    },
  };
}

export const ways = {
  looks: async () => onLoad((text) => (text.includes("@trace") ? text : undefined)),
  async parses() {
    const { parseSync } = await import("oxc-parser");
    return onLoad((text, path) => {
      parseSync(path, text).program;
      return text;
    });
  },
  async babel() {
    const { transformSync } = await import("@babel/core");
    const presets = ["@babel/preset-typescript"];
    return onLoad(
      (text, path) =>
        transformSync(text, {
          filename: path,
          presets,
          plugins: [babelWrapper],
          sourceMaps: "inline",
          babelrc: false,
          configFile: false,
          cwd: import.meta.dirname,
        }).code,
    );
  },
  async "code-transformer"() {
    const { create } = await import("@apm-js-collab/code-transformer");
    const { transformSync } = await import("esbuild");
    const module = (filePath) => ({ name: "modules", versionRange: ">=1.0.0", filePath });
    const config = (filePath) =>
      Array.from({ length: 11 }, (_, each) => ({
        channelName: `step${each}`,
        module: module(filePath),
        functionQuery: { functionName: `step${each}`, kind: "Sync" },
      }));
    return onLoad((text, path) => {
      const file = path.slice(path.lastIndexOf("/src/") + 1);
      if (!/\/m\d+\.ts$/.test(path)) return undefined;
      const plain = transformSync(text, { loader: "ts", sourcemap: false }).code;
      const transformer = create(config(file)).getTransformer("modules", "1.0.0", file);
      return transformer.transform(plain, "esm").code;
    });
  },
};
