// Which objects and fields can be written, and how a contact's and a lead's are called in the world. What else there is, this emulator
// answers and does not write.
import type { ForceObject } from '../../world/salesforce/ids';
import type { ForceContact, ForceLead } from '../../world/salesforce-story';

const ADDRESS_OF_CONTACT = {
  MailingStreet: 'street',
  MailingCity: 'city',
  MailingPostalCode: 'postalCode',
  MailingCountry: 'country',
} as const;

const CONTACT: Readonly<Record<string, keyof ForceContact>> = {
  ...{ AccountId: 'accountId', OwnerId: 'ownerId', FirstName: 'firstName', LastName: 'lastName', Email: 'email', Phone: 'phone' },
  ...{ MobilePhone: 'mobile', HomePhone: 'homePhone', Title: 'title', LeadSource: 'leadSource', Birthdate: 'birthDate' },
  ...{ HasOptedOutOfEmail: 'optedOutOfEmail', DoNotCall: 'doNotCall', ...ADDRESS_OF_CONTACT },
};

const LEAD: Readonly<Record<string, keyof ForceLead>> = {
  ...{ OwnerId: 'ownerId', FirstName: 'firstName', LastName: 'lastName', Company: 'company', Email: 'email', Phone: 'phone' },
  ...{ MobilePhone: 'mobile', Title: 'title', LeadSource: 'leadSource', Status: 'status', HasOptedOutOfEmail: 'optedOutOfEmail' },
  ...{ Street: 'street', City: 'city', PostalCode: 'postalCode', Country: 'country' },
};

/** Fields by object, and those without which there is no record. */
const WRITABLE: Readonly<Partial<Record<ForceObject, { fields: readonly string[]; required: readonly string[] }>>> = {
  Contact: { fields: Object.keys(CONTACT), required: ['LastName'] },
  Lead: { fields: Object.keys(LEAD), required: ['LastName', 'Company'] },
  Task: {
    fields: ['WhoId', 'WhatId', 'OwnerId', 'Subject', 'Description', 'Status', 'Priority', 'TaskSubtype', 'ActivityDate'],
    required: [],
  },
  ContentNote: { fields: ['Title', 'Content'], required: ['Title'] },
  ContentDocumentLink: {
    fields: ['ContentDocumentId', 'LinkedEntityId', 'ShareType', 'Visibility'],
    required: ['ContentDocumentId', 'LinkedEntityId', 'ShareType'],
  },
};

export function isWritable(object: ForceObject): boolean {
  return WRITABLE[object] !== undefined;
}

/** Custom fields of contacts can be written, all of them. */
export function isWritableField(object: ForceObject, name: string): boolean {
  return WRITABLE[object]?.fields.includes(name) === true || (object === 'Contact' && name.endsWith('__c'));
}

export function requiredFields(object: ForceObject): readonly string[] {
  return WRITABLE[object]?.required ?? [];
}

/** The world's name for a contact's or lead's field; null = it has none. */
export function worldName(object: 'Contact' | 'Lead', name: string): string | null {
  return (object === 'Contact' ? CONTACT[name] : LEAD[name]) ?? null;
}
