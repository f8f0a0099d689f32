import fc from 'fast-check';
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { scoreRecord, type Score, type ScoreOptions } from '../../../platform/identity/score';
import type { PersonRecord } from '../../../platform/record';
import { anyPerson, person } from './people';

const options: ScoreOptions = { minConfidence: 0.8, policy: 'DEFAULT' };
const A = 'hubspot:contact:1';
const B = 'stripe:customer:a';
const EMAIL = 'ada@example.com';
const PHONE = '+4930901820';

function score(a: PersonRecord, b: PersonRecord, changed: Partial<ScoreOptions> = {}): Score {
  return scoreRecord([toMatchProfile(a, 1)], b, { ...options, ...changed });
}

function rules({ evidence }: Score): string[] {
  return evidence.map(({ rule }) => rule);
}

const ada = (id: string, parts: Parameters<typeof person>[1] = {}): PersonRecord => person(id, { fullName: 'Ada Lovelace', ...parts });
const verified = [{ value: EMAIL, primary: true, verified: true }];
const shared = [{ value: PHONE, primary: true, shared: true }];
const at = (postalCode: string): Partial<PersonRecord> => ({
  addresses: [{ purpose: 'main', line1: null, city: null, postalCode, country: 'DE' }],
});

test.each<[string, PersonRecord, PersonRecord, number, Score['decision'], string[]]>([
  ['crosswalk', ada(A, { externalIds: [B] }), person(B, { fullName: 'Ada King' }), 1, 'LINK', ['CROSSWALK_ID']],
  [
    'crosswalk of a record merged into this one',
    ada(A, { formerIds: ['x:y:1'] }),
    person(B, { externalIds: ['x:y:1'] }),
    1,
    'LINK',
    ['CROSSWALK_ID'],
  ],
  ['crosswalk, other side', ada(A), person(B, { externalIds: [A] }), 1, 'LINK', ['CROSSWALK_ID']],
  ['the record itself', ada(A), ada(A), 1, 'LINK', ['KNOWN_RECORD']],
  [
    'household mailbox and phone, no name on one side',
    ada(A, { email: 'lovelace@example.com', phones: [{ value: PHONE, primary: true, shared: false }] }),
    person(B, { email: 'lovelace@example.com', phones: [{ value: PHONE, primary: true, shared: false }] }),
    0.6,
    'CANDIDATE',
    ['HOUSEHOLD_EMAIL', 'SAME_PHONE'],
  ],
  ['verified email and name', ada(A, { emails: verified }), ada(B, { email: EMAIL }), 0.95, 'LINK', ['SAME_EMAIL_AND_NAME']],
  ['email and name', ada(A, { email: EMAIL }), ada(B, { email: EMAIL }), 0.9, 'LINK', ['SAME_EMAIL_AND_NAME']],
  ['email, name absent', ada(A, { email: EMAIL }), person(B, { email: EMAIL }), 0.85, 'LINK', ['SAME_EMAIL']],
  [
    'email, CJK and romanised',
    person(A, { email: 'wang.xiaoming@example.com', fullName: 'Wang Xiaoming' }),
    person(B, { email: 'wang.xiaoming@example.com', fullName: '王小明' }),
    0.85,
    'LINK',
    ['SAME_EMAIL'],
  ],
  [
    "a company's record with somebody else's address",
    person(A, { kind: 'ORGANIZATION', email: 'hannes.kuehn@example.com', company: 'Falcon' }),
    person(B, { fullName: 'Łukasz Król', email: 'hannes.kuehn@example.com' }),
    0.6,
    'CANDIDATE',
    ['EMAIL_OF_ANOTHER'],
  ],
  [
    'email, another family name in CJK',
    ada(A, { email: EMAIL }),
    person(B, { email: EMAIL, fullName: '王小明' }),
    0.6,
    'CANDIDATE',
    ['EMAIL_OF_ANOTHER'],
  ],
  ['phone and name', ada(A, { phone: PHONE }), ada(B, { phone: PHONE }), 0.85, 'LINK', ['SAME_PHONE_AND_NAME']],
  [
    'email and phone',
    ada(A, { email: EMAIL, phone: PHONE }),
    ada(B, { email: EMAIL, phone: PHONE }),
    0.92,
    'LINK',
    ['EMAIL_AND_PHONE', 'SAME_EMAIL_AND_NAME', 'SAME_PHONE_AND_NAME'],
  ],
  [
    'verified email and phone',
    ada(A, { emails: verified, phone: PHONE }),
    ada(B, { email: EMAIL, phone: PHONE }),
    0.97,
    'LINK',
    ['EMAIL_AND_PHONE', 'SAME_EMAIL_AND_NAME', 'SAME_PHONE_AND_NAME'],
  ],
  [
    'Müller and Mueller',
    person(A, { fullName: 'Jürgen Müller', email: EMAIL }),
    person(B, { fullName: 'Juergen Mueller', email: EMAIL }),
    0.9,
    'LINK',
    ['SAME_EMAIL_AND_NAME'],
  ],
  [
    'father and son, one mailbox',
    person(A, { fullName: 'Jan Novak', email: EMAIL }),
    person(B, { fullName: 'Jana Novak', email: EMAIL }),
    0.6,
    'CANDIDATE',
    ['SAME_EMAIL_OTHER_NAME', 'OTHER_NAME'],
  ],
  [
    'father and son, mailbox and phone',
    person(A, { fullName: 'Jan Novak', email: EMAIL, phone: PHONE }),
    person(B, { fullName: 'Jana Novak', email: EMAIL, phone: PHONE }),
    0.6,
    'CANDIDATE',
    ['SAME_EMAIL_OTHER_NAME', 'SAME_PHONE', 'OTHER_NAME'],
  ],
  ['phone, name absent', ada(A, { phone: PHONE }), person(B, { phone: PHONE }), 0.6, 'CANDIDATE', ['SAME_PHONE']],
  ['shared phone', ada(A, { phones: shared }), ada(B, { phone: PHONE }), 0.6, 'CANDIDATE', ['SHARED_PHONE']],
  ['Gmail dots', ada(A, { email: 'ada.l@gmail.com' }), ada(B, { email: 'adal+x@googlemail.com' }), 0.6, 'CANDIDATE', ['EMAIL_VARIANT']],
  ['Brazil, ninth digit', ada(A, { phone: '+5511987654321' }), ada(B, { phone: '+551187654321' }), 0.6, 'CANDIDATE', ['PHONE_VARIANT']],
  [
    'one role mailbox, two persons',
    ada(A, { email: 'info@acme.example' }),
    ada(B, { email: 'info@acme.example' }),
    0.5,
    'CANDIDATE',
    ['ROLE_MAILBOX'],
  ],
  ['name and postcode', ada(A, at('10115')), ada(B, at('10 115')), 0.4, 'NONE', ['NAME_AND_POSTCODE']],
  ['name and company', ada(A, { company: 'Acme GmbH' }), ada(B, { company: 'ACME' }), 0.4, 'NONE', ['NAME_AND_COMPANY']],
  ['name only', ada(A), ada(B), 0, 'NONE', []],
  ['placeholder address', ada(A, { email: 'test@example.com' }), ada(B, { email: 'test@example.com' }), 0, 'NONE', []],
])('%s', (_, a, b, confidence, decision, expected) => {
  for (const verdict of [score(a, b), score(b, a)]) {
    expect(verdict).toMatchObject({ confidence, decision, vetoes: [] });
    expect(rules(verdict)).toEqual(expected);
  }
});

describe('organisations', () => {
  const acme = (id: string, parts: Parameters<typeof person>[1] = {}): PersonRecord =>
    person(id, { kind: 'ORGANIZATION', fullName: 'Acme GmbH', ...parts });
  const mailbox = 'info@acme.example';

  test('a role mailbox links one organisation, whatever its legal form', () => {
    expect(score(acme(A, { email: mailbox }), acme(B, { email: mailbox, fullName: 'ACME' }))).toMatchObject({
      decision: 'LINK',
      confidence: 0.9,
    });
  });

  test('a role mailbox never joins a person and an organisation, at any confidence asked for', () => {
    const verdict = score(ada(A, { email: mailbox, company: 'Acme' }), acme(B, { email: mailbox }), { minConfidence: 0.5 });
    expect(verdict).toMatchObject({ decision: 'CANDIDATE', confidence: 0.5 });
    expect(verdict.vetoes.map(({ rule }) => rule)).toEqual(['PERSON_AND_ORGANIZATION']);
  });

  test('but a stored id does', () => {
    expect(score(ada(A, { email: mailbox, externalIds: [B] }), acme(B, { email: mailbox }))).toMatchObject({
      decision: 'LINK',
      vetoes: [],
    });
  });

  test("a person's own address on their company's record links; on another company's it does not", () => {
    expect(score(ada(A, { email: EMAIL, company: 'Acme' }), acme(B, { email: EMAIL }))).toMatchObject({
      decision: 'LINK',
      confidence: 0.85,
    });
    expect(score(ada(A, { email: EMAIL, company: 'Other' }), acme(B, { email: EMAIL }))).toMatchObject({ decision: 'CANDIDATE' });
  });
});

describe('what stays in doubt', () => {
  test('a role mailbox makes two persons a candidate, however low the bar', () => {
    const info = 'info@acme.example';
    expect(score(ada(A, { email: info }), ada(B, { email: info }), { minConfidence: 0.5 }).decision).toBe('CANDIDATE');
  });

  test('a generic identifier says nothing but that it is generic', () => {
    const generic = new Set([`email:${EMAIL}`, `phone:${PHONE}`]);
    const verdict = score(ada(A, { email: EMAIL, phone: PHONE }), ada(B, { email: EMAIL, phone: PHONE }), { generic });
    expect(verdict).toMatchObject({ decision: 'NONE', confidence: 0, vetoes: [] });
    expect(verdict.evidence.map(({ rule, identifier, weight }) => [rule, identifier, weight])).toEqual([
      ['GENERIC_IDENTIFIER', 'email', 0],
      ['GENERIC_IDENTIFIER', 'phone', 0],
    ]);
  });

  test.each([
    ['DIFFERENT_TAX_ID', { taxId: 'DE123456789' }, { taxId: 'DE999999999' }],
    ['DIFFERENT_BIRTH_DATE', { birthDate: '1815-12-10' }, { birthDate: '1990-01-01' }],
  ])('%s forbids even a stored id', (rule, left, right) => {
    const verdict = score(ada(A, { ...left, email: EMAIL, externalIds: [B] }), ada(B, { ...right, email: EMAIL }), { minConfidence: 0.5 });
    expect(verdict).toMatchObject({ decision: 'CANDIDATE', confidence: 0.6 });
    expect(verdict.vetoes.map((veto) => veto.rule)).toEqual([rule]);
  });

  test('one tax id in two spellings is no veto', () => {
    expect(score(ada(A, { taxId: 'DE 123 456 789', email: EMAIL }), ada(B, { taxId: '123456789', email: EMAIL })).decision).toBe('LINK');
  });

  test('the strict policy wants two identifiers, or a stored id', () => {
    const strict = { policy: 'STRICT' } as const;
    const one = score(ada(A, { emails: verified }), ada(B, { email: EMAIL }), strict);
    expect(one.decision).toBe('CANDIDATE');
    expect(rules(one)).toContain('STRICT_NEEDS_TWO_IDENTIFIERS');
    expect(score(ada(A, { email: EMAIL, phone: PHONE }), ada(B, { email: EMAIL, phone: PHONE }), strict).decision).toBe('LINK');
    expect(score(ada(A, { externalIds: [B] }), ada(B), strict).decision).toBe('LINK');
  });

  test('a chain never outdoes its weakest link, and an initial does not bring a son in', () => {
    const anchor = toMatchProfile(person(A, { fullName: 'Jan Novak', phone: PHONE }), 1);
    const between = toMatchProfile(person('zendesk:user:7', { fullName: 'J. Novak', phone: PHONE, email: EMAIL }), 0.85);
    expect(scoreRecord([anchor, between], person(B, { fullName: 'Jan Novak', email: EMAIL }), options)).toMatchObject({
      decision: 'LINK',
      confidence: 0.85,
    });
    expect(scoreRecord([anchor, between], person(B, { fullName: 'Jana Novak', email: EMAIL }), options)).toMatchObject({
      decision: 'CANDIDATE',
      confidence: 0.6,
    });
  });

  test('nobody is known, nothing is linked', () => {
    expect(scoreRecord([], ada(A), options)).toEqual({ decision: 'NONE', confidence: 0, evidence: [], vetoes: [] });
  });
});

describe('laws', () => {
  const confidence = fc.constantFrom(0.5, 0.6, 0.8, 0.85, 0.9, 1);
  const anyOptions = fc.record({
    minConfidence: confidence,
    policy: fc.constantFrom('DEFAULT' as const, 'STRICT' as const),
    generic: fc.constantFrom(new Set<string>(), new Set(['email:ada@example.com', 'phone:+4930901820'])),
  });
  const customer = fc
    .array(fc.tuple(anyPerson, confidence), { minLength: 1, maxLength: 4 })
    .map((known) => known.map(([one, sure]) => toMatchProfile(one, sure)));
  const runs = { numRuns: 500 };

  test('two records judge each other alike', () => {
    fc.assert(
      fc.property(anyPerson, anyPerson, anyOptions, (a, b, chosen) => {
        expect(score(a, b, chosen)).toEqual(score(b, a, chosen));
      }),
      runs,
    );
  });

  test('the order of what is known does not matter', () => {
    fc.assert(
      fc.property(customer, anyPerson, anyOptions, (known, record, chosen) => {
        expect(scoreRecord([...known].reverse(), record, chosen)).toEqual(scoreRecord(known, record, chosen));
      }),
      runs,
    );
  });

  test('raising the bar never adds a link, and does not change what was seen', () => {
    fc.assert(
      fc.property(customer, anyPerson, anyOptions, confidence, (known, record, chosen, other) => {
        const [low, high] = [Math.min(chosen.minConfidence, other), Math.max(chosen.minConfidence, other)];
        const easy = scoreRecord(known, record, { ...chosen, minConfidence: low });
        const hard = scoreRecord(known, record, { ...chosen, minConfidence: high });
        expect(hard.decision === 'LINK' && easy.decision !== 'LINK').toBe(false);
        expect({ ...hard, decision: null }).toEqual({ ...easy, decision: null });
      }),
      runs,
    );
  });

  test('a veto never links, a link is never below the bar, and the strict policy links no more than the default', () => {
    fc.assert(
      fc.property(customer, anyPerson, anyOptions, (known, record, chosen) => {
        const verdict = scoreRecord(known, record, chosen);
        if (verdict.vetoes.length > 0) expect(verdict.decision).not.toBe('LINK');
        if (verdict.decision === 'LINK') expect(verdict.confidence).toBeGreaterThanOrEqual(chosen.minConfidence);
        const [strict, normal] = (['STRICT', 'DEFAULT'] as const).map(
          (policy) => scoreRecord(known, record, { ...chosen, policy }).decision,
        );
        expect(strict === 'LINK' && normal !== 'LINK').toBe(false);
      }),
      runs,
    );
  });

  test('no confidence exceeds the surest thing known, and every verdict carries no identifier', () => {
    fc.assert(
      fc.property(customer, anyPerson, anyOptions, (known, record, chosen) => {
        const verdict = scoreRecord(known, record, chosen);
        expect(verdict.confidence).toBeLessThanOrEqual(Math.max(...known.map((profile) => profile.confidence)));
        expect(JSON.stringify(verdict)).not.toMatch(/@|\+\d|Lovelace|Novak/);
      }),
      runs,
    );
  });
});
