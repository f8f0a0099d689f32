import { InputError } from '../../../platform/errors';
import { toCustom } from '../../../subgraphs/customer/custom';
import { ANCHOR, evidenceOf, keysOf, linked, someone } from './answers';

const anchor = someone(ANCHOR, { fullName: 'Ada Lovelace', updatedAt: '2026-01-01T00:00:00.000Z' });
const payer = someone('stripe:customer:a', { fullName: 'Ada Lovelace', updatedAt: '2026-02-01T00:00:00.000Z' });
const user = someone('zendesk:user:7', { fullName: 'Ada Lovelace', updatedAt: '2026-03-01T00:00:00.000Z' });
const evidence = {
  CRM: { ...evidenceOf('CRM', [linked(anchor, { custom: { tier: 'gold', seats: 3 } })]), customKeys: ['tier', 'seats', 'region'] },
  BILLING: { ...evidenceOf('BILLING', [linked(payer, { custom: { tier: 'silver', seats: 3 } })]), customKeys: ['tier', 'seats'] },
  SUPPORT: { ...evidenceOf('SUPPORT', [linked(user, { custom: { tier: 'gold', vip: false } })]), customKeys: ['tier', 'vip'] },
};
const keys = keysOf([anchor]);
const ref = (id: string) => expect.objectContaining({ id, url: `https://app.example/${id}` }) as unknown;

test('a custom field has the value of the most believed record, and what others say instead', () => {
  expect(toCustom('tier', keys, evidence)).toEqual({
    value: 'gold',
    rule: 'source-priority',
    chosenFrom: ref(ANCHOR),
    alternatives: [{ record: ref('stripe:customer:a'), value: 'silver' }],
  });
});

test('the policy decides who is believed', () => {
  expect(toCustom('tier', keysOf([anchor], { policy: 'BILLING' }), evidence)).toMatchObject({
    value: 'silver',
    chosenFrom: ref('stripe:customer:a'),
    alternatives: [{ record: ref(ANCHOR) }, { record: ref('zendesk:user:7') }],
  });
  expect(toCustom('tier', keysOf([anchor], { policy: 'SUPPORT_DESK' }), evidence)).toMatchObject({ chosenFrom: ref('zendesk:user:7') });
});

test('the strict policy has a value only where all agree', () => {
  const strict = keysOf([anchor], { policy: 'STRICT' });
  expect(toCustom('tier', strict, evidence)).toEqual({
    value: null,
    rule: 'agree-or-null',
    chosenFrom: null,
    alternatives: [
      { record: ref(ANCHOR), value: 'gold' },
      { record: ref('stripe:customer:a'), value: 'silver' },
      { record: ref('zendesk:user:7'), value: 'gold' },
    ],
  });
  expect(toCustom('seats', strict, evidence)).toMatchObject({ value: 3, chosenFrom: ref(ANCHOR), alternatives: [] });
});

test('values are compared as a whole: lists and objects too', () => {
  const listed = (tags: string[]) => ({
    CRM: evidenceOf('CRM', [linked(anchor, { custom: { tags: ['a', 'b'] } })]),
    SUPPORT: evidenceOf('SUPPORT', [linked(user, { custom: { tags } })]),
  });
  expect(toCustom('tags', keys, listed(['a', 'b']))?.alternatives).toEqual([]);
  expect(toCustom('tags', keys, listed(['b', 'a']))?.alternatives).toHaveLength(1);
});

test('false is a value, and no value is null', () => {
  expect(toCustom('vip', keys, evidence)).toMatchObject({ value: false, chosenFrom: ref('zendesk:user:7') });
  expect(toCustom('region', keys, evidence)).toBeNull();
});

test.each(['teir', 'constructor', 'toString', ''])('%j is refused where no source is configured with it', (key) => {
  const refusal = () => toCustom(key, keys, evidence);
  expect(refusal).toThrow(InputError);
  expect(refusal).toThrow(
    `No source has a custom field "${key}": there is tier, seats, region, vip. It is configured as <SOURCE>_CUSTOM, such as HUBSPOT_CUSTOM=tier=properties.tier.`,
  );
});

test('without any custom field that is said', () => {
  expect(() => toCustom('tier', keys, { CRM: evidenceOf('CRM', [linked(anchor)]) })).toThrow('none is configured');
});

test('a domain that failed may have known the key', () => {
  expect(toCustom('teir', keys, { ...evidence, MARKETING: null })).toBeNull();
});
