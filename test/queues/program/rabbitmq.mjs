// RabbitMQ by amqplib: headers are an object, and absent ones may be undefined.
import { connect } from "amqplib";

export const system = "rabbitmq";
/** As clients write it that have bytes for text. */
export const foreign = (traceparent) => ({ traceparent: Buffer.from(traceparent) });
export const carrier = () => ({});

export async function open(url, name) {
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue(name);
  const messageOf = ({ content, properties }) => ({ body: JSON.parse(content), headers: properties.headers });
  return {
    async send(body, headers) {
      channel.sendToQueue(name, Buffer.from(JSON.stringify(body)), { headers });
      await channel.waitForConfirms();
    },
    consume: (handler) =>
      channel.consume(name, async (message) => {
        try {
          await handler(messageOf(message));
          channel.ack(message);
        } catch {
          channel.nack(message);
        }
      }),
    async take(count) {
      const taken = [];
      while (taken.length < count) {
        const message = await channel.get(name);
        if (message) taken.push(message);
      }
      return {
        messages: taken.map(messageOf),
        settle: () => taken.map((message) => channel.ack(message)),
      };
    },
    async close() {
      await channel.close();
      await connection.close();
    },
  };
}
