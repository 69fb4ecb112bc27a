// Redis, NATS, RabbitMQ and PostgreSQL of Debian's packages, each started on a free port, with all it writes in a folder of its own.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { installFromDebian } from "../harness/debian.js";

/** A broker that listens. */
export interface Broker {
  /** What its client is told. */
  readonly url: string;
  /** Ends its processes and removes what it has written. */
  stop(): Promise<void>;
}

/** Brokers by the name of the program that speaks to them, in `program/`. */
export const BROKERS: Readonly<Record<string, () => Promise<Broker>>> = {
  bullmq: startRedis,
  nats: startNats,
  rabbitmq: startRabbit,
  postgresql: startPostgres,
};

async function startRedis(): Promise<Broker> {
  installFromDebian("/usr/bin/redis-server", "redis-server");
  const home = new Home();
  const port = await freePort();
  const args = [
    "--port",
    port,
    "--bind",
    "127.0.0.1",
    "--dir",
    home.folder,
    "--save",
    "",
    "--daemonize",
    "no",
  ];
  home.start("/usr/bin/redis-server", args);
  return home.whenOpen(port, `redis://127.0.0.1:${port}`);
}

async function startNats(): Promise<Broker> {
  installFromDebian("/usr/sbin/nats-server", "nats-server");
  const home = new Home();
  const port = await freePort();
  home.start("/usr/sbin/nats-server", ["-a", "127.0.0.1", "-p", port, "-js", "-sd", home.folder]);
  return home.whenOpen(port, `nats://127.0.0.1:${port}`);
}

/** Erlang's port mapper would stay as a daemon on a fixed port: it gets one of its own, and ends with the broker. */
async function startRabbit(): Promise<Broker> {
  const program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
  installFromDebian(program, "rabbitmq-server");
  const home = new Home();
  const [port, mapper, distribution] = [await freePort(), await freePort(), await freePort()];
  home.start("/usr/bin/epmd", ["-port", mapper, "-address", "127.0.0.1"]);
  await home.whenOpen(mapper, "");
  home.start(program, [], {
    env: {
      PATH: process.env.PATH,
      HOME: home.folder,
      ERL_EPMD_PORT: mapper,
      RABBITMQ_NODENAME: `uno${port}@localhost`,
      RABBITMQ_NODE_IP_ADDRESS: "127.0.0.1",
      RABBITMQ_NODE_PORT: port,
      RABBITMQ_DIST_PORT: distribution,
      RABBITMQ_MNESIA_BASE: join(home.folder, "mnesia"),
      RABBITMQ_LOG_BASE: join(home.folder, "log"),
      RABBITMQ_LOGS: "-",
      RABBITMQ_ENABLED_PLUGINS_FILE: join(home.folder, "plugins"),
      RABBITMQ_FEATURE_FLAGS_FILE: join(home.folder, "features"),
      RABBITMQ_CONFIG_FILE: join(home.folder, "none"),
      RABBITMQ_CONF_ENV_FILE: join(home.folder, "none.env"),
      RABBITMQ_PID_FILE: join(home.folder, "pid"),
    },
  });
  return home.whenOpen(port, `amqp://guest:guest@127.0.0.1:${port}`);
}

async function startPostgres(): Promise<Broker> {
  const versions = "/usr/lib/postgresql";
  installFromDebian(versions, "postgresql");
  const programs = join(versions, readdirSync(versions).sort().at(-1) as string, "bin");
  const home = new Home();
  const port = await freePort();
  const data = join(home.folder, "data");
  const user = home.giveTo("postgres");
  const quiet = { ...user, stdio: "pipe", cwd: home.folder } as const;
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"], quiet);
  const args = ["-D", data, "-p", port, "-h", "127.0.0.1", "-k", home.folder];
  // Killed, it would leave its shared memory behind.
  home.start(join(programs, "postgres"), args, user, "SIGQUIT");
  const broker = await home.whenOpen(port, `postgresql://postgres@127.0.0.1:${port}/postgres`);
  // The port is open while it still starts up, and refuses whoever comes.
  await home.until(/ready to accept connections/);
  return broker;
}

/** The folder of a broker, and its processes. */
class Home {
  readonly folder = mkdtempSync(join(tmpdir(), "uno-queues-"));
  readonly #children: { readonly child: ChildProcess; readonly end: () => void }[] = [];
  #said = "";

  /** In a group of its own: brokers start processes themselves. */
  start(
    program: string,
    args: readonly string[],
    options: object = {},
    signal: NodeJS.Signals = "SIGKILL",
  ): void {
    const child = spawn(program, args, { cwd: this.folder, stdio: "pipe", detached: true, ...options });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#said += text;
      });
    child.once("error", (error) => {
      this.#said += String(error);
    });
    const end = () => endGroup(child, signal);
    this.#children.push({ child, end });
    process.once("exit", end);
  }

  /** Who is root gives the folder to another one: PostgreSQL refuses to run as root. */
  giveTo(user: string): { readonly uid?: number; readonly gid?: number } {
    if (process.getuid?.() !== 0) return {};
    const idOf = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
    const [uid, gid] = [idOf("-u"), idOf("-g")];
    chownSync(this.folder, uid, gid);
    return { uid, gid };
  }

  async whenOpen(port: string, url: string): Promise<Broker> {
    await this.#eventually(() => isOpen(Number(port)), `port ${port}`);
    return { url, stop: () => this.#stop() };
  }

  until(text: RegExp): Promise<void> {
    return this.#eventually(() => text.test(this.#said), String(text));
  }

  async #eventually(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const isDead = () => this.#children.some(({ child }) => isOver(child));
    const limit = performance.now() + 60_000;
    while (!(await isTrue())) {
      if (isDead() || performance.now() > limit) {
        await this.#stop();
        throw new Error(`no ${what}: ${this.#said}`);
      }
      await delay(50);
    }
  }

  async #stop(): Promise<void> {
    for (const { child, end } of this.#children) {
      const ended = isOver(child) ? undefined : once(child, "exit");
      end();
      process.off("exit", end);
      await ended;
    }
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isOver({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return (exitCode ?? signalCode) !== null || pid === undefined;
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

/** As text, for command lines. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return String(port);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
