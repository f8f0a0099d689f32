// The words a mapping may have, from its specification, for sections whose reader stands in a domain's own folder: faults of a
// proposal against it, one line each.
import { z } from 'zod';
import { parse } from 'yaml';

const column = z.string().min(1);
const word = z.union([z.string(), z.boolean()]);
const value = (ours?: readonly string[]) => {
  const one = ours === undefined ? word : z.enum(ours);
  return z.union([
    ...(ours === undefined ? [column] : [column]),
    z.strictObject({ constant: one }),
    z.strictObject({ column, values: z.record(z.string(), one).optional(), default: one.optional() }),
  ]);
};
const instant = z.union([column, z.strictObject({ column, plusDays: z.int() })]);
const amount = z.union([column, z.strictObject({ column, divideBy: z.literal(100).optional(), default: z.string().optional() })]);
const link = { table: column, id: column };

const sections = {
  customers: z.looseObject({ ...link, salesPerson: column.optional() }),
  staff: z.strictObject({
    ...link,
    fields: z
      .strictObject({ name: column.optional(), givenName: column.optional(), familyName: column.optional(), email: column.optional() })
      .refine(({ name, familyName }) => name !== undefined || familyName !== undefined, 'has no name'),
  }),
  invoices: z.looseObject(link),
  orders: z.strictObject({
    ...link,
    customer: column,
    salesPerson: column.optional(),
    fields: z.strictObject({
      number: column.optional(),
      status: value(['PENDING', 'PROCESSING', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED', 'RETURNED', 'PROBLEM']),
      currency: value(),
      total: amount,
      refunded: amount.optional(),
      placedAt: instant,
      updatedAt: instant.optional(),
      cancelledAt: instant.optional(),
      shippedAt: instant.optional(),
      deliveredAt: instant.optional(),
      carrier: column.optional(),
      trackingNumber: column.optional(),
    }),
  }),
  items: z.strictObject({
    ...link,
    order: column,
    fields: z.strictObject({ sku: column.optional(), name: column.optional(), quantity: column.optional(), unitPrice: amount.optional() }),
  }),
  tickets: z.strictObject({
    ...link,
    customer: column,
    fields: z.strictObject({
      number: column.optional(),
      subject: column.optional(),
      channel: column.optional(),
      status: value(['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'CLOSED']),
      priority: value(['URGENT', 'HIGH', 'NORMAL', 'LOW']).optional(),
      createdAt: instant,
      updatedAt: instant.optional(),
      firstReplyAt: instant.optional(),
      solvedAt: instant.optional(),
      slaDueAt: instant.optional(),
      rating: amount.optional(),
      ratingScale: z.number().optional(),
      ratingComment: column.optional(),
      ratedAt: instant.optional(),
    }),
  }),
  comments: z.strictObject({
    ...link,
    ticket: column,
    fields: z.strictObject({ at: instant, body: column, public: value().optional(), fromCustomer: value().optional() }),
  }),
};

const mapping = z.strictObject(sections).partial().required({ customers: true });

/** `path: what is wrong`; empty = it keeps to the specification. */
export function mappingFaults(text: string): string[] {
  const parsed = mapping.safeParse(parse(text));
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
