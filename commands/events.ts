// `npm run events -- dead|replay`: what could not be told to somebody, and telling it after all.
import { createEnvReader } from '../platform/env';
import { InputError, StateError } from '../platform/errors';
import { openStateDatabase } from '../platform/state/open';
import type { Session } from '../platform/state/session';
import { readStateSettings } from '../platform/state/settings';
import { readTenant } from '../platform/tenant';
import { deadHints, replayHints } from '../processes/outbox/dead-hints';
import { openEventQueues, type EventQueues } from '../processes/queues/open';
import { wordsForPeople } from './words';

const USAGE = `Usage: npm run -s events -- dead                   hints that were given up, and why
       npm run -s events -- replay <seq>|all      tell them after all
       npm run -s events -- queue dead|replay     the same of messages that came by EVENTS_IN`;

type Work = (session: () => Promise<Session>, tenant: string, queues: () => EventQueues) => Promise<void>;

function readCommand([what, subject, ...more]: readonly string[]): Work {
  if (more.length === 0 && what === 'dead' && subject === undefined) {
    return async (session, tenant) => {
      const all = await deadHints(await session(), tenant);
      const lines = all.map(({ seq, reason, attempts, deadAt, record, type }) =>
        [seq, reason, attempts, deadAt.toISOString(), type, record ?? '-'].join('\t'),
      );
      process.stdout.write([['seq', 'reason', 'attempts', 'given up', 'type', 'record'].join('\t'), ...lines, ''].join('\n'));
    };
  }
  if (more.length === 0 && what === 'replay' && subject !== undefined && /^(all|\d{1,18})$/.test(subject)) {
    return async (session, tenant) => {
      const count = await replayHints(await session(), tenant, subject === 'all' ? null : subject);
      process.stderr.write(`${count} will be told again.\n`);
      if (count === 0) process.exitCode = 1;
    };
  }
  if (more.length === 0 && what === 'queue' && (subject === 'dead' || subject === 'replay')) {
    return async (_session, _tenant, open) => {
      const queues = open();
      try {
        for (const { broker, queue } of queues.incoming) {
          if (subject === 'replay') process.stderr.write(`${broker}: ${await queue.replay()} are back.\n`);
          else for (const { id, reason } of await queue.dead()) process.stdout.write(`${[broker, id, reason].join('\t')}\n`);
        }
      } finally {
        await queues.close();
      }
    };
  }
  throw new Error(USAGE);
}

async function main(): Promise<void> {
  const work = readCommand(process.argv.slice(2));
  const env = createEnvReader();
  const settings = readStateSettings(env);
  const tenant = readTenant(env);
  env.check();
  const database = openStateDatabase(settings);
  let opened: Session | undefined;
  try {
    await work(
      async () => (opened ??= await database.connect({ queryTimeoutMs: 10_000 })),
      tenant,
      () => {
        const queues = openEventQueues(env, tenant);
        env.check();
        return queues;
      },
    );
  } catch (error) {
    throw error instanceof InputError || !(error instanceof Error && 'severity' in error) ? error : new StateError({ cause: error });
  } finally {
    await opened?.end();
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsForPeople(error)}\n`);
  process.exitCode = 1;
});
