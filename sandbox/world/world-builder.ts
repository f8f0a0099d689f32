// Collects the records of a world and gives each its number: those of CRM, helpdesk and billing here, those of shop, payments
// and marketing by the builders in their folders. It knows the systems' own rules (an address belongs to one live contact and
// to one live helpdesk user at most) and nothing of people or plots. Who is who is in the book.
import { createBook, type Blank } from './book';
import { emptyMailchimp } from './mailchimp-story';
import { createIntercomBuilder, type IntercomBuilder } from './intercom/builder';
import { createMarketingBuilder, type MarketingBuilder } from './marketing/builder';
import { createPaymentBuilder, type PaymentBuilder } from './payments/builder';
import { emptyForceStory } from './salesforce-story';
import { createSalesforceBuilder, type SalesforceBuilder } from './salesforce/builder';
import { createShopBuilder, type ShopBuilder } from './shop/builder';
import type {
  BillingCustomer,
  BillingInvoice,
  CrmActivity,
  CrmCompany,
  CrmContact,
  CrmDeal,
  CrmOwner,
  HelpdeskTicket,
  HelpdeskUser,
  TrueIdentity,
  World,
} from './story';

export interface WorldBuilder {
  /** An instant so many days (and hours) before now, ISO; negative = in the future. */
  ago(days: number, hours?: number): string;
  /** The same as a calendar day. */
  dayAgo(days: number): string;
  identity(id: string, kind: TrueIdentity['kind'], cases?: readonly string[]): void;
  /** Adds to the cases of an identity that there is. */
  addCases(id: string, cases: readonly string[]): void;
  /** A company is nobody's record unless somebody says so: most firms are known by the people who work there alone. */
  isOf(id: string, record: string): void;
  /** Books a record of a system that is connected by choice only. */
  knowFurther(id: string, record: string): void;
  owner(owner: Omit<CrmOwner, 'id'>): CrmOwner;
  company(company: Blank<CrmCompany, 'name' | 'createdAt'>): CrmCompany;
  /** An address that another live contact has is left out, as HubSpot would refuse it. */
  contact(contact: Blank<CrmContact, 'person' | 'createdAt'>): CrmContact;
  deal(deal: Blank<CrmDeal, 'contactIds' | 'name' | 'stage' | 'createdAt'>): CrmDeal;
  activity(activity: Blank<CrmActivity, 'contactIds' | 'kind' | 'at'>): CrmActivity;
  /** An address that another live user has is left out, as Zendesk would refuse it. */
  user(user: Blank<HelpdeskUser, 'person' | 'name' | 'createdAt'>): HelpdeskUser;
  ticket(
    ticket: Blank<HelpdeskTicket, 'requesterId' | 'subject' | 'description' | 'status' | 'createdAt'>,
    replies: readonly TicketReply[],
  ): HelpdeskTicket;
  customer(customer: Blank<BillingCustomer, 'person' | 'createdAt'>): BillingCustomer;
  invoice(invoice: Blank<BillingInvoice, 'customerId' | 'status' | 'total' | 'issuedOn' | 'dueOn'>): BillingInvoice;
  /** A number that a record merged into another one used to have. */
  mergedInto(record: CrmContact | HelpdeskUser): void;
  readonly shop: ShopBuilder;
  readonly payments: PaymentBuilder;
  readonly marketing: MarketingBuilder;
  readonly intercom: IntercomBuilder;
  readonly salesforce: SalesforceBuilder;
  build(): World;
}

export interface TicketReply {
  by: 'agent' | 'requester';
  at: string;
  body: string;
  public?: boolean;
}

/** Ids that helpdesk comments of the house's own agents carry; they are nobody's customer and no records of the world. */
export const AGENT_IDS = ['9001', '9002', '9003', '9004'] as const;

const DAY_MS = 86_400_000;

export function createWorldBuilder(seed: number, now: string): WorldBuilder {
  const nowMs = Date.parse(now);
  const book = createBook();
  const { know, knowFurther, nextId } = book;
  const world: World = {
    ...{ seed, now: new Date(nowMs).toISOString() },
    crm: { contacts: [], companies: [], owners: [], deals: [], activities: [] },
    helpdesk: { users: [], tickets: [] },
    billing: { customers: [], invoices: [] },
    shop: { customers: [], orders: [], staff: [] },
    payments: { customers: [], invoices: [], subscriptions: [], charges: [] },
    marketing: { profiles: [], events: [], lists: [], segments: [], campaigns: [] },
    vendure: { customers: [], orders: [] },
    mailchimp: emptyMailchimp(),
    intercom: { contacts: [], conversations: [] },
    requestTracker: { users: [], tickets: [] },
    salesforce: emptyForceStory(),
    truth: book.truth,
  };
  const taken = { crm: new Set<string>(), helpdesk: new Set<string>() };
  const claim = (system: 'crm' | 'helpdesk', email: string | null | undefined, gone: boolean): string | null => {
    if (email === null || email === undefined || email.trim() === '') return email ?? null;
    if (gone) return email;
    const address = email.toLowerCase();
    if (taken[system].has(address)) return null;
    taken[system].add(address);
    return address;
  };
  const ago = (days: number, hours = 0): string => new Date(nowMs - days * DAY_MS - hours * 3_600_000).toISOString();

  return {
    ago,
    dayAgo: (days) => ago(days).slice(0, 10),
    identity: (id, kind, cases = []) => book.identity(id, kind, cases),
    addCases: book.addCases,
    isOf: (id, record) => know(id, record, false),
    knowFurther,
    owner: (owner) => push(world.crm.owners, { ...owner, id: nextId('owner') }),
    company: (company) =>
      push(world.crm.companies, {
        ...{ domain: null, phone: null, lifecycleStage: null, ownerId: null, industry: null, employees: null },
        ...{ updatedAt: company.createdAt, ...company, id: nextId('company') },
      }),
    contact: (contact) => {
      const id = nextId('contact');
      const archived = contact.archived ?? false;
      know(contact.person, `hubspot:contact:${id}`, archived);
      return push(world.crm.contacts, {
        ...{
          phone: null,
          mobile: null,
          firstName: null,
          lastName: null,
          company: null,
          companyId: null,
          jobTitle: null,
          street: null,
          city: null,
          postalCode: null,
        },
        ...{
          country: null,
          lifecycleStage: 'lead',
          leadStatus: null,
          leadSource: null,
          ownerId: null,
          language: null,
          updatedAt: contact.createdAt,
          mergedIds: [],
        },
        ...{ archived, custom: {} },
        ...contact,
        ...{ id, email: claim('crm', contact.email, archived) },
        additionalEmails: (contact.additionalEmails ?? []).filter((email) => claim('crm', email, archived) !== null),
      });
    },
    deal: (deal) =>
      push(world.crm.deals, {
        companyIds: [],
        amount: null,
        currency: 'EUR',
        closeDate: null,
        ownerId: null,
        updatedAt: deal.createdAt,
        ...deal,
        id: nextId('deal'),
      }),
    activity: (activity) =>
      push(world.crm.activities, { companyIds: [], subject: null, body: null, ownerId: null, ...activity, id: nextId('activity') }),
    user: (user) => {
      const id = nextId('user');
      const deleted = user.deleted ?? false;
      know(user.person, `zendesk:user:${id}`, deleted);
      return push(world.helpdesk.users, {
        ...{
          phone: null,
          phoneIsDirect: true,
          externalId: null,
          verified: true,
          organisation: null,
          locale: 'en-US',
          updatedAt: user.createdAt,
          mergedIds: [],
        },
        ...{ deleted },
        ...user,
        ...{ id, email: claim('helpdesk', user.email, deleted) },
        additionalEmails: (user.additionalEmails ?? []).filter((email) => claim('helpdesk', email, deleted) !== null),
      });
    },
    ticket: (ticket, replies) => {
      const id = nextId('ticket');
      const agentId = AGENT_IDS[Number(id) % AGENT_IDS.length] ?? AGENT_IDS[0];
      const first = { at: ticket.createdAt, body: ticket.description, public: true, authorId: ticket.requesterId };
      const comments = [
        first,
        ...replies.map((reply) => ({
          at: reply.at,
          body: reply.body,
          public: reply.public ?? true,
          authorId: reply.by === 'agent' ? agentId : ticket.requesterId,
        })),
      ].map((comment) => ({ id: nextId('comment'), ...comment }));
      return push(world.helpdesk.tickets, {
        ...{
          priority: 'normal',
          channel: 'email',
          tags: [],
          updatedAt: comments.at(-1)?.at ?? ticket.createdAt,
          solvedAt: null,
          slaBreachAt: null,
        },
        ...{ rating: { score: 'unoffered', comment: null, at: null } },
        firstReplyAt: replies.find((reply) => reply.by === 'agent' && reply.public !== false)?.at ?? null,
        ...ticket,
        ...{ id, comments },
      });
    },
    customer: (customer) => {
      const id = nextId('customer');
      know(customer.person, `sql:customer:${id}`, false);
      return push(world.billing.customers, {
        ...{
          firstName: null,
          lastName: null,
          company: null,
          email: null,
          phone: null,
          street: null,
          city: null,
          postalCode: null,
          country: null,
          taxId: null,
        },
        ...{ updatedAt: customer.createdAt },
        ...customer,
        id,
      });
    },
    invoice: (invoice) => {
      const id = nextId('invoice');
      const number = `R-${invoice.issuedOn.slice(0, 4)}-${id.padStart(6, '0')}`;
      return push(world.billing.invoices, { currency: 'EUR', paid: '0', ...invoice, id: number, number });
    },
    mergedInto: (record) => {
      const isUser = 'locale' in record;
      const id = nextId(isUser ? 'user' : 'contact');
      record.mergedIds.push(id);
      know(record.person, isUser ? `zendesk:user:${id}` : `hubspot:contact:${id}`, true);
    },
    shop: createShopBuilder(book, world.shop),
    payments: createPaymentBuilder(book, world.payments),
    marketing: createMarketingBuilder(book, world.marketing),
    intercom: createIntercomBuilder(book, world.intercom),
    salesforce: createSalesforceBuilder(book, world.salesforce),
    build: () => world,
  };
}

function push<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
