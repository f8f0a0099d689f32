// A world from the user's own list of people: the CRM and the helpdesk know precisely these. Billing knows nobody, as their bills
// are in the user's own database, and nor do shop, payments and marketing. Names, addresses and numbers are taken as they stand, mess included.
import { writeCompanies, writeEverybody } from './create-world';
import { CULTURES } from './cultures';
import { hireOwners } from './house';
import { createPopulation, UNKNOWN, type Person } from './people';
import { createRandom } from './random';
import type { World } from './story';
import { createWorldBuilder } from './world-builder';

export interface PersonRow {
  name: string | null;
  email: string | null;
  phone: string | null;
}

const HELPDESK_SHARE = 0.8;

/** Reads CSV (RFC 4180; comma or semicolon) with the columns name, email and phone in any order, others ignored. Throws a one-line Error where it cannot. */
export function parsePeopleFile(text: string): PersonRow[] {
  const [header = [], ...rows] = parseCsv(text.replace(/^\uFEFF/, ''));
  const titles = header.map((title) => title.trim().toLowerCase());
  const column = (title: string): ((row: string[]) => string | null) => {
    const index = titles.indexOf(title);
    return (row) => (index < 0 ? null : row[index]?.trim() || null);
  };
  const [name, email, phone] = [column('name'), column('email'), column('phone')];
  if (!titles.includes('email') && !titles.includes('phone'))
    throw new Error('The list of people needs a first line with the columns name,email,phone');
  return rows
    .map((row) => ({ name: name(row), email: email(row), phone: phone(row) }))
    .filter((row) => row.name !== null || row.email !== null || row.phone !== null);
}

function parseCsv(text: string): string[][] {
  const separator = /^[^\n]*;/.test(text) && !/^[^\n]*,/.test(text) ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  // A field is quoted, with doubled quotes inside, or it runs up to the next separator or line end.
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|(?!")([^${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'y');
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`The list of people has a quote out of place near character ${at}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === separator) continue;
    if (row.some((value) => value !== '')) rows.push(row);
    row = [];
  }
  return rows;
}

/** The same rows, seed and instant give the same world. All but CRM and helpdesk stays empty. */
export function createWorldFromPeople(rows: readonly PersonRow[], { seed, now }: { seed: number; now: string }): World {
  const build = createWorldBuilder(seed, now);
  const random = createRandom(seed);
  const owners = hireOwners(build);
  const { people: invented, firms } = createPopulation(random, rows.length);
  const people = invented.map((person, index): Person => {
    const words = (rows[index]?.name ?? '').split(/\s+/).filter((word) => word !== '');
    // Nothing is invented about them beyond their story: no firm, no country, no second number.
    const culture = CULTURES.find((one) => one.country === 'US') ?? CULTURES[0];
    const plot = person.plot === 'lead' ? 'prospect' : person.plot;
    return {
      ...{ ...person, culture, script: 'own', plot, firm: null, jobTitle: null, cases: new Set(), landline: null, mobile: null },
      ...{
        given: { own: words.slice(0, -1).join(' ') || (words[0] ?? '') },
        family: { own: words.length > 1 ? (words.at(-1) ?? '') : '' },
      },
      ...{ email: rows[index]?.email ?? '', street: '', city: '', postalCode: '' },
      systems: { ...UNKNOWN, crm: true, helpdesk: random.chance(HELPDESK_SHARE) },
    };
  });
  writeEverybody(build, random, people, writeCompanies(build, random, people, owners, firms));
  return withGivenPoints(build.build(), people, rows);
}

/** Puts the listed phone in as it is written, and null where the list has nothing. */
function withGivenPoints(world: World, people: readonly Person[], rows: readonly PersonRow[]): World {
  const rowOf = new Map(people.map((person, index) => [person.id, rows[index]]));
  const nothingElse = { street: null, city: null, postalCode: null, country: null, language: null };
  return {
    ...world,
    crm: {
      ...world.crm,
      contacts: world.crm.contacts.map((contact) => ({
        ...{ ...contact, ...nothingElse, phone: rowOf.get(contact.person)?.phone ?? null },
        ...{ email: contact.email || null, firstName: contact.firstName || null, lastName: contact.lastName || null },
      })),
    },
    helpdesk: {
      ...world.helpdesk,
      users: world.helpdesk.users.map((user) => {
        const row = rowOf.get(user.person);
        return { ...user, name: row?.name ?? row?.email ?? row?.phone ?? '', phone: row?.phone ?? null, email: user.email || null };
      }),
    },
  };
}
