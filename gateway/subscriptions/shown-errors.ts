// Errors of a subscription that no request carries, as clients see them: with a code, and nothing that is not meant for them.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { maskError } from '../error-mask';

/** Without a code of their own they are faults of the document. In production no names of the schema are suggested. */
export function shownErrors(errors: readonly GraphQLError[], { production }: { production: boolean }): GraphQLFormattedError[] {
  return errors.map((error) => {
    const formatted = error.toJSON();
    const isOurs = error.originalError !== undefined && !(error.originalError instanceof GraphQLError);
    const code = error.extensions['code'] ?? (isOurs ? 'INTERNAL_SERVER_ERROR' : 'GRAPHQL_VALIDATION_FAILED');
    const message = production ? formatted.message.replace(/ ?Did you mean .+\?$/, '') : formatted.message;
    return maskError({ ...formatted, message, extensions: { ...error.extensions, code } });
  });
}
