// The book of a world: who is who, which record is whose, and the next number of each kind of record. The builders of the
// systems write into it; nobody reads it before the world is done, but judges.
import type { TrueIdentity } from './story';

/** A record as its teller gives it: some fields must be told, the others have defaults, the id is given by the builder. */
export type Blank<T, Needed extends keyof T> = Pick<T, Needed> & Partial<Omit<T, Needed | 'id'>>;

export interface Book {
  truth: TrueIdentity[];
  identity(id: string, kind: TrueIdentity['kind'], cases: readonly string[]): void;
  /** Adds cases to those that somebody has already. Throws for an identity that there is not. */
  addCases(id: string, cases: readonly string[]): void;
  /** Books `record` (a global id) as theirs; `gone` = it was theirs. Throws for an identity that there is not. */
  know(person: string, record: string, gone: boolean): void;
  /** Books `record` as theirs in a system that is connected by choice only. Throws for an identity that there is not. */
  knowFurther(person: string, record: string): void;
  /** Digits, counting up from the first one of the kind; 1 where the kind has none. */
  nextId(kind: string): string;
  /** `length` letters of `alphabet` that look thrown; the same ones for the same turn of the same kind, in every world. */
  nextCode(kind: string, alphabet: string, length: number): string;
}

const FIRST_IDS: Readonly<Record<string, number>> = {
  ...{ contact: 501, company: 9_001, owner: 61, deal: 70_001, activity: 810_001 },
  ...{ user: 20_001, ticket: 1_001, comment: 500_001 },
  ...{ customer: 100_001, invoice: 1 },
  ...{ shopCustomer: 7_000_000_001, shopOrder: 5_000_000_001, shopOrderName: 1_001, shopStaff: 80_000_000_001 },
  ...{ shopLine: 12_000_000_001, shopFulfillment: 4_000_000_001, shopReturn: 9_000_000_001 },
};

export function createBook(): Book {
  const truth: TrueIdentity[] = [];
  const identities = new Map<string, TrueIdentity>();
  const next = new Map<string, number>(Object.entries(FIRST_IDS));
  const count = (kind: string): number => {
    const turn = next.get(kind) ?? 1;
    next.set(kind, turn + 1);
    return turn;
  };
  const find = (id: string, what: string): TrueIdentity => {
    const identity = identities.get(id);
    if (identity === undefined) throw new Error(`${what} is of ${id}, whom the world does not know`);
    return identity;
  };
  return {
    truth,
    identity: (id, kind, cases) => {
      const identity: TrueIdentity = { id, kind, records: [], cases: [...cases] };
      identities.set(id, identity);
      truth.push(identity);
    },
    addCases: (id, cases) => {
      find(id, 'a case').cases.push(...cases);
    },
    know: (person, record, gone) => {
      const identity = find(person, record);
      if (gone) (identity.goneRecords ??= []).push(record);
      else identity.records.push(record);
    },
    knowFurther: (person, record) => {
      (find(person, record).further ??= []).push(record);
    },
    nextId: (kind) => String(count(kind)),
    nextCode: (kind, alphabet, length) => {
      const start = Math.imul(count(kind), 0x9e3779b1) ^ hash(kind);
      let code = '';
      for (let place = 1; place <= length; place += 1) code += alphabet.charAt(scrambled(start + place) % alphabet.length);
      return code;
    },
  };
}

/** MurmurHash3's last step: neighbours give numbers that have nothing in common. From 0 up to 2^32. */
function scrambled(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ letter.charCodeAt(0), 0x01000193);
  return sum;
}
