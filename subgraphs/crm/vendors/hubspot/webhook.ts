// HubSpot's webhooks: how they are proven, and the hints in them. A delivery holds up to a hundred events.
// https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide,
// https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
import { z } from 'zod';
import { recordId } from '../../../../platform/record';
import type { VendorEvent, WebhookDeclaration } from '../../../../platform/webhooks/declaration';
import type { SignatureScheme } from '../../../../platform/webhooks/scheme';

/** These few are signed as the characters that they stand for; the others as they were sent. */
const DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

const v3: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'hmac-sha256', header: 'x-hubspot-signature-v3', encoding: 'base64' },
  time: { of: ({ headers }) => headers['x-hubspot-request-timestamp'], unit: 'ms' },
  signed: ({ method, url, body }, time) => [method, url.replace(DECODED, decodeURIComponent), body, time],
};

/** Without a time: an old one cannot be told from a new one. Only where an app sends no newer proof. */
const v1: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'sha256', header: 'x-hubspot-signature', encoding: 'hex', time: null },
  signed: ({ body }, _, secret) => [secret, body],
};

const id = z.union([z.number().int(), z.string().regex(/^\d+$/)]);

const delivery = z.array(
  z.looseObject({
    // "Not guaranteed to be unique": an event is told from others by all four.
    eventId: id,
    subscriptionId: id,
    occurredAt: z.number(),
    objectId: id.optional(),
    subscriptionType: z.string(),
    objectTypeId: z.string().optional(),
    primaryObjectId: id.optional(),
    mergedObjectIds: z.array(id).optional(),
    newObjectId: id.optional(),
    fromObjectId: id.optional(),
    toObjectId: id.optional(),
    associationType: z.string().optional(),
  }),
);

type Told = z.infer<typeof delivery>[number];

/** Apps of the newer kind name objects by numbers: https://developers.hubspot.com/docs/guides/crm/understanding-the-crm#object-type-ids */
const TYPE_IDS: Readonly<Record<string, string>> = { '0-1': 'contact', '0-2': 'company', '0-3': 'deal' };
const VERBS: Readonly<Record<string, string>> = { creation: 'created', deletion: 'deleted', privacyDeletion: 'deleted' };

/** Those of objects that a customer is made of. */
function toEvents(told: Told, source: string): VendorEvent[] {
  const [named = '', change = ''] = told.subscriptionType.split('.');
  const type = named === 'object' ? (TYPE_IDS[told.objectTypeId ?? ''] ?? '') : named;
  if (!['contact', 'company', 'deal'].includes(type)) return [];
  const about = idsOf(told, type).map(({ type: of, id: own }) => recordId(source, of, own));
  const records = about.filter((record) => !record.startsWith(`${source}:deal:`));
  const items = about.filter((record) => record.startsWith(`${source}:deal:`));
  return [
    {
      id: [told.eventId, told.subscriptionId, told.objectId ?? '', told.occurredAt].join('/'),
      type: `crm.${type}.${VERBS[change] ?? 'updated'}`,
      at: new Date(told.occurredAt).toISOString(),
      records,
      items,
      // Of a deal HubSpot does not say whose it is.
      ...(type === 'deal' && records.length === 0 ? { subjects: items.map((item) => item.slice(`${source}:deal:`.length)) } : {}),
    },
  ];
}

function idsOf(told: Told, type: string): { type: string; id: string | number }[] {
  const own = [told.objectId, told.primaryObjectId, told.newObjectId, ...(told.mergedObjectIds ?? [])];
  const ends = (told.associationType ?? '').toLowerCase().split('_to_');
  return [
    ...own.flatMap((one) => (one === undefined ? [] : [{ type, id: one }])),
    ...[told.fromObjectId, told.toObjectId].flatMap((one, end) => {
      const of = ends[end] ?? '';
      return one === undefined || !['contact', 'company', 'deal'].includes(of) ? [] : [{ type: of, id: one }];
    }),
  ];
}

/** The secret is the app's client secret. */
export const webhook: WebhookDeclaration = {
  schemes: { v3, v1 },
  read: ({ body }, source) => delivery.parse(JSON.parse(body.toString('utf8'))).flatMap((told) => toEvents(told, source)),
};
