// What a real RT holds, as the pretend one keeps it: read by RT's superuser, so that the two can be asked the same and must answer
// the same, with the same numbers.
import { z } from 'zod';
import type { TrackerTicket, TrackerTransaction, TrackerUser } from '../../../sandbox/world/request-tracker-story';
import { ask, basic } from './rest';
import type { RealRequestTracker } from './start';

const Text = z.union([z.string(), z.number()]).transform((value) => (value === '' ? null : String(value)));
const Id = z.union([z.string(), z.number()]).transform(String);
const Instant = z.iso.datetime().transform((value) => (value.startsWith('1970-01-01') ? null : value));
const SetInstant = z.iso.datetime();

const User = z.object({
  ...{ id: Id, Name: z.string(), RealName: Text, EmailAddress: Text, Organization: Text, Lang: Text, WorkPhone: Text, MobilePhone: Text },
  ...{ HomePhone: Text, Address1: Text, City: Text, Zip: Text, Country: Text, Created: SetInstant, LastUpdated: SetInstant },
  CustomFields: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
});
const Single = z.object({ Privileged: z.literal([0, 1]), Disabled: z.string() });
const Ticket = z.object({
  ...{ id: Id, EffectiveId: Id, Subject: z.string(), Status: z.enum(['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted']) },
  ...{ Priority: z.coerce.number(), Queue: z.object({ Name: z.string() }), Requestor: z.array(z.object({ id: Id })) },
  ...{ Created: SetInstant, LastUpdated: SetInstant, Started: Instant, Resolved: Instant, Told: Instant, Due: Instant },
});
const Transaction = z.object({ id: Id, Type: z.string(), ObjectId: Id, Created: SetInstant, Creator: z.object({ id: Id }) });
const Attachment = z.object({ id: Id, TransactionId: Id, ContentType: z.string(), Filename: Text, Content: z.string() });

/** Deleted tickets are left out: RT shows them to nobody. */
export async function mirror(real: RealRequestTracker): Promise<{ users: TrackerUser[]; tickets: TrackerTicket[] }> {
  const authorization = basic(real.user, real.password);
  const users = await Promise.all((await collection('/users', User, [], { find_disabled_rows: '1' })).map(toUser));
  const ids = [...real.filled.tickets.values()].flat();
  const query = `(${ids.map((id) => `EffectiveId = ${id}`).join(' OR ')})`;
  const found =
    ids.length === 0 ? [] : await collection('/tickets', Ticket, undefined, { query, 'fields[Queue]': 'Name', 'fields[Requestor]': 'id' });
  const written = await transactions(found.map(({ id }) => id));
  return { users, tickets: found.map((ticket) => toTicket(ticket, written.get(ticket.id) ?? [])) };

  async function collection<T extends z.ZodObject>(
    path: string,
    item: T,
    body: unknown,
    more: Record<string, string> = {},
  ): Promise<z.infer<T>[]> {
    const items: z.infer<T>[] = [];
    for (let page = 1; ; page += 1) {
      const search = new URLSearchParams({ fields: Object.keys(item.shape).join(','), per_page: '100', page: String(page), ...more });
      const method = body === undefined ? 'GET' : 'POST';
      const answer = await ask(real.url, {
        method,
        path: `${path}?${search.toString()}`,
        authorization,
        ...(body === undefined ? {} : { body }),
      });
      const read = z.object({ items: z.array(item), pages: z.number() }).parse(answer.body);
      items.push(...read.items);
      if (page >= read.pages) return items;
    }
  }

  async function toUser(user: z.infer<typeof User>): Promise<TrackerUser> {
    const { Privileged, Disabled } = Single.parse((await ask(real.url, { method: 'GET', path: `/user/${user.id}`, authorization })).body);
    return {
      ...{
        id: user.id,
        person: '',
        name: user.Name,
        realName: user.RealName,
        emailAddress: user.EmailAddress,
        organization: user.Organization,
      },
      ...{ lang: user.Lang, workPhone: user.WorkPhone, mobilePhone: user.MobilePhone, homePhone: user.HomePhone, address1: user.Address1 },
      ...{ city: user.City, zip: user.Zip, country: user.Country, privileged: Privileged === 1, disabled: Disabled !== '0' },
      customFields: Object.fromEntries(user.CustomFields.map(({ name, values }) => [name, values])),
      ...{ created: user.Created, lastUpdated: user.LastUpdated },
    };
  }

  async function transactions(ticketIds: readonly string[]): Promise<Map<string, TrackerTransaction[]>> {
    const ofTickets = [
      { field: 'ObjectType', value: 'RT::Ticket' },
      { field: 'ObjectId', operator: 'IN', value: ticketIds },
    ];
    const found = await collection('/transactions', Transaction, ofTickets, { 'fields[Creator]': 'id' });
    const parts = await collection('/attachments', Attachment, [
      { field: 'TransactionId', operator: 'IN', value: found.map(({ id }) => id) },
    ]);
    const byTicket = new Map<string, TrackerTransaction[]>();
    for (const { id, Type, ObjectId, Created, Creator } of found) {
      const own = parts.filter(({ TransactionId }) => TransactionId === id);
      const one = {
        ...{ id, type: Type, creatorId: Creator.id, created: Created },
        parts: own.map(({ id: part, ContentType, Filename, Content }) => ({
          id: part,
          contentType: ContentType,
          filename: Filename,
          content: Content,
        })),
      };
      byTicket.set(ObjectId, [...(byTicket.get(ObjectId) ?? []), one]);
    }
    return byTicket;
  }
}

function toTicket(ticket: z.infer<typeof Ticket>, transactions: TrackerTransaction[]): TrackerTicket {
  return {
    ...{ id: ticket.id, requestorIds: ticket.Requestor.map(({ id }) => id), subject: ticket.Subject, status: ticket.Status },
    ...{ priority: ticket.Priority, queue: ticket.Queue.Name, created: ticket.Created, lastUpdated: ticket.LastUpdated },
    ...{ started: ticket.Started, resolved: ticket.Resolved, told: ticket.Told, due: ticket.Due },
    mergedInto: ticket.EffectiveId === ticket.id ? null : ticket.EffectiveId,
    transactions,
  };
}
