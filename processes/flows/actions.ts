// The actions that the shipped processes name, with what each takes: as the domains' own files say it, which are not known here. A field
// that is left out stays as it is.
import { z } from 'zod';
import { action } from '../workflows/action';

const recordId = z.string().regex(/^[^:]+:[^:]+:.+$/, 'takes the form source:type:id');

/** What a member of staff should do about a person or company; `ref` is what it is for. */
export const createTask = action('crm', 'createTask', {
  record: recordId,
  title: z.string(),
  body: z.string().optional(),
  owner: recordId.optional(),
  due: z.iso.datetime(),
  ref: recordId.optional(),
});

export const createContact = action('crm', 'createContact', {
  email: z.string(),
  phone: z.string().optional(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
});

const reached = { record: recordId, email: z.string().optional(), phone: z.string().optional() };

export const updateCrmContact = action('crm', 'updateContact', {
  ...reached,
  givenName: z.string().optional(),
  familyName: z.string().optional(),
});
export const updateRequester = action('support', 'updateRequester', { ...reached, name: z.string().optional() });
export const updateBillingCustomer = action('billing', 'updateCustomer', { ...reached, name: z.string().optional() });

export const setMarketingConsent = action('marketing', 'setConsent', {
  record: recordId,
  channel: z.enum(['EMAIL', 'SMS']),
  status: z.enum(['GRANTED', 'REVOKED']),
  /** Where it was said. */
  statement: z.string(),
  at: z.iso.datetime(),
});

export const createSupportTicket = action('support', 'createTicket', {
  /** Who asks. */
  record: recordId,
  subject: z.string(),
  body: z.string(),
  priority: z.enum(['URGENT', 'HIGH', 'NORMAL', 'LOW']).optional(),
});

export const deleteContact = action('crm', 'deleteContact', { record: recordId });
export const deleteProfile = action('marketing', 'deleteProfile', { record: recordId });
export const deleteRequester = action('support', 'deleteRequester', { record: recordId });
export const deleteBillingCustomer = action('billing', 'deleteCustomer', { record: recordId });
export const requestErasure = action('sales', 'requestErasure', { record: recordId });
