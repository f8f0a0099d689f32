// The named policies as data: which rule chooses each field of the profile, and which domain is believed first.
import type { Domain } from '../../platform/exchange/domain';
import type { ViewOptions } from '../../platform/identity/match-keys';
import type { RULES } from './survivorship';

/** Rules that choose one value out of several, and `union`, which keeps all. */
export type ChoosingRule = keyof typeof RULES | 'union';

/** The fields of `Profile` that are chosen, in the order of the schema. */
export const PROFILE_FIELDS = [
  'name',
  'primaryEmail',
  'emails',
  'phones',
  'addresses',
  'company',
  'jobTitle',
  'language',
  'taxId',
  'birthDate',
  'employees',
  'createdAt',
  'lastActivityAt',
] as const;

export type ProfileField = (typeof PROFILE_FIELDS)[number];

export interface Policy {
  /** Who is believed first; ties of every rule end here. */
  priority: readonly Domain[];
  rules: Readonly<Record<ProfileField, ChoosingRule>>;
  /** For custom fields, of which nothing is known but their values. */
  custom: keyof typeof RULES;
}

const USUAL: Policy['rules'] = {
  name: 'source-priority',
  primaryEmail: 'source-priority',
  // Contact points are never reduced.
  emails: 'union',
  phones: 'union',
  addresses: 'union',
  company: 'source-priority',
  jobTitle: 'source-priority',
  language: 'most-frequent',
  // A wrong one does harm, so that nobody is believed alone against another.
  taxId: 'agree-or-null',
  birthDate: 'agree-or-null',
  employees: 'source-priority',
  createdAt: 'oldest',
  lastActivityAt: 'newest',
};

const CRM_FIRST: readonly Domain[] = ['CRM', 'BILLING', 'SUPPORT', 'MARKETING', 'SALES'];

export const POLICIES: Readonly<Record<ViewOptions['policy'], Policy>> = {
  DEFAULT: { priority: CRM_FIRST, rules: USUAL, custom: 'source-priority' },
  STRICT: {
    priority: CRM_FIRST,
    rules: {
      ...USUAL,
      ...{ name: 'agree-or-null', primaryEmail: 'agree-or-null', company: 'agree-or-null' },
      ...{ jobTitle: 'agree-or-null', language: 'agree-or-null', employees: 'agree-or-null' },
    },
    custom: 'agree-or-null',
  },
  SUPPORT_DESK: {
    priority: ['SUPPORT', 'CRM', 'BILLING', 'SALES', 'MARKETING'],
    rules: { ...USUAL, language: 'source-priority' },
    custom: 'source-priority',
  },
  BILLING: {
    priority: ['BILLING', 'SALES', 'CRM', 'SUPPORT', 'MARKETING'],
    rules: { ...USUAL, language: 'source-priority' },
    custom: 'source-priority',
  },
};
