// How an in-house system tells of changes in a database that is mapped here: by the Standard Webhooks specification, ids alone.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { z } from 'zod';
import { recordId } from '../record';
import type { WebhookDeclaration } from '../webhooks/declaration';
import type { SignatureScheme } from '../webhooks/scheme';

const PREFIX = 'whsec_';
const FEWEST_BYTES = 24;

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64');

const v1: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'hmac-sha256', header: 'webhook-signature', encoding: 'base64' },
  signatures: (header) => header.split(' ').flatMap((part) => (part.startsWith('v1,') ? [part.slice('v1,'.length)] : [])),
  time: { of: ({ headers }) => headers['webhook-timestamp'], unit: 's' },
  signed: ({ headers, body }, time) => [`${headers['webhook-id'] ?? ''}.${time}.`, body],
  key: keyOf,
};

const id = z.union([z.string().min(1).max(200), z.number().int()]);

const event = z.object({
  /** `invoice.updated` */
  type: z.string().regex(/^[a-z]+\.(created|updated|deleted)$/, 'is no type such as invoice.updated'),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  data: z.looseObject({ id, customer: id.nullish() }),
});

/** What the mapping knows, and the domain whose it is. */
const DOMAINS: Readonly<Record<string, string>> = {
  customer: 'sales',
  order: 'sales',
  invoice: 'billing',
  payment: 'billing',
  ticket: 'support',
};

/** For every domain that reads the database. `data.id` and `data.customer` are the ids of the mapped columns. */
export const houseWebhook: WebhookDeclaration = {
  schemes: { v1 },
  read({ headers, body }, source) {
    const { type, timestamp, data } = event.parse(JSON.parse(body.toString('utf8')));
    const [what = ''] = type.split('.');
    const domain = DOMAINS[what];
    if (domain === undefined) return [];
    const customer = what === 'customer' ? data.id : data.customer;
    return [
      {
        id: z.string().min(1).parse(headers['webhook-id']),
        type: `${domain}.${type}`,
        at: timestamp === undefined ? null : new Date(timestamp).toISOString(),
        records: customer == null ? [] : [recordId(source, 'customer', customer)],
        items: what === 'customer' ? [] : [recordId(source, what, data.id)],
      },
    ];
  },
  secretFault: (secret) =>
    secret.startsWith(PREFIX) && keyOf(secret).length >= FEWEST_BYTES
      ? null
      : `is no secret of Standard Webhooks: ${PREFIX} and at least ${FEWEST_BYTES} random bytes in base64`,
};
