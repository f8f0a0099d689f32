// Somebody who signs in at a gateway under test: a key pair of our own, the settings that make the gateway believe it, and tokens by it.
import { generateKeyPairSync } from 'node:crypto';

export interface SignIn {
  /** The gateway's settings. */
  readonly settings: Readonly<Record<string, string>>;
  /** The headers of `agent-7` with these scopes, and others beside them; the token lives five minutes where nothing is said. */
  bearer(scope: string, more?: Readonly<Record<string, string>>, seconds?: number): Promise<Record<string, string>>;
}

export function createSignIn(): SignIn {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [JWT_ISSUER, JWT_AUDIENCE] = ['https://issuer', 'graph'];
  const JWT_PUBLIC_KEY = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    settings: { AUTH: 'jwt', JWT_ISSUER, JWT_AUDIENCE, JWT_PUBLIC_KEY },
    async bearer(scope, more = {}, seconds = 300) {
      const { SignJWT } = await import('jose');
      const token = await new SignJWT({ scope })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(JWT_ISSUER)
        .setAudience(JWT_AUDIENCE)
        .setSubject('agent-7')
        .setExpirationTime(`${seconds}s`)
        .sign(privateKey);
      return { authorization: `Bearer ${token}`, ...more };
    },
  };
}
