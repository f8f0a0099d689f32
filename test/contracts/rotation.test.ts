// Credentials that change while a process lives: each connector that sends one with every request sends the one that counts now.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectorDefinition, RecordSource } from '../../platform/connector';
import { createEnvReader } from '../../platform/env';
import { createHttpFactory } from '../../platform/http/factory';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { stripe } from '../../subgraphs/billing/vendors/stripe';
import { hubspot } from '../../subgraphs/crm/vendors/hubspot';
import { klaviyo } from '../../subgraphs/marketing/vendors/klaviyo';
import { mailchimp } from '../../subgraphs/marketing/vendors/mailchimp';
import { shopify } from '../../subgraphs/sales/vendors/shopify';
import { intercom } from '../../subgraphs/support/vendors/intercom';
import { requestTracker } from '../../subgraphs/support/vendors/request-tracker';
import { zendesk } from '../../subgraphs/support/vendors/zendesk';
import { testCall } from '../support/call';

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), 'rotation-'));
beforeAll(async () => {
  sandbox = await startSandbox({ people: 20, postgres: false, limits: 'off' });
}, 60_000);
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const connectors: [ConnectorDefinition<RecordSource>, secret: string][] = [
  [hubspot, 'TOKEN'],
  [stripe, 'KEY'],
  [klaviyo, 'KEY'],
  [mailchimp, 'KEY'],
  [shopify, 'TOKEN'],
  [zendesk, 'TOKEN'],
  [intercom, 'TOKEN'],
  [requestTracker, 'TOKEN'],
];

it.each(connectors.map(([definition, secret]) => [definition.vendor, definition, secret] as const))(
  '%s',
  async (vendor, definition, secret) => {
    const prefix = `${vendor.toUpperCase().replaceAll('-', '_')}_`;
    const right = sandbox.env[prefix + secret];
    if (right === undefined) throw new Error(`the sandbox names no ${prefix}${secret}`);
    const file = join(folder, vendor);
    const others = Object.fromEntries(
      Object.entries({ SHOPIFY_SHOP: 'sandbox', ...sandbox.env }).filter(([name]) => name !== prefix + secret),
    );
    let time = 0;
    // Mailchimp's says by its end where the account is.
    writeFileSync(file, `x${right.slice(1)}`);
    const current = createEnvReader({ ...others, [`${prefix}${secret}_FILE`]: file }, () => time).follow(definition.settings, prefix);
    if (current === undefined) throw new Error('its settings are wrong');
    const http = createHttpFactory({ source: vendor, timeoutMs: 10_000, connections: 4 });
    const connector = await definition.start({ source: vendor, settings: current(), current, http, phoneRegion: 'DE' });
    const find = async (): Promise<unknown> => {
      try {
        const [answer] = await connector.find([{ by: 'email', value: 'nobody@example.com' }], testCall());
        return answer instanceof Error ? answer : 'answered';
      } catch (error) {
        return error;
      }
    };
    try {
      expect(await find()).toMatchObject({ code: 'UPSTREAM_DENIED' });
      writeFileSync(file, `${right}\n`);
      time += 1_000;
      expect(await find()).toBe('answered');
    } finally {
      await connector.close?.();
    }
  },
);
