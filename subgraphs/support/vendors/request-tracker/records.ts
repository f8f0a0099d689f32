// How RT's users and tickets become our records. Pure; mapping.ts says the same as data.
import { textOf } from '../../../../platform/clean';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { recordId, type AddressPoint, type JsonValue, type PersonRecord, type PhonePoint } from '../../../../platform/record';
import type { SlaState, Ticket, TicketStatus } from '../../contract';
import type { Installation } from './api';
import { toPriority } from './priorities';
import type { RtTicket, RtUser } from './wire';

/** RT's own two users, in every installation: what it did itself, and the owner of what nobody owns. */
const NOBODY: ReadonlySet<string> = new Set(['RT_System', 'Nobody']);

/** False for RT's own users. Lists do not tell staff from customers, so that staff are records as others are. */
export function isPerson({ Name }: Pick<RtUser, 'Name'>): boolean {
  return !NOBODY.has(Name ?? '');
}

export function toPersonRecord(user: RtUser, installation: Installation): PersonRecord {
  const email = normaliseEmail(user.EmailAddress);
  const name = textOf(user.RealName);
  return {
    id: recordId(installation.source, 'user', user.id),
    url: `${installation.url}/User/Summary.html?id=${user.id}`,
    kind: email !== null && isRoleMailbox(email) ? 'ORGANIZATION' : 'PERSON',
    // Mail from strangers makes users who are called by their address.
    name: { full: normaliseEmail(name) === null ? name : null, given: null, family: null },
    emails: email === null ? [] : [{ value: email, primary: true, verified: null }],
    phones: toPhones(user, installation.phoneRegion),
    addresses: toAddresses(user),
    company: textOf(user.Organization),
    jobTitle: null,
    language: textOf(user.Lang)?.replace('_', '-') ?? null,
    taxId: null,
    birthDate: null,
    employees: null,
    consents: [],
    externalIds: toExternalIds(user, installation),
    createdAt: toInstant(user.Created),
    updatedAt: toInstant(user.LastUpdated),
    movedTo: null,
    raw: toRaw(user),
  };
}

function toPhones({ WorkPhone, MobilePhone, HomePhone, PagerPhone }: RtUser, region: string | undefined): PhonePoint[] {
  const numbers = [WorkPhone, MobilePhone, HomePhone, PagerPhone].flatMap((phone) => normalisePhone(phone, region)?.e164 ?? []);
  return [...new Set(numbers)].map((value, index) => ({ value, primary: index === 0, shared: false }));
}

function toAddresses({ Address1, City, Zip, Country }: RtUser): AddressPoint[] {
  const address = { line1: textOf(Address1), city: textOf(City), postalCode: textOf(Zip), country: textOf(Country) };
  return Object.values(address).every((part) => part === null) ? [] : [{ purpose: 'main', ...address }];
}

function toExternalIds({ CustomFields }: RtUser, { external }: Installation): string[] {
  if (external === null) return [];
  const values = CustomFields.filter(({ name }) => name === external.field).flatMap(({ values: all }) => all);
  return values.flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [`${external.records}:${value.trim()}`] : []));
}

/**
 * What RT said, without what it did not say: look-ups of one user and of many then show the same. Custom fields by name, since RT
 * lists them in any order.
 */
function toRaw({ CustomFields, ...fields }: RtUser): JsonValue {
  const said = Object.entries(fields).filter(
    (entry): entry is [string, string | number] => Boolean(entry[1]) && toDate(String(entry[1])) !== UNSET,
  );
  const custom = CustomFields.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, values }) => [name, values] as const);
  return { ...Object.fromEntries(said), CustomFields: Object.fromEntries(custom) };
}

const STATUSES: Readonly<Record<string, TicketStatus>> = {
  new: 'OPEN',
  open: 'IN_PROGRESS',
  stalled: 'ON_HOLD',
  resolved: 'CLOSED',
  rejected: 'CLOSED',
  deleted: 'CLOSED',
};

/** A ticket as each of its requestors has it. `now` decides whether a promise was missed. */
export function toTickets(ticket: RtTicket, { source, url, priorities }: Installation, now: Date): Ticket[] {
  const status = toStatus(ticket);
  const shared = {
    id: recordId(source, 'ticket', ticket.id),
    url: `${url}/Ticket/Display.html?id=${ticket.id}`,
    number: String(ticket.id),
    subject: textOf(ticket.Subject),
    status,
    priority: toPriority(textOf(ticket.Priority), priorities),
    channel: null,
    createdAt: toInstant(ticket.Created) ?? UNSET,
    updatedAt: toInstant(ticket.LastUpdated),
    // RT keeps when the requestor was last told something, not when first.
    firstReplyAt: null,
    // The date stays when a ticket is opened again.
    solvedAt: status === 'CLOSED' ? toInstant(ticket.Resolved) : null,
    ...toSla(ticket, status, now),
    tags: [],
    rating: null,
  };
  return ticket.Requestor.flatMap((user) => (user === null ? [] : [{ ...shared, record: recordId(source, 'user', user.id) }]));
}

/** Houses add statuses of their own: of those only the dates tell something. */
function toStatus({ Status, Resolved, Started }: RtTicket): TicketStatus {
  const known = STATUSES[Status.toLowerCase()];
  if (known !== undefined) return known;
  if (toInstant(Resolved) !== null) return 'CLOSED';
  return toInstant(Started) === null ? 'OPEN' : 'IN_PROGRESS';
}

/** The due date is what RT's service levels set, or somebody by hand. */
function toSla({ Due, Resolved }: RtTicket, status: TicketStatus, now: Date): { sla: SlaState; slaDueAt: string | null } {
  const slaDueAt = toInstant(Due);
  if (slaDueAt === null) return { sla: 'NONE', slaDueAt: null };
  if (status !== 'CLOSED') return { sla: slaDueAt < now.toISOString() ? 'BREACHED' : 'ON_TRACK', slaDueAt };
  const solvedAt = toInstant(Resolved);
  return { sla: solvedAt !== null && solvedAt > slaDueAt ? 'BREACHED' : 'FULFILLED', slaDueAt };
}

const UNSET = '1970-01-01T00:00:00.000Z';

/** null for a date that is not set. */
export function toInstant(value: string | null | undefined): string | null {
  const date = value == null || value === '' ? UNSET : toDate(value);
  return date === UNSET ? null : date;
}

function toDate(value: string): string | null {
  return /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : null;
}
