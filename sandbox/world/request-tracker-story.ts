// What a Request Tracker holds, before its emulator words it as RT does.

export interface TrackerUser {
  /** RT's own id: digits. */
  id: string;
  /** Whose record this is: index into `World.truth`. */
  person: string;
  /** RT's name of the user, of which there is one: an address as a rule, since mail from strangers makes users. */
  name: string;
  realName: string | null;
  /** At most one user has an address, in whatever case. */
  emailAddress: string | null;
  organization: string | null;
  /** `en`, `zh_TW`. */
  lang: string | null;
  workPhone: string | null;
  mobilePhone: string | null;
  homePhone: string | null;
  address1: string | null;
  city: string | null;
  zip: string | null;
  country: string | null;
  /** Values by the name of a custom field that all users have. */
  customFields: Record<string, string[]>;
  /** Staff; customers are unprivileged. */
  privileged: boolean;
  /** May not log in any more; the nearest to deletion that RT has. */
  disabled: boolean;
  created: string;
  lastUpdated: string;
}

export interface TrackerTicket {
  id: string;
  requestorIds: string[];
  subject: string;
  /** RT's default lifecycle. */
  status: 'new' | 'open' | 'stalled' | 'resolved' | 'rejected' | 'deleted';
  /** What a number means is the house's business; 0 where nobody set one. */
  priority: number;
  queue: string;
  created: string;
  lastUpdated: string;
  started: string | null;
  resolved: string | null;
  /** When the requestor was last told something. */
  told: string | null;
  due: string | null;
  /** The ticket it was merged into; null = it stands for itself. */
  mergedInto: string | null;
  transactions: TrackerTransaction[];
}

/** Something that happened to a ticket. */
export interface TrackerTransaction {
  id: string;
  /** Create, Correspond (the requestor reads it), Comment (staff alone do), and others without words: Status, EmailRecord. */
  type: string;
  creatorId: string;
  created: string;
  /** The parts of the message; none where nothing was written. */
  parts: { id: string; contentType: string; filename: string | null; content: string }[];
}

/** The custom field in which the house keeps the CRM's ids. */
export const CRM_FIELD = 'CRM Id';
