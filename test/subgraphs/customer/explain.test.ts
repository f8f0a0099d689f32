import { explainLink } from '../../../subgraphs/customer/explain';
import { createFinder } from '../../../subgraphs/customer/find-customer';
import { someone } from './answers';
import { fakeDirectory } from './fake-directory';

const EMAIL = 'ada@example.com';
const ada = (id: string, fullName = 'Ada Lovelace') => someone(id, { fullName, email: EMAIL });
const explain = (directory: ReturnType<typeof fakeDirectory>, a: string, b: string) =>
  explainLink(a, b, directory, createFinder(directory, []));

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
