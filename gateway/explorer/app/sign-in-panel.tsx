// The "Sign in" panel: one token or API key for the whole page, where the gateway answers only those it knows.
import { useState, type ComponentProps, type ReactElement, type SyntheticEvent } from 'react';
import type { GraphiQL } from 'graphiql';
import { signIn, useSignedIn } from './credentials';

type Plugin = NonNullable<ComponentProps<typeof GraphiQL>['plugins']>[number];

/** A panel beside GraphiQL's documentation and history. */
export const signInPlugin: Plugin = { title: 'Sign in', icon: SignInIcon, content: SignInPanel };

function SignInIcon(): ReactElement {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" aria-hidden="true">
      <circle cx="6.5" cy="10" r="3.5" />
      <path d="M10 10h8M15 10v3M18 10v2" />
    </svg>
  );
}

function SignInPanel(): ReactElement {
  const { isSignedIn } = useSignedIn();
  const [text, setText] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    signIn(text);
  };
  return (
    <section className="cost sign-in" aria-live="polite">
      <h2 className="graphiql-doc-explorer-title">Sign in</h2>
      {isSignedIn ? (
        <>
          <p>Everything this page asks carries your credential. It is forgotten when the page is closed or loaded again.</p>
          <button type="button" className="graphiql-button" onClick={() => signIn(null)}>
            Sign out
          </button>
        </>
      ) : (
        <form onSubmit={submit}>
          <label>
            Token or API key
            <input type="password" autoComplete="off" spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} />
          </label>
          <button type="submit" className="graphiql-button" disabled={text.trim() === ''}>
            Sign in
          </button>
          <p>
            Sent as <code>authorization</code> with everything this page asks, unless a tab has such a header of its own.
          </p>
        </form>
      )}
    </section>
  );
}
