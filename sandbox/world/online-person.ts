// Somebody as the tellers of shop, payments and marketing see them: what the first three systems have, and what was decided
// about the other three.
import type { Consent } from './online-cases';
import type { WrittenPerson } from './record-writers';
import type { CrmOwner } from './story';

export interface OnlinePerson extends WrittenPerson {
  isOrganisation: boolean;
  consent: Consent;
  /** Who looks after them in the CRM; null = nobody, or the CRM does not know them. */
  owner: CrmOwner | null;
}
