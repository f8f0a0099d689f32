// The explorer's entry: fetches the ready questions, then mounts GraphiQL with one tab for each.
// It runs in the browser only; ../build.ts bundles it and ../plugin.ts serves it.
import './workers';
import 'graphiql/style.css';
import './style.css';
import { createRoot } from 'react-dom/client';
import { Explorer } from './explorer';
import type { Question } from '../questions';

async function start(): Promise<void> {
  const place = document.getElementById('explorer');
  if (place === null) throw new Error('the page has no place for the explorer');
  const response = await fetch('/explorer/questions.json', { headers: { accept: 'application/json' } });
  // Without them the explorer is still of use.
  const answer: unknown = response.ok ? await response.json() : [];
  // The gateway that served this page wrote them.
  const questions = Array.isArray(answer) ? (answer as readonly Question[]) : [];
  createRoot(place).render(<Explorer graphqlPath={place.dataset['graphqlPath'] ?? '/graphql'} questions={questions} />);
}

void start();
