// What an operator says of a source's webhooks: the secret that proves them, two while it changes, and which versions of the vendor's
// proof count. Announced to the registry; taken by platform/webhooks.
import { z } from 'zod';
import type { EnvReader } from '../env';
import type { SourceRegistry } from '../subgraph/source-registry';
import type { WebhookDeclaration } from '../webhooks/declaration';

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

interface Given {
  source: string;
  prefix: string;
  settings: { WEBHOOK_SECRET?: string[] | undefined; WEBHOOK_VERSIONS?: string[] | undefined };
  /** undefined = the vendor sends none. */
  declaration: WebhookDeclaration | undefined;
}

/** Without a secret the source takes none. Faults are noted in `env`. */
export function openWebhook({ source, prefix, settings, declaration }: Given, env: EnvReader, registry: SourceRegistry): void {
  const [first, ...others] = settings.WEBHOOK_SECRET ?? [];
  if (first === undefined) return;
  if (declaration === undefined) return env.fault(`${prefix}WEBHOOK_SECRET: this vendor sends no webhooks`);
  const secrets: [string, ...string[]] = [first, ...others];
  for (const fault of new Set(secrets.map((secret) => declaration.secretFault?.(secret) ?? null))) {
    if (fault !== null) env.fault(`${prefix}WEBHOOK_SECRET: ${fault}`);
  }
  const known = Object.keys(declaration.schemes);
  const versions = settings.WEBHOOK_VERSIONS ?? known.slice(0, 1);
  if (versions.some((version) => !known.includes(version))) env.fault(`${prefix}WEBHOOK_VERSIONS: must be of ${known.join(', ')}`);
  registry.takesWebhooks({ source, declaration, secrets, versions });
}
