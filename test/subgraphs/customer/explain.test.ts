import { explainLink } from '../../../subgraphs/customer/explain';
import { someone } from './answers';
import { fakeDirectory } from './fake-directory';
import { constraintsOf, finderOver } from './said';

const EMAIL = 'ada@example.com';
const ada = (id: string, fullName = 'Ada Lovelace') => someone(id, { fullName, email: EMAIL });
const explain = (directory: ReturnType<typeof fakeDirectory>, a: string, b: string) => explainLink(a, b, directory, finderOver(directory));

describe('an explanation', () => {
  it('says what speaks for a link, never the value', async () => {
    const directory = fakeDirectory({ CRM: [ada('hubspot:contact:1')], SUPPORT: [ada('zendesk:user:7')] });
    const explanation = await explain(directory, 'hubspot:contact:1', 'zendesk:user:7');
    expect(explanation).toMatchObject({ a: { id: 'hubspot:contact:1' }, b: { source: 'zendesk' }, decision: 'LINK', confidence: 0.9 });
    expect(explanation?.evidence[0]).toMatchObject({ rule: 'SAME_EMAIL_AND_NAME' });
    expect(JSON.stringify(explanation)).not.toContain(EMAIL);
  });

  it('says what speaks against one', async () => {
    const directory = fakeDirectory({ CRM: [ada('hubspot:contact:1')], SUPPORT: [ada('zendesk:user:7', 'Bob Builder')] });
    await expect(explain(directory, 'hubspot:contact:1', 'zendesk:user:7')).resolves.toMatchObject({ decision: 'CANDIDATE' });
    const strangers = fakeDirectory({ CRM: [ada('hubspot:contact:1')], SUPPORT: [someone('zendesk:user:7')] });
    await expect(explain(strangers, 'hubspot:contact:1', 'zendesk:user:7')).resolves.toMatchObject({ decision: 'NONE', evidence: [] });
  });

  it('knows an identifier that too many hold', async () => {
    const users = [7, 8, 9, 10].map((id) => ada(`zendesk:user:${id}`));
    const directory = fakeDirectory({ CRM: [ada('hubspot:contact:1')], SUPPORT: users });
    const explanation = await explain(directory, 'hubspot:contact:1', 'zendesk:user:7');
    expect(explanation).toMatchObject({ decision: 'NONE', evidence: [{ rule: 'GENERIC_IDENTIFIER' }] });
  });

  it('is null for records that do not exist, and fails where that cannot be known', async () => {
    const directory = fakeDirectory({ CRM: [ada('hubspot:contact:1')], SUPPORT: [] });
    await expect(explain(directory, 'hubspot:contact:1', 'zendesk:user:404')).resolves.toBeNull();
    await expect(explain(directory, 'no id at all', 'hubspot:contact:1')).resolves.toBeNull();
    directory.dead.add('SUPPORT');
    await expect(explain(directory, 'hubspot:contact:1', 'zendesk:user:404')).rejects.toMatchObject({ source: 'support' });
  });
});

describe('an explanation of what a person said', () => {
  const directory = () =>
    fakeDirectory({ CRM: [ada('hubspot:contact:1')], BILLING: [someone('sql:customer:3')], SUPPORT: [ada('zendesk:user:7')] });
  const explainWith = (constraints: ReturnType<typeof constraintsOf> | null, a: string, b: string) => {
    const records = directory();
    return explainLink(a, b, records, finderOver(records, [], constraints));
  };

  it('puts it before every rule', async () => {
    const apart = constraintsOf({ unlinked: [['hubspot:contact:1', 'zendesk:user:7']] });
    const explanation = await explainWith(apart, 'zendesk:user:7', 'hubspot:contact:1');
    expect(explanation).toMatchObject({
      decision: 'NONE',
      confidence: 0,
      evidence: [{ rule: 'SAME_EMAIL_AND_NAME' }],
      vetoes: [{ rule: 'MANUAL_UNLINK' }],
    });
    const linked = constraintsOf({ linked: [['hubspot:contact:1', 'sql:customer:3']] });
    await expect(explainWith(linked, 'sql:customer:3', 'hubspot:contact:1')).resolves.toMatchObject({
      decision: 'LINK',
      confidence: 1,
      evidence: [{ rule: 'MANUAL_LINK' }],
    });
  });

  it('follows links from one to the other', async () => {
    const chain = constraintsOf({
      linked: [
        ['hubspot:contact:1', 'shopify:customer:5'],
        ['shopify:customer:5', 'sql:customer:3'],
      ],
    });
    await expect(explainWith(chain, 'hubspot:contact:1', 'sql:customer:3')).resolves.toMatchObject({ decision: 'LINK' });
  });

  it('says that it cannot be known', async () => {
    await expect(explainWith(null, 'hubspot:contact:1', 'zendesk:user:7')).resolves.toMatchObject({
      decision: 'CANDIDATE',
      evidence: [{ rule: 'SAME_EMAIL_AND_NAME' }, { rule: 'MANUAL_LINKS_UNKNOWN' }],
    });
  });
});
