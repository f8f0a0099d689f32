// The processes that are shipped, one line each: what `workflows` lists, and what an event is held against.
import type { Process } from '../workflows/process';
import { createTicket } from './create-ticket';
import { eraseCustomer } from './erase-customer';
import { mergeRequest } from './merge-request';
import { newCustomer } from './new-customer';
import { overdueInvoice } from './overdue-invoice';
import { setConsent } from './set-consent';
import { unsubscribed } from './unsubscribed';
import { updateContact } from './update-contact';
import { urgentTicket } from './urgent-ticket';

export const SHIPPED: readonly Process[] = [
  ...[urgentTicket, overdueInvoice, unsubscribed, newCustomer],
  ...[updateContact, setConsent, createTicket, mergeRequest, eraseCustomer],
];
