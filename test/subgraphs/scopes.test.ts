// The rights that reads need, as `npm run doctor` names them: each vendor's connector has one for every read that may be denied.
import type { RecordSource } from '../../platform/connector';
import { VENDORS } from './pretend-vendors';

/** What is no read of a customer's: it needs no right of its own, or sends nothing. */
const NO_READ = ['fields', 'budgetLeft', 'close'];
/** Reads of which no right is named: the doctor does not try them. */
const UNNAMED: Readonly<Record<string, readonly string[]>> = { hubspot: ['people'], klaviyo: ['members'] };

function readsOf(connector: RecordSource): string[] {
  return Object.entries(connector).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'function' && !NO_READ.includes(name) ? [name] : [],
  );
}

it.each(Object.entries(VENDORS))(
  '%s names the right to each of its reads, in the words of the vendor',
  async (name, { start, connect }) => {
    const server = await start();
    const connector = await connect(server, []);
    try {
      const unnamed = UNNAMED[name] ?? [];
      expect(Object.keys(connector.scopes ?? {}).sort()).toEqual(
        readsOf(connector)
          .filter((read) => !unnamed.includes(read))
          .sort(),
      );
    } finally {
      await connector.close?.();
      await server.stop();
    }
  },
);
