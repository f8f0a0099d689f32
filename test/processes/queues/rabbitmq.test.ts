// The queue's promise on a real RabbitMQ, and what is said where its client is not installed.
import { ConfigError } from '../../../platform/errors';
import { createRabbitQueue } from '../../../processes/queues/rabbitmq';
import { describeQueue } from '../../contracts/queue.contract';
import { startRabbit, type RabbitServer } from '../../support/rabbitmq-server';

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

it('says which package is missing', () => {
  const missing = (): never => {
    throw new Error("Cannot find module 'rabbitmq-client'");
  };
  const opening = (): unknown => createRabbitQueue('amqp://nobody', { name: 'any' }, missing);
  expect(opening).toThrow(ConfigError);
  expect(opening).toThrow('npm install --no-save --save-prod rabbitmq-client@5');
});
