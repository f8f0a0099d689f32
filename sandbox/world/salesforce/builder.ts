// Collects the records of Salesforce and gives each its id. It knows that system's own rules (a last name and an owner for everybody,
// addresses as often as one likes) and nothing of people or plots.
import type { Blank, Book } from '../book';
import type {
  ForceAccount,
  ForceActivity,
  ForceCase,
  ForceContact,
  ForceLead,
  ForceOpportunity,
  ForceStory,
  ForceUser,
} from '../salesforce-story';
import { forceId, type ForceObject } from './ids';

export interface SalesforceBuilder {
  user(user: Omit<ForceUser, 'id'>): ForceUser;
  account(account: Blank<ForceAccount, 'name' | 'ownerId' | 'createdAt'>): ForceAccount;
  contact(contact: Blank<ForceContact, 'person' | 'lastName' | 'ownerId' | 'createdAt'>): ForceContact;
  lead(lead: Blank<ForceLead, 'person' | 'lastName' | 'company' | 'ownerId' | 'createdAt'>): ForceLead;
  opportunity(deal: Blank<ForceOpportunity, 'name' | 'stage' | 'closeDate' | 'ownerId' | 'createdAt'>): ForceOpportunity;
  activity(activity: Blank<ForceActivity, 'kind' | 'at' | 'ownerId'>): ForceActivity;
  case(told: Blank<Omit<ForceCase, 'number'>, 'subject' | 'ownerId' | 'createdAt'>): ForceCase;
}

export function createSalesforceBuilder(book: Book, story: ForceStory): SalesforceBuilder {
  const next = (object: ForceObject): string => forceId(object, Number(book.nextId(`salesforce ${object}`)));
  const address = { street: null, city: null, postalCode: null, country: null };
  const kept = { deleted: false, mergedInto: null };
  return {
    user: (user) => push(story.users, { ...user, id: next('User') }),
    account: (account) =>
      push(story.accounts, {
        ...{ ...address, ...kept, type: null, phone: null, website: null, industry: null, employees: null },
        ...{ updatedAt: account.createdAt, ...account, id: next('Account') },
      }),
    contact(told) {
      const contact: ForceContact = {
        ...{ ...address, ...kept, accountId: null, firstName: null, email: null, phone: null, mobile: null, homePhone: null },
        ...{ title: null, leadSource: null, optedOutOfEmail: false, doNotCall: false, birthDate: null, custom: {} },
        ...{ updatedAt: told.createdAt, ...told, id: next('Contact') },
      };
      if (!contact.deleted) book.knowFurther(contact.person, `salesforce:contact:${contact.id}`);
      return push(story.contacts, contact);
    },
    lead(told) {
      const lead: ForceLead = {
        ...{ ...address, ...kept, firstName: null, email: null, phone: null, mobile: null, title: null },
        ...{ status: 'Open - Not Contacted', leadSource: null, optedOutOfEmail: false, convertedContactId: null },
        ...{ updatedAt: told.createdAt, ...told, id: next('Lead') },
      };
      if (!lead.deleted && lead.convertedContactId === null) book.knowFurther(lead.person, `salesforce:lead:${lead.id}`);
      return push(story.leads, lead);
    },
    opportunity: (deal) =>
      push(story.opportunities, {
        ...{ accountId: null, contactIds: [], amount: null, currency: 'EUR', updatedAt: deal.createdAt },
        ...{ ...deal, id: next('Opportunity') },
      }),
    activity(told) {
      const id = next(told.kind === 'meeting' ? 'Event' : 'Task');
      const activity: ForceActivity = {
        ...{ whoId: null, accountId: null, subject: null, body: null, done: true, createdAt: told.at },
        ...{ ...told, id },
      };
      return push(story.activities, activity);
    },
    case: (told) =>
      push(story.cases, {
        ...{ contactId: null, accountId: null, description: null, status: 'New', priority: 'Medium', origin: 'Email' },
        ...{ updatedAt: told.createdAt, closedAt: null, ...told },
        ...{ id: next('Case'), number: book.nextId('salesforce case number').padStart(8, '0') },
      }),
  };
}

function push<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
