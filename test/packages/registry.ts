// A tarball of uno-trace-build in; a registry on this machine out, which has that, and sends for everything else to npm's own.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A registry that listens. */
export interface Registry {
  readonly url: string;
  close(): void;
}

/**
 * Starts it.
 * @param manifest the package.json in the tarball
 * @param upstream where all other packages are
 */
export async function startRegistry(
  tarball: string,
  manifest: { readonly name: string; readonly version: string },
  upstream: string,
): Promise<Registry> {
  const content = readFileSync(tarball);
  const { name, version } = manifest;
  const server: Server = createServer(({ url = "", headers }, response) => {
    if (url === `/${name}`) {
      const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
      const dist = { tarball: `http://${headers.host}/${name}.tgz`, integrity };
      const versions = { [version]: { ...manifest, dist } };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
    } else if (url === `/${name}.tgz`) response.end(content);
    else response.writeHead(302, { location: new URL(url, upstream).href }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
