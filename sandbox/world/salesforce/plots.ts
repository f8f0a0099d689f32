// What happened to somebody as Salesforce has it: deals, calls and meetings, cases. Fewer than in the first CRM, and other ones.
import type { Plot } from '../people';
import { priceIn } from '../prices';
import type { Random } from '../random';
import type { ForceActivity } from '../salesforce-story';
import type { WorldBuilder } from '../world-builder';
import type { ForceRecordOf } from './people';

const OPEN_STAGES = ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Negotiation/Review'] as const;
/** How many deals, activities and cases somebody of a plot has at most. */
const MOST: Record<Plot, readonly [deals: number, activities: number, cases: number]> = {
  ...{ lead: [0, 2, 0], prospect: [2, 5, 0], happy: [3, 6, 1], late: [2, 4, 1], angry: [2, 5, 3], churned: [2, 2, 1] },
  ...{ 'billing-only': [1, 2, 0], 'helpdesk-only': [0, 2, 2] },
};
const PRODUCTS = ['Beacon sensors', 'Relay gateway', 'Service plan', 'Roll-out', 'Second site'] as const;
const CASES = [
  'Sensor reports no battery level',
  'Login does not work',
  'Wrong amount on the quote',
  'Export is empty',
  'Gateway offline',
] as const;

export function tellForceStory(build: WorldBuilder, random: Random, plot: Plot, record: ForceRecordOf): void {
  const [deals, activities, cases] = MOST[plot];
  const { whoId, contactId, accountId, ownerId, sinceDays } = record;
  const day = (): number => random.int(0, sinceDays);
  if (contactId !== null) {
    for (let turn = random.int(0, deals); turn > 0; turn -= 1) tellDeal(build, random, plot, { ...record, contactId });
    for (let turn = random.int(0, cases); turn > 0; turn -= 1) {
      const age = day();
      const closed = random.chance(0.6) ? build.ago(Math.floor(age / 2)) : null;
      build.salesforce.case({
        ...{ contactId, accountId, ownerId, subject: random.pick(CASES), createdAt: build.ago(age, 3), closedAt: closed },
        ...{ updatedAt: closed ?? build.ago(Math.floor(age / 2)), status: closed === null ? 'Working' : 'Closed' },
        ...{ priority: random.pick(['High', 'Medium', 'Medium', 'Low']), origin: random.pick(['Email', 'Phone', 'Web']) },
      });
    }
  }
  for (let turn = random.int(0, activities); turn > 0; turn -= 1) {
    const kind = random.pick<ForceActivity['kind']>(['call', 'call', 'email', 'meeting', 'task']);
    const done = kind !== 'task' || random.chance(0.5);
    const at = done ? build.ago(day(), random.next() * 9) : build.ago(-random.int(1, 30));
    const subject = { call: 'Call', email: 'Email: Offer', meeting: 'Visit', task: 'Follow up' }[kind];
    build.salesforce.activity({
      kind,
      whoId,
      accountId,
      subject,
      done,
      at,
      ownerId,
      ...(done ? {} : { createdAt: build.ago(Math.min(2, sinceDays)) }),
    });
  }
}

function tellDeal(build: WorldBuilder, random: Random, plot: Plot, record: ForceRecordOf & { contactId: string }): void {
  const { contactId, accountId, ownerId, sinceDays } = record;
  const age = random.int(0, sinceDays);
  const open = plot === 'prospect' || random.chance(0.3);
  const currency = random.pick(['EUR', 'EUR', 'EUR', 'USD', 'GBP']);
  const stage = open ? random.pick(OPEN_STAGES) : random.chance(plot === 'churned' ? 0.4 : 0.75) ? 'Closed Won' : 'Closed Lost';
  build.salesforce.opportunity({
    ...{ contactIds: [contactId], accountId, ownerId, name: random.pick(PRODUCTS), stage, currency },
    amount: random.chance(0.9) ? String(priceIn({ currency, decimals: 2 }, random.int(5, 400) * 100)) : null,
    closeDate: build.dayAgo(open ? -random.int(1, 120) : Math.floor(age / 2)),
    ...{ createdAt: build.ago(age, random.next() * 20), updatedAt: build.ago(Math.floor(age / 2)) },
  });
}
