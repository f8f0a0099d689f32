// Request Tracker's answers: the part of them we read. REST 2 writes "" for what is not set or may not be seen, numbers as strings
// or as numbers, and the first second of 1970 for a date that is not set. Where trust begins; it sends nothing.
import { z } from 'zod';

const RtId = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const Text = z.union([z.string(), z.number().transform(String)]).nullish();
/** W3C date and time; "" in lists for accounts that may not see it. */
const Instant = z.union([z.iso.datetime({ offset: true }), z.literal('')]).nullish();

const CustomFields = z
  .union([z.array(z.object({ name: z.string(), values: z.array(z.json()) })), z.literal('')])
  .nullish()
  .transform((fields) => (typeof fields === 'string' ? [] : (fields ?? [])));

/** Fields of users that are asked for where a custom field is one of them. https://docs.bestpractical.com/rt/5.0.3/RT/User.html */
export const FURTHER_FIELDS = ['Comments', 'Signature', 'FreeformContactInfo', 'Gecos'] as const;

const OwnFields = z.object({
  id: RtId,
  Name: Text,
  RealName: Text,
  NickName: Text,
  EmailAddress: Text,
  Organization: Text,
  Lang: Text,
  Timezone: Text,
  WorkPhone: Text,
  MobilePhone: Text,
  HomePhone: Text,
  PagerPhone: Text,
  Address1: Text,
  Address2: Text,
  City: Text,
  State: Text,
  Zip: Text,
  Country: Text,
  CustomFields,
  Created: Instant,
  LastUpdated: Instant,
});

/** A user as lists show it, with the fields asked for; the rest of what RT says is dropped. */
export const RtUser = OwnFields.extend({ Comments: Text, Signature: Text, FreeformContactInfo: Text, Gecos: Text });
export type RtUser = z.infer<typeof RtUser>;

/** What is read of every user, as REST 2 takes it: "a comma seperated list of fields to include". */
export const USER_FIELDS = Object.keys(OwnFields.shape).join(',');

/** One user by its id: how RT calls it. `message` = there is none. */
export const UserAnswer = z.union([
  z.object({ message: z.string() }),
  z.object({ Name: Text, _hyperlinks: z.array(z.unknown()) }).transform(({ Name }) => ({ name: Name ?? null })),
]);

/** A page of a collection. `pages` is null where RT does not count, for records it hides one by one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    pages: z.number().nullable(),
    page: z.int(),
    total: z.int().nullable(),
    next_page: z.string().nullish(),
  });
}

/** An ACL equivalence group: each user has one of their own. */
export const UserGroup = z.object({ Instance: z.union([RtUser, z.literal('')]) });

/** A requestor may be a group of users. */
const Requestor = z.union([
  RtUser.extend({ type: z.literal('user') }).transform(({ type: _type, ...user }) => user),
  z.object({ type: z.string() }).transform(() => null),
]);

export const RtTicket = z.object({
  id: RtId,
  Subject: Text,
  Status: z.string(),
  Priority: Text,
  Created: Instant,
  LastUpdated: Instant,
  Started: Instant,
  Resolved: Instant,
  Due: Instant,
  Requestor: z.array(Requestor),
});
export type RtTicket = z.infer<typeof RtTicket>;
export const TICKET_FIELDS = Object.keys(RtTicket.shape).join(',');

/** A ticket, and the one it was merged into: itself where it was not. */
export const MergedTicket = z.object({ id: RtId, EffectiveId: RtId });

/** Whose a ticket is. */
export const ChangedTicket = z.object({ id: RtId, Requestor: z.array(Requestor) });

/** Something that happened to a ticket or a user. */
export const RtChange = z.object({
  id: RtId,
  Type: z.string(),
  ObjectType: z.enum(['RT::Ticket', 'RT::User']),
  ObjectId: RtId,
  Created: z.iso.datetime({ offset: true }),
});
export type RtChange = z.infer<typeof RtChange>;

export const RtTransaction = z.object({
  id: RtId,
  Type: z.enum(['Create', 'Correspond', 'Comment']),
  ObjectId: RtId,
  Created: z.iso.datetime({ offset: true }),
  Creator: z.union([z.object({ id: RtId }), z.literal('')]).nullish(),
});
export type RtTransaction = z.infer<typeof RtTransaction>;

export const RtAttachment = z.object({ id: RtId, TransactionId: RtId, ContentType: Text, Filename: Text, Content: Text });
export type RtAttachment = z.infer<typeof RtAttachment>;
