// What an operator says of a source's webhooks: the secret that proves them, two while it changes, and which versions of the vendor's
// proof count. Announced to the registry; taken by platform/webhooks.
import { z } from 'zod';
import type { EnvReader } from '../env';
import type { SourceRegistry } from '../subgraph/source-registry';
import type { WebhookDeclaration, WebhookSource } from '../webhooks/declaration';

const listed = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .refine((items) => items.every((item) => item !== ''), { message: 'is a list by commas, and an item of it is empty' });

/** To be read under the source's prefix, with its other settings. */
export const WEBHOOK_SETTINGS = {
  WEBHOOK_SECRET: listed
    .refine((secrets) => secrets.length <= 2, { message: 'takes one secret, or two by a comma while it changes' })
    .optional(),
  WEBHOOK_VERSIONS: listed.optional(),
};

interface Settings {
  WEBHOOK_SECRET?: string[] | undefined;
  WEBHOOK_VERSIONS?: string[] | undefined;
}

interface Given {
  source: string;
  prefix: string;
  /** As they are now: a secret in a file may change while the process lives. */
  current(): Settings;
  /** undefined = the vendor sends none. */
  declaration: WebhookDeclaration | undefined;
  /** Asked when an event has come, which is after the connector has started. */
  whose: NonNullable<WebhookSource['whose']>;
}

/** Without a secret the source takes none. Faults are noted in `env`; a secret that comes later and has one never counts. */
export function openWebhook({ source, prefix, current, declaration, whose }: Given, env: EnvReader, registry: SourceRegistry): void {
  const settings = current();
  const given = secretsIn(settings);
  if (given === undefined) return;
  if (declaration === undefined) return env.fault(`${prefix}WEBHOOK_SECRET: this vendor sends no webhooks`);
  const faultsOf = (secrets: readonly string[]): string[] => secrets.flatMap((secret) => declaration.secretFault?.(secret) ?? []);
  for (const fault of new Set(faultsOf(given))) env.fault(`${prefix}WEBHOOK_SECRET: ${fault}`);
  const known = Object.keys(declaration.schemes);
  const versions = settings.WEBHOOK_VERSIONS ?? known.slice(0, 1);
  if (versions.some((version) => !known.includes(version))) env.fault(`${prefix}WEBHOOK_VERSIONS: must be of ${known.join(', ')}`);
  let newest = { settings, secrets: given };
  registry.takesWebhooks({
    ...{ source, declaration, versions, whose },
    secrets() {
      const now = current();
      if (now === newest.settings) return newest.secrets;
      const next = secretsIn(now);
      newest = { settings: now, secrets: next === undefined || faultsOf(next).length > 0 ? newest.secrets : next };
      return newest.secrets;
    },
  });
}

function secretsIn({ WEBHOOK_SECRET: [first, ...others] = [] }: Settings): [string, ...string[]] | undefined {
  return first === undefined ? undefined : [first, ...others];
}
