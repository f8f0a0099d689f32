// The story the sandbox tells: the accounts that each pretend system holds, all telling of the same people. The generator
// makes one `World`; every emulator reads its own part of it and nothing else. True identities are in `truth`, for judges only.
import type { MailchimpAccount } from './mailchimp-story';
import type { IntercomContact, IntercomConversation } from './intercom-story';
import type { MarketingCampaign, MarketingEvent, MarketingProfile } from './marketing-story';
import type { PaymentCharge, PaymentCustomer, PaymentInvoice, PaymentSubscription } from './payment-story';
import type { TrackerTicket, TrackerUser } from './request-tracker-story';
import type { ForceStory } from './salesforce-story';
import type { ShopCustomer, ShopOrder, ShopStaff } from './shop-story';
import type { VendureShop } from './vendure-story';

/** What a CRM contact says, before the emulator words it as the vendor does. */
export interface CrmContact {
  /** Vendor's own id: digits. */
  id: string;
  /** Whose record this is: index into `World.truth`. */
  person: string;
  email: string | null;
  /** Further addresses of the same contact (HubSpot: hs_additional_emails). */
  additionalEmails: string[];
  phone: string | null;
  mobile: string | null;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  companyId: string | null;
  jobTitle: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
  /** HubSpot internal value: subscriber, lead, marketingqualifiedlead, salesqualifiedlead, opportunity, customer, evangelist, other. */
  lifecycleStage: string;
  leadStatus: string | null;
  leadSource: string | null;
  ownerId: string | null;
  language: string | null;
  createdAt: string;
  updatedAt: string;
  /** Ids of contacts that were merged into this one; asking for them answers this contact. */
  mergedIds: string[];
  archived: boolean;
  /** Custom fields. */
  custom: Record<string, string>;
}

export interface CrmCompany {
  id: string;
  name: string;
  domain: string | null;
  phone: string | null;
  /** HubSpot internal value, as of contacts. */
  lifecycleStage: string | null;
  ownerId: string | null;
  industry: string | null;
  employees: number | null;
  createdAt: string;
  updatedAt: string;
}

export interface CrmOwner {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
}

export interface CrmDeal {
  id: string;
  contactIds: string[];
  companyIds: string[];
  name: string;
  /** HubSpot default pipeline: appointmentscheduled, qualifiedtobuy, presentationscheduled, contractsent, closedwon, closedlost. */
  stage: string;
  /** Decimal string. */
  amount: string | null;
  currency: string;
  closeDate: string | null;
  ownerId: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface CrmActivity {
  id: string;
  contactIds: string[];
  companyIds: string[];
  kind: 'calls' | 'emails' | 'meetings' | 'notes' | 'tasks';
  subject: string | null;
  body: string | null;
  ownerId: string | null;
  at: string;
}

export interface HelpdeskUser {
  id: string;
  person: string;
  name: string;
  email: string | null;
  /** Further addresses (Zendesk: identities). */
  additionalEmails: string[];
  phone: string | null;
  /** Zendesk: the number is used by this user alone. */
  phoneIsDirect: boolean;
  /** The CRM contact's id where somebody set the systems up to share it. */
  externalId: string | null;
  verified: boolean;
  organisation: string | null;
  locale: string;
  createdAt: string;
  updatedAt: string;
  /** Ids of users merged into this one; the old ids are gone (404). */
  mergedIds: string[];
  /** Deleted users answer show_many with active: false, and are not found by search. */
  deleted: boolean;
  /** Custom fields; left out = none. */
  userFields?: Record<string, string | number | boolean>;
}

export interface HelpdeskTicket {
  id: string;
  requesterId: string;
  subject: string;
  description: string;
  status: 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
  priority: 'urgent' | 'high' | 'normal' | 'low' | null;
  channel: string;
  tags: string[];
  createdAt: string;
  updatedAt: string;
  firstReplyAt: string | null;
  solvedAt: string | null;
  rating: { score: 'good' | 'bad' | 'offered' | 'unoffered'; comment: string | null; at: string | null };
  /** When the next promise of the service level agreement falls due; null = no agreement. */
  slaBreachAt: string | null;
  comments: { id: string; at: string; body: string; public: boolean; authorId: string }[];
}

/** A row of the in-house billing database. */
export interface BillingCustomer {
  id: string;
  person: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
  taxId: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface BillingInvoice {
  id: string;
  customerId: string;
  number: string;
  status: 'draft' | 'open' | 'partial' | 'paid' | 'void';
  currency: string;
  total: string;
  paid: string;
  issuedOn: string;
  dueOn: string;
}

/** One person or organisation as they truly are; which records are theirs is what identity resolution must find out. */
export interface TrueIdentity {
  id: string;
  kind: 'person' | 'organisation';
  /** Global ids as the product names them by default: `hubspot:contact:501`, `zendesk:user:77`, `sql:customer:12`, `shopify:customer:9`, … */
  records: string[];
  /** Named hard cases this identity belongs to, such as `shared-family-mailbox`. */
  cases: string[];
  /** Records that were theirs and are gone: merged into another one, archived or deleted. Not in `records`. */
  goneRecords?: string[];
  /** Theirs in the systems that are connected by choice only: Salesforce, Vendure, Mailchimp, Intercom, Request Tracker. Not in `records`. */
  further?: string[];
}

export interface World {
  seed: number;
  /** Every date in the world is relative to this instant (ISO). */
  now: string;
  crm: { contacts: CrmContact[]; companies: CrmCompany[]; owners: CrmOwner[]; deals: CrmDeal[]; activities: CrmActivity[] };
  helpdesk: { users: HelpdeskUser[]; tickets: HelpdeskTicket[] };
  billing: { customers: BillingCustomer[]; invoices: BillingInvoice[] };
  shop: { customers: ShopCustomer[]; orders: ShopOrder[]; staff: ShopStaff[] };
  payments: {
    customers: PaymentCustomer[];
    invoices: PaymentInvoice[];
    subscriptions: PaymentSubscription[];
    charges: PaymentCharge[];
  };
  marketing: {
    profiles: MarketingProfile[];
    events: MarketingEvent[];
    lists: { id: string; name: string }[];
    segments: { id: string; name: string }[];
    campaigns: MarketingCampaign[];
  };
  /** The house's second shop, by choice. */
  vendure: VendureShop;
  mailchimp: MailchimpAccount;
  intercom: { contacts: IntercomContact[]; conversations: IntercomConversation[] };
  requestTracker: { users: TrackerUser[]; tickets: TrackerTicket[] };
  /** The house's second CRM. */
  salesforce: ForceStory;
  truth: TrueIdentity[];
}
