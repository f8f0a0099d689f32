// Every known fault of the published descriptions: the one place where the judge departs from them. Whatever else differs is a
// finding. A fault belongs here only where the vendor's own documentation, or its own SDK, says otherwise than its description.
import type { KnownFault } from '../patch';
import { HUBSPOT } from './hubspot';
import { INTERCOM } from './intercom';
import { KLAVIYO } from './klaviyo';
import { MAILCHIMP } from './mailchimp';
import { ZENDESK } from './zendesk';

/** All of them. */
export const KNOWN_FAULTS: readonly KnownFault[] = Object.entries({
  hubspot: HUBSPOT,
  zendesk: ZENDESK,
  klaviyo: KLAVIYO,
  intercom: INTERCOM,
  mailchimp: MAILCHIMP,
}).flatMap(([vendor, faults]) => faults.map((fault) => ({ vendor, ...fault })));

/** Ends of paths that are taken with and without, by the documentation of the vendor. */
export const OPTIONAL_ENDINGS: Readonly<Record<string, { reason: string; ending: RegExp }>> = {
  zendesk: { reason: 'The documentation writes paths with .json in its tables and without in its examples.', ending: /\.json$/ },
  klaviyo: { reason: 'Paths end in a slash in the older revisions of the documentation.', ending: /\/$/ },
  hubspot: { reason: 'Owners are listed with a slash at the end in https://developers.hubspot.com/docs/api/crm/owners', ending: /\/$/ },
};
