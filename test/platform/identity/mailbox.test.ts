import { ownerOfMailbox } from '../../../platform/identity/mailbox';

function named(full: string) {
  return { full, given: null, family: null };
}

it.each([
  ['HOUSEHOLD', 'family.roesner@inbox.example.org', 'Doğan Rösner'],
  ['HOUSEHOLD', 'roesner@inbox.example.org', 'Doğan Rösner'],
  ['HOUSEHOLD', 'rosner2@inbox.example.org', 'Doğan Rösner'],
  ['HOUSEHOLD', 'the.millers@mail.example.com', 'Anna Miller'],
  ['HOUSEHOLD', 'choi@mail.example.com', 'Sujin Choi'],
  ['HOUSEHOLD', 'familie@web.example.net', 'Erik Lindqvist'],
  ['HOUSEHOLD', 'family.roesner+shop@inbox.example.org', 'Doğan Rösner'],
  ['THEM', 'dogan.roesner@inbox.example.org', 'Doğan Rösner'],
  ['THEM', 'd.roesner@inbox.example.org', 'Doğan Rösner'],
  ['THEM', 'droesner@inbox.example.org', 'Doğan Rösner'],
  ['THEM', 'roesnerdogan@inbox.example.org', 'Doğan Rösner'],
  ['THEM', 'ada.mensah@copperfield-foods.example.com', 'Mensah, Ada'],
  ['THEM', 'dogan@inbox.example.org', 'Doğan Rösner'],
  ['THEM', 'rob.fletcher@inbox.example.org', 'Robert Fletcher'],
  // Which of the two is the family name is not said.
  ['THEM', 'choi@mail.example.com', 'Choi Sujin'],
  ['SOMEBODY_ELSE', 'sujin.yoon@mail.example.com', 'Emmanuel Boateng'],
  ['SOMEBODY_ELSE', 'm.obrien@mail.example.com', 'Jürgen Löwe'],
  ['SOMEBODY_ELSE', 'hannes.kuehn@mail.example.com', '加藤 舞'],
  ['SOMEBODY_ELSE', 'hannes.kuehn@mail.example.com', '勅使河原 宏'],
  ['NOBODY', 'mai.kato@mail.example.com', '加藤 舞'],
  ['NOBODY', 'kato@mail.example.com', '加藤 舞'],
  ['NOBODY', 'starlight99@inbox.example.org', 'Doğan Rösner'],
  ['NOBODY', 'katharinanowak@inbox.example.org', 'Emmanuel Boateng'],
])('%s: %s of %s', (owner, email, name) => {
  expect(ownerOfMailbox(email, named(name))).toBe(owner);
});

it('says nothing of a name that cannot be read, or of half a name', () => {
  expect(ownerOfMailbox('anna.roesner@inbox.example.org', { full: null, given: null, family: 'Rösner' })).toBe('NOBODY');
  expect(ownerOfMailbox('anna.roesner@inbox.example.org', { full: null, given: null, family: null })).toBe('NOBODY');
  expect(ownerOfMailbox('', named('Doğan Rösner'))).toBe('NOBODY');
});
