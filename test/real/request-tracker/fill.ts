// Fills a real RT with people, through REST 2 alone: users, the tickets they wrote themselves, what they and the staff answered.
import { z } from 'zod';

/** Somebody to put into RT. Empty = not set. */
export interface RealPerson {
  /** RT's name of the user; everybody has one, as a rule their address. */
  name: string;
  realName?: string;
  email?: string;
  organization?: string;
  lang?: string;
  workPhone?: string;
  mobilePhone?: string;
  homePhone?: string;
  city?: string;
  country?: string;
  crmId?: string;
  disabled?: boolean;
  tickets?: readonly RealTicket[];
}

export interface RealTicket {
  subject: string;
  /** What the customer wrote first; as HTML where it begins with `<`. */
  content: string;
  status?: 'new' | 'open' | 'stalled' | 'resolved' | 'rejected' | 'deleted';
  priority?: number;
  /** ISO 8601. */
  due?: string;
  /** Names of further requestors. */
  others?: readonly string[];
  replies?: readonly { by: 'customer' | 'staff'; text: string; comment?: boolean }[];
  /** Merged into the ticket before it, of the same person. */
  merged?: boolean;
}

/** Which ids RT gave. */
export interface Filled {
  /** By RT's name of the user. */
  users: ReadonlyMap<string, number>;
  /** By the name of the user who wrote them, in their order. */
  tickets: ReadonlyMap<string, readonly number[]>;
}

interface Login {
  user: string;
  password: string;
}

/** Users write their own tickets with this, as REST 2 takes the writer from the login. */
const CUSTOMER_PASSWORD = 'customer-of-the-house';
/** As many as RT has workers. */
const AT_ONCE = 4;
const Created = z.object({ id: z.union([z.string(), z.number()]) });

/** Fills RT in the order given; ids of users ascend in it, those of tickets need not. */
export async function fill(url: string, root: Login, people: readonly RealPerson[]): Promise<Filled> {
  const post = (login: Login, path: string, body: object) => send(url, login, 'POST', path, body);
  const put = (path: string, body: object) => send(url, root, 'PUT', path, body);
  const users = new Map<string, number>();
  for (const person of people) {
    const { location } = await post(root, '/user', toUser(person));
    users.set(person.name, Number(/\d+$/.exec(location)?.[0]));
    if (person.crmId !== undefined) await put(`/user/${users.get(person.name)}`, { CustomFields: { 'CRM Id': person.crmId } });
  }

  const tickets = new Map<string, number[]>();
  const waiting = people.filter((person) => (person.tickets ?? []).length > 0);
  await Promise.all(Array.from({ length: AT_ONCE }, () => work()));
  for (const person of people) if (person.disabled === true) await put(`/user/${users.get(person.name)}`, { Disabled: 1 });
  return { users, tickets };

  async function work(): Promise<void> {
    for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) await tell(person);
  }

  async function tell({ name, tickets: told = [] }: RealPerson): Promise<void> {
    const customer = { user: name, password: CUSTOMER_PASSWORD };
    const ids: number[] = [];
    tickets.set(name, ids);
    for (const ticket of told) {
      const { id } = Created.parse((await post(customer, '/ticket', toTicket(name, ticket))).body);
      for (const { by, text, comment } of ticket.replies ?? []) {
        const way = comment === true ? 'comment' : 'correspond';
        await post(by === 'staff' ? root : customer, `/ticket/${id}/${way}`, { Content: text, ContentType: 'text/plain' });
      }
      if (ticket.others !== undefined) await put(`/ticket/${id}`, { Requestor: [name, ...ticket.others] });
      const changes = {
        ...(ticket.priority === undefined ? {} : { Priority: ticket.priority }),
        ...(ticket.due === undefined ? {} : { Due: ticket.due }),
      };
      if (Object.keys(changes).length > 0) await put(`/ticket/${id}`, changes);
      if (ticket.status !== undefined && ticket.status !== 'new') await put(`/ticket/${id}`, { Status: ticket.status });
      if (ticket.merged === true) await put(`/ticket/${id}`, { MergeInto: ids.at(-1) });
      ids.push(Number(id));
    }
  }
}

function toUser(person: RealPerson): object {
  const { name, realName, email, organization, lang, workPhone, mobilePhone, homePhone, city, country } = person;
  return {
    ...{ Name: name, RealName: realName, EmailAddress: email, Organization: organization, Lang: lang, City: city, Country: country },
    ...{ WorkPhone: workPhone, MobilePhone: mobilePhone, HomePhone: homePhone, Password: CUSTOMER_PASSWORD },
  };
}

function toTicket(requestor: string, { subject, content }: RealTicket): object {
  const type = content.startsWith('<') ? 'text/html' : 'text/plain';
  return { Queue: 'General', Subject: subject, Requestor: requestor, Content: content, ContentType: type };
}

async function send(
  url: string,
  { user, password }: Login,
  method: string,
  path: string,
  body: object,
): Promise<{ body: unknown; location: string }> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`${url}/REST/2.0${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`RT refused to be filled: ${method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
  return { body: text === '' ? null : JSON.parse(text), location: answer.headers.get('location') ?? '' };
}
