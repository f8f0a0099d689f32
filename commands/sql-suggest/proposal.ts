// The whole proposal as the text of a mapping file: a head, the sections with why and what else, and what to do next. Pure.
import type { Choice, Choices } from './choice';
import type { Role } from './role-words';
import type { Candidate } from './scores';
import type { Line, Section } from './section';
import { commentsSection, ticketsSection } from './sections/support';
import { invoicesSection, itemsSection, ordersSection } from './sections/documents';
import { customersSection, staffSection } from './sections/people';
import type { Words } from './status-columns';
import { said, type Table } from './tables';
import { comment, entry, inline } from './yaml-text';

export interface Proposed {
  /** The mapping file; comments alone where nothing looks like customers. */
  text: string;
  /** The roles that a table was found for. */
  roles: Role[];
  /** How many lines end with a doubt. */
  doubts: number;
}

export interface About {
  /** Its name only. */
  database: string;
  /** `2026-11-26`. */
  today: string;
  /** Tables and views that were looked at. */
  tableCount: number;
  /** Of those that no mapping can name. */
  unnameable: readonly string[];
}

const SURE = 75;
const FAIRLY_SURE = 55;
const NOUNS: Readonly<Record<Role, string>> = {
  customers: 'customers',
  staff: 'staff: who is named as sales person',
  invoices: 'invoices',
  orders: 'orders',
  items: 'items: what an order consists of',
  tickets: 'tickets',
  comments: 'comments: what was written in a ticket',
};
/** What is left out with a role, for the person to know. */
const WITHOUT: Readonly<Partial<Record<Role, string>>> = {
  invoices: 'without them, leave `sql` out of BILLING_SOURCES',
  orders: 'without them, leave `sql` out of SALES_SOURCES',
  tickets: 'without them, leave `sql` out of SUPPORT_SOURCES',
};

/** Writes the proposal: the same choices, words and day give the same text. */
export function writeProposal(choices: Choices, words: Words, about: About): Proposed {
  const sections = choices.customers.chosen === null ? [] : sectionsOf(choices, words);
  const doubts = sections.flatMap(({ head, fields }) => [...head, ...fields]).filter((line) => line.doubts.length > 0).length;
  const roles = sections.map(({ candidate }) => candidate.role);
  const lines =
    roles.length === 0 ? nothingFound(choices, about) : [...header(sections, about, doubts), ...body(sections, choices), ...footer(roles)];
  return { text: `${lines.join('\n')}\n`, roles, doubts };
}

function sectionsOf(choices: Choices, words: Words): Section[] {
  const staff = choices.staff.chosen;
  const make: Readonly<Record<Role, (candidate: Candidate) => Section>> = {
    customers: (one) => customersSection(one, staff, words),
    staff: staffSection,
    invoices: (one) => invoicesSection(one, words),
    orders: (one) => ordersSection(one, staff, words, choices.invoicesAreOrders),
    items: itemsSection,
    tickets: (one) => ticketsSection(one, words),
    comments: commentsSection,
  };
  return ORDER.flatMap((role) => {
    const { chosen } = choices[role];
    return chosen === null ? [] : [make[role](chosen)];
  });
}

const ORDER: readonly Role[] = ['customers', 'staff', 'invoices', 'orders', 'items', 'tickets', 'comments'];

function header(sections: readonly Section[], { database, today, tableCount, unnameable }: About, doubts: number): string[] {
  return [
    ...comment(
      `A mapping proposed for the database ${said(database)} on ${today}, from the names, types and keys of its tables and views (${tableCount}). Every word is explained in docs/your-database.md.`,
    ),
    ...comment(
      doubts === 0
        ? 'It is a proposal: read it before you use it.'
        : `It is a proposal: ${doubts === 1 ? 'one line ends' : `${doubts} lines end`} with "# ? …", where you know better. Look at each, and take the mark away.`,
    ),
    '#',
    ...sections.flatMap(({ candidate }) => comment(`${candidate.role}: ${said(candidate.table.address)}, ${sureness(candidate)}`)),
    ...unnameableComment(unnameable),
  ];
}

function body(sections: readonly Section[], choices: Choices): string[] {
  return ORDER.flatMap((role) => {
    const section = sections.find(({ candidate }) => candidate.role === role);
    return [
      '',
      ...(section === undefined ? absent(role, choices) : present(section, choices[role], role === 'orders' && choices.invoicesAreOrders)),
    ];
  });
}

function present(section: Section, { others }: Choice, isAgain: boolean): string[] {
  const { candidate, head, fields, notes, left } = section;
  const { role, table } = candidate;
  return [
    ...(isAgain
      ? comment(`${NOUNS[role]}: ${said(table.address)} again, the table of the invoices.`)
      : comment(`${NOUNS[role]}: ${said(table.address)} (${extentOf(table)}). ${explained(candidate)}`)),
    ...othersComment(others),
    ...notes.flatMap((note) => comment(note)),
    `${role}:`,
    ...head.map((line) => written(2, line)),
    '  fields:',
    ...fields.map((line) => written(4, line)),
    ...(left.length === 0 ? [] : leftComment(role, left)),
  ];
}

/** Customers may show further columns; elsewhere there is no word for them. */
function leftComment(role: Role, left: readonly string[]): string[] {
  return role === 'customers'
    ? ['  # Further columns, to be shown as they are; keep those that may be seen:', `  # raw: ${comment(inline(left)).join('').slice(2)}`]
    : comment(`Not used: ${left.map(said).join(', ')}`, 2);
}

function absent(role: Role, choices: Choices): string[] {
  const consequence = WITHOUT[role];
  const orders =
    role === 'orders' && choices.invoices.chosen !== null
      ? ' Where your invoices are your orders too, a section `orders` may name their table.'
      : '';
  const guesses = choices[role].others;
  return [
    ...comment(`No ${role}: no table looks enough like them${consequence === undefined ? '' : `; ${consequence}`}.${orders}`),
    ...guesses.flatMap((guess) => comment(`- ${said(guess.table.address)}? ${explained(guess)}`)),
  ];
}

function nothingFound(choices: Choices, { database, today, tableCount, unnameable }: About): string[] {
  const guesses = choices.customers.others;
  return [
    ...comment(
      `No mapping for the database ${said(database)} (${today}): of the tables and views that this user may read (${tableCount}), none looks like customers.`,
    ),
    ...unnameableComment(unnameable),
    ...(guesses.length === 0
      ? comment('None comes near. Is it the right database, and may this user read the tables (`grant select on …`)?')
      : [
          '#',
          ...comment('The best guesses:'),
          ...guesses.flatMap((guess) => comment(`- ${said(guess.table.address)}: ${explained(guess)}`)),
        ]),
    ...comment('A view of your own can be a customers table: see docs/your-database.md.'),
  ];
}

function footer(roles: readonly Role[]): string[] {
  const domains = (
    [
      ['invoices', 'BILLING_SOURCES=sql'],
      ['orders', 'SALES_SOURCES=sql'],
      ['tickets', 'SUPPORT_SOURCES=sql'],
    ] as const
  ).flatMap(([role, setting]) => (roles.includes(role) ? [setting] : []));
  return [
    '',
    '# What to do next',
    '# 1. Look at every line with "# ? …" above; `id`, the columns that refer to others, and the statuses matter most.',
    '# 2. Save this file, as my.mapping.yml for example.',
    ...(domains.length === 0
      ? ['# 3. Nothing can be read with it yet: it needs invoices, orders or tickets as well.']
      : [
          '# 3. Start with it; what is wrong with the file stops the start and is named:',
          '#      export SQL_URL=postgres://… SQL_MAPPING=my.mapping.yml',
          `#      ${domains.join(' ')} npm start`,
        ]),
  ];
}

function othersComment(others: readonly Candidate[]): string[] {
  const possible = others.filter(({ missing }) => missing.length === 0);
  if (possible.length === 0) return [];
  return comment(`Next best: ${possible.map(({ table, points }) => `${said(table.address)} (${points} points)`).join(', ')}.`);
}

function extentOf({ form, rows }: Table): string {
  return rows === null ? form : `${form}, about ${rows} ${rows === 1 ? 'row' : 'rows'}`;
}

function explained(candidate: Candidate): string {
  const { points, reasons } = candidate;
  return `${points} points: ${reasons.map((reason) => `${reason.why} ${reason.points}`).join(', ')}${lacking(candidate)}.`;
}

function lacking({ missing }: Candidate): string {
  return missing.length === 0 ? '' : `; it lacks ${missing.join(' and ')}`;
}

function sureness({ points }: Candidate): string {
  return points >= SURE ? 'quite sure' : points >= FAIRLY_SURE ? 'fairly sure' : 'a guess';
}

function unnameableComment(names: readonly string[]): string[] {
  return names.length === 0
    ? []
    : comment(`Left out, for a mapping cannot name a table with a dot in its name: ${names.map(said).join(', ')}.`);
}

function written(indent: number, { key, value, doubts }: Line): string {
  return entry(indent, key, value, doubts);
}
