// Which organisation to try first: one in which several people work. For the start command, tests and the benchmark.
import type { World } from './story';

const SEVERAL = 3;

/** Global id of the oldest CRM company with at least three people and a mailbox of its own, or else with people; null = none has any. */
export function organisationToTry({ crm }: World): string | null {
  const ofCompany = (id: string) => crm.contacts.filter(({ companyId, archived }) => companyId === id && !archived);
  const companies = crm.companies.map(({ id }) => {
    const contacts = ofCompany(id);
    const people = contacts.filter(({ lastName }) => lastName !== null);
    return {
      id,
      enough: people.length >= SEVERAL,
      hasMailbox: contacts.some(({ firstName, lastName }) => firstName === null && lastName === null),
    };
  });
  const peopled = companies.filter(({ enough }) => enough);
  const found = peopled.find(({ hasMailbox }) => hasMailbox) ?? peopled[0];
  return found === undefined ? null : `hubspot:company:${found.id}`;
}
