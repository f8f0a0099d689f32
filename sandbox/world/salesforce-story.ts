// Salesforce's part of the story: people, firms, deals, activities and cases of the house's second CRM, answered by the pretend
// Salesforce. Some of its people are known to the first CRM as well, some are not.

export interface ForceUser {
  /** 18 characters, as every id here. */
  id: string;
  firstName: string;
  lastName: string;
  email: string;
}

interface ForceRecord {
  id: string;
  ownerId: string;
  createdAt: string;
  updatedAt: string;
  /** In the recycle bin. */
  deleted: boolean;
  /** Id of the record that it was merged into; such a record is deleted. */
  mergedInto: string | null;
}

interface ForceAddress {
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
}

export interface ForceAccount extends ForceRecord, ForceAddress {
  name: string;
  type: string | null;
  phone: string | null;
  website: string | null;
  industry: string | null;
  employees: number | null;
}

export interface ForceContact extends ForceRecord, ForceAddress {
  /** Whose record this is: index into `World.truth`. */
  person: string;
  accountId: string | null;
  firstName: string | null;
  /** Salesforce demands one. */
  lastName: string;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  homePhone: string | null;
  title: string | null;
  leadSource: string | null;
  optedOutOfEmail: boolean;
  doNotCall: boolean;
  /** `YYYY-MM-DD`. */
  birthDate: string | null;
  /** Custom fields by their API names, `__c` included. */
  custom: Record<string, string | number | boolean>;
}

export interface ForceLead extends ForceRecord, ForceAddress {
  person: string;
  firstName: string | null;
  lastName: string;
  /** Salesforce demands one. */
  company: string;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  title: string | null;
  status: string;
  leadSource: string | null;
  optedOutOfEmail: boolean;
  /** The contact that it became; null = not converted. */
  convertedContactId: string | null;
}

export interface ForceOpportunity {
  id: string;
  accountId: string | null;
  /** By contact roles. */
  contactIds: string[];
  name: string;
  /** Of the standard sales process. */
  stage: string;
  /** Decimal number as text. */
  amount: string | null;
  currency: string;
  /** `YYYY-MM-DD`; Salesforce demands one. */
  closeDate: string;
  ownerId: string;
  createdAt: string;
  updatedAt: string;
}

/** A task, or a meeting (an event). */
export interface ForceActivity {
  id: string;
  kind: 'call' | 'email' | 'task' | 'meeting';
  /** Contact or lead. */
  whoId: string | null;
  accountId: string | null;
  subject: string | null;
  body: string | null;
  done: boolean;
  /** When it happens, happened or falls due. */
  at: string;
  ownerId: string;
  createdAt: string;
}

export interface ForceCase {
  id: string;
  number: string;
  contactId: string | null;
  accountId: string | null;
  subject: string;
  description: string | null;
  status: 'New' | 'Working' | 'Escalated' | 'Closed';
  priority: 'High' | 'Medium' | 'Low';
  origin: 'Email' | 'Phone' | 'Web';
  ownerId: string;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

/** What the house keeps in Salesforce. */
export interface ForceStory {
  users: ForceUser[];
  accounts: ForceAccount[];
  contacts: ForceContact[];
  leads: ForceLead[];
  opportunities: ForceOpportunity[];
  activities: ForceActivity[];
  cases: ForceCase[];
}

export function emptyForceStory(): ForceStory {
  return { users: [], accounts: [], contacts: [], leads: [], opportunities: [], activities: [], cases: [] };
}
