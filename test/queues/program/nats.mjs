// NATS JetStream: headers that keep their case, and undefined where a message has none.
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, headers as natsHeaders } from "@nats-io/transport-node";

export const system = "nats";
/** As clients in Go write it. */
export function foreign(traceparent) {
  const headers = natsHeaders();
  headers.set("Traceparent", traceparent);
  return headers;
}
export const carrier = () => natsHeaders();

export async function open(url, name) {
  const connection = await connect({ servers: url });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name, subjects: [name] });
  await manager.consumers.add(name, { durable_name: name, ack_policy: "explicit" });
  const stream = jetstream(connection);
  const consumer = await stream.consumers.get(name, name);
  const messageOf = (message) => ({ body: message.json(), headers: message.headers });
  return {
    send: (body, headers) => stream.publish(name, JSON.stringify(body), { headers }),
    consume: (handler) =>
      consumer.consume({
        async callback(message) {
          try {
            await handler(messageOf(message));
            message.ack();
          } catch {
            message.nak();
          }
        },
      }),
    async take(count) {
      const taken = [];
      for await (const message of await consumer.fetch({ max_messages: count })) taken.push(message);
      return { messages: taken.map(messageOf), settle: () => taken.map((message) => message.ack()) };
    },
    close: () => connection.drain(),
  };
}
