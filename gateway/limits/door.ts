// What an HTTP request has to pass before Apollo Server reads it: trusted documents where only those are taken, sizes of texts and
// variables. What it costs is looked at once the operation is known: admission.ts.
import { GraphQLError } from 'graphql';
import type { Log } from '../../platform/log';
import type { Caller } from '../../platform/request/caller';
import type { TrustedDocuments } from '../trusted-documents/manifest';
import { createDocumentLimits } from './document-limits';
import type { Incoming } from './incoming';
import { refusalOf } from './refusal';
import type { Limits } from './settings';
import { checkVariables } from './variable-limits';

/** `log` = those that are not trusted are answered, and told of in the log. */
export type TrustMode = 'off' | 'log' | 'only';

export interface Door {
  /** Throws the refusal, a GraphQLError. `requestId` = for the log. */
  enter(incoming: Incoming, caller: Caller, requestId: string): void;
}

export interface DoorOptions {
  limits: Limits;
  trust: TrustMode;
  trusted: TrustedDocuments;
  log: Log;
}

/** Who may ask what nobody agreed on beforehand. */
const AD_HOC = 'graphql:adhoc';

export function createDoor({ limits, trust, trusted, log }: DoorOptions): Door {
  const documents = createDocumentLimits(limits);
  function check({ query, variables, documentId }: Incoming, caller: Caller, requestId: string): void {
    checkVariables(variables, limits.LIMIT_VARIABLE_VALUES);
    // One that is asked by its id alone has passed here when it was registered.
    if (query === undefined || trusted.has(query)) {
      if (query === undefined && documentId !== undefined && trust === 'only' && trusted.textOf(documentId) === undefined) {
        throw refusalOf({ code: 'PERSISTED_QUERY_NOT_IN_LIST', message: 'There is no trusted document of that id.' });
      }
      return;
    }
    if (trust === 'log') log.warn('a document that is not trusted', { requestId });
    if (trust === 'only' && !caller.scopes.includes(AD_HOC)) {
      throw refusalOf({
        code: 'QUERY_NOT_IN_SAFELIST',
        message: 'Only trusted documents are answered here: send one of them to the letter, or its id.',
      });
    }
    documents.check(query);
  }
  return {
    enter(incoming, caller, requestId) {
      try {
        check(incoming, caller, requestId);
      } catch (error) {
        const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
        log.info('a request was refused', { requestId, code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR' });
        throw error;
      }
    },
  };
}
