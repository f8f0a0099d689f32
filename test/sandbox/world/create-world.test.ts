// The world is the same for the same seed, fictional throughout, true to the vendors' own rules, and one story.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { createWorld } from '../../../sandbox/world/create-world';
import { CULTURES } from '../../../sandbox/world/cultures';
import { PLACEHOLDER_EMAILS } from '../../../sandbox/world/email-addresses';
import { FIRST_CUSTOMER } from '../../../sandbox/world/showcase/ada';
import type { World } from '../../../sandbox/world/story';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 2_000, now });

const live = {
  contacts: world.crm.contacts.filter((contact) => !contact.archived),
  users: world.helpdesk.users.filter((user) => !user.deleted),
  payers: world.payments.customers.filter((customer) => !customer.deleted),
};

function regionOf(country: string): CountryCode | undefined {
  const regions: readonly CountryCode[] = ['DE', 'GB', 'US', 'FR', 'BR', 'JP', 'CN', 'KR', 'SE', 'PL', 'GH', 'IN'];
  const code = CULTURES.find((culture) => culture.country === country || culture.countryNames.includes(country))?.country;
  return regions.find((region) => region === code);
}

describe('createWorld', () => {
  it('gives the same world for the same seed, another one for another, and moves it with now', () => {
    expect(createWorld({ seed: 3, people: 150, now })).toEqual(createWorld({ seed: 3, people: 150, now }));
    expect(createWorld({ seed: 3, people: 150, now })).not.toEqual(createWorld({ seed: 4, people: 150, now }));
    const later = createWorld({ seed: 3, people: 150, now: '2026-03-11T09:30:00.000Z' });
    expect(
      Date.parse(later.crm.contacts[60]?.createdAt ?? '') -
        Date.parse(createWorld({ seed: 3, people: 150, now }).crm.contacts[60]?.createdAt ?? ''),
    ).toBe(86_400_000);
  });

  it('has as many true people as asked for, and tells of each record whose it is', () => {
    const onTop = ['shop-only', 'payments-only', 'marketing-only'];
    const persons = world.truth.filter(({ kind }) => kind === 'person');
    expect(persons.filter(({ cases }) => !cases.some((name) => onTop.includes(name)))).toHaveLength(2_000);
    expect(persons).toHaveLength(2_000 + 110);
    // Companies are somebody's record only where an organisation is known by more than its people.
    const isCompany = (record: string): boolean => record.startsWith('hubspot:company:');
    const companies = new Set(world.crm.companies.map(({ id }) => `hubspot:company:${id}`));
    const owned = world.truth.flatMap(({ kind, records }) => records.filter(isCompany).map((record) => ({ kind, record })));
    expect(owned.length).toBeGreaterThan(10);
    expect(owned.every(({ kind, record }) => kind === 'organisation' && companies.has(record))).toBe(true);
    const told = world.truth.flatMap(({ records }) => records.filter((record) => !isCompany(record)));
    const there = [
      ...live.contacts.map(({ id }) => `hubspot:contact:${id}`),
      ...live.users.map(({ id }) => `zendesk:user:${id}`),
      ...world.billing.customers.map(({ id }) => `sql:customer:${id}`),
      ...world.shop.customers.map(({ id }) => `shopify:customer:${id}`),
      ...live.payers.map(({ id }) => `stripe:customer:${id}`),
      ...world.marketing.profiles.map(({ id }) => `klaviyo:profile:${id}`),
    ];
    expect(new Set(told).size).toBe(told.length);
    expect([...told].sort()).toEqual([...there].sort());
    const owners = new Map(world.truth.flatMap(({ id, records }) => records.map((record) => [record, id])));
    for (const user of live.users) expect(owners.get(`zendesk:user:${user.id}`)).toBe(user.person);
    for (const { id, person } of world.shop.customers) expect(owners.get(`shopify:customer:${id}`)).toBe(person);
    for (const { id, person } of live.payers) expect(owners.get(`stripe:customer:${id}`)).toBe(person);
    for (const { id, person } of world.marketing.profiles) expect(owners.get(`klaviyo:profile:${id}`)).toBe(person);
    const gone = world.truth.flatMap(({ goneRecords }) => goneRecords ?? []).filter((record) => record.startsWith('stripe:'));
    const deleted = world.payments.customers.filter((customer) => customer.deleted).map(({ id }) => `stripe:customer:${id}`);
    expect(gone.sort()).toEqual(deleted.sort());
  });

  it('writes only numbers that are valid where they were written', () => {
    const written = [
      ...live.contacts.flatMap(({ phone, mobile, country }) =>
        [phone, mobile].map((number) => ({ number, region: regionOf(country ?? '') })),
      ),
      ...live.users.map(({ phone }) => ({ number: phone, region: regionOf('DE') })),
      ...world.billing.customers.map(({ phone, country }) => ({ number: phone, region: regionOf(country ?? '') })),
      ...world.payments.customers.map(({ phone, country }) => ({ number: phone, region: regionOf(country ?? '') })),
      // These two have E.164 alone, which needs no region.
      ...[...world.shop.customers, ...world.marketing.profiles].map(({ phone }) => ({ number: phone, region: undefined })),
    ].filter(({ number }) => number !== null && number.trim() !== '');
    expect(written.length).toBeGreaterThan(3_000);
    const invalid = written.filter(({ number, region }) => parsePhoneNumberFromString(number ?? '', region)?.isValid() !== true);
    expect(invalid).toEqual([]);
  });

  it('gives a private number to one person only, in a world of 10,000 as well', () => {
    const large = createWorld({ seed: 2, people: 10_000, now });
    const holders = new Map<string, Set<string>>();
    for (const { mobile, country, person } of large.crm.contacts) {
      const number = mobile === null ? undefined : parsePhoneNumberFromString(mobile, regionOf(country ?? ''))?.number;
      if (number !== undefined) holders.set(number, (holders.get(number) ?? new Set()).add(person));
    }
    expect(holders.size).toBeGreaterThan(5_000);
    expect([...holders.values()].filter((people) => people.size > 1)).toEqual([]);
  });

  it('uses no domain that somebody may own', () => {
    const emails = [
      ...world.crm.contacts.flatMap(({ email, additionalEmails }) => [email, ...additionalEmails]),
      ...world.helpdesk.users.map(({ email }) => email),
      ...world.billing.customers.map(({ email }) => email),
      ...world.crm.owners.map(({ email }) => email),
      ...[...world.shop.customers, ...world.payments.customers, ...world.marketing.profiles].map(({ email }) => email),
    ].filter((email): email is string => email !== null && email.trim() !== '');
    const placeholders: readonly string[] = PLACEHOLDER_EMAILS;
    expect(
      emails.filter((email) => !/^[^@\s]+@([a-z0-9-]+\.)+example\.(com|org|net)$/i.test(email) && !placeholders.includes(email)),
    ).toEqual([]);
    for (const { domain } of world.crm.companies) expect(domain).toMatch(/\.example\.(com|org|net)$/);
  });

  it('keeps the vendors’ rules: an address belongs to one live contact and to one live user', () => {
    for (const records of [live.contacts, live.users]) {
      const addresses = records
        .flatMap(({ email, additionalEmails }) => [email, ...additionalEmails])
        .filter((email) => email !== null && email !== '');
      expect(new Set(addresses).size).toBe(addresses.length);
    }
  });

  it('refers to nothing that is not there, and to nothing later than now but what is promised', () => {
    const contacts = new Set(world.crm.contacts.map(({ id }) => id));
    const owners = new Set(world.crm.owners.map(({ id }) => id));
    const companies = new Set(world.crm.companies.map(({ id }) => id));
    for (const { contactIds, companyIds, ownerId } of [...world.crm.deals, ...world.crm.activities]) {
      expect(companyIds.every((id) => companies.has(id))).toBe(true);
      expect(contactIds.every((id) => contacts.has(id)) && (ownerId === null || owners.has(ownerId))).toBe(true);
    }
    for (const { companyId } of world.crm.contacts) expect(companyId === null || companies.has(companyId)).toBe(true);
    const users = new Map(world.helpdesk.users.map((user) => [user.id, user]));
    for (const ticket of world.helpdesk.tickets) {
      expect(users.get(ticket.requesterId)?.createdAt.localeCompare(ticket.createdAt)).toBeLessThanOrEqual(0);
      const times = ticket.comments.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
      expect([...times, ticket.updatedAt].every((at) => at >= ticket.createdAt && at <= world.now)).toBe(true);
    }
    for (const { createdAt, updatedAt } of [
      ...world.crm.contacts,
      ...world.crm.deals,
      ...world.helpdesk.users,
      ...world.billing.customers,
    ]) {
      expect(createdAt <= updatedAt && updatedAt <= world.now).toBe(true);
    }
    for (const { at } of world.crm.activities) expect(at <= world.now).toBe(true);
    const customers = new Map(world.billing.customers.map((customer) => [customer.id, customer]));
    for (const invoice of world.billing.invoices) {
      expect(
        (customers.get(invoice.customerId)?.createdAt ?? '9').slice(0, 10) <= invoice.issuedOn && invoice.issuedOn <= invoice.dueOn,
      ).toBe(true);
      expect(invoice.status !== 'paid' || invoice.paid === invoice.total).toBe(true);
      expect(Number(invoice.paid)).toBeLessThanOrEqual(Number(invoice.total));
    }
  });

  it('is one story: who complains about an invoice has it unpaid and overdue in billing', () => {
    const numbers = new Map(world.billing.invoices.map((invoice) => [invoice.number, invoice]));
    const complaints = world.helpdesk.tickets.flatMap(({ description, requesterId }) => {
      const number = /R-\d{4}-\d{6}/.exec(description)?.[0];
      return number === undefined ? [] : [{ invoice: numbers.get(number), requesterId }];
    });
    expect(complaints.length).toBeGreaterThan(40);
    for (const { invoice, requesterId } of complaints) {
      expect(invoice?.dueOn.localeCompare(now.slice(0, 10))).toBe(-1);
      expect(['open', 'partial']).toContain(invoice?.status);
      const owner = world.billing.customers.find(({ id }) => id === invoice?.customerId)?.person;
      expect(world.helpdesk.users.find(({ id }) => id === requesterId)?.person).toBe(owner);
    }
    const statuses = new Set(world.billing.invoices.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['draft', 'open', 'paid', 'partial', 'void']);
  });

  it('has the showcase people first, the same in every world', () => {
    const shown = (one: World): unknown => [
      one.crm.contacts.slice(0, 9),
      one.helpdesk.users.slice(0, 7),
      one.billing.customers.slice(0, 8),
      one.truth.slice(0, 11),
    ];
    expect(shown(createWorld({ seed: 99, people: 30, now }))).toEqual(shown(world));
    const ada = world.crm.contacts[0];
    expect(`hubspot:contact:${ada?.id}`).toBe(FIRST_CUSTOMER.id);
    expect(ada).toMatchObject({ email: FIRST_CUSTOMER.email, firstName: 'Ada', lastName: 'Mensah' });
    expect(parsePhoneNumberFromString(ada?.phone ?? '')?.number).toBe(FIRST_CUSTOMER.phone);
    const user = world.helpdesk.users.find(({ person }) => person === ada?.person);
    expect(user?.externalId).toBe(ada?.id);
    expect(
      world.helpdesk.tickets.filter(
        ({ requesterId, priority, slaBreachAt }) => requesterId === user?.id && priority === 'urgent' && (slaBreachAt ?? '9') < now,
      ),
    ).toHaveLength(1);
    expect(
      world.crm.deals.filter(({ contactIds, stage }) => contactIds.includes(ada?.id ?? '') && !stage.startsWith('closed')),
    ).toHaveLength(2);
    const customer = world.billing.customers.find(({ person }) => person === ada?.person);
    expect(
      world.billing.invoices.filter(({ customerId, status, dueOn }) => customerId === customer?.id && status === 'open' && dueOn < now),
    ).toHaveLength(1);
  });
});
