// The queue's promise on a real RabbitMQ, and what is said where its client is not installed.
import { ConfigError } from '../../../platform/errors';
import { createRabbitQueue } from '../../../processes/queues/rabbitmq';
import { describeQueue } from '../../contracts/queue.contract';
import { createFaultProxy } from '../../support/fault-proxy';
import { startRabbit, type RabbitServer } from '../../support/rabbitmq-server';
import { until } from '../../support/until';

jest.setTimeout(120_000);

let rabbit: RabbitServer;

beforeAll(async () => {
  rabbit = await startRabbit();
}, 300_000);
afterAll(async () => {
  await rabbit?.stop();
});

describeQueue(() => ({
  open: (options) => createRabbitQueue(rabbit.url, options),
  kill: () => rabbit.kill(),
  restart: () => rabbit.restart(),
}));

it('does not wait for ever for a broker that says nothing any more', async () => {
  const { port } = new URL(rabbit.url);
  const proxy = await createFaultProxy(Number(port));
  const url = Object.assign(new URL(rabbit.url), { port: String(proxy.port) }).toString();
  const queue = createRabbitQueue(url, { name: 'silent', confirmWithinMs: 500 });
  try {
    await until(
      () =>
        queue.publish({ id: 'first', body: '{}' }).then(
          () => true,
          () => false,
        ),
      20_000,
    );
    await proxy.set('blackhole');
    await expect(queue.publish({ id: 'second', body: '{}' })).rejects.toThrow('has not confirmed it in time');
  } finally {
    await proxy.close();
    await queue.close();
  }
});

it('says which package is missing', () => {
  const missing = (): never => {
    throw new Error("Cannot find module 'rabbitmq-client'");
  };
  const opening = (): unknown => createRabbitQueue('amqp://nobody', { name: 'any' }, missing);
  expect(opening).toThrow(ConfigError);
  expect(opening).toThrow('npm install --no-save --save-prod rabbitmq-client@5');
});
