// Holds the pretend RT to the real one: both hold the same, both are asked the same, and must answer alike. So the emulator cannot
// drift from what RT does, whatever its authors believe.
import { isDeepStrictEqual } from 'node:util';
import { startRequestTracker as startPretendOne } from '../../../sandbox/vendors/request-tracker/server';
import { smallWorld } from '../../sandbox/support/small-world';
import { questions, type Caller, type Question } from './exchanges';
import { mirror } from './mirror';
import { ask, type Answer } from './rest';
import type { RealRequestTracker } from './start';

export interface Conformance {
  asked: number;
  /** One line a question that they answer differently. */
  faults: string[];
}

/** Asks both every question of exchanges.ts. The real one must be filled with three people at least. */
export async function checkConformance(real: RealRequestTracker): Promise<Conformance> {
  const held = await mirror(real);
  const world = { ...smallWorld(), requestTracker: held };
  const full = await startPretendOne({ world, port: 0, token: real.token });
  const rights = { adminUsers: false, seeGroups: false, seeCustomFields: false };
  const narrow = await startPretendOne({ world, port: 0, token: real.narrowToken, user: 'customer-graph-narrow', rights });
  try {
    const all = questions(
      real.filled,
      held.tickets.flatMap(({ transactions }) => transactions.map(({ id }) => id)),
    );
    const faults: string[] = [];
    for (const question of all) {
      const authorization = credentials(real, question.caller);
      const pretend = question.caller === 'narrow' ? narrow : full;
      const [theirs, ours] = await Promise.all([
        ask(real.url, { ...question, authorization }),
        ask(pretend.url, { ...question, authorization }),
      ]);
      const fault = difference(question, tidy(theirs, real.url), tidy(ours, pretend.url));
      if (fault !== null) faults.push(`${question.name}: ${fault}`);
    }
    return { asked: all.length, faults };
  } finally {
    await Promise.all([full.stop(), narrow.stop()]);
  }
}

function credentials({ token, narrowToken }: RealRequestTracker, caller: Caller): string | null {
  return caller === 'none' ? null : `token ${{ full: token, narrow: narrowToken, wrong: `${token.slice(0, -4)}0000` }[caller]}`;
}

/** Addresses without their origin, lists of custom fields in one order, and no words of error messages: those are for people. */
function tidy({ status, type, body }: Answer, url: string): Answer {
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return value.startsWith(url) ? value.slice(url.length) : value;
    if (Array.isArray(value)) return value.map(visit).toSorted((a, b) => order(a) - order(b));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === 'message' ? 'words' : visit(one)]));
  };
  return { status, type, body: visit(body) };
}

function order(value: unknown): number {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'customfield') return 0;
  return 'id' in value ? Number(value.id) : 0;
}

function difference({ compare }: Question, theirs: Answer, ours: Answer): string | null {
  if (theirs.status !== ours.status) return `RT answers ${theirs.status}, the pretend one ${ours.status}`;
  if (theirs.type !== ours.type) return `RT answers ${theirs.type}, the pretend one ${ours.type}`;
  return compare === 'all' ? firstDifference(theirs.body, ours.body, '') : shapeDifference(theirs.body, ours.body, '');
}

function firstDifference(theirs: unknown, ours: unknown, path: string): string | null {
  if (isDeepStrictEqual(theirs, ours)) return null;
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    if (theirs.length !== ours.length) return `${path} has ${theirs.length} of RT, ${ours.length} of the pretend one`;
    return (
      theirs.map((one: unknown, index) => firstDifference(one, ours[index], `${path}[${index}]`)).find((fault) => fault !== null) ?? null
    );
  }
  if (isObject(theirs) && isObject(ours)) {
    const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
    return names.map((name) => firstDifference(theirs[name], ours[name], `${path}.${name}`)).find((fault) => fault !== null) ?? null;
  }
  return `${path} is ${JSON.stringify(theirs)} of RT, ${JSON.stringify(ours)} of the pretend one`;
}

/** What the pretend one shows must be there, and of the same kind; RT may show more. */
function shapeDifference(theirs: unknown, ours: unknown, path: string): string | null {
  if (Array.isArray(ours) && Array.isArray(theirs))
    return theirs.length === 0 ? null : firstOf(ours, (one) => shapeDifference(theirs[0], one, `${path}[]`));
  if (isObject(ours) && isObject(theirs)) {
    return firstOf(Object.keys(ours), (name) =>
      name in theirs ? shapeDifference(theirs[name], ours[name], `${path}.${name}`) : `${path}.${name} is not there in RT`,
    );
  }
  return kindOf(theirs) === kindOf(ours) ? null : `${path} is ${kindOf(theirs)} of RT, ${kindOf(ours)} of the pretend one`;
}

function firstOf<T>(list: readonly T[], faultOf: (one: T) => string | null): string | null {
  for (const one of list) {
    const fault = faultOf(one);
    if (fault !== null) return fault;
  }
  return null;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return typeof value;
  if (value === '') return 'empty';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return 'a time';
  return /^\d+$/.test(value) ? 'digits' : 'text';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
