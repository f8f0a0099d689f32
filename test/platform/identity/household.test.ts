import { isHouseholdMailbox } from '../../../platform/identity/household';

function named(full: string) {
  return { full, given: null, family: null };
}

it.each([
  ['family.roesner@inbox.example.org', 'Doğan Rösner'],
  ['roesner@inbox.example.org', 'Doğan Rösner'],
  ['rosner2@inbox.example.org', 'Doğan Rösner'],
  ['the.millers@mail.example.com', 'Anna Miller'],
  ['choi@mail.example.com', 'Sujin Choi'],
  ['familie@web.example.net', 'Erik Lindqvist'],
  ['casa.garcia@web.example.net', 'Carlos Garcia'],
  ['family.roesner+shop@inbox.example.org', 'Doğan Rösner'],
])('%s is the mailbox of more than %s', (email, name) => {
  expect(isHouseholdMailbox(email, named(name))).toBe(true);
});

it.each([
  ['dogan.roesner@inbox.example.org', 'Doğan Rösner'],
  ['d.roesner@inbox.example.org', 'Doğan Rösner'],
  ['droesner@inbox.example.org', 'Doğan Rösner'],
  ['roesnerdogan@inbox.example.org', 'Doğan Rösner'],
  ['ada.mensah@copperfield-foods.example.com', 'Mensah, Ada'],
  ['dogan@inbox.example.org', 'Doğan Rösner'],
  ['starlight99@inbox.example.org', 'Doğan Rösner'],
  ['rob.fletcher@inbox.example.org', 'Robert Fletcher'],
  ['li@inbox.example.org', 'Wei Li'],
  // Which of the two is the family name is not said.
  ['choi@mail.example.com', 'Choi Sujin'],
])('%s may be that of %s alone', (email, name) => {
  expect(isHouseholdMailbox(email, named(name))).toBe(false);
});

it('says nothing of a name that cannot be read, or of half a name', () => {
  expect(isHouseholdMailbox('roesner@inbox.example.org', { full: null, given: null, family: 'Rösner' })).toBe(false);
  expect(isHouseholdMailbox('choi@inbox.example.org', named('최 민준'))).toBe(false);
  expect(isHouseholdMailbox('roesner@inbox.example.org', { full: null, given: null, family: null })).toBe(false);
  expect(isHouseholdMailbox('', named('Doğan Rösner'))).toBe(false);
});
