// The user's own list of people: read as CSV, and told a story about without anything being invented about them.
import { createWorldFromPeople, parsePeopleFile } from '../../../sandbox/world/people-file';

const options = { seed: 7, now: '2026-03-10T09:30:00.000Z' };

describe('parsePeopleFile', () => {
  it('reads quotes, other columns, any order, blank fields, CRLF and a byte order mark', () => {
    const text =
      '\uFEFFEmail,ignored,Name,phone\r\nleo@example.com,1,"Köhler, ""Leo""",+49 30 23125001\r\n,2,Ann Lee,\r\n\r\nx@example.com,"two\nlines",,""';
    expect(parsePeopleFile(text)).toEqual([
      { name: 'Köhler, "Leo"', email: 'leo@example.com', phone: '+49 30 23125001' },
      { name: 'Ann Lee', email: null, phone: null },
      { name: null, email: 'x@example.com', phone: null },
    ]);
    expect(parsePeopleFile('name;email;phone\nAnn Lee;ann@example.com;\n')).toEqual([
      { name: 'Ann Lee', email: 'ann@example.com', phone: null },
    ]);
  });

  it('says what is wrong', () => {
    expect(() => parsePeopleFile('vorname,mail\nAnn,a@example.com')).toThrow('name,email,phone');
    expect(() => parsePeopleFile('name,email\n"Ann,a@example.com')).toThrow(/quote out of place near character 11/);
  });
});

describe('createWorldFromPeople', () => {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    name: `Ann Maria Lee${index}`,
    email: `ann${index}@shop.example.com`,
    phone: index % 2 === 0 ? `(212) 555-01${String(index).padStart(2, '0')}` : null,
  }));
  const world = createWorldFromPeople(
    [...rows, { name: null, email: null, phone: '+1 212 555 0199' }, { name: 'Cher', email: 'cher@shop.example.com', phone: null }],
    options,
  );

  it('makes a contact of each row, as it stands, and a helpdesk user of most', () => {
    expect(world.crm.contacts).toHaveLength(62);
    expect(world.crm.contacts[4]).toMatchObject({
      firstName: 'Ann Maria',
      lastName: 'Lee4',
      email: 'ann4@shop.example.com',
      phone: '(212) 555-0104',
      mobile: null,
      street: null,
      companyId: null,
    });
    expect(world.crm.contacts[60]).toMatchObject({ firstName: null, lastName: null, email: null, phone: '+1 212 555 0199' });
    expect(world.crm.contacts[61]).toMatchObject({ firstName: 'Cher', lastName: null });
    expect(world.helpdesk.users.length).toBeGreaterThan(40);
    expect(world.helpdesk.users.length).toBeLessThan(62);
    for (const user of world.helpdesk.users)
      expect(rows.some(({ email }) => email === user.email) || ['cher@shop.example.com', null].includes(user.email)).toBe(true);
    expect(world.helpdesk.tickets.length).toBeGreaterThan(20);
    expect(world.crm.deals.length).toBeGreaterThan(10);
  });

  it('leaves billing to the user’s own database, and is the same each time', () => {
    expect(world.billing).toEqual({ customers: [], invoices: [] });
    expect([world.shop.customers, world.payments.customers, world.marketing.profiles]).toEqual([[], [], []]);
    expect(createWorldFromPeople(rows, options)).toEqual(createWorldFromPeople(rows, options));
  });
});
