// A real Vendure as a process: started, filled from a JSON file, and told of in one line. It ends with SIGTERM, and with its parent.
import { bootstrap, RequestContextService, TransactionalConnection, User } from '@vendure/core';
import { readFile } from 'node:fs/promises';
import type { ShopPeople } from '../people';
import { fillCatalogue, fillChannel } from './catalogue';
import { toConfig } from './config';
import { fillCustomer } from './customers';
import { fillOrder } from './orders';

/** The parent holds the other end of stdin: when it is gone, so is this. */
process.stdin.resume().on('end', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

async function main(): Promise<void> {
  const setting = (name: string): string => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  };
  const username = setting('SHOP_USERNAME');
  const started = Date.now();
  const app = await bootstrap(
    toConfig({
      port: Number(setting('SHOP_PORT')),
      username,
      password: setting('SHOP_PASSWORD'),
      sessionMs: Number(setting('SHOP_SESSION_MS')),
    }),
  );
  const startMs = Date.now() - started;
  const people: ShopPeople = JSON.parse(await readFile(setting('SHOP_PEOPLE'), 'utf8'));
  const users = app.get(TransactionalConnection).rawConnection.getRepository(User);
  const user = await users.findOneOrFail({ where: { identifier: username }, relations: ['roles', 'roles.channels'] });
  const contextOf = () => app.get(RequestContextService).create({ apiType: 'admin', user });
  await fillChannel(app, await contextOf());
  // Only a context of after that knows the channel's zones.
  const ctx = await contextOf();
  const catalogue = await fillCatalogue(app, ctx, people.articles);
  for (const person of people.people) {
    const customer = await fillCustomer(app, ctx, person);
    for (const order of person.orders) await fillOrder({ services: app, ctx, catalogue }, customer, person, order);
    // The database answers at once, so that nothing else would have its turn before all are in: signals, the parent's end.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const fillMs = Date.now() - started - startMs;
  const memoryMb = Math.round(process.memoryUsage().rss / 1_048_576);
  process.stdout.write(`${JSON.stringify({ ready: true, startMs, fillMs, memoryMb })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
