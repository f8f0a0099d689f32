// What an operator may say of a source's webhooks: every fault at once, by the variable's name and never by its value.
import { z } from 'zod';
import { openWebhook, WEBHOOK_SETTINGS } from '../../../platform/domain/webhook';
import { createEnvReader } from '../../../platform/env';
import { ConfigError } from '../../../platform/errors';
import { createSourceRegistry } from '../../../platform/subgraph/source-registry';
import type { WebhookDeclaration, WebhookSource } from '../../../platform/webhooks/declaration';

const declaration: WebhookDeclaration = {
  schemes: { v3: { kind: 'address', parameter: 'a' }, v1: { kind: 'address', parameter: 'b' } },
  read: () => [],
  secretFault: (secret) => (secret.startsWith('s') ? null : 'begins with s'),
};

const nobodys = (): Promise<never[]> => Promise.resolve([]);

function open(values: Record<string, string>, declared: WebhookDeclaration | null = declaration) {
  const env = createEnvReader(values);
  const registry = createSourceRegistry((fault) => env.fault(fault));
  const current = env.follow(z.object(WEBHOOK_SETTINGS), 'ACME_');
  const given = { source: 'acme', prefix: 'ACME_', declaration: declared ?? undefined, whose: nobodys };
  if (current !== undefined) openWebhook({ ...given, current }, env, registry);
  let faults: readonly string[] = [];
  try {
    env.check();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    ({ faults } = error);
  }
  const sources: readonly Pick<WebhookSource, 'secrets' | 'versions'>[] = registry.webhookSources();
  return { faults, sources: sources.map(({ secrets, versions }) => ({ secrets: secrets(), versions })) };
}

it('takes none without a secret', () => {
  expect(open({})).toEqual({ faults: [], sources: [] });
});

it('takes one secret, or two while it changes, and the vendor’s newest proof unless told otherwise', () => {
  expect(open({ ACME_WEBHOOK_SECRET: 's1' }).sources).toEqual([{ secrets: ['s1'], versions: ['v3'] }]);
  expect(open({ ACME_WEBHOOK_SECRET: 's2, s1', ACME_WEBHOOK_VERSIONS: 'v3,v1' }).sources).toEqual([
    { secrets: ['s2', 's1'], versions: ['v3', 'v1'] },
  ]);
});

it('goes by the secrets of a file as they are now, and never by one that cannot be', () => {
  const env = createEnvReader({});
  const registry = createSourceRegistry((fault) => env.fault(fault));
  let settings = { WEBHOOK_SECRET: ['s1'] };
  openWebhook({ source: 'acme', prefix: 'ACME_', current: () => settings, declaration, whose: nobodys }, env, registry);
  const [source] = registry.webhookSources();
  expect(source?.secrets()).toEqual(['s1']);
  settings = { WEBHOOK_SECRET: ['s2', 's1'] };
  expect(source?.secrets()).toEqual(['s2', 's1']);
  for (const WEBHOOK_SECRET of [['x3'], []]) {
    settings = { WEBHOOK_SECRET };
    expect(source?.secrets()).toEqual(['s2', 's1']);
  }
});

it.each([
  [{ ACME_WEBHOOK_SECRET: 's1,s2,s3' }, 'ACME_WEBHOOK_SECRET: takes one secret, or two by a comma while it changes'],
  [{ ACME_WEBHOOK_SECRET: 's1,' }, 'ACME_WEBHOOK_SECRET: is a list by commas, and an item of it is empty'],
  [{ ACME_WEBHOOK_SECRET: 'x1' }, 'ACME_WEBHOOK_SECRET: begins with s'],
  [{ ACME_WEBHOOK_SECRET: 's1', ACME_WEBHOOK_VERSIONS: 'v2' }, 'ACME_WEBHOOK_VERSIONS: must be of v3, v1'],
])('says what is wrong with %j', (values, fault) => {
  const { faults } = open(values);
  expect(faults).toEqual([fault]);
  expect(faults.join()).not.toMatch(/s1|x1/);
});

it('of a vendor that sends none', () => {
  expect(open({ ACME_WEBHOOK_SECRET: 's1' }, null).faults).toEqual(['ACME_WEBHOOK_SECRET: this vendor sends no webhooks']);
});
