// Intercom's contacts: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { personRecord, recordId, type ConsentPoint, type EmailPoint, type JsonValue, type PersonRecord } from '../../../../platform/record';

/** UNIX timestamp in seconds. */
export const Unix = z.int();

/** Further fields stay, for the raw record. */
export const IntercomContact = z
  .object({
    type: z.literal('contact'),
    id: z.string(),
    role: z.string(),
    external_id: z.string().nullish(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
    name: z.string().nullish(),
    language_override: z.string().nullish(),
    unsubscribed_from_emails: z.boolean().nullish(),
    created_at: Unix,
    updated_at: Unix.nullish(),
  })
  .catchall(z.json());
export type IntercomContact = z.infer<typeof IntercomContact>;

/** Of every list: the cursor of the next page, where there is one. */
export const Pages = z.object({ next: z.object({ starting_after: z.string().nullish() }).nullish() }).nullish();

export type PageInfo = z.infer<typeof Pages>;

export const ContactList = z.object({ data: z.array(IntercomContact), pages: Pages });
export type ContactList = z.infer<typeof ContactList>;

/** Of a failure that is an answer: there is no such thing, or it is somewhere else now. */
export const ErrorList = z.object({ type: z.literal('error.list') });

/** The workspace that the answers are of. */
export interface Account {
  source: string;
  /** Without a slash at its end; null = no links. */
  workspaceUrl: string | null;
  phoneRegion: string | undefined;
  /** `source:type` of the records whose ids `external_id` holds. */
  externalId: string | undefined;
}

/** A contact, be it a user or a lead. `formerIds`: Intercom's ids of those that Intercom said were merged into it. */
export function toPersonRecord(contact: IntercomContact, account: Account, formerIds: readonly string[] = []): PersonRecord {
  const emails = toEmails(contact);
  const [email] = emails;
  const phone = normalisePhone(contact.phone, account.phoneRegion);
  const externalId = textOf(contact.external_id);
  return personRecord({
    id: recordId(account.source, 'contact', contact.id),
    url: account.workspaceUrl === null ? null : `${account.workspaceUrl}/users/${contact.id}`,
    kind: email !== undefined && isRoleMailbox(email.value) ? 'ORGANIZATION' : 'PERSON',
    name: { full: textOf(contact.name), given: null, family: null },
    emails,
    phones: phone === null ? [] : [{ value: phone.e164, primary: true, shared: false }],
    // No addresses: `location` is where their browser seems to be.
    language: textOf(contact.language_override),
    consents: toConsents(contact, email),
    externalIds: externalId === null || account.externalId === undefined ? [] : [`${account.externalId}:${externalId}`],
    createdAt: toInstant(contact.created_at),
    updatedAt: contact.updated_at == null ? null : toInstant(contact.updated_at),
    ...(formerIds.length === 0 ? {} : { formerIds: formerIds.map((id) => recordId(account.source, 'contact', id)) }),
    raw: toRaw(contact),
  });
}

function toEmails({ email }: IntercomContact): EmailPoint[] {
  const value = normaliseEmail(email);
  return value === null ? [] : [{ value, primary: true, verified: null }];
}

/** Everybody begins subscribed, so that only the contrary is somebody's word. */
function toConsents({ unsubscribed_from_emails: unsubscribed }: IntercomContact, email: EmailPoint | undefined): ConsentPoint[] {
  if (unsubscribed !== true) return [];
  return [{ channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', address: email?.value ?? null, at: null }];
}

function toRaw(contact: IntercomContact): JsonValue {
  return Object.fromEntries(Object.entries(contact).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

export function toInstant(unix: number): string {
  return new Date(unix * 1_000).toISOString();
}
