// What the second helpdesk, a messenger, holds of the same people: its contacts and their conversations. Part of `World`; an
// account that is connected by choice only.

/** Somebody the messenger knows, before the emulator words it as the vendor does. */
export interface IntercomContact {
  /** 24 hexadecimal digits. */
  id: string;
  /** Whose record this is: index into `World.truth`. */
  person: string;
  /** A user has signed up; a lead has only written. */
  role: 'user' | 'lead';
  /** The CRM contact's id where somebody set the systems up to share it. */
  externalId: string | null;
  /** As it was typed. */
  email: string | null;
  /** As it was typed. */
  phone: string | null;
  name: string | null;
  language: string | null;
  unsubscribed: boolean;
  createdAt: string;
  updatedAt: string;
  lastSeenAt: string | null;
  custom: Record<string, string | number | boolean>;
  /** The contact that this one was merged into; null = it is still there. */
  mergedInto: string | null;
}

export interface IntercomAuthor {
  kind: 'contact' | 'admin' | 'bot';
  id: string;
}

export interface IntercomPart {
  id: string;
  /** Intercom's own words: comment, note, open, close, assignment, … */
  type: string;
  /** Plain text; null where nothing was written. */
  body: string | null;
  at: string;
  author: IntercomAuthor;
}

export interface IntercomConversation {
  id: string;
  /** Everybody in it. Whoever began it comes first, unless the house did. */
  contactIds: string[];
  title: string | null;
  source: {
    id: string;
    type: 'conversation' | 'email' | 'whatsapp' | 'sms' | 'phone_call' | 'facebook' | 'instagram' | 'twitter';
    /** Empty but for mail. */
    subject: string;
    /** Plain text. */
    body: string;
    author: IntercomAuthor;
  };
  state: 'open' | 'closed' | 'snoozed';
  snoozedUntil: string | null;
  priority: boolean;
  tags: string[];
  createdAt: string;
  updatedAt: string;
  firstAdminReplyAt: string | null;
  lastCloseAt: string | null;
  /** From 1 to 5. */
  rating: { score: number; remark: string | null; at: string } | null;
  /** null = no agreement. */
  sla: 'hit' | 'missed' | 'active' | 'cancelled' | null;
  parts: IntercomPart[];
  custom: Record<string, string | number>;
}
