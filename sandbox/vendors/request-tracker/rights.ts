// What the account may do that the emulator lets in. RT refuses little: what may not be seen is left out or empty.
export interface Rights {
  /** RT's name of the account's user, who sees all of their own record. */
  self: string;
  /** Sees all that RT keeps of a user, and searches by it; others see and search by names and addresses. */
  adminUsers: boolean;
  seeGroups: boolean;
  seeCustomFields: boolean;
  showTicketComments: boolean;
  createTicket: boolean;
  commentOnTicket: boolean;
  replyToTicket: boolean;
  /** All of a ticket but its deletion. */
  modifyTicket: boolean;
  deleteTicket: boolean;
  /** RT's superuser: only for them does RT count transactions and attachments. */
  superUser: boolean;
}

/** A service account as docs/decisions/request-tracker.md asks for, one that acts as well. */
export const SERVICE_ACCOUNT: Rights = {
  self: 'customer-graph',
  ...{ adminUsers: true, seeGroups: true, seeCustomFields: true, showTicketComments: true, superUser: false },
  ...{ createTicket: true, commentOnTicket: true, replyToTicket: true, modifyTicket: true, deleteTicket: true },
};
