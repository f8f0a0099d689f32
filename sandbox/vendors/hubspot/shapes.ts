// The shapes of HubSpot's answers as its documentation and published OpenAPI give them
// (https://github.com/HubSpot/HubSpot-public-api-spec-collection). The emulator checks its own answers with them.
import { z } from 'zod';

const timestamp = z.iso.datetime();
const object = z.object({
  id: z.string(),
  // The published schema says string; the API answers null for a property without a value.
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: timestamp,
  updatedAt: timestamp,
  archived: z.boolean(),
});
const error = z.object({
  status: z.string(),
  category: z.string(),
  message: z.string(),
  context: z.record(z.string(), z.array(z.string())),
  links: z.record(z.string(), z.string()),
  errors: z.array(z.object({ message: z.string() })),
});
const batch = { status: z.literal('COMPLETE'), startedAt: timestamp, completedAt: timestamp };
const partial = { numErrors: z.number().int().positive().optional(), errors: z.array(error).optional() };
const paging = z.object({ next: z.object({ after: z.string(), link: z.string().optional() }) }).optional();

export const propertiesShape = z.object({
  results: z.array(
    z.object({
      ...{ name: z.string(), label: z.string(), description: z.string(), groupName: z.string(), type: z.string(), fieldType: z.string() },
      options: z.array(z.object({ label: z.string(), value: z.string() })),
      ...{ hubspotDefined: z.boolean(), hidden: z.boolean(), archived: z.boolean() },
    }),
  ),
});
export const objectShape = object;
export const batchShape = z.object({ ...batch, ...partial, results: z.array(object) });
export const searchShape = z.object({ total: z.number().int().min(0), results: z.array(object), paging });
export const associationsShape = z.object({
  ...batch,
  ...partial,
  results: z.array(
    z.object({
      from: z.object({ id: z.string() }),
      to: z.array(
        z.object({
          toObjectId: z.string(),
          associationTypes: z.array(z.object({ category: z.string(), typeId: z.number().int(), label: z.string().nullable() })).min(1),
        }),
      ),
      paging,
    }),
  ),
});
export const ownerShape = z.object({
  id: z.string(),
  email: z.string(),
  type: z.literal('PERSON'),
  firstName: z.string(),
  lastName: z.string(),
  userId: z.number().int(),
  createdAt: timestamp,
  updatedAt: timestamp,
  archived: z.boolean(),
});
export const ownersShape = z.object({ results: z.array(ownerShape), paging });
