// What an operator may say of a source's polls: how often, and only of one that can tell what has changed.
import { z } from 'zod';
import { openPoll, POLL_SETTINGS } from '../../../platform/domain/poll';
import { createEnvReader } from '../../../platform/env';
import { ConfigError } from '../../../platform/errors';
import type { ReadChanges } from '../../../platform/polls/declaration';
import { createSourceRegistry } from '../../../platform/subgraph/source-registry';

const nothing: ReadChanges = () => Promise.resolve({ events: [], cursor: '', more: false });

function open(values: Record<string, string>, read: ReadChanges | undefined = nothing) {
  const env = createEnvReader(values);
  const registry = createSourceRegistry((fault) => env.fault(fault));
  const settings = env.read(z.object(POLL_SETTINGS), 'ACME_');
  if (settings !== undefined) openPoll({ source: 'acme', prefix: 'ACME_', settings, read, sent: () => undefined }, env, registry);
  let faults: readonly string[] = [];
  try {
    env.check();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    ({ faults } = error);
  }
  return { faults, polled: registry.polledSources().map(({ source, everySeconds }) => ({ source, everySeconds })) };
}

it('polls nobody unless told so', () => {
  expect(open({})).toEqual({ faults: [], polled: [] });
  expect(open({ ACME_POLL_SECONDS: '60' })).toEqual({ faults: [], polled: [{ source: 'acme', everySeconds: 60 }] });
});

it.each(['0', '1.5', '100000', 'often'])('does not take %s', (seconds) => {
  const { faults, polled } = open({ ACME_POLL_SECONDS: seconds });
  expect(faults.join()).toContain('ACME_POLL_SECONDS');
  expect(polled).toEqual([]);
});

it('of a vendor that cannot tell', () => {
  const env = createEnvReader({});
  const registry = createSourceRegistry(() => undefined);
  openPoll({ source: 'acme', prefix: 'ACME_', settings: { POLL_SECONDS: 60 }, read: undefined, sent: () => undefined }, env, registry);
  expect(() => env.check()).toThrow('ACME_POLL_SECONDS: this vendor is not polled');
  expect(registry.polledSources()).toEqual([]);
});
