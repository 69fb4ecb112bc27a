// Clients, streams and schedulers: in whose span a function runs that they call back. PostgreSQL's address is the argument.
import { AsyncResource } from "node:async_hooks";
import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import bluebird from "bluebird";
import DataLoader from "dataloader";
import { BSON, MongoClient } from "mongodb";
import mysql from "mysql2";
import schedule from "node-schedule";
import pg from "pg";
import rxjs from "rxjs";
import sharp from "sharp";
import { Agent, request } from "undici";
import { WebSocket, WebSocketServer } from "ws";
import { as, current, second, secondCallback } from "./current.mjs";

const CASES = {
  async pg() {
    const pool = new pg.Pool({ connectionString: process.argv[2], max: 1 });
    const query = await secondCallback((done) => pool.query("SELECT 1", done));
    const bound = await secondCallback((done) => pool.query("SELECT 1", AsyncResource.bind(done)));
    const connect = await secondCallback((done) =>
      pool.connect((_error, client, release) => done(client.query("SELECT 1").then(() => release()))),
    );
    const awaited = await second(async (task) => {
      await pool.query("SELECT 1");
      await task();
    });
    const client = new pg.Client(process.argv[2]);
    await as("opener", () => client.connect());
    const notified = new Promise((resolve) => {
      as("listener", () => client.on("notification", () => resolve(current())));
    });
    await client.query("LISTEN orders");
    await as("sender", () => pool.query("NOTIFY orders"));
    const notification = await notified;
    await Promise.all([pool.end(), client.end()]);
    return {
      query: query.inside,
      bound: bound.inside,
      connect: connect.inside,
      notification,
      after: awaited.inside,
    };
  },

  /** mysql2 brings a server of its own. */
  async mysql2() {
    const server = mysql.createServer();
    server.on("connection", (connection) => {
      connection.on("error", () => {});
      connection.serverHandshake({
        protocolVersion: 10,
        serverVersion: "8.0.0",
        connectionId: 1,
        statusFlags: 2,
        characterSet: 8,
        // Neither TLS nor compression.
        capabilityFlags: 0xffffff & ~0x820,
      });
      connection.on("query", () => {
        connection.sequenceId = 1;
        setTimeout(() => connection.writeOk({}), 5);
      });
      connection.on("quit", () => connection.close());
    });
    server.listen(0, "127.0.0.1");
    await once(server._server, "listening");
    const { port } = server._server.address();
    const pool = mysql.createPool({ host: "127.0.0.1", port, user: "user", connectionLimit: 1 });
    const query = await secondCallback((done) => pool.query("SELECT 1", done));
    const bound = await secondCallback((done) => pool.query("SELECT 1", AsyncResource.bind(done)));
    const connect = await secondCallback((done) =>
      pool.getConnection((_error, connection) => {
        done();
        setTimeout(() => connection.release(), 5);
      }),
    );
    const awaited = await second(async (task) => {
      await pool.promise().query("SELECT 1");
      await task();
    });
    return { query: query.inside, bound: bound.inside, getConnection: connect.inside, after: awaited.inside };
  },

  async mongodb() {
    const server = net.createServer(answerMongo).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `mongodb://127.0.0.1:${server.address().port}/?directConnection=true`;
    const client = new MongoClient(url, { maxPoolSize: 1, monitorCommands: true });
    await as("opener", () => client.connect());
    const seen = {};
    client.on("connectionCheckedOut", () => {
      seen.checkedOut = current();
    });
    for (const name of ["commandStarted", "commandSucceeded"])
      client.on(name, ({ commandName }) => {
        if (commandName === "ping") seen[name] = current();
      });
    const { inside } = await second(async (task) => {
      await client.db("shop").command({ ping: 1 });
      await task();
    });
    return { ...seen, after: inside };
  },

  async dataloader() {
    let batch;
    const loader = new DataLoader(async (keys) => {
      batch = current();
      return keys;
    });
    const { inside } = await second(async (task, caller) => {
      await loader.load(caller);
      await task();
    });
    return { batch, after: inside };
  },

  async rxjs() {
    const seen = {};
    const events = new rxjs.Subject();
    const note = (name) => () => {
      seen[name] ??= current();
    };
    as("subscriber", () => {
      events.subscribe(note("subscribe"));
      events.pipe(rxjs.delay(5)).subscribe(note("delay"));
      events
        .pipe(
          rxjs.bufferTime(10),
          rxjs.filter(({ length }) => length > 0),
        )
        .subscribe(note("bufferTime"));
    });
    as("emitter", () => events.next(1));
    const shared = rxjs.timer(5).pipe(rxjs.shareReplay(1));
    as("first", () => shared.subscribe());
    as("second", () => shared.subscribe(note("shareReplay")));
    await wait(50);
    return { ...seen, after: await as("second", () => rxjs.firstValueFrom(rxjs.timer(5)).then(current)) };
  },

  async sharp() {
    const image = () => sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } }).png();
    const callback = await new Promise((resolve) =>
      as("second", () => image().toBuffer(() => resolve(current()))),
    );
    const bound = await new Promise((resolve) =>
      as("second", () => image().toBuffer(AsyncResource.bind(() => resolve(current())))),
    );
    return { callback, bound, after: await as("second", () => image().toBuffer().then(current)) };
  },

  async undici() {
    const server = http.createServer((_, response) => response.end("ok")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const seen = {};
    // What the second request sees, where it is handed in and later.
    const hooks = (dispatch) => (options, handler) => {
      const caller = current();
      const note =
        (name, method) =>
        (...args) => {
          if (caller === "second") seen[name] ??= current();
          return handler[method]?.(...args);
        };
      note("dispatch", "none")();
      return dispatch(options, {
        onRequestStart: note("start", "onRequestStart"),
        onResponseStart: note("response", "onResponseStart"),
        onResponseData: note("data", "onResponseData"),
        onResponseEnd: note("end", "onResponseEnd"),
        onResponseError: note("error", "onResponseError"),
      });
    };
    const dispatcher = new Agent({ connections: 1 }).compose(hooks);
    const { inside } = await second(async (task) => {
      const { body } = await request(`http://127.0.0.1:${server.address().port}`, { dispatcher });
      await body.text();
      await task();
    });
    return { ...seen, after: inside };
  },

  async "node-schedule"() {
    const everySecond = "* * * * * *";
    const ran = new Promise((resolve) => {
      as("second", () => schedule.scheduleJob(everySecond, () => resolve(current())));
    });
    as("first", () => schedule.scheduleJob(everySecond, () => {}));
    return { job: await ran };
  },

  async bluebird() {
    let settle;
    const promise = new bluebird((resolve) => {
      settle = resolve;
    });
    const then = as("second", () => promise.then(current));
    const after = as("second", async () => {
      await promise;
      return current();
    });
    as("first", () => settle());
    return { callback: await then, after: await after };
  },

  async ws() {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await once(server, "listening");
    server.on("connection", (socket) => socket.on("message", (text) => socket.send(text)));
    const socket = as("opener", () => new WebSocket(`ws://127.0.0.1:${server.address().port}`));
    await once(socket, "open");
    const message = new Promise((resolve) => {
      as("listener", () => socket.on("message", () => resolve(current())));
    });
    as("sender", () => socket.send("order"));
    return { message: await message };
  },
};

/** As much of MongoDB's protocol as the client asks for: every command is answered with what the handshake wants. */
function answerMongo(socket) {
  const facts = {
    ok: 1,
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    maxBsonObjectSize: 2 ** 24,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  };
  const body = BSON.serialize(facts);
  let received = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (data) => {
    received = Buffer.concat([received, data]);
    while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
      const [length, id, operation] = [0, 4, 12].map((at) => received.readInt32LE(at));
      received = received.subarray(length);
      // OP_MSG, or the OP_REPLY to an older hello.
      const head = operation === 2013 ? Buffer.alloc(21) : Buffer.alloc(36);
      head.writeInt32LE(head.length + body.length, 0);
      head.writeInt32LE(id, 8);
      head.writeInt32LE(operation === 2013 ? 2013 : 1, 12);
      if (operation !== 2013) head.writeInt32LE(1, 32);
      setTimeout(() => socket.write(Buffer.concat([head, body])), 5);
    }
  });
}

const seen = {};
for (const [name, run] of Object.entries(CASES)) seen[name] = await run();
console.log(JSON.stringify(seen));
process.exit();
