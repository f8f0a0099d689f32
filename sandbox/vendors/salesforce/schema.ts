// The objects and fields of the house's org: those of the standard ones that the world tells something of, and a few custom ones.
// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contact.htm and its like.
import type { ForceObject } from '../../world/salesforce/ids';

const TYPES = [
  ...(['id', 'reference', 'string', 'picklist', 'email', 'phone', 'url', 'textarea', 'longtext'] as const),
  ...(['boolean', 'date', 'datetime', 'double', 'currency', 'int'] as const),
];
export type FieldType = (typeof TYPES)[number];

export interface Field {
  name: string;
  type: FieldType;
  /** A look-up field's parent, and by which name one gets from here to there. */
  parent: { object: ForceObject; relationship: string } | null;
  custom: boolean;
  /** Kept as the id of another system's record. */
  externalId: boolean;
}

/** `name:type`, `name>relationship=Parent` for a reference. */
const AUDIT = 'OwnerId>Owner=User CreatedDate:datetime LastModifiedDate:datetime SystemModstamp:datetime IsDeleted:boolean';
const FIELDS: Readonly<Record<ForceObject, string>> = {
  User: 'Id:id Name:string FirstName:string LastName:string Email:email Username:string IsActive:boolean CreatedDate:datetime',
  Account: `Id:id Name:string Type:picklist Phone:phone Website:url Industry:picklist NumberOfEmployees:int BillingStreet:textarea
    BillingCity:string BillingPostalCode:string BillingCountry:string MasterRecordId>MasterRecord=Account Description:longtext ${AUDIT}`,
  Contact: `Id:id AccountId>Account=Account Name:string FirstName:string LastName:string Email:email Phone:phone MobilePhone:phone
    HomePhone:phone Title:string LeadSource:picklist MailingStreet:textarea MailingCity:string MailingPostalCode:string
    MailingCountry:string HasOptedOutOfEmail:boolean DoNotCall:boolean Birthdate:date MasterRecordId>MasterRecord=Contact
    Description:longtext ${AUDIT} HubSpot_Id__c:string! Loyalty_Tier__c:picklist Newsletter_Count__c:double`,
  Lead: `Id:id Name:string FirstName:string LastName:string Company:string Title:string Email:email Phone:phone MobilePhone:phone
    Status:picklist LeadSource:picklist Street:textarea City:string PostalCode:string Country:string HasOptedOutOfEmail:boolean
    IsConverted:boolean ConvertedDate:date ConvertedContactId>ConvertedContact=Contact MasterRecordId>MasterRecord=Lead
    Description:longtext ${AUDIT}`,
  Opportunity: `Id:id AccountId>Account=Account Name:string StageName:picklist IsClosed:boolean IsWon:boolean Amount:currency
    CurrencyIsoCode:picklist CloseDate:date Description:longtext ${AUDIT}`,
  OpportunityContactRole: `Id:id OpportunityId>Opportunity=Opportunity ContactId>Contact=Contact Role:picklist IsPrimary:boolean
    CreatedDate:datetime IsDeleted:boolean`,
  Task: `Id:id WhoId:reference WhatId:reference AccountId>Account=Account Subject:string Description:longtext Status:picklist
    Priority:picklist TaskSubtype:picklist ActivityDate:date CompletedDateTime:datetime IsClosed:boolean ${AUDIT}`,
  Event: `Id:id WhoId:reference WhatId:reference AccountId>Account=Account Subject:string Description:longtext
    StartDateTime:datetime EndDateTime:datetime ActivityDateTime:datetime ${AUDIT}`,
  Case: `Id:id CaseNumber:string ContactId>Contact=Contact AccountId>Account=Account Subject:string Description:longtext
    Status:picklist Priority:picklist Origin:picklist IsClosed:boolean IsEscalated:boolean ClosedDate:datetime ${AUDIT}`,
  ContentNote: `Id:id Title:string Content:longtext FileType:string TextPreview:string ${AUDIT}`,
  ContentDocument: `Id:id Title:string FileType:string ${AUDIT}`,
  ContentDocumentLink: `Id:id ContentDocumentId>ContentDocument=ContentDocument LinkedEntityId:reference ShareType:picklist
    Visibility:picklist SystemModstamp:datetime IsDeleted:boolean`,
};

/** Relationships from a parent to its children: the child's object and the field that names the parent. */
const CHILDREN: Readonly<Partial<Record<ForceObject, Readonly<Record<string, { object: ForceObject; field: string }>>>>> = {
  Account: {
    Contacts: { object: 'Contact', field: 'AccountId' },
    Opportunities: { object: 'Opportunity', field: 'AccountId' },
    Cases: { object: 'Case', field: 'AccountId' },
    Tasks: { object: 'Task', field: 'WhatId' },
    Events: { object: 'Event', field: 'WhatId' },
  },
  Contact: {
    OpportunityContactRoles: { object: 'OpportunityContactRole', field: 'ContactId' },
    Cases: { object: 'Case', field: 'ContactId' },
    Tasks: { object: 'Task', field: 'WhoId' },
    Events: { object: 'Event', field: 'WhoId' },
  },
  Lead: { Tasks: { object: 'Task', field: 'WhoId' }, Events: { object: 'Event', field: 'WhoId' } },
  Opportunity: { OpportunityContactRoles: { object: 'OpportunityContactRole', field: 'OpportunityId' } },
};

const NAMES = new Map<string, ForceObject>();
const FIELDS_BY_NAME = new Map<ForceObject, ReadonlyMap<string, Field>>();
for (const object of objectsOf(FIELDS)) {
  NAMES.set(object.toLowerCase(), object);
  const fields = FIELDS[object].trim().split(/\s+/).map(toField);
  FIELDS_BY_NAME.set(object, new Map(fields.map((field) => [field.name.toLowerCase(), field])));
}

function toField(text: string): Field {
  const [, name = '', relationship, parent, type, unique] = /^(\w+)(?:>(\w+)=(\w+)|:(\w+)(!)?)$/.exec(text) ?? [];
  const object = objectsOf(FIELDS).find((one) => one === parent);
  return {
    name,
    type: TYPES.find((one) => one === type) ?? 'reference',
    parent: object === undefined || relationship === undefined ? null : { object, relationship },
    custom: name.endsWith('__c'),
    externalId: unique !== undefined,
  };
}

// Object.keys forgets that the keys are objects' names.
function objectsOf(named: Readonly<Partial<Record<ForceObject, unknown>>>): ForceObject[] {
  return Object.keys(named) as ForceObject[];
}

/** In any case, as everywhere in Salesforce; null = there is no such object. */
export function toObject(name: string): ForceObject | null {
  return NAMES.get(name.toLowerCase()) ?? null;
}

export function allObjects(): ForceObject[] {
  return [...NAMES.values()];
}

export function fieldsOf(object: ForceObject): Field[] {
  return [...(FIELDS_BY_NAME.get(object)?.values() ?? [])];
}

export function fieldOf(object: ForceObject, name: string): Field | null {
  return FIELDS_BY_NAME.get(object)?.get(name.toLowerCase()) ?? null;
}

/** The look-up field by whose relationship one gets to a parent. */
export function parentField(object: ForceObject, relationship: string): Field | null {
  return fieldsOf(object).find(({ parent }) => parent?.relationship.toLowerCase() === relationship.toLowerCase()) ?? null;
}

export interface ChildRelationship {
  name: string;
  object: ForceObject;
  field: string;
}

export function childRelationships(object: ForceObject): ChildRelationship[] {
  return Object.entries(CHILDREN[object] ?? {}).map(([name, child]) => ({ name, ...child }));
}
