// Whose personal data a caller gets to see: of a class whose scope they hold, and for a purpose they have said. All else is masked when
// the answer is shaped: what is fetched and cached is one and the same for everybody.
import { randomBytes } from 'node:crypto';
import { getNamedType, isNonNullType, isSpecifiedScalarType, type GraphQLOutputType } from 'graphql';
import type { Caller } from '../../platform/request/caller';
import { CLASSES, scopeOf, type PersonalClass } from '../../platform/request/personal-class';
import type { Disguise } from '../execution/disguise';
import { maskedBy, type Mask } from './mask';

export interface MaskingSettings {
  masks: Readonly<Record<PersonalClass, Mask>>;
  /** Of the hashes. */
  key: Buffer;
}

/** Texts in part. Hashes are of this process alone. */
export const DEFAULT_MASKING: MaskingSettings = {
  masks: { CONTACT: 'masked', IDENTITY: 'masked', FINANCIAL: 'masked', FREE_TEXT: 'masked' },
  key: randomBytes(32),
};

/** Why a class is masked: the scope is not held, or no purpose was said for what it would show. */
export type MaskedWhy = 'SCOPE_MISSING' | 'PURPOSE_MISSING';

export interface MaskedClass {
  class: PersonalClass;
  why: MaskedWhy;
}

export interface Masking {
  /** How the caller is shown personal values; undefined = as they are. */
  disguiseFor(caller: Caller): Disguise | undefined;
  /** Those classes among `personal` that the caller is shown masked. */
  maskedFor(caller: Caller, personal: ReadonlySet<PersonalClass>): MaskedClass[];
}

/** `fields`: which hold what, by `Type.field`. */
export function createMasking(fields: ReadonlyMap<string, PersonalClass>, { masks, key }: MaskingSettings): Masking {
  const disguises = new Map<string, Disguise>();
  const maskedFor = ({ scopes, purpose, unrestricted }: Caller, personal: ReadonlySet<PersonalClass>): MaskedClass[] =>
    unrestricted
      ? []
      : [...personal].flatMap((one): MaskedClass[] => {
          if (!scopes.includes(scopeOf(one))) return [{ class: one, why: 'SCOPE_MISSING' }];
          return purpose === null || purpose.trim() === '' ? [{ class: one, why: 'PURPOSE_MISSING' }] : [];
        });

  return {
    maskedFor,
    disguiseFor(caller) {
      if (caller.unrestricted || fields.size === 0) return undefined;
      const masked = maskedFor(caller, new Set(CLASSES)).map((one) => one.class);
      if (masked.length === 0) return undefined;
      const id = `masked ${masked.join()}`;
      const known = disguises.get(id);
      if (known !== undefined) return known;
      const disguise: Disguise = {
        id,
        of(typeName, fieldName, type) {
          const personal = fields.get(`${typeName}.${fieldName}`);
          return personal === undefined || !masked.includes(personal) ? null : maskedBy(masks[personal], key, factsOf(type));
        },
      };
      disguises.set(id, disguise);
      return disguise;
    },
  };
}

function factsOf(type: GraphQLOutputType): { nullable: boolean; isText: boolean } {
  const named = getNamedType(type);
  return { nullable: !isNonNullType(type), isText: isSpecifiedScalarType(named) && (named.name === 'String' || named.name === 'ID') };
}
